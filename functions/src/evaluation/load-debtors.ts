/** Debtors with all that their decisions depend on, in one request. */
import { actionRecordOf, episodeOf, type ActionRow, type CaseRow } from '@dunlin/shared/records/action-rows';
import type { Currencies } from '@dunlin/shared/records/currencies';
import { receivableOf, type DebtorRow, type ReceivableRow } from '@dunlin/shared/records/ledger-rows';
import { optionName } from '@dunlin/shared/records/options';
import type { Facts } from '@dunlin/shared/strategy/facts';
import { collectionAction, collectionCase } from '@dunlin/shared/tables/collection';
import { debtor, receivable } from '@dunlin/shared/tables/ledger';
import { customerKind } from '@dunlin/shared/tables/policy';
import type { Table } from '@dunlin/shared/tables/table';
import { selectOf } from '@dunlin/shared/tables/wire';
import type { ListQuery, Row } from '../dataverse/client.ts';
import { inFilters } from '../dataverse/tables.ts';
import { channelsOf, type CustomerRow } from './reach.ts';

export type LoadedDebtor = {
  readonly row: DebtorRow & {
    readonly dun_customerid_account?: CustomerRow | null;
    readonly dun_customerid_contact?: CustomerRow | null;
  };
  readonly receivables: readonly ReceivableRow[];
  readonly actions: readonly ActionRow[];
  readonly cases: readonly CaseRow[];
};

const reach = [
  'emailaddress1',
  'telephone1',
  'address1_line1',
  'address1_postalcode',
  'address1_city',
  'address1_country',
];
const forbids = ['donotemail', 'donotphone', 'donotpostalmail'];
const customers =
  `dun_customerid_account($select=${['name', ...reach, ...forbids].join(',')}),` +
  `dun_customerid_contact($select=${['fullname', 'mobilephone', ...reach, ...forbids].join(',')})`;

/** The queries that `loadedDebtors` puts together; callers may send others along. */
export function debtorQueries(debtorIds: readonly string[], which?: string): readonly ListQuery[] {
  return inFilters('dun_debtorid', debtorIds).flatMap((filter): readonly ListQuery[] => {
    const of = (table: Table, and?: string): ListQuery => ({
      collection: table.set,
      select: selectOf(table),
      filter: and === undefined ? filter : `${and} and ${filter}`,
    });
    return [
      { ...of(debtor, which), expand: customers },
      of(receivable, 'statecode eq 0'),
      of(collectionAction),
      of(collectionCase),
    ];
  });
}

/** @param answers to `debtorQueries`, in their order */
export function loadedDebtors(answers: readonly (readonly Row[])[]): readonly LoadedDebtor[] {
  const every = <T>(offset: number): readonly T[] =>
    answers.filter((_, at) => at % 4 === offset).flat() as readonly T[];
  const byDebtor = <T extends { readonly _dun_debtorid_value: string }>(
    rows: readonly T[],
  ): Map<string, T[]> => Map.groupBy(rows, (row) => row._dun_debtorid_value);
  const receivables = byDebtor(every<ReceivableRow>(1));
  const actions = byDebtor(every<ActionRow>(2));
  const cases = byDebtor(every<CaseRow>(3));
  return every<LoadedDebtor['row']>(0).map((row) => ({
    row,
    receivables: receivables.get(row.dun_debtorid) ?? [],
    actions: actions.get(row.dun_debtorid) ?? [],
    cases: cases.get(row.dun_debtorid) ?? [],
  }));
}

export function factsOf(loaded: LoadedDebtor, currencies: Currencies): Facts {
  const { row } = loaded;
  const openCase = loaded.cases.find(({ statecode }) => statecode === 0);
  return {
    debtor: {
      id: row.dun_debtorid,
      kind: optionName(customerKind, row.dun_kind),
      country: row.dun_country,
      reachableBy: channelsOf(customerOf(loaded), row.dun_country),
    },
    receivables: loaded.receivables.map((one) => receivableOf(one, currencies)),
    history: loaded.actions.map(actionRecordOf),
    ...(openCase && { episode: episodeOf(openCase) }),
  };
}

/** @throws Error when the debtor's customer is gone: it cannot be deleted while the debtor refers to it. */
export function customerOf({ row }: LoadedDebtor): CustomerRow {
  const customer = row.dun_customerid_account ?? row.dun_customerid_contact;
  if (!customer) throw new Error(`The debtor ${row.dun_number} has no customer`);
  return customer;
}
