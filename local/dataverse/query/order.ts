/**
 * By what a column is ordered: lookups by the name of what they point at, choices in FetchXML by their labels in the caller's language
 * (in OData by their values), everything else by its value.
 */
import type { Session } from '../engine.ts';
import { isLookup, isPolymorphic, typeColumnOf, type Table } from '../metadata/catalog.ts';
import { textOf } from '../metadata/columns.ts';
import type { Column } from '../metadata/types.ts';
import { quote } from '../store/database.ts';
import { isHidden } from '../security/columns.ts';
import { columnSql } from './select.ts';

export function orderSql(session: Session, table: Table, alias: string, column: Column): string {
  if (isHidden(session.caller, table, column)) return 'NULL';
  return isLookup(column) ? nameSql(table, alias, column) : columnSql(alias, column);
}

export function fetchOrderSql(session: Session, table: Table, alias: string, column: Column): string {
  const sql = columnSql(alias, column);
  const options = column.optionSet?.options ?? [];
  if (options.length === 0 || isHidden(session.caller, table, column))
    return orderSql(session, table, alias, column);
  const { languageId } = session.caller;
  const ranked = [...options].sort((a, b) =>
    textOf(a.label, languageId).localeCompare(textOf(b.label, languageId)),
  );
  const ranks = ranked.map(({ value }, rank) => `WHEN ${value} THEN ${rank}`).join(' ');
  return `CASE ${sql} ${ranks} ELSE NULL END`;
}

function nameSql(table: Table, alias: string, column: Column): string {
  const sql = columnSql(alias, column);
  const targets = (table.targets.get(column.logicalName) ?? []).filter(
    ({ primaryName }) => primaryName !== undefined,
  );
  const nameIn = ({ logicalName, primaryId, primaryName }: Table): string =>
    `(SELECT ${quote(primaryName ?? primaryId)} FROM ${quote(logicalName)} WHERE ${quote(primaryId)} = ${sql})`;
  const [first] = targets;
  if (first === undefined) return sql;
  // A subquery forgets how its column is compared.
  if (!isPolymorphic(table, column)) return `${nameIn(first)} COLLATE NOCASE`;
  const type = columnSql(alias, typeColumnOf(column));
  const cases = targets.map((target) => `WHEN '${target.logicalName}' THEN ${nameIn(target)}`).join(' ');
  return `CASE ${type} ${cases} ELSE NULL END COLLATE NOCASE`;
}
