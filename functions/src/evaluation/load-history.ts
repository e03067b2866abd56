/** What debtors settled: read only as far as the rules of the policy ask for it, in one request. */
import { addDays, type IsoDate } from '@dunlin/shared/dates/iso-date';
import type { ReceivableRow } from '@dunlin/shared/records/ledger-rows';
import { historyDays } from '@dunlin/shared/segments/history';
import { reachOfHistory } from '@dunlin/shared/strategy/classify';
import type { Policy } from '@dunlin/shared/strategy/policy';
import { receivable } from '@dunlin/shared/tables/ledger';
import { selectOf } from '@dunlin/shared/tables/wire';
import type { Dataverse, ListQuery } from '../dataverse/client.ts';
import { inFilters } from '../dataverse/tables.ts';
import type { LoadedDebtor } from './load-debtors.ts';

export async function withHistory(
  dataverse: Dataverse,
  loaded: readonly LoadedDebtor[],
  { policies, asOf }: { readonly policies: readonly Policy[]; readonly asOf: IsoDate },
): Promise<readonly LoadedDebtor[]> {
  const reaches = reachOfHistory(policies);
  if (reaches === undefined || loaded.length === 0) return loaded;
  const settled = `statuscode eq ${receivable.status.settled.value}`;
  const which =
    reaches === 'year' ? `${settled} and dun_settledon gt ${addDays(asOf, -historyDays)}` : settled;
  const ids = loaded.map(({ row }) => row.dun_debtorid);
  const answers = await dataverse.readTogether<readonly ReceivableRow[]>(
    inFilters('dun_debtorid', ids).map((filter): ListQuery => ({
      collection: receivable.set,
      select: selectOf(receivable),
      filter: `${which} and ${filter}`,
    })),
  );
  const byDebtor = Map.groupBy(answers.flat(), (row) => row._dun_debtorid_value);
  return loaded.map((one) => ({
    ...one,
    past: { reaches, items: byDebtor.get(one.row.dun_debtorid) ?? [] },
  }));
}
