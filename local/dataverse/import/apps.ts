/** Apps, their site maps, and web resources. */
import { namedId } from '../ids.ts';
import { child, childText, xmlOf, type Element } from '../xml.ts';
import { idOf, localizedName, localizedNames, type ComponentRow } from './component-row.ts';
import { fileOf, type SolutionPackage } from './package.ts';
import { ImportRefused } from './refusal.ts';

export function siteMapRow(siteMap: Element): ComponentRow {
  const unique = childText(siteMap, 'SiteMapUniqueName');
  const map = child(siteMap, 'SiteMap');
  if (map === undefined) throw new ImportRefused(`site map ${unique}`, 'there is no <SiteMap>');
  return {
    table: 'sitemap',
    localized: { sitemapname: localizedNames(siteMap) },
    values: {
      sitemapid: namedId(`sitemap ${unique}`),
      sitemapname: localizedName(siteMap) || unique,
      sitemapnameunique: unique,
      sitemapxml: xmlOf(map),
      isappaware: 1,
    },
  };
}

export function appRow(app: Element): ComponentRow {
  const unique = childText(app, 'UniqueName');
  if (unique === '') throw new ImportRefused('an app', 'UniqueName is missing');
  return {
    table: 'appmodule',
    localized: { name: localizedNames(app) },
    values: {
      appmoduleid: namedId(`appmodule ${unique}`),
      name: localizedName(app) || unique,
      uniquename: unique,
      clienttype: Number(childText(app, 'ClientType') || '4'),
      descriptor: xmlOf(app),
    },
  };
}

export function webResourceRow(element: Element, solution: SolutionPackage): ComponentRow {
  const name = childText(element, 'Name');
  const component = `web resource ${name}`;
  const bytes = fileOf(solution, component, childText(element, 'FileName'));
  return {
    table: 'webresource',
    values: {
      webresourceid: idOf(component, childText(element, 'WebResourceId')),
      name,
      displayname: childText(element, 'DisplayName') || null,
      webresourcetype: Number(childText(element, 'WebResourceType')),
      content: Buffer.from(bytes).toString('base64'),
    },
  };
}
