/** Apps, their site maps, and the files they are made of: web resources and controls. */
import { namedId } from '../ids.ts';
import { child, childText, xmlOf, type Element } from '../xml.ts';
import { idOf, localizedName, type ComponentRow } from './component-row.ts';
import type { SolutionPackage } from './package.ts';
import { ImportRefused } from './refusal.ts';

export function siteMapRow(siteMap: Element): ComponentRow {
  const unique = childText(siteMap, 'SiteMapUniqueName');
  const map = child(siteMap, 'SiteMap');
  if (map === undefined) throw new ImportRefused(`site map ${unique}`, 'there is no <SiteMap>');
  return {
    table: 'sitemap',
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

export function controlRow(element: Element, solution: SolutionPackage): ComponentRow {
  const name = childText(element, 'Name');
  const path = childText(element, 'FileName');
  const manifest = fileOf(solution, `control ${name}`, path);
  const folder = path.slice(0, path.lastIndexOf('/'));
  const bundle = solution.files.get(`${folder}/bundle.js`.replace(/^\//, '').toLowerCase());
  return {
    table: 'customcontrol',
    values: {
      customcontrolid: namedId(`customcontrol ${name}`),
      name,
      manifest: new TextDecoder().decode(manifest),
      bundle: bundle === undefined ? null : new TextDecoder().decode(bundle),
    },
  };
}

function fileOf(solution: SolutionPackage, component: string, path: string): Uint8Array {
  const bytes = solution.files.get(path.replace(/^\//, '').toLowerCase());
  if (bytes === undefined) throw new ImportRefused(component, `the file '${path}' is not in the package`);
  return bytes;
}
