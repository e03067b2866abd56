/**
 * Filling a template. Nothing unknown, missing or blank is ever let through in silence: a message that leaves the house says what its
 * author meant or is not rendered. Values are written as they are: braces in them mean nothing.
 */
import Mustache from 'mustache';
import { checkTemplate, sentenceOf, tags } from './check-template.ts';
import type { TemplateField, TemplateFields, ViewOf } from './fields.ts';

export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}

/**
 * The text with the view's values in it; with `escape: 'html'` values are written as HTML text.
 * @throws TemplateError when the template has problems (see checkTemplate) or the view does not fill exactly the fields.
 */
export function renderTemplate<Fields extends TemplateFields>({
  text,
  view,
  fields,
  escape,
}: {
  readonly text: string;
  readonly view: ViewOf<Fields>;
  readonly fields: Fields;
  readonly escape: 'html' | 'none';
}): string {
  const problems = checkTemplate(text, fields);
  if (problems.length > 0) throw new TemplateError(problems.map(sentenceOf).join('\n'));
  return new Mustache.Writer().render(text, checkedGroup(view, fields, ''), undefined, {
    tags,
    escape: escape === 'html' ? Mustache.escape : (value: string) => value,
  });
}

type Checked = string | readonly Checked[] | { readonly [name: string]: Checked };

/** A copy of plain own values: no accessor, function or inherited member of the view reaches the renderer. */
function checkedGroup(
  view: unknown,
  fields: TemplateFields,
  path: string,
): { readonly [name: string]: Checked } {
  if (typeof view !== 'object' || view === null)
    throw new TemplateError(`The view has no ${path || 'values'}`);
  const stranger = Object.keys(view).find((name) => !Object.hasOwn(fields, name));
  if (stranger !== undefined)
    throw new TemplateError(`The view has ${path}${stranger}, which is not a field`);
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      const value: unknown = Object.hasOwn(view, name) ? (view as Record<string, unknown>)[name] : undefined;
      return [name, checkedField(value, field, path + name)];
    }),
  );
}

function checkedField(value: unknown, field: TemplateField, path: string): Checked {
  if (typeof field === 'string') return checkedText(value, field, path);
  if ('group' in field) return checkedGroup(value, field.group, `${path}.`);
  if (!Array.isArray(value)) throw new TemplateError(`The view has no list ${path}`);
  const { list } = field;
  return value.map((element: unknown) =>
    list === 'text' ? checkedText(element, 'text', path) : checkedGroup(element, list, `${path}.`),
  );
}

function checkedText(value: unknown, field: 'text' | 'optional', path: string): string {
  if (typeof value !== 'string') throw new TemplateError(`The view has no text ${path}`);
  if (value.trim() !== '') return value;
  if (field === 'text') throw new TemplateError(`The view's ${path} is blank`);
  return '';
}
