/** $expand: the rows a page of rows points at, or that point at it, read together with it. */
import type { Session } from '../../engine.ts';
import { badRequest, notSupported, unknownProperty } from '../../errors.ts';
import {
  tableOf,
  type CollectionNavigation,
  type SingleNavigation,
  type Table,
} from '../../metadata/catalog.ts';
import { isEmpty, type Row } from '../../store/database.ts';
import { lookupTarget, representRow, type Json, type Representation } from '../represent.ts';
import { columnSql, runSelect, selectFrom } from '../select.ts';
import type { Expand, QueryOptions } from './options.ts';
import { addOutputs, neededColumns, readRows, rootAlias, selectedColumns } from './read.ts';

const maximumExpands = 15;

export interface Expansion {
  readonly session: Session;
  readonly representation: Representation;
  /** What addresses of rows begin with. */
  readonly base: string;
  readonly pageSize: number | undefined;
  /** Whether there is an $expand in an $expand anywhere: only then are collections paged. */
  readonly nested: boolean;
}

export function expandAll(
  expansion: Expansion,
  table: Table,
  rows: readonly Row[],
  represented: readonly Json[],
  expands: readonly Expand[],
): void {
  for (const expand of expands) {
    const single = table.singles.get(expand.navigation);
    const collection = table.collections.get(expand.navigation);
    if (single !== undefined) expandSingle(expansion, table, single, rows, represented, expand);
    else if (collection !== undefined)
      expandCollection(expansion, table, collection, rows, represented, expand);
    else throw unknownProperty(expand.navigation, table.logicalName);
  }
}

export function refuseTooManyExpands(expands: readonly Expand[]): void {
  const total = (list: readonly Expand[]): number =>
    list.reduce((sum, expand) => sum + 1 + total(expand.expand), 0);
  if (total(expands) > maximumExpands) {
    throw badRequest(`A query can have no more than ${maximumExpands} $expand options.`);
  }
}

export function isNested(expands: readonly Expand[]): boolean {
  return expands.some((expand) => expand.expand.length > 0);
}

/** `primarycontactid(fullname),Account_Tasks(subject)`, as `@odata.context` lists them. */
export function expandContext(expands: readonly Expand[]): readonly string[] {
  return expands.map(({ navigation, select, expand, reference }) =>
    reference
      ? `${navigation},${navigation}/$ref()`
      : `${navigation}(${[...(select ?? []), ...expandContext(expand)].join(',')})`,
  );
}

/** All rows a page points at are read at once, one query for each table. */
function expandSingle(
  expansion: Expansion,
  table: Table,
  navigation: SingleNavigation,
  rows: readonly Row[],
  represented: readonly Json[],
  expand: Expand,
): void {
  if (expand.filter !== undefined || expand.orderBy.length > 0 || expand.top !== undefined)
    throw onlySelectAndFilter();
  const { column } = navigation;
  const found = new Map<string, Json>();
  for (const target of navigation.targets) {
    const ids = rows
      .filter((row) => lookupTarget(table, column, row) === target.logicalName)
      .map((row) => row[column.logicalName])
      .filter((id) => !isEmpty(id))
      .map(String);
    const related = expand.reference
      ? references(expansion, target, ids)
      : relatedRows(expansion, target, [...new Set(ids)], expand);
    for (const [id, json] of related) found.set(id, json);
  }
  rows.forEach((row, index) => {
    const target = navigation.targets.some(
      (candidate) => candidate.logicalName === lookupTarget(table, column, row),
    );
    const json = represented[index];
    if (json !== undefined)
      json[expand.navigation] = (target ? found.get(String(row[column.logicalName])) : undefined) ?? null;
  });
}

function references({ base }: Expansion, target: Table, ids: readonly string[]): ReadonlyMap<string, Json> {
  return new Map(ids.map((id) => [id, { '@odata.id': `${base}${target.entitySetName}(${id})` }]));
}

function relatedRows(
  expansion: Expansion,
  target: Table,
  ids: readonly string[],
  expand: Expand,
): ReadonlyMap<string, Json> {
  const { session, representation } = expansion;
  const columns = selectedColumns(target, expand.select);
  if (ids.length === 0) {
    expandAll(expansion, target, [], [], expand.expand);
    return new Map();
  }
  const select = selectFrom(session, target, rootAlias);
  select.where.push({
    text: `${columnSql(rootAlias, target.primaryId)} IN (SELECT value FROM json_each(?))`,
    params: [JSON.stringify(ids)],
  });
  addOutputs(session, select, target, neededColumns(target, columns, expand.expand));
  const related = runSelect(session, select, ids.length);
  const json = related.map((row) => representRow(target, columns, row, representation));
  expandAll(expansion, target, related, json, expand.expand);
  return new Map(related.map((row, index) => [String(row[target.primaryId]), json[index] as Json]));
}

function expandCollection(
  expansion: Expansion,
  table: Table,
  navigation: CollectionNavigation,
  rows: readonly Row[],
  represented: readonly Json[],
  expand: Expand,
): void {
  const { session, representation, base, nested } = expansion;
  if (expand.reference)
    throw badRequest('Expand with $ref is only supported on lookup type navigation property.');
  if (nested && (expand.top !== undefined || expand.orderBy.length > 0)) throw onlySelectAndFilter();
  if (navigation.kind === 'manyToMany' && expand.expand.length > 0)
    throw notSupported(`A nested $expand inside the many-to-many property '${expand.navigation}'`);
  const target = tableOf(session.engine.catalog, navigation.table.logicalName);
  const settings = {
    annotations: representation.annotations,
    pageSize: nested ? expansion.pageSize : undefined,
    base,
  };
  rows.forEach((row, index) => {
    const json = represented[index];
    if (json === undefined) return;
    const id = String(row[table.primaryId]);
    const within = { navigation, parent: table, id };
    const read = readRows(session, target, optionsOf(expand), settings, within);
    json[expand.navigation] = read.rows;
    if (read.nextToken === undefined && nested) return;
    const address = `${base}${table.entitySetName}(${id})/${expand.navigation}`;
    json[`${expand.navigation}@odata.nextLink`] = addressed(address, expand, read.nextToken);
  });
}

/** Without a token it is where the same rows can be read again, and page by page. */
function addressed(address: string, { raw }: Expand, token: string | undefined): string {
  const options = token === undefined ? raw : [...raw, ['$skiptoken', token] as const];
  const query = options.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  return query === '' ? address : `${address}?${query}`;
}

function optionsOf(expand: Expand): QueryOptions {
  return {
    select: expand.select,
    filter: expand.filter,
    orderBy: expand.orderBy,
    top: expand.top,
    count: false,
    expand: expand.expand,
    skipToken: undefined,
    fetchXml: undefined,
    savedQuery: undefined,
    userQuery: undefined,
    apply: undefined,
    deltaToken: undefined,
    aliases: new Map(),
    raw: [],
  };
}

function onlySelectAndFilter(): Error {
  return badRequest(
    'Only $select and $filter clause can be provided while doing $expand on many-to-one relationship or nested one-to-many relationship.',
  );
}
