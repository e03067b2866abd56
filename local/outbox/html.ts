/** HTML from templates in which every value is escaped unless it is HTML of this kind itself. */

export type Html = { readonly html: string };

export function html(
  texts: TemplateStringsArray,
  ...values: readonly (string | number | Html | readonly Html[])[]
): Html {
  return { html: texts.reduce((all, text, index) => all + written(values[index - 1]!) + text) };
}

function written(value: string | number | Html | readonly Html[]): string {
  if (typeof value === 'object') return 'html' in value ? value.html : value.map(written).join('');
  return String(value).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
