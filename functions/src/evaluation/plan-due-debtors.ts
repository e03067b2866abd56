/** Hands the debtors that are due to the evaluation, in messages of one bucket each. */
import { dateIn } from '@dunlin/shared/dates/instant';
import { queues, type Evaluations } from '@dunlin/shared/messages/messages';
import { bucketOf } from '@dunlin/shared/records/ledger-rows';
import { debtor } from '@dunlin/shared/tables/ledger';
import { runsUnderWay } from '../import/read-run.ts';
import type { Services } from '../services.ts';

/** Enough to share requests, few enough that one message ends well within a lock. */
const debtorsPerMessage = 200;

/** @returns how many debtors were handed over; none of a company whose import is under way */
export async function planDueDebtors(services: Services): Promise<number> {
  const { dataverse, policies, now } = services;
  const importing = new Set((await runsUnderWay(dataverse)).map((run) => run._dun_companyid_value));
  let count = 0;
  for (const { company } of await policies.all()) {
    if (importing.has(company.dun_companyid)) continue;
    const today = dateIn(company.dun_timezone, now());
    const pages = dataverse.pages<{ dun_debtorid: string }>({
      collection: debtor.set,
      select: ['dun_debtorid'],
      filter: `dun_nextevaluationon le ${today} and _dun_companyid_value eq ${company.dun_companyid}`,
      orderBy: ['dun_nextevaluationon', 'dun_key'],
    });
    for await (const page of pages) {
      await handOver(
        services,
        page.map(({ dun_debtorid }) => dun_debtorid),
      );
      count += page.length;
    }
  }
  return count;
}

/** Evaluates the debtors soon: each bucket's in its own session. */
export async function handOver({ bus, settings }: Services, debtorIds: readonly string[]): Promise<void> {
  const buckets = Map.groupBy(debtorIds, (id) => bucketOf(id, settings.BUCKETS));
  await bus.send(
    queues.evaluations,
    [...buckets].flatMap(([bucket, ids]) =>
      slices(ids, debtorsPerMessage).map((debtors) => ({
        body: { debtors } satisfies Evaluations,
        session: `bucket-${bucket}`,
      })),
    ),
  );
}

function slices(ids: readonly string[], size: number): string[][] {
  return Array.from({ length: Math.ceil(ids.length / size) }, (_, n) => ids.slice(n * size, (n + 1) * size));
}
