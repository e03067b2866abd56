/** The small pieces a FetchXML query is bound from: joins, columns, parts of dates. */
import type { Session } from '../../engine.ts';
import { DataverseError } from '../../errors.ts';
import { isLookup, isPolymorphic, typeColumnOf, type Table } from '../../metadata/catalog.ts';
import type { Column } from '../../metadata/types.ts';
import type { Sql } from '../../store/database.ts';
import { fiscalPeriodSql, fiscalYearSql } from '../fiscal.ts';
import { columnSql, readableSql } from '../select.ts';
import type { DateGrouping, FetchAttribute, FetchLink } from './parse.ts';

/** A table under its alias in the query. */
export interface Scope {
  readonly table: Table;
  readonly alias: string;
}

export function joinOf(session: Session, parent: Scope, table: Table, alias: string, link: FetchLink): Sql {
  const near = columnNamed(parent.table, link.to);
  const far = columnNamed(table, link.from);
  let text = `${readableSql(session, table, alias, far)} = ${readableSql(session, parent.table, parent.alias, near)}`;
  // An id is unique over all tables, but the type says which table a polymorphic lookup means.
  if (isLookup(near) && isPolymorphic(parent.table, near) && link.from === table.primaryId) {
    text += ` AND ${columnSql(parent.alias, typeColumnOf(near))} = '${table.logicalName}'`;
  }
  return { text, params: [] };
}

export function columnNamed(table: Table, name: string): Column {
  const column = table.columnByName.get(name);
  if (column !== undefined) return column;
  throw new DataverseError(
    400,
    '0x80041103',
    `'${table.logicalName}' entity doesn't contain attribute with Name = '${name}' and NameMapping = 'Logical'.`,
  );
}

export function plainAttribute(name: string): FetchAttribute {
  return {
    name,
    alias: undefined,
    aggregate: undefined,
    groupBy: false,
    dateGrouping: undefined,
    distinct: false,
  };
}

/** Parts of a date as whole numbers: 1–31, 1–53, 1–12, 1–4, the year; the fiscal year and its periods likewise. */
export function datePart(grouping: DateGrouping, sql: string): string {
  const part = (format: string): string => `CAST(strftime('${format}', ${sql}) AS INTEGER)`;
  switch (grouping) {
    case 'day':
      return part('%d');
    case 'week':
      return `(${part('%W')} + 1)`;
    case 'month':
      return part('%m');
    case 'quarter':
      return `((${part('%m')} + 2) / 3)`;
    case 'year':
      return part('%Y');
    case 'fiscal-period':
      return fiscalPeriodSql(sql);
    case 'fiscal-year':
      return fiscalYearSql(sql);
  }
}
