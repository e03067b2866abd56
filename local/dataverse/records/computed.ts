/** Columns whose value follows from others: names, addresses on one field, amounts as their currency has decimals and in the base currency. */
import { assumes } from '../assumptions.ts';
import type { Session } from '../engine.ts';
import { rowNotFound } from '../errors.ts';
import type { Table } from '../metadata/catalog.ts';
import { perTable } from '../metadata/per-table.ts';
import { isEmpty, type Row, type SqlValue } from '../store/database.ts';
import type { Currency } from './currencies.ts';
import { roundTo } from './values.ts';

type Computation = (session: Session, table: Table, changes: Row, after: Row) => Row;

/** What to write besides `changes`. @param after the row as it will be, with the changes in it */
export function computedColumns(session: Session, table: Table, changes: Row, after: Row): Row {
  const computed: Row = {};
  for (const compute of computationsOf(table))
    Object.assign(computed, compute(session, table, changes, after));
  return computed;
}

const computationsOf = perTable((table): readonly Computation[] => {
  const computations: Computation[] = [];
  if (table.logicalName === 'contact' || table.logicalName === 'systemuser') computations.push(nameColumns);
  if (table.logicalName === 'systemuser') computations.push(applicationName);
  if (addressesOf(table).length > 0) computations.push(addressColumns);
  if (amountsOf(table).length > 0) computations.push(baseAmounts);
  if (table.logicalName === 'serviceendpoint') computations.push(endpointKey);
  if (table.logicalName === 'annotation') computations.push(noteColumns);
  return computations;
});

function nameColumns(_: Session, __: Table, changes: Row, after: Row): Row {
  if (changes['firstname'] === undefined && changes['lastname'] === undefined) return {};
  return { fullname: joined(' ', after['firstname'], after['lastname']) };
}

/** An application is named by the directory when whoever makes its user does not; here there is none to ask. */
function applicationName(_: Session, __: Table, changes: Row, after: Row): Row {
  const application = changes['applicationid'];
  if (isEmpty(application) || !isEmpty(after['domainname'])) return {};
  return { domainname: `${String(application)}@application` };
}

/** The key of a service endpoint is taken and never given back: whether there is one is all that can be read. */
function endpointKey(_: Session, __: Table, changes: Row): Row {
  if (changes['saskey'] === undefined) return {};
  return { saskey: null, issaskeyset: isEmpty(changes['saskey']) ? 0 : 1 };
}

/** A note says what kind of row it is on. */
function noteColumns(_: Session, __: Table, changes: Row): Row {
  return changes['objectid'] === undefined ? {} : { objecttypecode: changes['objectid__type'] ?? null };
}

const addressesOf = perTable((table) =>
  ['address1', 'address2'].filter((prefix) => table.columnByName.has(`${prefix}_composite`)),
);

function addressColumns(_: Session, table: Table, changes: Row, after: Row): Row {
  const composed: Row = {};
  for (const prefix of addressesOf(table)) {
    if (!Object.keys(changes).some((name) => name.startsWith(`${prefix}_`))) continue;
    const part = (name: string): SqlValue | undefined => after[`${prefix}_${name}`];
    const place = joined(' ', joined(', ', part('city'), part('stateorprovince')), part('postalcode'));
    composed[`${prefix}_composite`] = joined(
      '\r\n',
      part('line1'),
      part('line2'),
      part('line3'),
      place,
      part('country'),
    );
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
    const kept = byCurrency && assumes('amountsAreRoundedByCurrency') ? roundTo(value, precision) : value;
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

const amountsOf = perTable((table): readonly Amount[] =>
  table.columns.flatMap(({ logicalName, baseOf }) =>
    baseOf === undefined
      ? []
      : [
          {
            amount: baseOf,
            base: logicalName,
            byCurrency: table.columnByName.get(baseOf)?.precisionSource === 'currency',
          },
        ],
  ),
);

function currencyOf(session: Session, id: string): Currency {
  const currency = session.engine.currencies.find(id);
  if (currency === undefined) throw rowNotFound('transactioncurrency', id);
  return currency;
}
