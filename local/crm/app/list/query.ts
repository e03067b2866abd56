/** A page of a view as FetchXML: the view's own query with the user's order, filters, search and page in it. */
import type { TableInfo } from '../data/metadata.ts';
import { attribute, childOf, childrenOf, parseXml, serializeXml } from '../data/xml.ts';
import { addFilter, element, type ColumnFilter, type LookupTargets } from './filters.ts';
import { searchFilter } from './search.ts';
import type { View, ViewColumn } from './view.ts';

export type Sort = {
  readonly column: string;
  /** The link's alias of a linked table's column. */
  readonly alias?: string;
  readonly descending: boolean;
};

export type PageQuery = {
  readonly view: Pick<View, 'fetchXml' | 'columns'>;
  readonly table: Pick<TableInfo, 'primaryId' | 'columns'>;
  /** Left out: the view's own order. */
  readonly sort?: Sort;
  readonly filters: readonly ColumnFilter[];
  readonly search: string;
  /** The table's quick find view; without one nothing can be searched. */
  readonly quickFind?: string;
  readonly targets: LookupTargets;
  /** From 1. */
  readonly page: number;
  /** The service's cookie for this page, when it gave one. */
  readonly cookie?: string;
  readonly pageSize: number;
  readonly countAll: boolean;
};

/** @throws XmlError when the view's own query cannot be read */
export function pageQuery(query: PageQuery): string {
  const { view, table, sort, filters, search, quickFind, targets } = query;
  const fetch = parseXml(view.fetchXml);
  const entity = childOf(fetch, 'entity');
  if (entity === undefined) throw new RangeError('The view has no <entity>');
  wanted(entity, table.primaryId);
  for (const { column, alias } of view.columns) if (alias === undefined) wanted(entity, column.logicalName);
  if (sort !== undefined) orderBy(entity, sort);
  for (const filter of filters) {
    const column = view.columns.find(({ key }) => key === filter.key);
    if (column !== undefined) addFilter(entity, filter, column, targets);
  }
  if (search.trim() !== '' && quickFind !== undefined) {
    entity.append(searchFilter(entity, { quickFind, ...table, typed: search, targets }));
  }
  ask(fetch, query);
  return serializeXml(fetch);
}

function ask(fetch: Element, { page, cookie, pageSize, countAll }: PageQuery): void {
  // A view that shows the first few only has no pages.
  if (fetch.getAttribute('top') !== null) return;
  fetch.setAttribute('page', String(page));
  fetch.setAttribute('count', String(pageSize));
  if (cookie !== undefined) fetch.setAttribute('paging-cookie', cookie);
  if (countAll) fetch.setAttribute('returntotalrecordcount', 'true');
}

/** A column the layout shows is asked for even where the view's author forgot it. */
function wanted(entity: Element, column: string): void {
  if (childOf(entity, 'all-attributes') !== undefined) return;
  const known = childrenOf(entity, 'attribute').some((one) => attribute(one, 'name') === column);
  if (!known) entity.prepend(element(entity, 'attribute', { name: column }));
}

function orderBy(entity: Element, { column, alias, descending }: Sort): void {
  for (const order of Array.from(entity.getElementsByTagName('order'))) order.remove();
  entity.append(
    element(entity, 'order', {
      attribute: column,
      ...(alias !== undefined && { entityname: alias }),
      descending: String(descending),
    }),
  );
}

/** The user's order as it is shown: on which column the arrow stands. */
export function isSortedBy(sort: Sort | undefined, { column, alias }: ViewColumn): boolean {
  return sort !== undefined && sort.column === column.logicalName && sort.alias === alias;
}
