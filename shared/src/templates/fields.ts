/**
 * The names a template may use, declared as data: the allow-list that templates are checked against when they are saved and that
 * views are checked against when they are rendered.
 */

export type TemplateField =
  /** A text that is never blank. */
  | 'text'
  /** A text that may be blank; templates use it inside a section of its own name only, so that nobody reads an empty place. */
  | 'optional'
  /** Names under a name: `company.name`. */
  | { readonly group: TemplateFields }
  /** A section repeated for each element; `{{.}}` stands for an element that is a text. */
  | { readonly list: TemplateFields | 'text' };

export type TemplateFields = { readonly [name: string]: TemplateField };

/** The view that fills the fields: texts, groups and lists of the same names, nothing else. */
export type ViewOf<Fields extends TemplateFields> = {
  readonly [Name in keyof Fields]: Fields[Name] extends { readonly group: infer Group extends TemplateFields }
    ? ViewOf<Group>
    : Fields[Name] extends { readonly list: infer Element extends TemplateFields }
      ? readonly ViewOf<Element>[]
      : Fields[Name] extends { readonly list: 'text' }
        ? readonly string[]
        : string;
};
