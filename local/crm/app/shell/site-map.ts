/** A site map's XML as areas, groups and items, with titles in the user's language. */
import type { Right } from '../data/metadata.ts';
import { attribute, childOf, childrenOf, parseXml } from '../data/xml.ts';
import { addressOf, readRoute } from '../routing.ts';

export type SiteMap = { readonly areas: readonly Area[] };
export type Area = { readonly id: string; readonly title: string; readonly groups: readonly Group[] };
export type Group = { readonly id: string; readonly title: string; readonly items: readonly Item[] };

export type Item = {
  readonly id: string;
  readonly title: string;
  readonly leadsTo:
    | { readonly kind: 'table'; readonly table: string; readonly viewId?: string }
    | { readonly kind: 'dashboard'; readonly dashboardId?: string }
    /** A page of this CRM, as `main.aspx?…`. */
    | { readonly kind: 'page'; readonly address: string }
    | { readonly kind: 'elsewhere'; readonly url: string }
    /** Something the local CRM does not show; it is named. */
    | { readonly kind: 'unknown'; readonly what: string };
};

export type SiteMapContext = {
  /** LCIDs to look for, the first one first. */
  readonly languages: readonly number[];
  /** What tables are called; undefined for tables the user may not read, whose items are left out as Dynamics does. */
  readonly tableName: (table: string) => string | undefined;
  /** Whether the user has a right on some rows of the table at least. */
  readonly mayUse: (table: string, right: Right) => boolean;
};

/** @throws XmlError */
export function readSiteMap(xml: string, context: SiteMapContext): SiteMap {
  const areas = childrenOf(parseXml(xml), 'Area').map((area) => {
    const groups = childrenOf(area, 'Group').flatMap((group) => {
      const items = childrenOf(group, 'SubArea').flatMap((subArea) => itemOf(subArea, context) ?? []);
      return items.length === 0 ? [] : [{ id: idOf(group), title: titleOf(group, context) ?? '', items }];
    });
    return { id: idOf(area), title: titleOf(area, context) ?? idOf(area), groups };
  });
  return { areas: areas.filter(({ groups }) => groups.length > 0) };
}

/** Where an item leads, within an app; undefined when it leads nowhere here. */
export function addressOfItem({ leadsTo }: Item, appId: string): string | undefined {
  switch (leadsTo.kind) {
    case 'table':
      return addressOf({
        page: 'list',
        appId,
        etn: leadsTo.table,
        ...(leadsTo.viewId !== undefined && { viewId: leadsTo.viewId }),
      });
    case 'dashboard':
      return addressOf({
        page: 'dashboard',
        appId,
        ...(leadsTo.dashboardId !== undefined && { id: leadsTo.dashboardId }),
      });
    case 'page':
      return leadsTo.address;
    case 'elsewhere':
      return leadsTo.url;
    case 'unknown':
      return undefined;
  }
}

/** What an app opens with: its first item that leads somewhere here. */
export function firstAddress({ areas }: SiteMap, appId: string): string | undefined {
  const items = areas.flatMap(({ groups }) => groups.flatMap((group) => group.items));
  const first = items.find(({ leadsTo }) => leadsTo.kind !== 'unknown' && leadsTo.kind !== 'elsewhere');
  return first && addressOfItem(first, appId);
}

/** The area an address belongs to; the first when it is in none. */
export function areaOf({ areas }: SiteMap, isShown: (item: Item) => boolean): Area | undefined {
  return areas.find(({ groups }) => groups.some(({ items }) => items.some(isShown))) ?? areas[0];
}

const allRights: readonly Right[] = [
  'Create',
  'Read',
  'Write',
  'Delete',
  'Append',
  'AppendTo',
  'Assign',
  'Share',
];

/** As site maps list them: `Read,Write`, or `All`. */
function rightsIn(list: string): readonly Right[] {
  const named = new Set(list.split(',').map((name) => name.trim()));
  return allRights.filter((right) => named.has('All') || named.has(right));
}

function itemOf(subArea: Element, context: SiteMapContext): Item | undefined {
  const id = idOf(subArea);
  const leadsTo = destinationOf(subArea);
  const ownTitle = titleOf(subArea, context);
  const isAllowed = childrenOf(subArea, 'Privilege').every((privilege) => {
    const table = (attribute(privilege, 'Entity') ?? '').toLowerCase();
    return rightsIn(attribute(privilege, 'Privilege') ?? 'Read').every((right) =>
      context.mayUse(table, right),
    );
  });
  if (!isAllowed) return undefined;
  if (leadsTo.kind === 'table' && context.tableName(leadsTo.table) === undefined) return undefined;
  const title = ownTitle ?? (leadsTo.kind === 'table' ? context.tableName(leadsTo.table) : undefined) ?? id;
  return { id, title, leadsTo };
}

function destinationOf(subArea: Element): Item['leadsTo'] {
  const table = attribute(subArea, 'Entity');
  const url = attribute(subArea, 'Url');
  const dashboard = attribute(subArea, 'DefaultDashboard');
  if (dashboard !== undefined) {
    return { kind: 'dashboard', dashboardId: dashboard.replace(/[{}]/g, '').toLowerCase() };
  }
  if (url === undefined) {
    return table === undefined
      ? { kind: 'unknown', what: `SubArea ${idOf(subArea)}` }
      : { kind: 'table', table: table.toLowerCase() };
  }
  if (/^https?:\/\//i.test(url)) return { kind: 'elsewhere', url };
  if (/home_dashboards\.aspx|^\/?dashboards/i.test(url)) return { kind: 'dashboard' };
  const page = /^\/?main\.aspx\?(.*)$/i.exec(url);
  if (page?.[1] === undefined) return { kind: 'unknown', what: url };
  const route = readRoute(`?${page[1]}`);
  return route.page === 'unknown'
    ? { kind: 'unknown', what: url }
    : { kind: 'page', address: addressOf(route) };
}

/** Titles are elements by language; old site maps have one as an attribute. */
function titleOf(element: Element, { languages }: SiteMapContext): string | undefined {
  const titles = childrenOf(childOf(element, 'Titles'), 'Title');
  for (const language of languages) {
    const title = titles.find((one) => one.getAttribute('LCID') === String(language));
    const text = title && attribute(title, 'Title');
    if (text !== undefined) return text;
  }
  const [any] = titles;
  return (any && attribute(any, 'Title')) ?? attribute(element, 'Title');
}

function idOf(element: Element): string {
  return element.getAttribute('Id') ?? '';
}
