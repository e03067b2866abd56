/** FetchXML text into a tree; unknown elements and attributes are refused, since skipping one would change the answer. */
import { badRequest, notSupported } from '../../errors.ts';
import { childrenOf, child, parseXml, type Element } from '../../xml.ts';

export interface FetchAttribute {
  readonly name: string;
  readonly alias: string | undefined;
  readonly aggregate: Aggregate | undefined;
  readonly groupBy: boolean;
  readonly dateGrouping: DateGrouping | undefined;
  readonly distinct: boolean;
}

export type Aggregate = 'sum' | 'avg' | 'min' | 'max' | 'count' | 'countcolumn';
export type DateGrouping = 'day' | 'week' | 'month' | 'quarter' | 'year' | 'fiscal-period' | 'fiscal-year';

export interface FetchCondition {
  readonly entityName: string | undefined;
  readonly attribute: string;
  readonly operator: string;
  readonly values: readonly string[];
  /** Another column to compare with, `alias.column` or `column`. */
  readonly valueOf: string | undefined;
}

export interface FetchFilter {
  readonly type: 'and' | 'or';
  readonly conditions: readonly FetchCondition[];
  readonly filters: readonly FetchFilter[];
  /** Rows of other tables that must be there, or must not. */
  readonly links: readonly FetchLink[];
}

export interface FetchOrder {
  readonly attribute: string | undefined;
  readonly alias: string | undefined;
  readonly entityName: string | undefined;
  readonly descending: boolean;
}

export interface FetchEntity {
  readonly name: string;
  readonly allAttributes: boolean;
  readonly attributes: readonly FetchAttribute[];
  readonly orders: readonly FetchOrder[];
  readonly filters: readonly FetchFilter[];
  readonly links: readonly FetchLink[];
}

export interface FetchLink extends FetchEntity {
  readonly from: string;
  readonly to: string;
  readonly alias: string | undefined;
  readonly type: LinkType;
}

export type LinkType =
  | 'inner'
  | 'outer'
  | 'exists'
  | 'in'
  | 'matchfirstrowusingcrossapply'
  | 'any'
  | 'not any'
  | 'all'
  | 'not all';

export interface Fetch {
  readonly top: number | undefined;
  readonly count: number | undefined;
  readonly page: number;
  readonly pagingCookie: string | undefined;
  readonly returnTotal: boolean;
  readonly distinct: boolean;
  readonly aggregate: boolean;
  /** How many rows an aggregate may go through, when fewer than the usual limit. */
  readonly aggregateLimit: number | undefined;
  readonly entity: FetchEntity;
}

export function parseFetch(text: string): Fetch {
  const root = readXml(text);
  if (root.name !== 'fetch') throw badRequest('Invalid XML. The root of a query must be <fetch>.');
  allow(root, [
    'version',
    'output-format',
    'mapping',
    'top',
    'count',
    'page',
    'paging-cookie',
    'returntotalrecordcount',
    'distinct',
    'aggregate',
    'no-lock',
    'latematerialize',
    'useraworderby',
    'aggregatelimit',
    'savedqueryid',
    'utc-offset',
    'min-active-row-version',
  ]);
  const entity = child(root, 'entity');
  if (entity === undefined || root.children.length !== 1)
    throw badRequest('A <fetch> must hold exactly one <entity>.');
  const top = numberOf(root, 'top');
  if (top !== undefined && root.attributes['page'] !== undefined) {
    throw badRequest("The top attribute can't be specified with paging attribute page");
  }
  return {
    top,
    count: numberOf(root, 'count'),
    page: numberOf(root, 'page') ?? 1,
    pagingCookie: root.attributes['paging-cookie'],
    returnTotal: flag(root, 'returntotalrecordcount'),
    distinct: flag(root, 'distinct'),
    aggregate: flag(root, 'aggregate'),
    aggregateLimit: numberOf(root, 'aggregatelimit'),
    entity: readEntity(entity),
  };
}

function readEntity(element: Element): FetchEntity {
  const known = new Set([
    'all-attributes',
    'attribute',
    'order',
    'filter',
    'link-entity',
    '#text',
    'no-attrs',
  ]);
  for (const part of element.children) {
    if (!known.has(part.name))
      throw badRequest(`Invalid XML. <${part.name}> is not allowed inside <${element.name}>.`);
  }
  return {
    name: required(element, 'name').toLowerCase(),
    allAttributes: child(element, 'all-attributes') !== undefined,
    attributes: childrenOf(element, 'attribute').map(readAttribute),
    orders: childrenOf(element, 'order').map(readOrder),
    filters: childrenOf(element, 'filter').map(readFilter),
    links: childrenOf(element, 'link-entity').map((link) => readLink(link)),
  };
}

const aggregates = new Set(['sum', 'avg', 'min', 'max', 'count', 'countcolumn']);
const dateGroupings = new Set(['day', 'week', 'month', 'quarter', 'year', 'fiscal-period', 'fiscal-year']);

function readAttribute(element: Element): FetchAttribute {
  allow(element, [
    'name',
    'alias',
    'aggregate',
    'groupby',
    'dategrouping',
    'distinct',
    'usertimezone',
    'rowaggregate',
    'build',
    'addedby',
  ]);
  if (element.attributes['rowaggregate'] !== undefined) throw notSupported('A rowaggregate');
  const aggregate = element.attributes['aggregate']?.toLowerCase();
  const dateGrouping = element.attributes['dategrouping']?.toLowerCase();
  if (aggregate !== undefined && !aggregates.has(aggregate))
    throw badRequest(`The aggregate '${aggregate}' is not known.`);
  if (dateGrouping !== undefined && !dateGroupings.has(dateGrouping))
    throw badRequest(`The dategrouping '${dateGrouping}' is not known.`);
  return {
    name: required(element, 'name').toLowerCase(),
    alias: element.attributes['alias'],
    aggregate: aggregate as Aggregate | undefined,
    groupBy: flag(element, 'groupby'),
    dateGrouping: dateGrouping as DateGrouping | undefined,
    distinct: flag(element, 'distinct'),
  };
}

function readOrder(element: Element): FetchOrder {
  allow(element, ['attribute', 'alias', 'descending', 'entityname']);
  return {
    attribute: element.attributes['attribute']?.toLowerCase(),
    alias: element.attributes['alias'],
    entityName: element.attributes['entityname'],
    descending: flag(element, 'descending'),
  };
}

function readFilter(element: Element): FetchFilter {
  allow(element, ['type', 'isquickfindfields', 'overridequickfindrecordlimitenabled', 'hint']);
  const type = element.attributes['type']?.toLowerCase() ?? 'and';
  if (type !== 'and' && type !== 'or') throw badRequest(`The filter type '${type}' is not known.`);
  for (const part of element.children) {
    if (!['condition', 'filter', 'link-entity'].includes(part.name)) {
      throw badRequest(`Invalid XML. <${part.name}> is not allowed inside <filter>.`);
    }
  }
  return {
    type,
    conditions: childrenOf(element, 'condition').map(readCondition),
    filters: childrenOf(element, 'filter').map(readFilter),
    links: childrenOf(element, 'link-entity').map((link) => readLink(link, filterLinkTypes)),
  };
}

function readCondition(element: Element): FetchCondition {
  allow(element, [
    'entityname',
    'attribute',
    'operator',
    'value',
    'valueof',
    'uiname',
    'uitype',
    'uihidden',
    'column',
  ]);
  const single = element.attributes['value'];
  return {
    entityName: element.attributes['entityname'],
    attribute: required(element, 'attribute').toLowerCase(),
    operator: required(element, 'operator').toLowerCase(),
    values: single === undefined ? childrenOf(element, 'value').map((value) => value.text) : [single],
    valueOf: element.attributes['valueof'],
  };
}

/** `natural` is an old word for inner. */
const linkTypes = new Set([
  'inner',
  'outer',
  'natural',
  'exists',
  'in',
  'matchfirstrowusingcrossapply',
  'any',
  'not any',
]);
const filterLinkTypes = new Set(['any', 'not any', 'all', 'not all']);

function readLink(element: Element, types: ReadonlySet<string> = linkTypes): FetchLink {
  allow(element, ['name', 'from', 'to', 'alias', 'link-type', 'visible', 'intersect', 'enableprefiltering']);
  const type = element.attributes['link-type']?.toLowerCase() ?? 'inner';
  if (!types.has(type)) throw badRequest(`The link-type '${type}' is not allowed on this <link-entity>.`);
  return {
    ...readEntity(element),
    from: required(element, 'from').toLowerCase(),
    to: required(element, 'to').toLowerCase(),
    alias: element.attributes['alias'],
    type: type === 'natural' ? 'inner' : (type as LinkType),
  };
}

function readXml(text: string): Element {
  try {
    return parseXml(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw badRequest(`Invalid XML. ${error.message}`);
    throw error;
  }
}

function allow(element: Element, names: readonly string[]): void {
  for (const name of Object.keys(element.attributes)) {
    if (names.includes(name.toLowerCase()) || name.startsWith('xmlns')) continue;
    throw badRequest(`Invalid XML. The attribute '${name}' is not allowed on <${element.name}>.`);
  }
}

function required(element: Element, name: string): string {
  const value = element.attributes[name];
  if (value === undefined || value === '')
    throw badRequest(`Invalid XML. <${element.name}> needs the attribute '${name}'.`);
  return value;
}

function flag(element: Element, name: string): boolean {
  const value = element.attributes[name]?.toLowerCase();
  return value === 'true' || value === '1';
}

function numberOf(element: Element, name: string): number | undefined {
  const value = element.attributes[name];
  if (value === undefined) return undefined;
  if (!/^\d+$/.test(value)) throw badRequest(`Invalid XML. '${value}' is not a number for '${name}'.`);
  return Number(value);
}
