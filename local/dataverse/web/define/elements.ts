/** Definitions sent as JSON become the elements a package would have, so that both are read and refused alike. */
import { badRequest } from '../../errors.ts';
import { labelOf } from '../../import/columns.ts';
import { baseLanguage } from '../../metadata/columns.ts';
import type { Label } from '../../metadata/types.ts';
import type { JsonObject } from '../../records/payload.ts';
import type { Element } from '../../xml.ts';

export function element(
  name: string,
  content: string | readonly Element[],
  attributes: Readonly<Record<string, string>> = {},
): Element {
  return typeof content === 'string'
    ? { name, attributes, children: [], text: content }
    : { name, attributes, children: content, text: '' };
}

/** Elements for those of the properties that are given, by the names packages use. */
export function given(json: JsonObject, names: Readonly<Record<string, string>>): readonly Element[] {
  return Object.entries(names).flatMap(([property, name]) => {
    const value = valueOf(json[property]);
    return value === undefined ? [] : [element(name, value)];
  });
}

/** `{"Value": x}` is what managed properties and names of formats are wrapped in. */
function valueOf(property: unknown): string | undefined {
  if (typeof property === 'string') return property;
  if (typeof property === 'number' && Number.isFinite(property)) return String(property);
  if (typeof property === 'boolean') return property ? '1' : '0';
  return isObject(property) ? valueOf(property['Value']) : undefined;
}

/** Whether a property, plain or managed, says yes. */
export function isTrue(property: unknown): boolean {
  return valueOf(property) === '1';
}

/** A label's texts, such as `<displaynames><displayname description="…" languagecode="1033" /></displaynames>`. */
export function labels(list: string, item: string, label: unknown): readonly Element[] {
  if (!isObject(label)) return [];
  const texts = label['LocalizedLabels'];
  if (!Array.isArray(texts)) return [];
  const entries = texts.filter(isObject).map(({ Label: text, LanguageCode: language }) => {
    if (typeof text !== 'string' || typeof language !== 'number')
      throw badRequest('A label needs a Label and a LanguageCode.');
    return element(item, '', { description: text, languagecode: String(language) });
  });
  return [element(list, entries)];
}

/** A label's texts by language; in the organization's language something else when there are none. */
export function labelIn(json: unknown, otherwise?: string): Label {
  const label = labelOf(labels('texts', 'text', json)[0], 'text');
  return Object.keys(label).length === 0 && otherwise !== undefined ? { [baseLanguage]: otherwise } : label;
}

export function textIn(json: JsonObject, name: string): string {
  const value = json[name];
  if (typeof value !== 'string' || value === '') throw badRequest(`The definition needs '${name}'.`);
  return value;
}

/** A schema name: a publisher's prefix and letters. */
export function schemaNameIn(json: JsonObject): string {
  const name = textIn(json, 'SchemaName');
  if (!/^[a-z][a-z0-9]*_[a-z0-9_]+$/i.test(name))
    throw badRequest(
      `'${name}' is not a schema name: it begins with the publisher's prefix and an underscore.`,
    );
  return name;
}

/** What `@odata.type` says, without the namespace. */
export function typeIn(json: JsonObject): string {
  const type = json['@odata.type'];
  return typeof type === 'string' ? type.replace(/^#?Microsoft\.Dynamics\.CRM\./, '') : '';
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
