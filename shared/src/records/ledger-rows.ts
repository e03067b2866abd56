/** Ledger rows ↔ what the ERP says and what the domain reckons with. */
import { digestOf, uuidOf } from '../actions/keys.ts';
import { isoDate } from '../dates/iso-date.ts';
import type { ErpCustomer, ErpItem, ErpPayment } from '../messages/ledger.ts';
import { toMajor } from '../money/money.ts';
import type { Receivable } from '../receivables/receivable.ts';
import { debtor, receivable, type payment } from '../tables/ledger.ts';
import { customerKind } from '../tables/policy.ts';
import type { RowOf } from '../tables/table.ts';
import { bindTo, statusOf } from '../tables/wire.ts';
import { bindCurrency, moneyOf, type Currencies } from './currencies.ts';
import { optionName, optionValue } from './options.ts';

export type DebtorRow = RowOf<typeof debtor>;
export type ReceivableRow = RowOf<typeof receivable>;
export type PaymentRow = RowOf<typeof payment>;

/** A row to write: column names and binds, as the Web API takes them. */
export type WireRow = Readonly<Record<string, unknown>>;

export function debtorIdOf(company: string, number: string): string {
  return uuidOf('debtor', company, number);
}

export function receivableIdOf(company: string, item: Pick<ErpItem, 'kind' | 'document'>): string {
  return uuidOf('receivable', company, item.kind, item.document);
}

export function paymentIdOf(company: string, document: string): string {
  return uuidOf('payment', company, document);
}

/** Which part of the work a debtor belongs to: imports and evaluations of a bucket run one at a time. */
export function bucketOf(debtorId: string, buckets: number): number {
  return Number.parseInt(digestOf(debtorId).slice(0, 8), 16) % buckets;
}

/** The columns of a debtor that the ERP is the writer of. */
export function debtorColumns(company: string, customer: ErpCustomer): WireRow {
  return {
    dun_name: customer.name.slice(0, debtor.columns.dun_name.maxLength),
    dun_key: digestOf(company, customer.number),
    dun_number: customer.number,
    dun_kind: optionValue(customerKind, customer.kind),
    dun_country: customer.country,
    dun_language: customer.language,
    ...(customer.creditLimit !== undefined && {
      dun_creditlimit: customer.creditLimit && toMajor(customer.creditLimit),
    }),
  };
}

/** A debtor with a credit limit has its currency; the evaluation, which sets the currency of others, keeps to that. */
export function limitCurrency(
  currencies: Currencies,
  { creditLimit }: Pick<ErpCustomer, 'creditLimit'>,
  stored?: Pick<DebtorRow, '_transactioncurrencyid_value'>,
): WireRow {
  if (!creditLimit) return {};
  const isStored = currencies.idByCode.get(creditLimit.currency) === stored?._transactioncurrencyid_value;
  return isStored ? {} : bindCurrency(currencies, creditLimit.currency);
}

export function receivableColumns(company: string, item: ErpItem): WireRow {
  return {
    dun_name: item.document,
    dun_key: digestOf(company, item.kind, item.document),
    dun_kind: optionValue(receivable.columns.dun_kind.options, item.kind),
    dun_issuedon: item.issuedOn,
    dun_dueon: item.dueOn,
    dun_amount: toMajor(item.amount),
    dun_open: toMajor(item.open),
    dun_settledon: item.settledOn ?? null,
    dun_productline: item.productLine ?? null,
  };
}

/** Apart from the other columns, because a row is always created open. */
export function receivableStatus(item: ErpItem): WireRow {
  return statusOf(receivable.status[item.state]);
}

/** Binds that never change: given when the row is created. */
export function receivableBinds(currencies: Currencies, debtorId: string, item: ErpItem): WireRow {
  return {
    'dun_debtorid@odata.bind': bindTo(debtor.set, debtorId),
    ...bindCurrency(currencies, item.amount.currency),
  };
}

export function paymentColumns(company: string, paid: ErpPayment): WireRow {
  return {
    dun_name: paid.document,
    dun_key: digestOf(company, paid.document),
    dun_paidon: paid.paidOn,
    dun_amount: toMajor(paid.amount),
    dun_clears: paid.clears ?? null,
  };
}

export function receivableOf(row: ReceivableRow, currencies: Currencies): Receivable {
  return {
    id: row.dun_receivableid,
    document: row.dun_name,
    kind: optionName(receivable.columns.dun_kind.options, row.dun_kind),
    state: optionName(receivable.status, row.statuscode),
    issuedOn: isoDate(row.dun_issuedon),
    dueOn: isoDate(row.dun_dueon),
    amount: moneyOf(currencies, row.dun_amount, row._transactioncurrencyid_value),
    open: moneyOf(currencies, row.dun_open, row._transactioncurrencyid_value),
    ...(row.dun_productline !== null && { productLine: row.dun_productline }),
    ...(row.dun_settledon !== null && { settledOn: isoDate(row.dun_settledon) }),
  };
}

/** Whether writing the columns would change the stored row. */
export function differs(stored: Readonly<Record<string, unknown>>, columns: WireRow): boolean {
  return Object.entries(columns).some(([name, value]) => (stored[name] ?? null) !== (value ?? null));
}
