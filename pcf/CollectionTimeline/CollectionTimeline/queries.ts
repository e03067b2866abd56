/** What is asked of the Web API: two questions to open, and one for each further page of a source. */
import { collectionAction, collectionCase } from '@dunlin/shared/tables/collection';
import { payment, receivable, type debtor } from '@dunlin/shared/tables/ledger';
import type { RowOf, Table } from '@dunlin/shared/tables/table';
import type { Place } from './place.ts';

export type Direction = 'newestFirst' | 'oldestFirst';

export const ledgerSources = ['receivables', 'payments', 'actions', 'cases'] as const;
export type LedgerSource = (typeof ledgerSources)[number];
export const allSources = [...ledgerSources, 'activities'] as const;
export type Source = (typeof allSources)[number];

/** Rows of each source in the first answer. */
export const firstPageSize = 50;
export const nextPageSize = 250;

export type SourceTable = {
  readonly table: string;
  readonly id: string;
  readonly columns: readonly string[];
  /** Never empty, so that its pages follow one another without a gap. */
  readonly orderColumn: string;
};

export const sourceTables: Readonly<Record<Source, SourceTable>> = {
  receivables: {
    table: receivable.name,
    id: 'dun_receivableid',
    orderColumn: 'dun_issuedon',
    columns: columnsOf<typeof receivable>()([
      'dun_name',
      'dun_kind',
      'dun_issuedon',
      'dun_dueon',
      'dun_amount',
      'dun_open',
      'dun_settledon',
      'statuscode',
      '_transactioncurrencyid_value',
      '_dun_debtorid_value',
    ]),
  },
  payments: {
    table: payment.name,
    id: 'dun_paymentid',
    orderColumn: 'dun_paidon',
    columns: columnsOf<typeof payment>()([
      'dun_name',
      'dun_paidon',
      'dun_amount',
      'dun_clears',
      '_transactioncurrencyid_value',
      '_dun_debtorid_value',
    ]),
  },
  actions: {
    table: collectionAction.name,
    id: 'dun_collectionactionid',
    orderColumn: 'dun_plannedon',
    columns: columnsOf<typeof collectionAction>()([
      'dun_key',
      'dun_stepname',
      'dun_steporder',
      'dun_channel',
      'dun_plannedon',
      'dun_executedon',
      'dun_amount',
      '_transactioncurrencyid_value',
      'dun_because',
      'dun_result',
      'statuscode',
      '_dun_debtorid_value',
      '_dun_caseid_value',
    ]),
  },
  cases: {
    table: collectionCase.name,
    id: 'dun_collectioncaseid',
    orderColumn: 'dun_openedon',
    columns: columnsOf<typeof collectionCase>()([
      'dun_name',
      'dun_openedon',
      'dun_closedon',
      '_dun_debtorid_value',
    ]),
  },
  activities: {
    table: 'activitypointer',
    id: 'activityid',
    orderColumn: 'createdon',
    columns: [
      'activitytypecode',
      'subject',
      'scheduledend',
      'actualend',
      'createdon',
      'statecode',
      'statuscode',
      '_ownerid_value',
    ],
  },
};

/**
 * The debtors of a place, each with the first rows of its ledger, actions and cases. One level of $expand only: with a nested one
 * Dataverse allows neither $top nor $orderby on any of them.
 */
export function debtorsQuery(place: Place, direction: Direction): string {
  const expands = ledgerSources.map(
    (source) =>
      `${navigationFromDebtor(source)}($select=${selectOf(source)};$orderby=${orderOf(source, direction)};$top=${firstPageSize})`,
  );
  return (
    `?$select=${debtorColumns.join(',')}&$filter=${debtorFilter(place)}&$orderby=dun_name` +
    `&$expand=${['transactioncurrencyid($select=currencysymbol,currencyprecision)', ...expands].join(',')}`
  );
}

/** The collection of a debtor's rows is named after the relationship: table and lookup. */
export function navigationFromDebtor(source: LedgerSource): string {
  return `${sourceTables[source].table}_debtorid`;
}

export function activitiesQuery(customerId: string, direction: Direction): string {
  return `?$select=${selectOf('activities')}&$filter=_regardingobjectid_value eq ${customerId}&$orderby=${orderOf('activities', direction)}`;
}

/**
 * What follows the first rows of these debtors. The day of the last row is asked for again, because it may have rows that were not
 * in the first answer; those already there are recognised by their ids.
 */
export function continuationQuery(
  source: LedgerSource,
  from: { readonly debtorIds: readonly string[]; readonly day: string; readonly direction: Direction },
): string {
  const debtors = from.debtorIds.map((id) => `_dun_debtorid_value eq ${id}`).join(' or ');
  const side = from.direction === 'newestFirst' ? 'le' : 'ge';
  return (
    `?$select=${selectOf(source)}&$filter=(${debtors}) and ${sourceTables[source].orderColumn} ${side} ${from.day}` +
    `&$orderby=${orderOf(source, from.direction)}`
  );
}

/** The next page's query, out of the link to it; its options must not be changed. */
export function queryOfLink(link: string): string {
  return link.slice(link.indexOf('?'));
}

const debtorColumns = columnsOf<typeof debtor>()([
  'dun_debtorid',
  'dun_name',
  'dun_number',
  '_dun_companyid_value',
  '_dun_customerid_value',
]);

function debtorFilter({ table, id }: Place): string {
  switch (table) {
    case 'account':
    case 'contact':
      return `_dun_customerid_value eq ${id}`;
    case 'dun_debtor':
      return `dun_debtorid eq ${id}`;
    case 'dun_collectioncase':
      return `${navigationFromDebtor('cases')}/any(c:c/dun_collectioncaseid eq ${id})`;
  }
}

function selectOf(source: Source): string {
  const { id, columns } = sourceTables[source];
  return [id, ...columns].join(',');
}

function orderOf(source: Source, direction: Direction): string {
  return `${sourceTables[source].orderColumn} ${direction === 'newestFirst' ? 'desc' : 'asc'}`;
}

/** Lets the compiler hold column names against the table's definition. */
function columnsOf<T extends Table>() {
  return (names: readonly (keyof RowOf<T> & string)[]): readonly string[] => names;
}
