/** Every condition on one column, by the name FetchXML gives it. OData's comparisons and functions are mapped to these names. */
import { assumes } from '../assumptions.ts';
import type { Session } from '../engine.ts';
import { badRequest, invalidArgument, notSupported } from '../errors.ts';
import { parseId } from '../ids.ts';
import type { Table } from '../metadata/catalog.ts';
import type { Column } from '../metadata/types.ts';
import type { Sql, SqlValue } from '../store/database.ts';
import { isCounted, startOfDay, stretchOf, type Stretch } from './dates.ts';
import { fiscalPeriodSql, fiscalStretch, fiscalValueCount } from './fiscal.ts';
import { isTreeOperator, treeCondition, usersBelow } from './hierarchy.ts';
import { readableSql } from './select.ts';

/** A column under the alias of its table in the query. */
export interface ColumnReference {
  readonly alias: string;
  readonly table: Table;
  readonly column: Column;
}

const comparisons: Readonly<Record<string, string>> = { eq: '=', gt: '>', ge: '>=', lt: '<', le: '<=' };
const synonyms: Readonly<Record<string, string>> = { neq: 'ne', 'not-begin-with': 'not-begins-with' };

/** @param values as text, number or boolean, just as the query wrote them */
export function condition(
  session: Session,
  reference: ColumnReference,
  operator: string,
  values: readonly unknown[],
): Sql {
  const name = synonyms[operator] ?? operator;
  const sql = readableSql(session, reference.table, reference.alias, reference.column);
  const compared = comparisons[name];
  if (compared !== undefined) return compare(reference, sql, compared, only(name, values));
  switch (name) {
    case 'ne':
      return orNull(sql, compare(reference, sql, '<>', only(name, values)));
    case 'null':
      return { text: `${sql} IS NULL`, params: [] };
    case 'not-null':
      return { text: `${sql} IS NOT NULL`, params: [] };
    case 'in':
      return among(reference, sql, values);
    case 'not-in':
      return orNull(sql, negated(among(reference, sql, values)));
    case 'between':
    case 'not-between':
      return between(reference, sql, name, values);
    case 'like':
      return like(sql, String(only(name, values)));
    case 'not-like':
      return orNull(sql, negated(like(sql, String(only(name, values)))));
    case 'begins-with':
      return like(sql, `${String(only(name, values))}%`);
    case 'not-begins-with':
      return orNull(sql, negated(like(sql, `${String(only(name, values))}%`)));
    case 'ends-with':
      return like(sql, `%${String(only(name, values))}`);
    case 'not-end-with':
      return orNull(sql, negated(like(sql, `%${String(only(name, values))}`)));
    case 'eq-userid':
      return { text: `${sql} = ?`, params: [session.caller.userId] };
    case 'ne-userid':
      return orNull(sql, { text: `${sql} <> ?`, params: [session.caller.userId] });
    case 'eq-userteams':
      return someOf(sql, [...session.caller.teamIds]);
    case 'eq-useroruserteams':
      return someOf(sql, [session.caller.userId, ...session.caller.teamIds]);
    case 'eq-businessid':
      return { text: `${sql} = ?`, params: [session.caller.businessUnitId] };
    case 'ne-businessid':
      return orNull(sql, { text: `${sql} <> ?`, params: [session.caller.businessUnitId] });
    case 'eq-useroruserhierarchy':
      return someOf(sql, usersBelow(session));
    case 'eq-useroruserhierarchyandteams':
      return someOf(sql, [...usersBelow(session), ...session.caller.teamIds]);
    case 'eq-userlanguage':
      return { text: `${sql} = ?`, params: [session.caller.languageId] };
    case 'on':
    case 'not-on':
    case 'on-or-before':
    case 'on-or-after':
      return onDay(reference, sql, name, String(only(name, values)));
    default:
      if (isTreeOperator(name))
        return treeCondition(reference.table, sql, name, comparable(reference, only(name, values)));
      return relativeDate(session, reference, sql, name, values);
  }
}

/** The value as the column stores it; refuses what the column can never hold. */
export function comparable(reference: Pick<ColumnReference, 'column'>, value: unknown): SqlValue {
  const { column } = reference;
  const { kind, logicalName } = column;
  switch (kind) {
    case 'lookup':
    case 'customer':
    case 'owner':
    case 'uniqueidentifier':
    case 'file': {
      const id = typeof value === 'string' ? parseId(value) : undefined;
      if (id === undefined) throw badRequest(`'${String(value)}' is not a GUID, as '${logicalName}' needs.`);
      return id;
    }
    case 'string':
    case 'memo':
    case 'entityname':
      return String(value);
    case 'boolean':
      return comparableFlag(logicalName, value);
    case 'datetime':
      return comparableDate(column, value);
    case 'integer':
    case 'bigint':
    case 'decimal':
    case 'double':
    case 'money':
    case 'picklist':
    case 'state':
    case 'status': {
      const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
      if (typeof number !== 'number' || Number.isNaN(number)) {
        throw badRequest(`'${String(value)}' is not a number, as '${logicalName}' needs.`);
      }
      return number;
    }
  }
}

function comparableFlag(name: string, value: unknown): SqlValue {
  if (value === true || value === 1 || value === '1' || value === 'true') return 1;
  if (value === false || value === 0 || value === '0' || value === 'false') return 0;
  throw badRequest(`'${String(value)}' is not true or false, as '${name}' needs.`);
}

function comparableDate(column: Column, value: unknown): SqlValue {
  const text = String(value);
  const milliseconds = Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : withZone(text));
  if (Number.isNaN(milliseconds))
    throw badRequest(`'${text}' is not a date, as '${column.logicalName}' needs.`);
  return storedInstant(column, milliseconds);
}

/** Without a zone a date is taken as UTC: users of the local server are all in that zone. */
function withZone(text: string): string {
  return /(Z|[+-]\d{2}:?\d{2})$/i.test(text) ? text : `${text.replace(' ', 'T')}Z`;
}

/** The years that can be written with four digits; nothing stored lies outside. */
const earliestMs = Date.parse('0001-01-01T00:00:00Z');
const latestMs = Date.parse('9999-12-31T23:59:59Z');

function storedInstant(column: Column, milliseconds: number): string {
  const iso = new Date(Math.min(Math.max(milliseconds, earliestMs), latestMs)).toISOString();
  return column.dateBehavior === 'dateOnly' ? iso.slice(0, 10) : `${iso.slice(0, 19)}Z`;
}

function only(operator: string, values: readonly unknown[]): unknown {
  if (values.length !== 1)
    throw invalidArgument(`The condition operator '${operator}' needs exactly one value.`);
  return values[0];
}

function compare(reference: ColumnReference, sql: string, comparison: string, value: unknown): Sql {
  const comparableValue = comparable(reference, value);
  if (typeof comparableValue === 'string' && beyondAscii(comparableValue) && isText(reference.column)) {
    // SQLite's NOCASE knows the 26 letters only; other letters are folded by hand.
    return { text: `fold(${sql}) ${comparison} fold(?)`, params: [comparableValue] };
  }
  return { text: `${sql} ${comparison} ?`, params: [comparableValue] };
}

function isText(column: Column): boolean {
  return column.kind === 'string' || column.kind === 'memo' || column.kind === 'entityname';
}

function beyondAscii(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- the range of ASCII is meant
  return /[^\x00-\x7f]/.test(text);
}

/** Assumed: Dataverse counts an empty value as different from any value. */
function orNull(sql: string, inner: Sql): Sql {
  if (!assumes('emptyDiffersFromValues')) return inner;
  return { text: `(${inner.text} OR ${sql} IS NULL)`, params: inner.params };
}

function negated(inner: Sql): Sql {
  return { text: `NOT (${inner.text})`, params: inner.params };
}

function among(reference: ColumnReference, sql: string, values: readonly unknown[]): Sql {
  if (values.length === 0) throw invalidArgument("The condition operator 'in' needs at least one value.");
  return someOf(
    sql,
    values.map((value) => comparable(reference, value)),
  );
}

/** One parameter whatever the number of values, so that the statement stays the same. */
function someOf(sql: string, values: readonly SqlValue[]): Sql {
  return { text: `${sql} IN (SELECT value FROM json_each(?))`, params: [JSON.stringify(values)] };
}

function between(reference: ColumnReference, sql: string, name: string, values: readonly unknown[]): Sql {
  if (values.length !== 2)
    throw invalidArgument(`The condition operator '${name}' needs exactly two values.`);
  const params = values.map((value) => comparable(reference, value));
  const inner = { text: `${sql} BETWEEN ? AND ?`, params };
  return name === 'between' ? inner : orNull(sql, negated(inner));
}

function like(sql: string, pattern: string): Sql {
  const plain = !pattern.includes('[') && !beyondAscii(pattern);
  return { text: plain ? `${sql} LIKE ?` : `fold_like(${sql}, ?)`, params: [pattern] };
}

function onDay(reference: ColumnReference, sql: string, name: string, day: string): Sql {
  const from = startOfDay(Date.parse(withZone(day.length === 10 ? `${day}T00:00:00` : day)));
  if (Number.isNaN(from)) throw badRequest(`'${day}' is not a date.`);
  const until = from + 24 * 3_600_000;
  switch (name) {
    case 'on':
      return within(reference, sql, { from, until });
    case 'not-on':
      return orNull(sql, negated(within(reference, sql, { from, until })));
    case 'on-or-before':
      return within(reference, sql, { until });
    default:
      return within(reference, sql, { from });
  }
}

function relativeDate(
  session: Session,
  reference: ColumnReference,
  sql: string,
  name: string,
  values: readonly unknown[],
): Sql {
  const expected = fiscalValueCount(name) ?? (isCounted(name) ? 1 : 0);
  const numbers = values.slice(0, expected).map((value) => countIn(name, value));
  const nowMs = Date.parse(session.now);
  const stretch = stretchOf(name, nowMs, numbers[0]) ?? fiscalStretch(name, nowMs, numbers);
  const inPeriod = name === 'in-fiscal-period';
  if (stretch === undefined && !inPeriod) throw unknownOperator(name);
  if (numbers.length < expected)
    throw invalidArgument(`The condition operator '${name}' needs ${expected} value(s).`);
  if (reference.column.kind !== 'datetime') {
    throw invalidArgument(
      `The condition operator '${name}' needs a date, and '${reference.column.logicalName}' is none.`,
    );
  }
  if (stretch !== undefined) return within(reference, sql, stretch);
  return { text: `${fiscalPeriodSql(sql)} = ?`, params: numbers };
}

/** Columns of several choices there are none of yet. */
const ofSeveralChoices = new Set(['contain-values', 'not-contain-values']);

function unknownOperator(name: string): Error {
  return ofSeveralChoices.has(name)
    ? notSupported(`The condition operator '${name}'`)
    : invalidArgument(`The condition operator '${name}' is not known.`);
}

/** Beyond this no date can be told from another; the limit keeps dates within what can be written. */
const maximumCount = 100_000;

function countIn(operator: string, value: unknown): number {
  const count = typeof value === 'string' && value.trim() === '' ? NaN : Number(value);
  if (Number.isInteger(count) && count >= 0 && count <= maximumCount) return count;
  throw invalidArgument(`'${String(value)}' is not a count for '${operator}'.`);
}

function within({ column }: ColumnReference, sql: string, stretch: Stretch): Sql {
  const parts: string[] = [];
  const params: SqlValue[] = [];
  if (stretch.from !== undefined) {
    parts.push(`${sql} >= ?`);
    params.push(storedInstant(column, stretch.from));
  }
  if (stretch.until !== undefined) {
    // A day-only column ends on the last day the stretch touches.
    const day = column.dateBehavior === 'dateOnly';
    parts.push(day ? `${sql} <= ?` : `${sql} < ?`);
    // Instants are kept in whole seconds: what happened in the second that has begun is within.
    const end = Math.ceil(stretch.until / 1_000) * 1_000;
    params.push(storedInstant(column, day ? stretch.until - 1 : end));
  }
  return { text: `(${parts.join(' AND ')})`, params };
}
