/** Receivables and payments as entries. */
import { daysBetween, type IsoDate } from '@dunlin/shared/dates/iso-date';
import { payment, receivable } from '@dunlin/shared/tables/ledger';
import type { PaymentEntry, ReceivableEntry } from './entry.ts';
import {
  amountIn,
  dayIn,
  labelOf,
  numberIn,
  requiredDay,
  requiredText,
  textIn,
  UnreadableRow,
  type Row,
} from './row.ts';
import { searchTextOf } from './search.ts';

/** An open item stands at the day it was issued; an open invoice is overdue from the day after its due date. */
export function receivableEntry(row: Row, today: IsoDate): ReceivableEntry {
  const id = requiredText(row, 'dun_receivableid');
  const document = textIn(row, 'dun_name');
  const dueOn = dayIn(row, 'dun_dueon');
  const amount = amountIn(row, 'dun_amount');
  const open = amountIn(row, 'dun_open');
  const kind = kindOf(row);
  const status = statusOf(row);
  const isOwed = status === 'open' && kind === 'invoice' && open?.value !== 0;
  const daysPastDue = isOwed && dueOn !== undefined ? Math.max(0, daysBetween(dueOn, today)) : 0;
  return {
    what: 'receivable',
    key: `${receivable.name} ${id}`,
    types: ['receivable'],
    ...standing(status, daysPastDue, row),
    on: requiredDay(row, 'dun_issuedon'),
    isAhead: false,
    debtorId: requiredText(row, '_dun_debtorid_value'),
    record: { table: receivable.name, id },
    searchText: searchTextOf([document], [amount, open]),
    kind,
    document,
    dueOn,
    amount,
    open,
    settledOn: dayIn(row, 'dun_settledon'),
    daysPastDue,
  };
}

export function paymentEntry(row: Row): PaymentEntry {
  const id = requiredText(row, 'dun_paymentid');
  const document = textIn(row, 'dun_name');
  const amount = amountIn(row, 'dun_amount');
  const clears = textIn(row, 'dun_clears');
  return {
    what: 'payment',
    key: `${payment.name} ${id}`,
    types: ['payment'],
    state: 'done',
    tag: 'received',
    on: requiredDay(row, 'dun_paidon'),
    isAhead: false,
    debtorId: requiredText(row, '_dun_debtorid_value'),
    record: { table: payment.name, id },
    searchText: searchTextOf([document, clears], [amount]),
    document,
    amount,
    clears,
  };
}

function standing(
  status: keyof typeof receivable.status | undefined,
  daysPastDue: number,
  row: Row,
): Pick<ReceivableEntry, 'state' | 'tag'> {
  switch (status) {
    case 'open':
      return daysPastDue > 0 ? { state: 'overdue', tag: 'overdue' } : { state: 'open', tag: 'open' };
    case 'settled':
      return { state: 'done', tag: 'settled' };
    case 'reversed':
      return { state: 'cancelled', tag: 'reversed' };
    case undefined:
      return { state: 'open', tag: { label: labelOf(row, 'statuscode') ?? '' } };
  }
}

function statusOf(row: Row): keyof typeof receivable.status | undefined {
  return nameOf(receivable.status, numberIn(row, 'statuscode'));
}

function kindOf(row: Row): ReceivableEntry['kind'] {
  const kind = nameOf(receivable.columns.dun_kind.options, numberIn(row, 'dun_kind'));
  if (kind === undefined) throw new UnreadableRow('dun_kind', row['dun_kind']);
  return kind;
}

/** The name of an option in our definition; undefined for options a customer added. */
export function nameOf<Name extends string>(
  options: Readonly<Record<Name, { readonly value: number }>>,
  value: number | undefined,
): Name | undefined {
  return (Object.keys(options) as Name[]).find((name) => options[name].value === value);
}
