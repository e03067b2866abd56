/** The solution zip, byte for byte the same whenever and wherever it is packed from the same files. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync, type Zippable } from 'fflate';
import { element, renderDocument, type Element } from '../xml/element.ts';
import { childrenOf } from '../xml/parse.ts';
import type { BuiltControl } from '../controls/output.ts';
import { commandsName, type Commands } from './commands.ts';
import { customizations } from './customizations.ts';
import { fileAt, type Source } from './source.ts';
import { translated } from './translate.ts';
import type { Translation } from './translation.ts';

/** The oldest moment a zip can name. Read as local time, as zips are, it is the same bytes in every zone. */
const packedOn = new Date(1980, 0, 1);

export type Packing = {
  readonly source: Source;
  readonly controls: readonly BuiltControl[];
  readonly commands: Commands;
  readonly translations: readonly Translation[];
  /** Of package.json, such as 0.1.0; solutions have a fourth part. */
  readonly version: string;
};

export function packZip({ source, controls, commands, translations, version }: Packing): Uint8Array {
  const document = (root: Element): Uint8Array => strToU8(renderDocument(translated(root, translations)));
  const verbatim = [
    ...controls.flatMap(({ name, files }) =>
      [...files].map(([path, bytes]) => [`Controls/${name}/${path}`, bytes] as const),
    ),
    [`WebResources/${commandsName}`, commands.bytes] as const,
    ...source.verbatim.map(
      (path) => [path, new Uint8Array(readFileSync(join(source.folder, path)))] as const,
    ),
  ];
  const files: Zippable = Object.fromEntries([
    ['[Content_Types].xml', strToU8(renderDocument(contentTypes(verbatim.map(([path]) => path))))],
    ['solution.xml', document(withVersion(fileAt(source, 'Other/Solution.xml'), `${version}.0`))],
    [
      'customizations.xml',
      document(
        customizations(
          source,
          controls.map(({ name }) => name),
        ),
      ),
    ],
    ...verbatim,
  ]);
  return zipSync(files, { level: 9, mtime: packedOn });
}

function withVersion(root: Element, version: string): Element {
  return replaceText(root, 'Version', version);
}

function replaceText(node: Element, name: string, value: string): Element {
  if (node.name === name) return element(name, node.attributes, value);
  const children = childrenOf(node);
  return children.length === 0
    ? node
    : { ...node, children: children.map((child) => replaceText(child, name, value)) };
}

/** Every kind of file in the zip has to be declared. */
function contentTypes(verbatim: readonly string[]): Element {
  const extensions = new Set(['xml', ...verbatim.map((path) => path.slice(path.lastIndexOf('.') + 1))]);
  return element(
    'Types',
    { xmlns: 'http://schemas.openxmlformats.org/package/2006/content-types' },
    [...extensions]
      .toSorted()
      .map((extension) =>
        element('Default', { Extension: extension, ContentType: 'application/octet-stream' }),
      ),
  );
}
