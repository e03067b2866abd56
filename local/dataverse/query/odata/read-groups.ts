/** Runs $apply: groups of rows with their sums, averages, extremes and counts. */
import type { Session } from '../../engine.ts';
import { badRequest, invalidArgument, notSupported } from '../../errors.ts';
import {
  columnOf,
  isLookup,
  isPolymorphic,
  propertyOf,
  typeColumnOf,
  type Table,
} from '../../metadata/catalog.ts';
import { requireFewEnough } from '../aggregates.ts';
import type { Annotations } from '../annotations.ts';
import type { FetchOutput } from '../fetchxml/binding.ts';
import { representFetched } from '../fetchxml/represent.ts';
import { FormattedValues } from '../formatted.ts';
import type { Json } from '../represent.ts';
import { columnSql, readableSql, runSelect, selectFrom } from '../select.ts';
import { parseApply, type Aggregate, type Method } from './apply.ts';
import { bindFilter, edmType, resolvePath, type Scope } from './bind.ts';
import type { QueryOptions } from './options.ts';
import { maximumPageSize, rootAlias } from './read.ts';

export function readGroups(
  session: Session,
  table: Table,
  options: QueryOptions & { readonly apply: string },
  annotations: Annotations,
): readonly Json[] {
  const apply = parseApply(options.apply, options.aliases);
  refuseOthers(options);
  const select = selectFrom(session, table, rootAlias);
  const scope: Scope = { session, select, table, alias: rootAlias };
  const filters = options.filter === undefined ? apply.filters : [options.filter, ...apply.filters];
  for (const filter of filters) select.where.push(bindFilter(scope, filter));
  const outputs: FetchOutput[] = [];
  for (const segments of apply.groupBy) outputs.push(group(scope, segments));
  for (const aggregate of apply.aggregates) outputs.push(aggregated(scope, aggregate));
  requireFewEnough(session, select);
  const rows = runSelect(session, select, maximumPageSize);
  const representation = { annotations, formatted: new FormattedValues(session) };
  const nothing = { version: false, id: false };
  return rows.map((row) => representFetched({ table, outputs }, row, representation, nothing));
}

function refuseOthers({ select, expand, orderBy, top, count, skipToken }: QueryOptions): void {
  if (orderBy.length > 0) throw badRequest('The query node SingleValueOpenPropertyAccess is not supported.');
  if (select !== undefined || expand.length > 0 || top !== undefined || count || skipToken !== undefined)
    throw notSupported('$apply together with other query options than $filter');
}

/** Columns of linked tables come as `<table>_<column>`. */
function group(scope: Scope, segments: readonly string[]): FetchOutput {
  const { session, select } = scope;
  const reference = resolvePath(scope, { kind: 'path', segments });
  const { column, alias } = reference;
  if (column.kind === 'datetime' && column.dateBehavior !== 'dateOnly')
    throw invalidArgument(`Rows cannot be grouped by the date and time '${column.logicalName}'.`);
  const name =
    segments.length === 1 ? propertyOf(column) : `${reference.table.logicalName}_${column.logicalName}`;
  const sql = readableSql(session, reference.table, alias, column);
  select.outputs.push({ name, sql });
  if (isLookup(column) && isPolymorphic(reference.table, column))
    select.outputs.push({ name: `${name}__type`, sql: columnSql(alias, typeColumnOf(column)) });
  select.groupBy.push(sql);
  return { name, column, table: reference.table, shownAs: name, kind: 'value' };
}

const numeric = new Set(['Edm.Int32', 'Edm.Int64', 'Edm.Decimal', 'Edm.Double']);

function aggregated(scope: Scope, aggregate: Aggregate): FetchOutput {
  const { session, select, table } = scope;
  const name = aggregate.alias;
  if (select.outputs.some((output) => output.name === name))
    throw badRequest(`The alias '${name}' is used twice.`);
  if (aggregate.kind === 'count') {
    select.outputs.push({ name, sql: 'count(*)' });
    return { name, column: columnOf(table, table.primaryId), table, shownAs: name, kind: 'count' };
  }
  const reference = resolvePath(scope, { kind: 'path', segments: aggregate.path });
  const { column } = reference;
  const sums = aggregate.method === 'sum' || aggregate.method === 'average';
  if (sums && !numeric.has(edmType(column)))
    throw invalidArgument(`'${column.logicalName}' has no ${aggregate.method}.`);
  const sql = readableSql(session, reference.table, reference.alias, column);
  select.outputs.push({ name, sql: sqlOf[aggregate.method](sql) });
  const isNumber = numeric.has(edmType(column));
  const kind = aggregate.method === 'countdistinct' ? 'count' : isNumber ? 'number' : 'value';
  return { name, column, table: reference.table, shownAs: name, kind };
}

const sqlOf: Readonly<Record<Method, (sql: string) => string>> = {
  sum: (sql) => `sum(${sql})`,
  average: (sql) => `avg(${sql})`,
  min: (sql) => `min(${sql})`,
  max: (sql) => `max(${sql})`,
  countdistinct: (sql) => `count(DISTINCT ${sql})`,
};
