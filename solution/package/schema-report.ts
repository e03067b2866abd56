/** The packed solution held against Microsoft's published schemas, as a whole and part by part. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sourceFolder } from '../paths.ts';
import { renderDocument, type Element } from '../xml/element.ts';
import { childNamed, childrenOf, descendants, textOf } from '../xml/parse.ts';
import { customizations } from './customizations.ts';
import { countNewer, withoutNewer } from './newer-than-schema.ts';
import { readSource } from './source.ts';
import { translated } from './translate.ts';
import { readTranslations } from './translation.ts';

/** Microsoft's schemas are not ours to pass on: they lie beside the repository where somebody has put them there. */
export const schemaFolder = join(sourceFolder, '../../../shared/reference/xsd');

/** Why nothing can be validated here, if so. */
export function whyNotValidated(): string | undefined {
  if (!existsSync(schemaFolder)) return `no ${schemaFolder}`;
  const hasXmllint = spawnSync('xmllint', ['--version']).error === undefined;
  return hasXmllint ? undefined : 'no xmllint (Debian package libxml2-utils)';
}

export type Part = {
  readonly what: string;
  readonly schema: string;
  /** Its table, or `undefined` for what belongs to none. */
  readonly documents: readonly { readonly table: string | undefined; readonly root: Element }[];
};

export type SchemaReport = {
  readonly whole: { readonly complaints: readonly string[]; readonly newer: ReadonlyMap<string, number> };
  readonly parts: readonly (Part & { readonly complaints: readonly string[] })[];
};

export function schemaReport(root: Element = wholeDocument()): SchemaReport {
  return {
    whole: {
      complaints: complaintsOf([withoutNewer(root)], 'CustomizationsSolution.xsd'),
      newer: countNewer(root),
    },
    parts: partsOf(root).map((part) => ({
      ...part,
      complaints: complaintsOf(
        part.documents.map((document) => document.root),
        part.schema,
      ),
    })),
  };
}

/** As packed, with the labels of all languages and one control that stands for those built from `pcf/`. */
export function wholeDocument(): Element {
  return translated(customizations(readSource(sourceFolder), ['dun_Sample.Dial']), readTranslations());
}

/** @returns what xmllint says of the documents, a line for each error. */
export function complaintsOf(documents: readonly Element[], schema: string): string[] {
  if (documents.length === 0) return [];
  const folder = mkdtempSync(join(tmpdir(), 'dunlin-schema-'));
  try {
    const paths = documents.map((document, index) => {
      const path = join(folder, `${index}.xml`);
      writeFileSync(path, renderDocument(document));
      return path;
    });
    const { status, stderr } = spawnSync(
      'xmllint',
      ['--noout', '--schema', join(schemaFolder, schema), ...paths],
      { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
    );
    if (status === 0) return [];
    const errors = stderr.split('\n').filter((line) => line.includes('error'));
    return errors.length > 0 ? errors : [`xmllint ended with ${status}: ${stderr}`];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function partsOf(root: Element): Part[] {
  const tables = descendants(root, 'Entity').map((entity) => ({
    table: textOf(childNamed(entity, 'Name')),
    entity,
  }));
  const ofTables = (within: string, name: string) =>
    tables.flatMap(({ table, entity }) =>
      childrenOf(entity)
        .filter((child) => child.name === within)
        .flatMap((child) => (child.name === name ? [child] : descendants(child, name)))
        .map((element) => ({ table, root: element })),
    );
  const ofNone = (within: string, name: string) =>
    descendants(root, within).flatMap((container) =>
      descendants(container, name).map((element) => ({ table: undefined, root: element })),
    );
  return [
    { what: 'Forms', schema: 'FormXml.xsd', documents: ofTables('FormXml', 'form') },
    { what: 'Dashboards', schema: 'FormXml.xsd', documents: ofNone('Dashboards', 'form') },
    { what: 'Queries of views', schema: 'Fetch.xsd', documents: ofTables('SavedQueries', 'fetch') },
    { what: 'Queries of charts', schema: 'Fetch.xsd', documents: ofTables('Visualizations', 'fetch') },
    {
      what: 'Data of charts',
      schema: 'VisualizationDataDescription.xsd',
      documents: ofTables('Visualizations', 'datadefinition'),
    },
    { what: 'Ribbons', schema: 'RibbonCore.xsd', documents: ofTables('RibbonDiffXml', 'RibbonDiffXml') },
    { what: 'Site map', schema: 'SiteMap.xsd', documents: ofNone('AppModuleSiteMap', 'SiteMap') },
  ];
}
