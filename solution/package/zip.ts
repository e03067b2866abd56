/** The solution zip, byte for byte the same whenever and wherever it is packed from the same files. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync, type Zippable } from 'fflate';
import { element, renderDocument, type Element } from '../xml/element.ts';
import { childrenOf } from '../xml/parse.ts';
import type { BuiltControl } from '../controls/output.ts';
import { customizations } from './customizations.ts';
import { fileAt, type Source } from './source.ts';

/** The oldest moment a zip can name. Read as local time, as zips are, it is the same bytes in every zone. */
const packedOn = new Date(1980, 0, 1);

/** @param version of package.json, such as 0.1.0; solutions have a fourth part. */
export function packZip(source: Source, controls: readonly BuiltControl[], version: string): Uint8Array {
  const verbatim = [
    ...controls.flatMap(({ name, files }) =>
      [...files].map(([path, bytes]) => [`Controls/${name}/${path}`, bytes] as const),
    ),
    ...source.verbatim.map(
      (path) => [path, new Uint8Array(readFileSync(join(source.folder, path)))] as const,
    ),
  ];
  const files: Zippable = Object.fromEntries([
    ['[Content_Types].xml', strToU8(renderDocument(contentTypes(verbatim.map(([path]) => path))))],
    [
      'solution.xml',
      strToU8(renderDocument(withVersion(fileAt(source, 'Other/Solution.xml'), `${version}.0`))),
    ],
    [
      'customizations.xml',
      strToU8(
        renderDocument(
          customizations(
            source,
            controls.map(({ name }) => name),
          ),
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
