/** A query on its way to SQL: where its rows come from, which are wanted, and in which order. Both query languages end here. */
import type { Session } from '../engine.ts';
import type { Table } from '../metadata/catalog.ts';
import type { Column } from '../metadata/types.ts';
import { readableRows } from '../security/access.ts';
import { isHidden } from '../security/columns.ts';
import { quote, type Row, type Sql, type SqlValue } from '../store/database.ts';

export interface Join {
  readonly kind: 'INNER' | 'LEFT';
  readonly table: Table;
  readonly alias: string;
  readonly on: Sql;
}

export interface Order {
  readonly sql: string;
  readonly descending: boolean;
  /** The name under which the value is among the outputs, for paging by keys. */
  readonly output: string;
}

export interface Output {
  readonly name: string;
  readonly sql: string;
}

export interface Select {
  readonly table: Table;
  readonly alias: string;
  readonly joins: Join[];
  readonly where: Sql[];
  readonly order: Order[];
  readonly outputs: Output[];
  distinct: boolean;
  readonly groupBy: string[];
}

/** A select over a table, limited to the rows the caller may read. */
export function selectFrom(session: Session, table: Table, alias: string): Select {
  const readable = readableRows(session.caller, table, alias);
  return {
    table,
    alias,
    joins: [],
    where: readable === undefined ? [] : [readable],
    order: [],
    outputs: [],
    distinct: false,
    groupBy: [],
  };
}

/** Adds a join whose rows the caller may read; gives nothing back, since the alias is the caller's. */
export function addJoin(session: Session, select: Select, join: Join): void {
  const readable = readableRows(session.caller, join.table, join.alias);
  select.joins.push(readable === undefined ? join : { ...join, on: allOf([join.on, readable]) });
}

export function columnSql(alias: string, column: Column | string): string {
  return `${quote(alias)}.${quote(typeof column === 'string' ? column : column.logicalName)}`;
}

/** The column as the caller may see it: one that is secured from them is empty, wherever it is asked for. */
export function readableSql(session: Session, table: Table, alias: string, column: Column): string {
  return isHidden(session.caller, table, column) ? 'NULL' : columnSql(alias, column);
}

export function allOf(parts: readonly Sql[]): Sql {
  return joined(parts, ' AND ', '1');
}

export function anyOf(parts: readonly Sql[]): Sql {
  return joined(parts, ' OR ', '0');
}

function joined(parts: readonly Sql[], word: string, empty: string): Sql {
  const [first] = parts;
  if (first === undefined) return { text: empty, params: [] };
  if (parts.length === 1) return first;
  return {
    text: `(${parts.map((part) => part.text).join(word)})`,
    params: parts.flatMap((part) => part.params),
  };
}

/** The part of a statement from FROM to WHERE. */
export function fromWhere(select: Select): Sql {
  const params: SqlValue[] = [];
  let text = `FROM ${quote(select.table.logicalName)} AS ${quote(select.alias)}`;
  for (const join of select.joins) {
    text += ` ${join.kind} JOIN ${quote(join.table.logicalName)} AS ${quote(join.alias)} ON ${join.on.text}`;
    params.push(...join.on.params);
  }
  if (select.where.length > 0) {
    const where = allOf(select.where);
    text += ` WHERE ${where.text}`;
    params.push(...where.params);
  }
  return { text, params };
}

/** Up to `limit` rows after `offset`; counted as a query, whose rows cost too. */
export function runSelect(session: Session, select: Select, limit: number, offset = 0): Row[] {
  const rows = rowsOf(session, select, limit, offset);
  session.meter.add('query');
  session.meter.add('rowReturned', rows.length);
  return rows;
}

/** The same without counting, for what is counted as something else. The limit is in the text: SQLite plans anew for each value of a parameter there. */
export function rowsOf(session: Session, select: Select, limit: number, offset = 0): Row[] {
  const { text, params } = statementOf(select);
  return session.engine.store.database.all(`${text} LIMIT ${limit} OFFSET ?`, [...params, offset]);
}

/** The statement for all of its rows. */
export function statementOf(select: Select): Sql {
  const from = fromWhere(select);
  const outputs = select.outputs.map(({ name, sql }) => `${sql} AS ${quote(name)}`).join(', ');
  const group = select.groupBy.length === 0 ? '' : ` GROUP BY ${select.groupBy.join(', ')}`;
  const order =
    select.order.length === 0
      ? ''
      : ` ORDER BY ${select.order.map(({ sql, descending }) => (descending ? `${sql} DESC` : sql)).join(', ')}`;
  const text = `SELECT ${select.distinct ? 'DISTINCT ' : ''}${outputs} ${from.text}${group}${order}`;
  return { text, params: from.params };
}

/** How many rows there are, counting no further than `limit`. */
export function countRows(session: Session, select: Select, limit: number): number {
  const from = fromWhere(select);
  const inner = select.distinct
    ? `SELECT DISTINCT ${select.outputs.map(({ sql }) => sql).join(', ')} ${from.text} LIMIT ${limit}`
    : `SELECT 1 ${from.text} LIMIT ${limit}`;
  const row = session.engine.store.database.get(`SELECT count(*) AS n FROM (${inner})`, from.params);
  return Number(row?.['n'] ?? 0);
}
