/** Planned actions whose time has come, and reserved ones that fell silent, are handed to the dispatch again. */
import { queues, type Dispatches } from '@dunlin/shared/messages/messages';
import { instant, minutesAfter, type Instant } from '@dunlin/shared/dates/instant';
import { collectionAction } from '@dunlin/shared/tables/collection';
import { company } from '@dunlin/shared/tables/company';
import { silentAfterMinutes } from '../dispatch/record-effect.ts';
import type { Services } from '../services.ts';
import { companiesThatMaySend } from './companies-that-may-send.ts';

/** A message on its way is given this long before its action counts as forgotten. */
const forgottenAfterMinutes = 10;

const isPlanned = `statuscode eq ${collectionAction.status.planned.value}`;

/** All planned actions of a company that was released, each for its time; none of one that is held back. */
export async function enqueuePlannedOf(services: Services, companyId: string): Promise<number> {
  const row = await services.dataverse.get<{ readonly dun_released: boolean }>({
    collection: company.set,
    key: companyId,
    select: ['dun_released'],
  });
  if (!row?.dun_released) return 0;
  return enqueueWhere(services, `${isPlanned} and ${isOf(companyId)}`);
}

/** Those whose time has come, of the companies that may send. @returns how many were handed over */
export async function enqueuePlanned(services: Services): Promise<number> {
  return enqueue(services, services.now());
}

/**
 * Those whose message must have been lost by now, of the companies that may send, and those of any company whose handler must have died:
 * what became of these has to be found out also while nothing is sent.
 */
export async function enqueueForgotten(services: Services): Promise<number> {
  const now = services.now();
  const silent = `statuscode eq ${collectionAction.status.reserved.value} and modifiedon le ${minutesAfter(now, -silentAfterMinutes)}`;
  return (
    (await enqueue(services, minutesAfter(now, -forgottenAfterMinutes))) +
    (await enqueueWhere(services, silent))
  );
}

async function enqueue(services: Services, dueBy: Instant): Promise<number> {
  let count = 0;
  for (const { dun_companyid } of await companiesThatMaySend(services)) {
    const filter = `${isPlanned} and dun_notbefore le ${dueBy} and ${isOf(dun_companyid)}`;
    count += await enqueueWhere(services, filter);
  }
  return count;
}

function isOf(companyId: string): string {
  return `dun_debtorid/_dun_companyid_value eq ${companyId}`;
}

type Row = {
  readonly dun_collectionactionid: string;
  readonly _dun_debtorid_value: string;
  readonly dun_debtorid: { readonly _dun_customerid_value: string };
  readonly dun_notbefore: string;
};

async function enqueueWhere({ dataverse, bus }: Services, filter: string): Promise<number> {
  let count = 0;
  const pages = dataverse.pages<Row>({
    collection: collectionAction.set,
    select: ['dun_collectionactionid', '_dun_debtorid_value', 'dun_notbefore'],
    filter,
    expand: 'dun_debtorid($select=_dun_customerid_value)',
    orderBy: ['dun_collectionactionid'],
  });
  for await (const page of pages) {
    await bus.send(
      queues.dispatches,
      page.map((row) => ({
        body: {
          action: row.dun_collectionactionid,
          debtor: row._dun_debtorid_value,
          customer: row.dun_debtorid._dun_customerid_value,
        } satisfies Dispatches,
        notBefore: instant(row.dun_notbefore),
      })),
    );
    count += page.length;
  }
  return count;
}
