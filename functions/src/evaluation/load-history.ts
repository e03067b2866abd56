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

export type History = {
  /** None when no rule asks for what was settled. */
  readonly queries: readonly ListQuery[];
  /** @param answers to the queries, in their order */
  readonly added: (
    loaded: readonly LoadedDebtor[],
    answers: readonly (readonly ReceivableRow[])[],
  ) => readonly LoadedDebtor[];
};

export async function withHistory(
  dataverse: Dataverse,
  loaded: readonly LoadedDebtor[],
  of: { readonly policies: readonly Policy[]; readonly asOf: IsoDate },
): Promise<readonly LoadedDebtor[]> {
  const ids = loaded.map(({ row }) => row.dun_debtorid);
  const { queries, added } = historyOf(ids, of);
  if (queries.length === 0) return loaded;
  return added(loaded, await dataverse.readTogether<readonly ReceivableRow[]>(queries));
}

/** For callers that read it along with something else. */
export function historyOf(
  debtorIds: readonly string[],
  { policies, asOf }: { readonly policies: readonly Policy[]; readonly asOf: IsoDate },
): History {
  const reaches = reachOfHistory(policies);
  if (reaches === undefined || debtorIds.length === 0) return { queries: [], added: (loaded) => loaded };
  const settled = `statuscode eq ${receivable.status.settled.value}`;
  const which =
    reaches === 'year' ? `${settled} and dun_settledon gt ${addDays(asOf, -historyDays)}` : settled;
  return {
    queries: inFilters('dun_debtorid', debtorIds).map((filter) => ({
      collection: receivable.set,
      select: selectOf(receivable),
      filter: `${which} and ${filter}`,
    })),
    added(loaded, answers) {
      const byDebtor = Map.groupBy(answers.flat(), (row) => row._dun_debtorid_value);
      return loaded.map((one) => ({
        ...one,
        past: { reaches, items: byDebtor.get(one.row.dun_debtorid) ?? [] },
      }));
    },
  };
}
