/** Promises, disputes and holds as rows ↔ as the domain reckons with them. People write these rows, so every reading may refuse. */
import { dateIn, instant } from '../dates/instant.ts';
import { isoDate, type IsoDate } from '../dates/iso-date.ts';
import type { Dispute, DisputeOutcome } from '../disputes/dispute.ts';
import type { Hold } from '../holds/hold.ts';
import { sum, toDecimalText, type Money } from '../money/money.ts';
import { parseInstalments } from '../promises/instalment-text.ts';
import type { PromiseToPay } from '../promises/promise.ts';
import type { Payment } from '../receivables/payment.ts';
import type { Receivable } from '../receivables/receivable.ts';
import { dispute, hold, type promise, type promiseItem } from '../tables/agreements.ts';
import { receivable } from '../tables/ledger.ts';
import type { RowOf, Table } from '../tables/table.ts';
import { selectOf } from '../tables/wire.ts';
import { moneyOf, type Currencies } from './currencies.ts';
import type { PaymentRow, ReceivableRow } from './ledger-rows.ts';
import { optionName } from './options.ts';

/** A form asks for what is required, but a grid, Excel and the API do not: any column may be empty. Who wrote it, Dataverse keeps. */
export type FromPeople<Row, Given extends keyof Row> = {
  readonly [Name in keyof Row]: Name extends Given ? Row[Name] : Row[Name] | null;
} & {
  readonly _createdby_value: string;
  readonly _modifiedby_value: string;
};
export type Given = '@odata.etag' | 'statecode' | 'statuscode' | 'createdon' | 'modifiedon';
export type PromiseRow = FromPeople<RowOf<typeof promise>, Given | 'dun_promiseid'>;
export type PromiseItemRow = FromPeople<RowOf<typeof promiseItem>, Given | 'dun_promiseitemid'>;
export type DisputeRow = FromPeople<RowOf<typeof dispute>, Given | 'dun_disputeid'>;
export type HoldRow = FromPeople<RowOf<typeof hold>, Given | 'dun_holdid'>;

/** The columns to select so that the rows are whole. */
export function agreementColumns(table: Table): readonly string[] {
  return [...selectOf(table), 'createdon', 'modifiedon', '_createdby_value', '_modifiedby_value'];
}

/** What a row means, or what keeps it from meaning anything. */
export type Read<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly string[] };

export type Context = {
  readonly currencies: Currencies;
  /** IANA zone of the company: rows without a date count from the local day they were written. */
  readonly zone: string;
};

export function promiseOf(
  row: PromiseRow,
  items: readonly PromiseItemRow[],
  receivables: ReadonlyMap<string, Pick<Receivable, 'document'>>,
  { currencies, zone }: Context,
): Read<PromiseToPay> {
  const problems: string[] = [];
  if (row._dun_debtorid_value === null) problems.push('debtor: choose who promised');
  if (row.dun_amount === null) problems.push('amount: say how much was promised');
  if (row.dun_dueon === null && row.dun_instalments === null) problems.push('promised for: say until when');
  if (row._transactioncurrencyid_value === null) problems.push('currency: choose that of the invoices');
  const ownItems = items.filter(({ _dun_promiseid_value: id }) => id === row.dun_promiseid);
  for (const item of ownItems) {
    if (item._dun_receivableid_value === null) problems.push('promised items: choose the open item of each');
    if (item.dun_amount === null || item._transactioncurrencyid_value === null)
      problems.push(
        `promised items: say how much of ${item.dun_name ?? 'each'} is promised, in its currency`,
      );
  }
  if (problems.length > 0) return { ok: false, problems };
  const amount = moneyOf(currencies, row.dun_amount ?? 0, row._transactioncurrencyid_value);
  const written = parseInstalments(row.dun_instalments ?? '', amount.currency);
  if (!written.ok) {
    return {
      ok: false,
      problems: written.refusals.map(({ field, value, remedy }) => `${field}: "${value}". ${remedy}`),
    };
  }
  const instalments =
    written.instalments.length > 0 ? written.instalments : [{ dueOn: isoDate(row.dun_dueon ?? ''), amount }];
  const promised = sum(
    instalments.map((one) => one.amount),
    amount.currency,
  );
  if (promised.minor !== amount.minor) {
    const found = `${toDecimalText(promised)} ${amount.currency}`;
    return {
      ok: false,
      problems: [`instalments: together they make ${found}, not ${toDecimalText(amount)}`],
    };
  }
  return {
    ok: true,
    value: {
      id: row.dun_promiseid,
      debtor: row._dun_debtorid_value ?? '',
      currency: amount.currency,
      madeOn: dayOf(row.dun_madeon, row.createdon, zone),
      recordedBy: row._createdby_value,
      ...(row._dun_approvedbyid_value !== null && { approvedBy: row._dun_approvedbyid_value }),
      ...(row.dun_withdrawnon !== null && { withdrawnOn: isoDate(row.dun_withdrawnon) }),
      instalments,
      items: ownItems.map((item) => {
        const id = item._dun_receivableid_value ?? '';
        return {
          receivable: id,
          document: receivables.get(id)?.document ?? item.dun_name ?? '',
          amount: moneyOf(currencies, item.dun_amount ?? 0, item._transactioncurrencyid_value),
        };
      }),
    },
  };
}

/** @param receivable the item it is about, when it is known. */
export function disputeOf(
  row: DisputeRow,
  receivable: Receivable | undefined,
  { currencies, zone }: Context,
): Read<Dispute> {
  const problems: string[] = [];
  if (row._dun_debtorid_value === null) problems.push('debtor: choose who complains');
  if (row._dun_receivableid_value === null) problems.push('open item: choose what it is about');
  if (row.dun_reason === null) problems.push('reason: choose one');
  const hasAmount = row.dun_amount !== null || row.dun_granted !== null;
  if (hasAmount && row._transactioncurrencyid_value === null)
    problems.push('currency: choose that of the item');
  if (row.dun_reason === null || problems.length > 0) return { ok: false, problems };
  const inRowCurrency = (major: number | null): Money | undefined =>
    major === null ? undefined : moneyOf(currencies, major, row._transactioncurrencyid_value);
  const amount = inRowCurrency(row.dun_amount);
  const id = row._dun_receivableid_value ?? '';
  return {
    ok: true,
    value: {
      id: row.dun_disputeid,
      debtor: row._dun_debtorid_value ?? '',
      reason: optionName(dispute.columns.dun_reason.options, row.dun_reason),
      openedOn: dayOf(row.dun_openedon, row.createdon, zone),
      openedBy: row._createdby_value,
      items: [{ receivable: id, ...(amount && { amount }) }],
      ...outcomeOf(row, {
        receivable: id,
        amount: inRowCurrency(row.dun_granted) ?? amount ?? receivable?.open,
        zone,
      }),
    },
  };
}

/** @param granted what an accepted dispute grants, unless nothing is known of the item. */
function outcomeOf(
  row: DisputeRow,
  granted: { readonly receivable: string; readonly amount: Money | undefined; readonly zone: string },
): DisputeOutcome {
  const state = optionName(dispute.status, row.statuscode);
  // Until the app has found that it may be settled so, it is under review.
  if (row.dun_resolvedon === null && (state === 'accepted' || state === 'rejected'))
    return { state: 'underReview' };
  const resolvedOn = dayOf(row.dun_resolvedon, row.modifiedon, granted.zone);
  switch (state) {
    case 'open':
    case 'refused':
      return { state: 'open' };
    case 'underReview':
      return { state };
    case 'rejected':
    case 'withdrawn':
      return { state, resolvedOn };
    case 'accepted':
      return {
        state,
        resolvedOn,
        resolution:
          row.dun_settlement === dispute.columns.dun_settlement.options.adjust.value ? 'adjust' : 'credit',
        granted: granted.amount ? [{ receivable: granted.receivable, amount: granted.amount }] : [],
        ...(row.dun_erpdocument !== null && { erpDocument: row.dun_erpdocument }),
      };
  }
}

export function holdOf(row: HoldRow, { zone }: Pick<Context, 'zone'>): Read<Hold> {
  const problems: string[] = [];
  if (row._dun_debtorid_value === null) problems.push('debtor: choose whom it is about');
  if (row.dun_reason === null) problems.push('reason: choose one');
  if (row.dun_reason === null || problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    value: {
      id: row.dun_holdid,
      debtor: row._dun_debtorid_value ?? '',
      reason: optionName(hold.columns.dun_reason.options, row.dun_reason),
      from: dayOf(row.dun_from, row.createdon, zone),
      setBy: row._createdby_value,
      ...(row._dun_receivableid_value !== null && { receivable: row._dun_receivableid_value }),
      ...(row.dun_until !== null && { until: isoDate(row.dun_until) }),
      ...(row.dun_releasedon !== null && { releasedOn: isoDate(row.dun_releasedon) }),
    },
  };
}

export function paymentOf(row: PaymentRow, currencies: Currencies): Payment {
  return {
    id: row.dun_paymentid,
    document: row.dun_clears ?? '',
    paidOn: isoDate(row.dun_paidon),
    amount: moneyOf(currencies, row.dun_amount, row._transactioncurrencyid_value),
  };
}

/**
 * A ledger that says no more of an item than that it is settled: it counts as paid on the day it was found so. Where the ERP exports
 * payments they say more, and this adds nothing.
 */
export function impliedPayments(
  receivables: readonly ReceivableRow[],
  payments: readonly PaymentRow[],
  currencies: Currencies,
): readonly Payment[] {
  const named = new Set(payments.map(({ dun_clears }) => dun_clears));
  return receivables.flatMap((row) => {
    const isSettled = optionName(receivable.status, row.statuscode) === 'settled';
    if (!isSettled || row.dun_settledon === null || named.has(row.dun_name)) return [];
    return {
      id: `${row.dun_receivableid} settled`,
      document: row.dun_name,
      paidOn: isoDate(row.dun_settledon),
      amount: moneyOf(currencies, row.dun_amount, row._transactioncurrencyid_value),
    };
  });
}

/** The date as it was given, or the company's local day on which the row was written. */
export function dayOf(date: string | null, writtenAt: string, zone: string): IsoDate {
  return date === null ? dateIn(zone, instant(writtenAt)) : isoDate(date);
}
