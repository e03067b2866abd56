/** The measures of a company's debtors, as far as segments are proposed by them: what they bought and how they paid. */
import type { IsoDate } from '@dunlin/shared/dates/iso-date';
import { moneyOf, type Currencies } from '@dunlin/shared/records/currencies';
import { receivableOf, type DebtorRow, type ReceivableRow } from '@dunlin/shared/records/ledger-rows';
import { optionName } from '@dunlin/shared/records/options';
import { collectibleItems } from '@dunlin/shared/receivables/collectible';
import { measuresOf, snapshotOf, type Measures } from '@dunlin/shared/segments/measures';
import { debtor, receivable } from '@dunlin/shared/tables/ledger';
import { customerKind } from '@dunlin/shared/tables/policy';
import { selectOf } from '@dunlin/shared/tables/wire';
import type { Dataverse } from '../dataverse/client.ts';
import { inFilters } from '../dataverse/tables.ts';

/** Their keys are digests, so that the first of them are a fair sample of a larger portfolio, the same each time. */
const mostDebtors = 20_000;

const debtorsPerRequest = 200;

export async function observeDebtors(
  dataverse: Dataverse,
  company: { readonly id: string; readonly currencies: Currencies; readonly asOf: IsoDate },
): Promise<readonly Measures[]> {
  const debtors = await dataverse.list<DebtorRow>({
    collection: debtor.set,
    select: selectOf(debtor),
    filter: `statecode eq 0 and _dun_companyid_value eq ${company.id}`,
    orderBy: ['dun_key'],
    limit: mostDebtors,
  });
  const observed: Measures[] = [];
  for (let start = 0; start < debtors.length; start += debtorsPerRequest) {
    const slice = debtors.slice(start, start + debtorsPerRequest);
    const receivables = await receivablesOf(dataverse, slice);
    for (const row of slice) {
      const items = (receivables.get(row.dun_debtorid) ?? []).map((one) =>
        receivableOf(one, company.currencies),
      );
      observed.push(measuresOfDebtor(row, items, company));
    }
  }
  return observed;
}

async function receivablesOf(
  dataverse: Dataverse,
  debtors: readonly DebtorRow[],
): Promise<ReadonlyMap<string, readonly ReceivableRow[]>> {
  const ids = debtors.map(({ dun_debtorid }) => dun_debtorid);
  const answers = await dataverse.readTogether<readonly ReceivableRow[]>(
    inFilters('dun_debtorid', ids).map((filter) => ({
      collection: receivable.set,
      select: selectOf(receivable),
      filter,
    })),
  );
  return Map.groupBy(answers.flat(), (row) => row._dun_debtorid_value);
}

/** Reckoned at once and whole, so that no row is kept longer than its debtor is looked at. */
function measuresOfDebtor(
  row: DebtorRow,
  items: readonly ReturnType<typeof receivableOf>[],
  { currencies, asOf }: { readonly currencies: Currencies; readonly asOf: IsoDate },
): Measures {
  const open = items.filter(({ state }) => state === 'open');
  const measures = measuresOf({
    debtor: {
      kind: optionName(customerKind, row.dun_kind),
      country: row.dun_country,
      language: row.dun_language,
      ...(row.dun_creditlimit !== null && {
        creditLimit: moneyOf(currencies, row.dun_creditlimit, row._transactioncurrencyid_value),
      }),
    },
    receivables: open,
    items: collectibleItems(open),
    past: { reaches: 'always', items: items.filter(({ state }) => state === 'settled') },
    promises: [],
    severities: [],
    asOf,
  });
  return snapshotOf(measures);
}
