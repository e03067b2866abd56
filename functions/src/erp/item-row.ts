/** One row of the ledger: which kind it is, whether its dates and amounts can be true together, and what it becomes. */
import { addDays, daysBetween, type IsoDate } from '@dunlin/shared/dates/iso-date';
import type { ErpItem, ErpPayment } from '@dunlin/shared/messages/ledger';
import { money, type Money } from '@dunlin/shared/money/money';
import { parseAmount } from '@dunlin/shared/money/parse-amount';
import { isKnownCurrency } from './codes.ts';
import { dateReader } from './date-pattern.ts';
import type { ItemsMapping } from './mapping.ts';
import type { RowReader } from './table.ts';

export type ItemRole = keyof ItemsMapping['columns'];
type Row = RowReader<ItemRole>;
type Kind = 'invoice' | 'creditNote' | 'payment';

/** What a row became. Rows of reversed payments become nothing but their unapplied cash, reversed. */
export type LedgerRow = {
  readonly item?: ErpItem;
  readonly payment?: ErpPayment;
};

/** Longest customer and document numbers that Dunlin keeps. */
const keyCharacters = 100;

/** A reader of rows; `key` tells rows of the same document and kind, also when something else in the row is wrong. */
export function itemRowReader(
  mapping: ItemsMapping,
  asOf: IsoDate,
): (row: Row) => { key: string | undefined; value: LedgerRow | undefined } {
  const calendar = { asOf, ...boundsOf(asOf), read: dateReader(mapping.dates) };

  return (row) => {
    const customer = row.required('customer', keyCharacters);
    const document = row.required('document', keyCharacters);
    const clears = row.optional('clears', keyCharacters);
    const productLine = row.optional('productLine', keyCharacters);
    const reversed = mapping.reversedValues?.includes(row.raw('reversed')) ?? false;
    const closed = reversed || !isNoDate(row.raw('settledOn'));
    const signed = signedAmounts(row, { mapping, closed });
    const kind = kindOf(row, { mapping, signed });
    const dates = datesOf(row, { kind, calendar });
    const amounts =
      kind && signed && absoluteAmounts(row, { kind, signed, byKind: mapping.kinds !== undefined });
    const state =
      dates &&
      amounts &&
      stateOf(row, { reversed, dates, amounts, applied: kind === 'payment' && clears !== undefined });

    const key = document === undefined || kind === undefined ? undefined : `${kind} ${document}`;
    if (!customer || !document || !kind || !state || row.rejections.length > 0) {
      return { key, value: undefined };
    }
    return {
      key,
      value: ledgerRow({ customer, document, kind, clears, productLine, dates, amounts, state }),
    };
  };
}

type Facts = {
  readonly customer: string;
  readonly document: string;
  readonly kind: Kind;
  readonly clears: string | undefined;
  readonly productLine: string | undefined;
  readonly dates: Dates;
  readonly amounts: Amounts;
  readonly state: ErpItem['state'];
};

function ledgerRow({
  customer,
  document,
  kind,
  clears,
  productLine,
  dates,
  amounts,
  state,
}: Facts): LedgerRow {
  const { amount, open } = amounts;
  const item: ErpItem = {
    customer,
    document,
    kind: kind === 'payment' ? 'unappliedCash' : kind,
    issuedOn: dates.issuedOn,
    dueOn: dates.dueOn,
    amount,
    open: state === 'open' ? (open ?? amount) : money(0, amount.currency),
    state,
    ...(state === 'settled' && dates.settledOn ? { settledOn: dates.settledOn } : {}),
    ...(productLine !== undefined && { productLine }),
  };
  if (kind !== 'payment') return { item };
  const payment = { customer, document, paidOn: dates.issuedOn, amount, ...(clears ? { clears } : {}) };
  // What went whole to an item was never open by itself; what was open and is no longer has to be told.
  if (state === 'settled' && clears !== undefined) return { payment };
  return state === 'reversed' ? { item } : { item, payment };
}

type Amounts = { readonly amount: Money; readonly open: Money | undefined };

/** Amount and open rest with the signs of the export. What is `closed` may leave the cell of the open rest empty. */
function signedAmounts(
  row: Row,
  { mapping, closed }: { mapping: ItemsMapping; closed: boolean },
): Amounts | undefined {
  const currency = mapping.currency ?? row.required('currency');
  if (currency === undefined) return undefined;
  if (!isKnownCurrency(currency)) return row.reject('currency', 'is not a currency in use (ISO 4217)');
  const read = (role: 'amount' | 'open'): Money | undefined => {
    const parsed = parseAmount(row.raw(role), currency, mapping.numbers);
    return parsed.ok ? parsed.amount : row.reject(role, parsed.reason);
  };
  const tellsOpen = mapping.columns.open !== undefined && !(closed && row.raw('open') === '');
  const amount = read('amount');
  const open = tellsOpen ? read('open') : undefined;
  if (amount?.minor === 0) return row.reject('amount', 'is zero');
  if (amount === undefined || (tellsOpen && open === undefined)) return undefined;
  return { amount, open };
}

/** By the kind column; without one by the sign, negative being a credit note. */
function kindOf(
  row: Row,
  { mapping, signed }: { mapping: ItemsMapping; signed: Amounts | undefined },
): Kind | undefined {
  const kinds = mapping.kinds;
  if (kinds === undefined) return signed && (signed.amount.minor < 0 ? 'creditNote' : 'invoice');
  const text = row.required('kind');
  if (text === undefined) return undefined;
  if (kinds.invoice.includes(text)) return 'invoice';
  if (kinds.creditNote?.includes(text)) return 'creditNote';
  if (kinds.payment?.includes(text)) return 'payment';
  return row.reject('kind', 'is not a kind the mapping names');
}

/**
 * Credit notes and payments are written with a minus by some systems and without by others, invoices never with one. The open rest
 * has the sign of the amount and is not more than it.
 */
function absoluteAmounts(
  row: Row,
  { kind, signed, byKind }: { kind: Kind; signed: Amounts; byKind: boolean },
): Amounts | undefined {
  const { amount, open } = signed;
  if (byKind && kind === 'invoice' && amount.minor < 0) {
    return row.reject('amount', 'is negative on an invoice');
  }
  if (open !== undefined && open.minor * Math.sign(amount.minor) < 0) {
    return row.reject('open', 'has another sign than the amount');
  }
  if (open !== undefined && Math.abs(open.minor) > Math.abs(amount.minor)) {
    return row.reject('open', 'is more than the amount');
  }
  return { amount: absolute(amount), open: open && absolute(open) };
}

type Dates = { readonly issuedOn: IsoDate; readonly dueOn: IsoDate; readonly settledOn: IsoDate | undefined };

type Calendar = ReturnType<typeof boundsOf> & {
  readonly asOf: IsoDate;
  readonly read: (text: string) => IsoDate | undefined;
};

/** Outside of these a date is a slip of the pen: 31.12.9999, a spreadsheet's year 1900, a century mistyped. */
function boundsOf(asOf: IsoDate): { earliest: IsoDate; latestIssue: IsoDate; latestDue: IsoDate } {
  return {
    earliest: addDays(asOf, -40 * 365),
    latestIssue: addDays(asOf, 31),
    latestDue: addDays(asOf, 10 * 365),
  };
}

/** Services are billed after the month they were due in; more than that is two dates swapped or mistyped. */
const daysDueBeforeIssue = 31;

function datesOf(
  row: Row,
  { kind, calendar }: { kind: Kind | undefined; calendar: Calendar },
): Dates | undefined {
  const { asOf, earliest, latestIssue, latestDue } = calendar;
  const read = (role: 'issuedOn' | 'dueOn' | 'settledOn', latest: IsoDate): IsoDate | undefined => {
    const date = calendar.read(row.raw(role));
    if (date === undefined) {
      return row.reject(role, row.raw(role) === '' ? 'is empty' : 'is not a date of the mapping’s pattern');
    }
    if (date < earliest) {
      return row.reject(role, `is before ${earliest}, too early to be true in a drop of ${asOf}`);
    }
    if (date > latest) {
      return row.reject(role, `is after ${latest}, too late to be true in a drop of ${asOf}`);
    }
    return date;
  };
  const issuedOn = read('issuedOn', latestIssue);
  const needsDueDate = kind !== 'payment' && !(kind === 'creditNote' && row.raw('dueOn') === '');
  const dueOn = needsDueDate ? read('dueOn', latestDue) : issuedOn;
  const wasSettled = !isNoDate(row.raw('settledOn'));
  const settledOn = wasSettled ? read('settledOn', asOf) : undefined;
  if (issuedOn === undefined || dueOn === undefined) return undefined;
  if (wasSettled && settledOn === undefined) return undefined;
  if (kind === 'invoice' && daysBetween(dueOn, issuedOn) > daysDueBeforeIssue) {
    return row.reject('dueOn', `is more than ${daysDueBeforeIssue} days before the invoice was issued`);
  }
  return { issuedOn, dueOn, settledOn };
}

/** SAP writes no date as 00.00.0000. */
function isNoDate(text: string): boolean {
  return /^[0./ -]*$/.test(text);
}

/** @param facts.applied the row is a payment that names the item it cleared. */
function stateOf(
  row: Row,
  facts: { reversed: boolean; dates: Dates; amounts: Amounts; applied: boolean },
): ErpItem['state'] | undefined {
  const { open } = facts.amounts;
  const { settledOn } = facts.dates;
  if (facts.reversed) return 'reversed';
  if (settledOn !== undefined && open !== undefined && open.minor !== 0) {
    return row.reject('open', `is not zero, though settled on ${settledOn}`);
  }
  if (settledOn !== undefined || open?.minor === 0) return 'settled';
  return open === undefined && facts.applied ? 'settled' : 'open';
}

function absolute(amount: Money): Money {
  return money(Math.abs(amount.minor), amount.currency);
}
