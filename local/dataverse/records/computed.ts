/** Columns whose value follows from others: names, addresses on one field, amounts as their currency has decimals and in the base currency. */
import type { Session } from '../engine.ts';
import { rowNotFound } from '../errors.ts';
import type { Table } from '../metadata/catalog.ts';
import { isEmpty, type Row, type SqlValue } from '../store/database.ts';
import { roundTo } from './values.ts';

/** What to write besides `changes`. @param after the row as it will be, with the changes in it */
export function computedColumns(session: Session, table: Table, changes: Row, after: Row): Row {
  return {
    ...nameColumns(table, changes, after),
    ...addressColumns(table, changes, after),
    ...baseAmounts(session, table, changes, after),
    ...endpointKey(table, changes),
    ...noteColumns(table, changes),
  };
}

function nameColumns(table: Table, changes: Row, after: Row): Row {
  if (table.logicalName !== 'contact' && table.logicalName !== 'systemuser') return {};
  if (changes['firstname'] === undefined && changes['lastname'] === undefined) return {};
  return { fullname: joined(' ', after['firstname'], after['lastname']) };
}

/** The key of a service endpoint is taken and never given back: whether there is one is all that can be read. */
function endpointKey(table: Table, changes: Row): Row {
  if (table.logicalName !== 'serviceendpoint' || changes['saskey'] === undefined) return {};
  return { saskey: null, issaskeyset: isEmpty(changes['saskey']) ? 0 : 1 };
}

/** A note says what kind of row it is on. */
function noteColumns(table: Table, changes: Row): Row {
  if (table.logicalName !== 'annotation' || changes['objectid'] === undefined) return {};
  return { objecttypecode: changes['objectid__type'] ?? null };
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
  const currencyChanged = changes['transactioncurrencyid'] !== undefined;
  const changed = amountsOf(table).filter(({ amount }) => currencyChanged || changes[amount] !== undefined);
  if (changed.length === 0) return currencyChanged ? rateOf(session, table, after) : {};
  if (!currencyChanged && changed.every(({ amount }) => isEmpty(after[amount]))) {
    return Object.fromEntries(changed.map(({ base }) => [base, null]));
  }
  const currency = String(after['transactioncurrencyid'] ?? session.engine.organization.baseCurrencyId);
  const { rate, precision } = currencyOf(session, currency);
  const computed: Row = { transactioncurrencyid: currency, exchangerate: rate };
  for (const { amount, base, byCurrency } of changed) {
    const value = after[amount];
    if (typeof value !== 'number') {
      computed[base] = null;
      continue;
    }
    const kept = byCurrency ? roundTo(value, precision) : value;
    if (kept !== value) computed[amount] = kept;
    computed[base] = roundTo(kept / rate, 4);
  }
  return computed;
}

/** A row without amounts keeps the rate of its currency all the same. */
function rateOf(session: Session, table: Table, after: Row): Row {
  if (!table.columnByName.has('exchangerate')) return {};
  const currency = after['transactioncurrencyid'];
  return { exchangerate: isEmpty(currency) ? null : currencyOf(session, String(currency)).rate };
}

interface Amount {
  readonly amount: string;
  /** The column that holds the same in the base currency. */
  readonly base: string;
  /** Whether it has as many decimals as its currency. */
  readonly byCurrency: boolean;
}

const amounts = new WeakMap<Table, readonly Amount[]>();

function amountsOf(table: Table): readonly Amount[] {
  let known = amounts.get(table);
  if (known === undefined) {
    known = table.columns.flatMap(({ logicalName, baseOf }) =>
      baseOf === undefined
        ? []
        : [
            {
              amount: baseOf,
              base: logicalName,
              byCurrency: table.columnByName.get(baseOf)?.precisionSource === 'currency',
            },
          ],
    );
    amounts.set(table, known);
  }
  return known;
}

function currencyOf(session: Session, currency: string): { rate: number; precision: number } {
  const row = session.engine.store.database.get(
    'SELECT exchangerate, currencyprecision FROM transactioncurrency WHERE transactioncurrencyid = ?',
    [currency],
  );
  if (row === undefined) throw rowNotFound('transactioncurrency', currency);
  return { rate: Number(row['exchangerate']), precision: Number(row['currencyprecision']) };
}
