/** A component as a row to write, and what all components have: a name in several languages and an id. */
import { parseId } from '../ids.ts';
import type { Label } from '../metadata/types.ts';
import type { Row } from '../store/database.ts';
import { child, type Element } from '../xml.ts';
import { ImportRefused } from './refusal.ts';

/** A table's logical name and the values by SQL column. */
export interface ComponentRow {
  readonly table: string;
  readonly values: Row;
  /** Texts in several languages, by column. */
  readonly localized?: Readonly<Record<string, Label>>;
}

/** The English name, or the first there is, or ''. */
export function localizedName(element: Element): string {
  const names = child(element, 'LocalizedNames')?.children ?? [];
  const english = names.find((name) => name.attributes['languagecode'] === '1033') ?? names[0];
  return english?.attributes['description'] ?? '';
}

/** The name by language. */
export function localizedNames(element: Element): Label {
  const names = child(element, 'LocalizedNames')?.children ?? [];
  return Object.fromEntries(
    names.map(({ attributes }) => [Number(attributes['languagecode']), attributes['description'] ?? '']),
  );
}

/** The id in lower case; refuses the component when the text is no GUID. */
export function idOf(component: string, text: string): string {
  const id = parseId(text);
  if (id === undefined) throw new ImportRefused(component, `'${text}' is not a GUID`);
  return id;
}
