/** What a FetchXML query answers with: columns, groups and aggregates, of the entity and of its links. */
import { badRequest } from '../../errors.ts';
import { isLookup, isPolymorphic, typeColumnOf } from '../../metadata/catalog.ts';
import type { Column } from '../../metadata/types.ts';
import { columnSql, readableSql } from '../select.ts';
import { rootAlias, type Binding } from './binding.ts';
import type { FetchAttribute, FetchEntity } from './parse.ts';
import { columnNamed, datePart, plainAttribute, type Scope } from './parts.ts';

/** A column of one table, and the names under which it is in the answer. */
interface Wanted {
  readonly scope: Scope;
  readonly column: Column;
  readonly sql: string;
  readonly name: string;
  readonly shownAs: string | undefined;
}

/** @param alias of a link; undefined for the entity itself, which brings all its columns when it names none */
export function bindOutputs(
  binding: Binding,
  scope: Scope,
  { attributes, allAttributes }: FetchEntity,
  alias: string | undefined,
): void {
  const { fetch } = binding;
  const all = allAttributes || (alias === undefined && attributes.length === 0 && !fetch.aggregate);
  const wanted = all ? scope.table.columns.map(({ logicalName }) => plainAttribute(logicalName)) : attributes;
  for (const attribute of wanted) bindAttribute(binding, scope, attribute, alias);
}

/** Every row brings its id and version, wanted or not. */
export function bindIdentity({ select, root }: Binding): void {
  for (const name of [root.table.primaryId, 'versionnumber', 'transactioncurrencyid']) {
    const column = root.table.columnByName.get(name);
    if (column === undefined || select.outputs.some((output) => output.name === name)) continue;
    select.outputs.push({ name, sql: columnSql(rootAlias, column) });
  }
}

function bindAttribute(
  binding: Binding,
  scope: Scope,
  attribute: FetchAttribute,
  alias: string | undefined,
): void {
  const column = columnNamed(scope.table, attribute.name);
  const sql = readableSql(binding.session, scope.table, scope.alias, column);
  const name =
    attribute.alias ?? (alias === undefined ? column.logicalName : `${alias}.${column.logicalName}`);
  const shownAs = attribute.alias ?? (alias === undefined ? undefined : name);
  const wanted: Wanted = { scope, column, sql, name, shownAs };
  if (!binding.fetch.aggregate) {
    bindValue(binding, wanted);
    return;
  }
  if (attribute.alias === undefined)
    throw badRequest(`'${attribute.name}' needs an alias in an aggregate query.`);
  if (attribute.groupBy) bindGroup(binding, wanted, attribute);
  else bindAggregate(binding, wanted, attribute);
}

function bindValue({ select, outputs }: Binding, { scope, column, sql, name, shownAs }: Wanted): void {
  const { table, alias } = scope;
  select.outputs.push({ name, sql });
  if (isLookup(column) && isPolymorphic(table, column))
    select.outputs.push({ name: `${name}__type`, sql: columnSql(alias, typeColumnOf(column)) });
  outputs.push({ name, column, table, shownAs, kind: 'value' });
}

function bindGroup(binding: Binding, wanted: Wanted, { dateGrouping }: FetchAttribute): void {
  const { select, outputs } = binding;
  const { scope, column, sql, name, shownAs } = wanted;
  if (dateGrouping === undefined) {
    bindValue(binding, wanted);
    select.groupBy.push(sql);
    return;
  }
  const part = datePart(dateGrouping, sql);
  select.outputs.push({ name, sql: part });
  select.groupBy.push(part);
  outputs.push({ name, column, table: scope.table, shownAs, kind: 'datePart' });
}

function bindAggregate(
  { select, outputs }: Binding,
  { scope, column, sql, name, shownAs }: Wanted,
  { name: attribute, aggregate, distinct }: FetchAttribute,
): void {
  if (aggregate === undefined) throw badRequest(`'${attribute}' is neither grouped nor aggregated.`);
  const inner = distinct ? `DISTINCT ${sql}` : sql;
  const counts = aggregate === 'count' || aggregate === 'countcolumn';
  const expression = aggregate === 'count' ? 'count(*)' : `${counts ? 'count' : aggregate}(${inner})`;
  select.outputs.push({ name, sql: expression });
  outputs.push({ name, column, table: scope.table, shownAs, kind: counts ? 'count' : 'number' });
}
