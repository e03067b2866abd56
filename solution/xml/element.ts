/** XML as plain nodes, rendered the same way every time: two blanks an indent, attributes in the order given. */

export type Element = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Elements, or one text. */
  readonly children: readonly Element[] | string | undefined;
};

/** `children` left out renders `<a />`, an empty text `<a></a>`. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  children?: readonly Element[] | string,
): Element {
  return { name, attributes, children };
}

/** An element that holds a text. */
export function text(name: string, value: string | number): Element {
  return element(name, {}, String(value));
}

/** An element that holds 1 or 0, the way customization XML writes yes and no. */
export function flag(name: string, value: boolean): Element {
  return text(name, value ? '1' : '0');
}

/** A whole document with its declaration and, below it, an optional comment. */
export function renderDocument(root: Element, comment?: string): string {
  const notice = comment === undefined ? '' : `<!-- ${comment} -->\n`;
  return `<?xml version="1.0" encoding="utf-8"?>\n${notice}${render(root, '')}\n`;
}

function render(node: Element, indent: string): string {
  const opening = `${indent}<${node.name}${Object.entries(node.attributes)
    .map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`)
    .join('')}`;
  const { children } = node;
  if (children === undefined) return `${opening} />`;
  if (typeof children === 'string') return `${opening}>${escapeText(children)}</${node.name}>`;
  if (children.length === 0) return `${opening} />`;
  const inner = children.map((child) => render(child, `${indent}  `)).join('\n');
  return `${opening}>\n${inner}\n${indent}</${node.name}>`;
}

function escapeText(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function escapeAttribute(value: string): string {
  return escapeText(value).replaceAll('"', '&quot;');
}
