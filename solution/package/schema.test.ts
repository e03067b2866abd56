import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sourceFolder } from '../paths.ts';
import { renderDocument, type Element } from '../xml/element.ts';
import { childNamed, childrenOf, textOf } from '../xml/parse.ts';
import { customizations } from './customizations.ts';
import { newerColumnTypes, newerThanSchema } from './newer-than-schema.ts';
import { readSource } from './source.ts';
import { translated } from './translate.ts';
import { readTranslations } from './translation.ts';

/** Microsoft's schema is not ours to pass on: it lies beside the repository where somebody has put it there. */
const schema = join(sourceFolder, '../../../shared/reference/xsd/CustomizationsSolution.xsd');
const missing = !existsSync(schema)
  ? `no ${schema}`
  : spawnSync('xmllint', ['--version']).error !== undefined
    ? 'no xmllint (Debian package libxml2-utils)'
    : undefined;

describe('customizations.xml and the schema of customization files', () => {
  if (missing !== undefined) {
    it.skip(`is not validated: ${missing}`, () => undefined);
    return;
  }

  it('validates but for what is newer than the schema', () => {
    expect(complaints(withoutNewer(whole()))).toEqual([]);
  });

  it('is found out when an element stands where the schema has none', () => {
    const sound = withoutNewer(whole());
    const broken = {
      ...sound,
      children: [...childrenOf(sound), { name: 'Nonsense', attributes: {}, children: undefined }],
    };
    expect(complaints(broken)[0]).toContain('Nonsense');
  });
});

function whole(): Element {
  return translated(customizations(readSource(sourceFolder), ['dun_Sample.Dial']), readTranslations());
}

function withoutNewer(node: Element): Element {
  if (typeof node.children === 'string' || node.children === undefined) return node;
  const isNewer = (child: Element) =>
    newerThanSchema.some((name) => name === child.name) ||
    (child.name === 'attribute' &&
      newerColumnTypes.some((type) => type === textOf(childNamed(child, 'Type'))));
  return { ...node, children: node.children.filter((child) => !isNewer(child)).map(withoutNewer) };
}

function complaints(root: Element): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'dunlin-schema-'));
  try {
    const path = join(folder, 'customizations.xml');
    writeFileSync(path, renderDocument(root));
    const { status, stderr } = spawnSync('xmllint', ['--noout', '--schema', schema, path], {
      encoding: 'utf8',
    });
    return status === 0 ? [] : stderr.split('\n').filter((line) => line.includes('error'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
