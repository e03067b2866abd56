/** Debtors with all that their decisions depend on: one request, and some more where something was promised or is disputed. */
import { isoDate } from '@dunlin/shared/dates/iso-date';
import { holdInForce } from '@dunlin/shared/holds/credit-hold';
import { actionRecordOf, episodeOf, type ActionRow, type CaseRow } from '@dunlin/shared/records/action-rows';
import {
  agreementColumns,
  disputeOf,
  holdOf,
  impliedPayments,
  paymentOf,
  promiseOf,
  type DisputeRow,
  type HoldRow,
  type PromiseItemRow,
  type PromiseRow,
  type Read,
} from '@dunlin/shared/records/agreement-rows';
import { dueDateChangeOf, type DueDateChangeRow } from '@dunlin/shared/records/due-date-rows';
import {
  creditHoldOf,
  tradingOrderOf,
  type CreditHoldRow,
  type TradingOrderRow,
} from '@dunlin/shared/records/trading-rows';
import {
  receivableOf,
  type DebtorRow,
  type PaymentRow,
  type ReceivableRow,
} from '@dunlin/shared/records/ledger-rows';
import { moneyOf } from '@dunlin/shared/records/currencies';
import { optionName } from '@dunlin/shared/records/options';
import type { CompanyRow } from '@dunlin/shared/records/policy-rows';
import type { Contact } from '@dunlin/shared/contact/limits';
import { zoneOfCountry } from '@dunlin/shared/contact/zones';
import type { Reach } from '@dunlin/shared/segments/measures';
import type { SegmentOverride } from '@dunlin/shared/segments/segment';
import type { Facts } from '@dunlin/shared/strategy/facts';
import { collectionAction, collectionCase } from '@dunlin/shared/tables/collection';
import { dispute, hold, promise, promiseItem } from '@dunlin/shared/tables/agreements';
import { alert } from '@dunlin/shared/tables/alerts';
import { dueDateChange } from '@dunlin/shared/tables/approvals';
import { debtor, payment, receivable } from '@dunlin/shared/tables/ledger';
import { customerKind } from '@dunlin/shared/tables/policy';
import type { RowOf, Table } from '@dunlin/shared/tables/table';
import { creditHold, tradingOrder } from '@dunlin/shared/tables/trading';
import { selectOf } from '@dunlin/shared/tables/wire';
import type { Dataverse, ListQuery, Row } from '../dataverse/client.ts';
import { inFilters } from '../dataverse/tables.ts';
import type { CompanyPolicy } from '../policy/policy-store.ts';
import { closedTaskOf, taskColumns, type DisputeTaskRow } from './dispute-tasks.ts';
import { customerExpand, reachOf, type CustomerRow } from './reach.ts';

export type LoadedDebtor = {
  readonly row: DebtorRow & {
    readonly dun_customerid_account?: CustomerRow | null;
    readonly dun_customerid_contact?: CustomerRow | null;
  };
  readonly receivables: readonly ReceivableRow[];
  /** What was settled, once it was read. */
  readonly past?: { readonly reaches: Reach; readonly items: readonly ReceivableRow[] };
  readonly actions: readonly ActionRow[];
  readonly cases: readonly CaseRow[];
  readonly promises: readonly PromiseRow[];
  readonly promiseItems: readonly PromiseItemRow[];
  readonly payments: readonly PaymentRow[];
  readonly disputes: readonly DisputeRow[];
  /** Of the departments, for the disputes that are not settled or not over yet. */
  readonly disputeTasks: readonly DisputeTaskRow[];
  readonly holds: readonly HoldRow[];
  readonly dueDateChanges: readonly DueDateChangeRow[];
  readonly orders: readonly TradingOrderRow[];
  readonly creditHolds: readonly CreditHoldRow[];
  /** Those that stand. */
  readonly alerts: readonly AlertRow[];
};

export type AlertRow = RowOf<typeof alert>;

/** The queries that `loadedDebtors` puts together; callers may send others along. */
export function debtorQueries(debtorIds: readonly string[], which?: string): readonly ListQuery[] {
  return inFilters('dun_debtorid', debtorIds).flatMap((filter): readonly ListQuery[] => {
    const of = (table: Table, and?: string, select = selectOf(table)): ListQuery => ({
      collection: table.set,
      select,
      filter: and === undefined ? filter : `${and} and ${filter}`,
    });
    return [
      { ...of(debtor, which), expand: customerExpand },
      of(receivable, 'statecode eq 0'),
      of(collectionAction),
      of(collectionCase),
      of(promise, undefined, agreementColumns(promise)),
      of(dispute, undefined, agreementColumns(dispute)),
      of(hold, 'statecode eq 0', agreementColumns(hold)),
      of(dueDateChange, 'statecode eq 0', agreementColumns(dueDateChange)),
      of(tradingOrder, 'statecode eq 0', agreementColumns(tradingOrder)),
      of(creditHold),
      of(alert, 'statecode eq 0'),
    ];
  });
}

const queriesPerFilter = 11;

/** @param answers to `debtorQueries`, in their order */
export function loadedDebtors(answers: readonly (readonly Row[])[]): readonly LoadedDebtor[] {
  const every = <T>(offset: number): readonly T[] =>
    answers.filter((_, at) => at % queriesPerFilter === offset).flat() as readonly T[];
  const byDebtor = <T extends { readonly _dun_debtorid_value: string | null }>(
    rows: readonly T[],
  ): Map<string | null, T[]> => Map.groupBy(rows, (row) => row._dun_debtorid_value);
  const receivables = byDebtor(every<ReceivableRow>(1));
  const actions = byDebtor(every<ActionRow>(2));
  const cases = byDebtor(every<CaseRow>(3));
  const promises = byDebtor(every<PromiseRow>(4));
  const disputes = byDebtor(every<DisputeRow>(5));
  const holds = byDebtor(every<HoldRow>(6));
  const dueDateChanges = byDebtor(every<DueDateChangeRow>(7));
  const orders = byDebtor(every<TradingOrderRow>(8));
  const creditHolds = byDebtor(every<CreditHoldRow>(9));
  const alerts = byDebtor(every<AlertRow>(10));
  return every<LoadedDebtor['row']>(0).map((row) => ({
    row,
    receivables: receivables.get(row.dun_debtorid) ?? [],
    actions: actions.get(row.dun_debtorid) ?? [],
    cases: cases.get(row.dun_debtorid) ?? [],
    promises: promises.get(row.dun_debtorid) ?? [],
    promiseItems: [],
    payments: [],
    disputes: disputes.get(row.dun_debtorid) ?? [],
    disputeTasks: [],
    holds: holds.get(row.dun_debtorid) ?? [],
    dueDateChanges: dueDateChanges.get(row.dun_debtorid) ?? [],
    orders: orders.get(row.dun_debtorid) ?? [],
    creditHolds: creditHolds.get(row.dun_debtorid) ?? [],
    alerts: alerts.get(row.dun_debtorid) ?? [],
  }));
}

/**
 * Most debtors promised and dispute nothing. Of the others what belongs to their promises and disputes is read too: the items promised, also
 * those settled by now, the payments, the departments' tasks, and the credit notes that may carry out what was granted.
 */
export async function withAgreements(
  dataverse: Dataverse,
  loaded: readonly LoadedDebtor[],
): Promise<readonly LoadedDebtor[]> {
  const promising = loaded.filter(({ promises }) => promises.length > 0);
  const disputing = loaded.filter(({ disputes }) => disputes.length > 0);
  if (promising.length === 0 && disputing.length === 0) return loaded;
  const items = await itemsPromised(dataverse, promising);
  const openIds = new Set(
    promising.flatMap(({ receivables }) => receivables.map(({ dun_receivableid }) => dun_receivableid)),
  );
  const settledIds = [
    ...new Set(
      items.flatMap(({ _dun_receivableid_value: id }) => (id === null || openIds.has(id) ? [] : [id])),
    ),
  ];
  const [payments, settled, creditNotes, tasks] = (await readGroups(dataverse, [
    rowsOf(payment, inFilters('dun_debtorid', idsOf(promising))),
    rowsOf(receivable, inFilters('dun_receivableid', settledIds)),
    usedCreditNotes(disputing),
    tasksOfDisputes(disputing),
  ])) as [
    readonly PaymentRow[],
    readonly ReceivableRow[],
    readonly ReceivableRow[],
    readonly DisputeTaskRow[],
  ];
  return loaded.map((one): LoadedDebtor => {
    const own = new Set<string | null>(one.promises.map(({ dun_promiseid }) => dun_promiseid));
    const disputes = new Set<string | null>(one.disputes.map(({ dun_disputeid }) => dun_disputeid));
    const ofDebtor = ({ _dun_debtorid_value: id }: { readonly _dun_debtorid_value: string }): boolean =>
      id === one.row.dun_debtorid;
    return {
      ...one,
      receivables: uniqueReceivables([
        ...one.receivables,
        ...settled.filter(ofDebtor),
        ...creditNotes.filter(ofDebtor),
      ]),
      promiseItems: items.filter(({ _dun_promiseid_value: id }) => own.has(id)),
      payments: payments.filter(ofDebtor),
      disputeTasks: tasks.filter(({ _dun_disputeid_value: id }) => disputes.has(id)),
    };
  });
}

async function itemsPromised(
  dataverse: Dataverse,
  promising: readonly LoadedDebtor[],
): Promise<readonly PromiseItemRow[]> {
  const ids = promising.flatMap(({ promises }) => promises.map(({ dun_promiseid }) => dun_promiseid));
  const [items] = await readGroups(dataverse, [rowsOf(promiseItem, inFilters('dun_promiseid', ids))]);
  return items as readonly PromiseItemRow[];
}

function tasksOfDisputes(disputing: readonly LoadedDebtor[]): readonly ListQuery[] {
  const ids = disputing.flatMap(({ disputes }) => disputes.map(({ dun_disputeid }) => dun_disputeid));
  return inFilters('dun_disputeid', ids).map((filter) => ({
    collection: 'tasks',
    select: taskColumns,
    filter,
  }));
}

/** A credit note may be used up on the day it comes; those that are open are read with the ledger. */
function usedCreditNotes(disputing: readonly LoadedDebtor[]): readonly ListQuery[] {
  const awaiting = disputing.filter(({ disputes }) => disputes.some(awaitsCreditNote));
  const isUsed = `dun_kind eq ${receivable.columns.dun_kind.options.creditNote.value} and statecode eq 1`;
  const filters = inFilters('dun_debtorid', idsOf(awaiting)).map((filter) => `${filter} and ${isUsed}`);
  return rowsOf(receivable, filters);
}

function awaitsCreditNote({ statuscode, dun_erpdocument }: DisputeRow): boolean {
  return statuscode === dispute.status.accepted.value && dun_erpdocument === null;
}

function idsOf(loaded: readonly LoadedDebtor[]): readonly string[] {
  return loaded.map(({ row }) => row.dun_debtorid);
}

function uniqueReceivables(rows: readonly ReceivableRow[]): readonly ReceivableRow[] {
  return [...new Map(rows.map((row) => [row.dun_receivableid, row])).values()];
}

function rowsOf(table: Table, filters: readonly string[]): readonly ListQuery[] {
  return filters.map((filter) => ({ collection: table.set, select: selectOf(table), filter }));
}

/** The rows of each group of queries, all in one request; none when there is nothing to ask. */
async function readGroups(
  dataverse: Dataverse,
  groups: readonly (readonly ListQuery[])[],
): Promise<readonly (readonly unknown[])[]> {
  const answers = await dataverse.readTogether<readonly unknown[]>(groups.flat());
  let at = 0;
  return groups.map(({ length }) => answers.slice(at, (at += length)).flat());
}

/** What of a company and its policy facts are read with. */
export type FactsContext = Pick<CompanyPolicy, 'currencies' | 'company' | 'segmentIds' | 'alertRuleIds'>;

/**
 * @param contacts what people did beside the actions, where that has been read
 * @throws RangeError or SyntaxError when a row cannot be reckoned with: a currency, an option or lines nobody knows.
 */
export function factsOf(loaded: LoadedDebtor, known: FactsContext, contacts: readonly Contact[] = []): Facts {
  const { row, past } = loaded;
  const { currencies, company } = known;
  const override = overrideOf(row, known);
  const openCase = loaded.cases.find(({ statecode }) => statecode === 0);
  const receivables = loaded.receivables.map((one) => receivableOf(one, currencies));
  const byId = new Map(receivables.map((one) => [one.id, one]));
  const creditHolds = loaded.creditHolds.map(creditHoldOf);
  // Two at a time would be somebody's hand in the database: this debtor is not decided upon.
  holdInForce(creditHolds);
  const context = { currencies, zone: company.dun_timezone };
  return {
    debtor: {
      id: row.dun_debtorid,
      kind: optionName(customerKind, row.dun_kind),
      country: row.dun_country,
      reach: reachOf(customerOf(loaded), row),
      ...(row.dun_timezone !== null && { zone: checkedZone(row.dun_timezone) }),
      ...(row.dun_hoursallowance !== null && {
        allowances: [optionName(debtor.columns.dun_hoursallowance.options, row.dun_hoursallowance)],
      }),
      language: row.dun_language,
      ...(row.dun_creditlimit !== null && {
        creditLimit: moneyOf(currencies, row.dun_creditlimit, row._transactioncurrencyid_value),
      }),
      ...(override && { segmentOverride: override }),
    },
    receivables,
    ...(past && {
      past: { reaches: past.reaches, items: past.items.map((one) => receivableOf(one, currencies)) },
    }),
    alerts: loaded.alerts.map((one) => ({
      id: one.dun_alertid,
      rule: codeOf(known.alertRuleIds, one._dun_alertruleid_value),
    })),
    payments: [
      ...loaded.payments.map((one) => paymentOf(one, currencies)),
      ...impliedPayments(loaded.receivables, loaded.payments, currencies),
    ],
    promises: standing(loaded.promises, promise).flatMap((one) =>
      valueOf(promiseOf(one, loaded.promiseItems, byId, context)),
    ),
    disputes: standing(loaded.disputes, dispute).flatMap((one) =>
      valueOf(disputeOf(one, byId.get(one._dun_receivableid_value ?? ''), context)),
    ),
    closedTasks: loaded.disputeTasks.flatMap((one) => closedTaskOf(one, company.dun_timezone)),
    holds: standing(loaded.holds, hold).flatMap((one) => valueOf(holdOf(one, context))),
    dueDateChanges: loaded.dueDateChanges
      .filter(isInForce)
      .flatMap((one) => valueOf(dueDateChangeOf(one, { ledgerDueOn: undefined, zone: context.zone }))),
    orders: standing(loaded.orders, tradingOrder).flatMap((one) => valueOf(tradingOrderOf(one, context))),
    creditHolds,
    history: loaded.actions.map(actionRecordOf),
    contacts,
    ...(openCase && { episode: episodeOf(openCase) }),
  };
}

/** The clock the customer lives by: their own, else that of their country, else the company's. */
export function zoneOf(
  { dun_timezone, dun_country }: Pick<DebtorRow, 'dun_timezone' | 'dun_country'>,
  company: Pick<CompanyRow, 'dun_timezone'>,
): string {
  return dun_timezone ?? zoneOfCountry(dun_country) ?? company.dun_timezone;
}

/** @throws RangeError when there is no such zone. */
function checkedZone(zone: string): string {
  new Intl.DateTimeFormat('en', { timeZone: zone });
  return zone;
}

function overrideOf(row: DebtorRow, { segmentIds }: FactsContext): SegmentOverride | undefined {
  if (row._dun_segmentoverrideid_value === null) return undefined;
  return {
    segment: codeOf(segmentIds, row._dun_segmentoverrideid_value),
    ...(row.dun_segmentoverrideuntil !== null && { until: isoDate(row.dun_segmentoverrideuntil) }),
    ...(row.dun_segmentoverridereason !== null && { reason: row.dun_segmentoverridereason }),
  };
}

/** The id itself stands for what is not in use any more: no code is like it. */
function codeOf(idsByCode: ReadonlyMap<string, string>, id: string): string {
  for (const [code, other] of idsByCode) if (other === id) return code;
  return id;
}

/** Without those that were found not to be valid. */
function standing<T extends { readonly statuscode: number }>(
  rows: readonly T[],
  { status }: { readonly status: { readonly refused: { readonly value: number } } },
): readonly T[] {
  return rows.filter(({ statuscode }) => statuscode !== status.refused.value);
}

/** Approved, and neither declined nor taken back. */
function isInForce({ statuscode, dun_withdrawnon }: DueDateChangeRow): boolean {
  return statuscode === dueDateChange.status.approved.value && dun_withdrawnon === null;
}

/** What cannot be read counts for nothing: the check that follows its writing marks the row. */
function valueOf<T>(read: Read<T>): readonly T[] {
  return read.ok ? [read.value] : [];
}

/** @throws Error when the debtor's customer is gone: it cannot be deleted while the debtor refers to it. */
export function customerOf({ row }: LoadedDebtor): CustomerRow {
  const customer = row.dun_customerid_account ?? row.dun_customerid_contact;
  if (!customer) throw new Error(`The debtor ${row.dun_number} has no customer`);
  return customer;
}
