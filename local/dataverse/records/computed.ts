/** Columns whose value follows from others: names, addresses on one field, amounts in the base currency. */
import type { Session } from '../engine.ts';
import { rowNotFound } from '../errors.ts';
import { tableOf, type Table } from '../metadata/catalog.ts';
import { isEmpty, type Row, type SqlValue } from '../store/database.ts';
import { roundTo } from './values.ts';

/** What to write besides `changes`. @param after the row as it will be, with the changes in it */
export function computedColumns(session: Session, table: Table, changes: Row, after: Row): Row {
  return {
    ...nameColumns(table, changes, after),
    ...addressColumns(table, changes, after),
    ...baseAmounts(session, table, changes, after),
  };
}

function nameColumns(table: Table, changes: Row, after: Row): Row {
  if (table.logicalName !== 'contact' && table.logicalName !== 'systemuser') return {};
  if (changes['firstname'] === undefined && changes['lastname'] === undefined) return {};
  return { fullname: joined(' ', after['firstname'], after['lastname']) };
}

function addressColumns(table: Table, changes: Row, after: Row): Row {
  const composed: Row = {};
  for (const prefix of ['address1', 'address2']) {
    const composite = `${prefix}_composite`;
    if (!table.columnByName.has(composite)) continue;
    if (!Object.keys(changes).some((name) => name.startsWith(`${prefix}_`))) continue;
    const part = (name: string): SqlValue | undefined => after[`${prefix}_${name}`];
    const place = joined(' ', joined(', ', part('city'), part('stateorprovince')), part('postalcode'));
    composed[composite] = joined('\r\n', part('line1'), part('line2'), part('line3'), place, part('country'));
  }
  return composed;
}

function joined(separator: string, ...parts: (SqlValue | undefined)[]): string | null {
  const present = parts.filter((part) => typeof part === 'string' && part !== '');
  return present.length === 0 ? null : present.join(separator);
}

function baseAmounts(session: Session, table: Table, changes: Row, after: Row): Row {
  const amounts = table.columns.filter((column) => column.baseOf !== undefined);
  const currencyChanged = changes['transactioncurrencyid'] !== undefined;
  const changed = amounts.filter((column) => currencyChanged || changes[column.baseOf ?? ''] !== undefined);
  if (changed.length === 0) return {};
  if (changed.every((column) => isEmpty(after[column.baseOf ?? ''])) && !currencyChanged) {
    return Object.fromEntries(changed.map((column) => [column.logicalName, null]));
  }
  const currency = String(after['transactioncurrencyid'] ?? session.engine.organization.baseCurrencyId);
  const rate = exchangeRate(session, currency);
  const computed: Row = { transactioncurrencyid: currency, exchangerate: rate };
  for (const column of changed) {
    const amount = after[column.baseOf ?? ''];
    computed[column.logicalName] = typeof amount === 'number' ? roundTo(amount / rate, 4) : null;
  }
  return computed;
}

function exchangeRate(session: Session, currency: string): number {
  const { catalog, store } = session.engine;
  const row = store.row(tableOf(catalog, 'transactioncurrency'), currency);
  if (row === undefined) throw rowNotFound('transactioncurrency', currency);
  return Number(row['exchangerate']);
}
