/** What is new or changed of a chunk. Nothing is written that is stored already. */
import type { ErpCustomer } from '@dunlin/shared/messages/ledger';
import { bindCurrency, whyNotKept, type Currencies } from '@dunlin/shared/records/currencies';
import {
  debtorColumns,
  debtorIdOf,
  differs,
  limitCurrency,
  paymentColumns,
  paymentIdOf,
  receivableBinds,
  receivableColumns,
  receivableIdOf,
  receivableStatus,
  type WireRow,
} from '@dunlin/shared/records/ledger-rows';
import { debtor } from '@dunlin/shared/tables/ledger';
import { bindTo } from '@dunlin/shared/tables/wire';
import type { Row } from '../dataverse/client.ts';
import type { RunRow } from './read-run.ts';
import type { Place, StagedDebtor, StagedItem, StagedPayment } from './staged.ts';
import type { Stored } from './stored.ts';

/** A row to write under its id, and what of the drop it says. */
export type KeyedRow = {
  readonly key: string;
  readonly row: Row;
  /** Customer number. */
  readonly debtor: string;
  readonly place: Place;
  /** What the drop calls it: a document, or a customer number. */
  readonly value: string;
};

export type ChunkChanges = {
  readonly debtors: readonly KeyedRow[];
  readonly receivables: readonly KeyedRow[];
  /** New items that are closed already: a row is always created open. */
  readonly closures: readonly KeyedRow[];
  readonly payments: readonly KeyedRow[];
};

export type ChunkContext = {
  readonly run: RunRow;
  readonly company: string;
  readonly companyId: string;
  readonly currencies: Currencies;
  readonly stored: Stored;
  /** The bind of the customer, per customer number of a new debtor. */
  readonly customerBinds: ReadonlyMap<string, WireRow>;
  /** The bind of the owner of new rows. */
  readonly owner: WireRow;
};

export function chunkChanges(debtors: readonly StagedDebtor[], context: ChunkContext): ChunkChanges {
  const each = debtors.map((staged) => changesOf(staged, context));
  return {
    debtors: each.flatMap((changes) => changes.debtors),
    receivables: each.flatMap((changes) => changes.receivables),
    closures: each.flatMap((changes) => changes.closures),
    payments: each.flatMap((changes) => changes.payments),
  };
}

function changesOf(staged: StagedDebtor, context: ChunkContext): ChunkChanges {
  const debtorId = debtorIdOf(context.company, staged.number);
  const items = staged.items.map((item) => itemChange(item, debtorId, context));
  const receivables = items.flatMap(({ write }) => write ?? []);
  return {
    debtors: debtorChange(staged, debtorId, context, receivables.length > 0),
    receivables,
    closures: items.flatMap(({ close }) => close ?? []),
    payments: staged.payments.flatMap((paid) => paymentChange(paid, debtorId, context)),
  };
}

function itemChange(
  item: StagedItem,
  debtorId: string,
  { company, stored, currencies, owner, run }: ChunkContext,
): { readonly write?: KeyedRow; readonly close?: KeyedRow } {
  const key = receivableIdOf(company, item);
  const said = { key, ...saidBy(item) };
  const before = stored.receivables.get(key);
  const [columns, status] = [receivableColumns(company, item), receivableStatus(item)];
  const source = { dun_source: run.dun_source, dun_sequence: run.dun_sequence };
  if (!before) {
    const row = { ...columns, ...source, ...receivableBinds(currencies, debtorId, item), ...owner };
    return { write: { ...said, row }, ...(item.state !== 'open' && { close: { ...said, row: status } }) };
  }
  return differs(before, { ...columns, ...status })
    ? { write: { ...said, row: { ...columns, ...status, ...source } } }
    : {};
}

function paymentChange(
  paid: StagedPayment,
  debtorId: string,
  { company, stored, currencies, owner }: ChunkContext,
): readonly KeyedRow[] {
  const key = paymentIdOf(company, paid.document);
  const said = { key, ...saidBy(paid) };
  const before = stored.payments.get(key);
  const columns = paymentColumns(company, paid);
  if (before) return differs(before, columns) ? [{ ...said, row: columns }] : [];
  const binds = {
    'dun_debtorid@odata.bind': bindTo(debtor.set, debtorId),
    ...bindCurrency(currencies, paid.amount.currency),
  };
  return [{ ...said, row: { ...columns, ...binds, ...owner } }];
}

function debtorChange(
  staged: StagedDebtor,
  debtorId: string,
  { company, companyId, stored, currencies, customerBinds, owner, run }: ChunkContext,
  itemsChange: boolean,
): readonly KeyedRow[] {
  const before = stored.debtors.get(debtorId);
  const described = staged.customer && withLimitKept(staged.customer, currencies);
  const columns = described ? debtorColumns(company, described) : {};
  const currency = described ? limitCurrency(currencies, described, before) : {};
  const due = { dun_nextevaluationon: run.dun_ledgerason };
  const { number } = staged;
  const said = { key: debtorId, debtor: number, value: number, place: placeOf(staged) };
  if (before) {
    const changed = differs(before, columns) || Object.keys(currency).length > 0;
    // Another kind, country, language or limit may mean another segment, so that counts as news too. A debtor that is due already is
    // marked again: an evaluation under way has read the items as they were, and this write makes its own fail.
    return changed || itemsChange
      ? [{ ...said, row: { ...(changed && { ...columns, ...currency }), ...due } }]
      : [];
  }
  const customer = customerBinds.get(number);
  if (!customer) throw new Error(`No customer for the new debtor ${number}`);
  const companyBind = { 'dun_companyid@odata.bind': bindTo('dun_companies', companyId) };
  return [{ ...said, row: { ...columns, ...currency, ...due, ...customer, ...companyBind, ...owner } }];
}

/** A limit that the environment cannot keep was set aside when the run began. */
function withLimitKept(customer: ErpCustomer, currencies: Currencies): ErpCustomer {
  const { creditLimit, ...rest } = customer;
  return creditLimit && whyNotKept(currencies, creditLimit) !== undefined ? rest : customer;
}

function saidBy({ customer, document, place }: StagedItem | StagedPayment): Omit<KeyedRow, 'key' | 'row'> {
  return { debtor: customer, value: document, place };
}

/** Where the drop speaks of the debtor first: a debtor of a chunk has at least one item or payment. */
function placeOf({ number, customer, items, payments }: StagedDebtor): Place {
  const [first] = [...(customer ? [customer] : []), ...items, ...payments];
  if (!first) throw new Error(`The debtor ${number} was staged without anything said of it`);
  return first.place;
}
