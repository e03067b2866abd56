/** The apps that are installed, and the site map of one. */
import { client } from '../data/client.ts';
import { session } from '../data/session.ts';
import { knownTables } from '../data/tables.ts';
import { attribute, childOf, childrenOf, parseXml } from '../data/xml.ts';
import { readSiteMap, type SiteMap } from './site-map.ts';

export type InstalledApp = {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Unique name of its site map, undefined when it has none. */
  readonly siteMap: string | undefined;
};

/** Component type of a site map in an app. */
const siteMapComponent = '62';

export async function appsOf(): Promise<readonly InstalledApp[]> {
  const { rows } = await client.list(
    'appmodules',
    '$select=appmoduleid,name,description,descriptor&$orderby=name',
  );
  return rows.map((row) => {
    const descriptor = parseXml(String(row['descriptor']));
    const components = childrenOf(childOf(descriptor, 'AppModuleComponents'), 'AppModuleComponent');
    const siteMap = components.find((component) => component.getAttribute('type') === siteMapComponent);
    const { description } = row;
    return {
      id: String(row['appmoduleid']),
      name: String(row['name']),
      description: typeof description === 'string' ? description : '',
      siteMap: siteMap && attribute(siteMap, 'schemaName'),
    };
  });
}

export async function siteMapOf({ siteMap }: InstalledApp): Promise<SiteMap> {
  if (siteMap === undefined) return { areas: [] };
  const [{ rows }, tables] = await Promise.all([
    client.list(
      'sitemaps',
      `$select=sitemapxml&$filter=sitemapnameunique eq '${encodeURIComponent(siteMap.replaceAll("'", "''"))}'`,
    ),
    knownTables(),
  ]);
  const xml = rows[0]?.['sitemapxml'];
  if (typeof xml !== 'string') return { areas: [] };
  const { languageId, baseLanguageId } = session();
  return readSiteMap(xml, {
    languages: [languageId, baseLanguageId],
    tableName: (name) => {
      const table = tables.get(name);
      return table?.rights.has('Read') === true ? table.collectionName : undefined;
    },
    mayUse: (name, right) => tables.get(name)?.rights.has(right) === true,
  });
}
