/** Planned actions whose time has come, and reserved ones that fell silent, are handed to the dispatch again. */
import { queues, type Dispatches } from '@dunlin/shared/messages/messages';
import { minutesAfter, type Instant } from '@dunlin/shared/dates/instant';
import { collectionAction } from '@dunlin/shared/tables/collection';
import { silentAfterMinutes } from '../dispatch/record-effect.ts';
import type { Services } from '../services.ts';

/** A message on its way is given this long before its action counts as forgotten. */
const forgottenAfterMinutes = 10;

/** @returns how many actions were handed over */
export async function enqueuePlanned(services: Services): Promise<number> {
  return enqueue(services, services.now());
}

/** Those whose message must have been lost by now, and those whose handler must have died. */
export async function enqueueForgotten(services: Services): Promise<number> {
  const now = services.now();
  const silent = `statuscode eq ${collectionAction.status.reserved.value} and modifiedon le ${minutesAfter(now, -silentAfterMinutes)}`;
  return (
    (await enqueue(services, minutesAfter(now, -forgottenAfterMinutes))) +
    (await enqueueWhere(services, silent))
  );
}

async function enqueue(services: Services, dueBy: Instant): Promise<number> {
  return enqueueWhere(
    services,
    `statuscode eq ${collectionAction.status.planned.value} and dun_notbefore le ${dueBy}`,
  );
}

type Row = { readonly dun_collectionactionid: string; readonly _dun_debtorid_value: string };

async function enqueueWhere({ dataverse, bus }: Services, filter: string): Promise<number> {
  let count = 0;
  const pages = dataverse.pages<Row>({
    collection: collectionAction.set,
    select: ['dun_collectionactionid', '_dun_debtorid_value'],
    filter,
    orderBy: ['dun_collectionactionid'],
  });
  for await (const page of pages) {
    await bus.send(
      queues.dispatches,
      page.map((row) => ({
        body: { action: row.dun_collectionactionid, debtor: row._dun_debtorid_value } satisfies Dispatches,
      })),
    );
    count += page.length;
  }
  return count;
}
