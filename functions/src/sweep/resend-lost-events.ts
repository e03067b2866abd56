/**
 * What people did and the app has not looked at: its event was lost, its message given up, or no policy could be used that day. The rows
 * tell: of what it has looked at, the app is the last to write. Each goes onto the queue as its event does.
 */
import { minutesAfter, type Instant } from '@dunlin/shared/dates/instant';
import { queues, type DataverseEvents } from '@dunlin/shared/messages/messages';
import { dispute, hold, promise } from '@dunlin/shared/tables/agreements';
import { approval, dueDateChange } from '@dunlin/shared/tables/approvals';
import { collectionAction } from '@dunlin/shared/tables/collection';
import { debtor } from '@dunlin/shared/tables/ledger';
import type { Table } from '@dunlin/shared/tables/table';
import { tradingOrder } from '@dunlin/shared/tables/trading';
import { idOf } from '@dunlin/shared/tables/wire';
import type { Row } from '../dataverse/client.ts';
import type { Services } from '../services.ts';

/** An event on its way is given this long before it counts as lost. */
const lostAfterMinutes = 10;

const byPeople = "Microsoft.Dynamics.CRM.NotEqualUserId(PropertyName='modifiedby')";

/** What people write, and which of it the app has not looked at. */
const written: readonly (readonly [table: Table, filter: string])[] = [
  ...[promise, dispute, hold, dueDateChange, tradingOrder].map(
    (table) => [table, `statecode eq 0 and ${byPeople}`] as const,
  ),
  [approval, `statuscode eq ${approval.status.given.value} and ${byPeople}`],
  [debtor, byPeople],
];

/** @returns how many there were */
export async function resendLostEvents(services: Services): Promise<number> {
  const before = minutesAfter(services.now(), -lostAfterMinutes);
  let count = 0;
  for (const [table, filter] of written) count += await resendWritten(services, table, filter, before);
  for (const name of ['phonecall', 'task'] as const) count += await resendFinished(services, name, before);
  return count;
}

async function resendWritten(
  services: Services,
  table: Table,
  filter: string,
  before: Instant,
): Promise<number> {
  const id = idOf(table);
  let count = 0;
  const pages = services.dataverse.pages<Row>({
    collection: table.set,
    select: [id],
    filter: `${filter} and modifiedon le ${before}`,
    orderBy: [id],
  });
  for await (const page of pages) {
    count += await resend(
      services,
      table.name,
      page.map((row) => String(row[id])),
    );
  }
  return count;
}

const { withPerson, unknown, failed } = collectionAction.status;
const waiting = [withPerson, unknown, failed]
  .map(({ value }) => `dun_actionid/statuscode eq ${value}`)
  .join(' or ');

type Finished = {
  readonly activityid: string;
  readonly modifiedon: string;
  readonly dun_actionid: { readonly modifiedon: string };
};

/**
 * Calls and tasks that are finished while their action still waits for it. An action that failed again after its task was cancelled waits
 * for another one: it was written later.
 */
async function resendFinished(
  services: Services,
  name: 'phonecall' | 'task',
  before: Instant,
): Promise<number> {
  const rows = await services.dataverse.list<Finished>({
    collection: `${name}s`,
    select: ['activityid', 'modifiedon'],
    filter: `statecode ne 0 and (${waiting}) and modifiedon le ${before}`,
    expand: 'dun_actionid($select=modifiedon)',
  });
  const lost = rows.filter(({ modifiedon, dun_actionid }) => modifiedon >= dun_actionid.modifiedon);
  return resend(
    services,
    name,
    lost.map(({ activityid }) => activityid),
  );
}

async function resend({ bus }: Services, name: string, ids: readonly string[]): Promise<number> {
  await bus.send(
    queues.dataverseEvents,
    ids.map((id) => ({ body: { PrimaryEntityName: name, PrimaryEntityId: id } satisfies DataverseEvents })),
  );
  return ids.length;
}
