/** XML as elements in order, read without surprises: no entities beyond the five, nothing converted, text kept as written. */
import { XMLParser, XMLValidator } from 'fast-xml-parser';

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  /** The text directly inside, trimmed. */
  readonly text: string;
}

type Parsed = { readonly [name: string]: unknown; readonly ':@'?: Readonly<Record<string, string>> };

const prefix = '@';

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: prefix,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
});

/** The root element. Throws a SyntaxError that says where the text stops being XML. */
export function parseXml(text: string): Element {
  if (/<!DOCTYPE/i.test(text)) throw new SyntaxError('a document type declaration is not allowed');
  const valid = XMLValidator.validate(text);
  if (valid !== true) throw new SyntaxError(`line ${valid.err.line}: ${valid.err.msg}`);
  const roots = parsed(text).filter((node) => nameOf(node) !== '#text');
  const [root] = roots;
  if (root === undefined || roots.length > 1) throw new SyntaxError('there must be exactly one root element');
  return toElement(root);
}

/** What the validator lets through the parser may still refuse. */
function parsed(text: string): readonly Parsed[] {
  try {
    return parser.parse(text) as Parsed[];
  } catch (error) {
    throw new SyntaxError(error instanceof Error ? error.message : String(error));
  }
}

/** The first child of that name. */
export function child(element: Element | undefined, name: string): Element | undefined {
  return element?.children.find((candidate) => candidate.name === name);
}

export function childrenOf(element: Element | undefined, name: string): readonly Element[] {
  return element?.children.filter((candidate) => candidate.name === name) ?? [];
}

/** The text of the first child of that name, or '' when there is none. */
export function childText(element: Element | undefined, name: string): string {
  return child(element, name)?.text ?? '';
}

/** The element as XML text again: what rows of forms, views and site maps hold. */
export function xmlOf(element: Element): string {
  const attributes = Object.entries(element.attributes)
    .map(([name, value]) => ` ${name}="${escapeXml(value)}"`)
    .join('');
  const inside = element.children.map(xmlOf).join('') + escapeXml(element.text);
  return inside === ''
    ? `<${element.name}${attributes} />`
    : `<${element.name}${attributes}>${inside}</${element.name}>`;
}

export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
}

function toElement(node: Parsed): Element {
  const name = nameOf(node);
  const inside = node[name] as readonly Parsed[];
  const text = inside
    .filter((part) => nameOf(part) === '#text')
    .map((part) => String(part['#text']))
    .join('')
    .trim();
  return {
    name,
    attributes: attributesOf(node[':@'] ?? {}),
    children: inside.filter((part) => nameOf(part) !== '#text').map(toElement),
    text,
  };
}

function nameOf(node: Parsed): string {
  return Object.keys(node).find((key) => key !== ':@') ?? '#text';
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
