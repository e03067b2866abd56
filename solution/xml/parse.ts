/** Reads our own XML files into elements. Comments, processing instructions and indentation are dropped. */
import { XMLParser } from 'fast-xml-parser';
import { element, type Element } from './element.ts';

const prefix = '@';

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: prefix,
  parseTagValue: false,
  parseAttributeValue: false,
  ignoreDeclaration: true,
  trimValues: false,
});

/** @throws SyntaxError when the text is not XML with one root, or mixes texts with elements. */
export function parseXml(xml: string): Element {
  const roots = elementsOf(parser.parse(xml, true) as readonly ParsedNode[]);
  const [root] = roots;
  if (root === undefined || roots.length > 1)
    throw new SyntaxError(`expected one root element, found ${roots.length}`);
  return root;
}

/** As the parser gives it: an element has its name as a key, its attributes under `:@`; a text has `#text`. */
type ParsedNode = Readonly<Record<string, unknown>>;

function elementsOf(nodes: readonly ParsedNode[]): Element[] {
  return nodes.filter((node) => !('#text' in node)).map(elementOf);
}

function elementOf(node: ParsedNode): Element {
  const name = Object.keys(node).find((key) => key !== ':@');
  if (name === undefined) throw new SyntaxError('an element without a name');
  const inside = node[name] as readonly ParsedNode[];
  const attributes = attributesOf((node[':@'] ?? {}) as Readonly<Record<string, string>>);
  const texts = inside.filter((child) => '#text' in child).map((child) => String(child['#text']));
  const content = texts.join('');
  const children = elementsOf(inside);
  if (children.length === 0) return element(name, attributes, texts.length === 0 ? undefined : content);
  if (content.trim() !== '')
    throw new SyntaxError(`<${name}> mixes the text "${content.trim()}" with elements`);
  return element(name, attributes, children);
}

/**
 * The parser refuses names such as `constructor`, which manifests of controls have, unless they carry a prefix. Without a prototype, so
 * that such a name is what the XML says or nothing.
 */
function attributesOf(parsed: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const attributes = Object.create(null) as Record<string, string>;
  for (const [name, value] of Object.entries(parsed)) attributes[name.slice(prefix.length)] = value;
  return attributes;
}

export function childrenOf(node: Element): readonly Element[] {
  return node.children === undefined || typeof node.children === 'string' ? [] : node.children;
}

export function textOf(node: Element | undefined): string {
  return typeof node?.children === 'string' ? node.children.trim() : '';
}

export function childNamed(node: Element, name: string): Element | undefined {
  return childrenOf(node).find((child) => child.name === name);
}

/** All elements of a name below this one, in document order. */
export function descendants(node: Element, name: string): Element[] {
  return childrenOf(node).flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...descendants(child, name),
  ]);
}
