/** Reads rows with $select, $filter, $orderby, $top, $count and $expand. */
import type { Session } from '../../engine.ts';
import { badRequest, unknownProperty } from '../../errors.ts';
import {
  columnOf,
  isLookup,
  isPolymorphic,
  isPrincipal,
  typeColumnOf,
  type CollectionNavigation,
  type Table,
} from '../../metadata/catalog.ts';
import type { Column } from '../../metadata/types.ts';
import type { Row } from '../../store/database.ts';
import type { Annotations } from '../annotations.ts';
import { representRow, type Json, type Representation } from '../represent.ts';
import { FormattedValues } from '../formatted.ts';
import { orderSql } from '../order.ts';
import { afterRow, nextPageCookie, pageCookie, readSkipToken, type PageStart } from '../paging.ts';
import { columnSql, readableSql, countRows, runSelect, selectFrom, type Select } from '../select.ts';
import { bindFilter, relatedTo, resolvePath, type Scope } from './bind.ts';
import { expandAll, isNested, refuseTooManyExpands } from './expand.ts';
import type { Filter } from './filter.ts';
import type { Expand, OrderBy, QueryOptions } from './options.ts';

export const maximumPageSize = 5_000;
export const rootAlias = 'row';

export interface ReadRows {
  readonly rows: readonly Json[];
  /** The `$skiptoken` of the next page. */
  readonly nextToken: string | undefined;
  readonly count: number | undefined;
}

export interface ReadSettings {
  readonly annotations: Annotations;
  readonly pageSize: number | undefined;
  /** What addresses of rows begin with. */
  readonly base: string;
}

/** Columns as wanted by `$select`, all of them without one. */
export function selectedColumns(table: Table, names: readonly string[] | undefined): readonly Column[] {
  if (names === undefined) return table.columns;
  const columns = names.map((name) => {
    const column = table.columnByProperty.get(name);
    if (column !== undefined) return column;
    const single = table.singles.get(name);
    if (single !== undefined) return single.column;
    if (name === 'ownerid' && isPrincipal(table)) return columnOf(table, table.primaryId);
    throw unknownProperty(name, table.logicalName);
  });
  const money = columns.some((column) => column.kind === 'money');
  const currency = table.columnByName.get('transactioncurrencyid');
  // An amount without its currency says nothing, so Dataverse always adds it.
  if (money && currency !== undefined && !columns.includes(currency)) return [...columns, currency];
  return columns;
}

/** @param within a collection-valued navigation property of one row, to read only the rows it leads to */
export function readRows(
  session: Session,
  table: Table,
  options: QueryOptions,
  settings: ReadSettings,
  within?: { navigation: CollectionNavigation; parent: Table; id: string },
): ReadRows {
  refuseTooManyExpands(options.expand);
  const select = selectFrom(session, table, rootAlias);
  const scope: Scope = { session, select, table, alias: rootAlias };
  if (within !== undefined) restrictTo(select, within);
  if (options.filter !== undefined) select.where.push(bindFilter(scope, options.filter));
  const columns = selectedColumns(table, options.select);
  addOutputs(session, select, table, neededColumns(table, columns, options.expand));
  addOrder(scope, options.orderBy);
  const count = options.count
    ? Math.min(countRows(session, select, maximumPageSize), maximumPageSize)
    : undefined;
  const { rows, nextToken } = readPage(session, select, options, settings);
  const representation: Representation = {
    annotations: settings.annotations,
    formatted: new FormattedValues(session),
  };
  const represented = rows.map((row) => representRow(table, columns, row, representation));
  const { base, pageSize } = settings;
  const nested = isNested(options.expand);
  expandAll({ session, representation, base, pageSize, nested }, table, rows, represented, options.expand);
  return { rows: represented, nextToken, count };
}

/** Number of rows a filter leaves, up to 5000. */
export function countMatching(session: Session, table: Table, filter: Filter | undefined): number {
  const select = selectFrom(session, table, rootAlias);
  if (filter !== undefined)
    select.where.push(bindFilter({ session, select, table, alias: rootAlias }, filter));
  session.meter.add('query');
  return countRows(session, select, maximumPageSize);
}

function readPage(
  session: Session,
  select: Select,
  options: QueryOptions,
  settings: ReadSettings,
): { rows: readonly Row[]; nextToken: string | undefined } {
  // $top and paging exclude each other; the page size wins.
  if (options.top !== undefined && settings.pageSize === undefined) {
    if (options.top > maximumPageSize)
      throw badRequest(`The $top value ${options.top} exceeds ${maximumPageSize}.`);
    return { rows: runSelect(session, select, options.top), nextToken: undefined };
  }
  const size = Math.min(settings.pageSize ?? maximumPageSize, maximumPageSize);
  const start: PageStart =
    options.skipToken === undefined
      ? { page: 1, after: undefined }
      : readSkipToken(options.skipToken, select.order);
  if (start.after !== undefined) select.where.push(afterRow(select.order, start.after));
  const offset = start.after === undefined ? (start.page - 1) * size : 0;
  const found = runSelect(session, select, size + 1, offset);
  const rows = found.slice(0, size);
  if (found.length <= size) return { rows, nextToken: undefined };
  return { rows, nextToken: nextPageCookie(start.page, pageCookie(start.page, select.order, rows)) };
}

function restrictTo(
  select: Select,
  { navigation, parent, id }: { navigation: CollectionNavigation; parent: Table; id: string },
): void {
  const parentAlias = 'parent';
  select.joins.push({
    kind: 'INNER',
    table: parent,
    alias: parentAlias,
    on: { text: `${columnSql(parentAlias, parent.primaryId)} = ?`, params: [id] },
  });
  select.where.push(relatedTo(parentAlias, parent, navigation, rootAlias));
}

/** What must be read besides what is shown: ids, versions, currencies, and the lookups that are followed. */
export function neededColumns(
  table: Table,
  columns: readonly Column[],
  expands: readonly Expand[],
): ReadonlySet<Column> {
  const needed = new Set(columns);
  for (const name of [table.primaryId, 'versionnumber', 'transactioncurrencyid']) {
    const column = table.columnByName.get(name);
    if (column !== undefined) needed.add(column);
  }
  for (const { navigation } of expands) {
    const single = table.singles.get(navigation);
    if (single !== undefined) needed.add(single.column);
  }
  return needed;
}

export function addOutputs(session: Session, select: Select, table: Table, columns: Iterable<Column>): void {
  for (const column of columns) {
    select.outputs.push({ name: column.logicalName, sql: readableSql(session, table, select.alias, column) });
    if (isLookup(column) && isPolymorphic(table, column)) {
      const type = typeColumnOf(column);
      select.outputs.push({ name: type, sql: columnSql(select.alias, type) });
    }
  }
}

/** Adds the order and, last, the id: only a complete order can be paged. */
function addOrder(scope: Scope, orderBy: readonly OrderBy[]): void {
  const { select, table } = scope;
  const terms = [...orderBy, { segments: [table.primaryId], descending: false }];
  terms.forEach(({ segments, descending }, index) => {
    const path = resolvePath(scope, { kind: 'path', segments });
    const { column } = path;
    const output = `order ${index} ${column.logicalName}`;
    const sql = orderSql(scope.session, path.table, path.alias, column);
    select.outputs.push({ name: output, sql });
    select.order.push({ sql, descending, output });
  });
}
