/** Commands that wait are given to the ERP, each once: reserved, put into its folder, and marked as sent. */
import { minutesAfter } from '@dunlin/shared/dates/instant';
import { erpCommand } from '@dunlin/shared/tables/trading';
import type { RowOf } from '@dunlin/shared/tables/table';
import { selectOf, statusOf } from '@dunlin/shared/tables/wire';
import { inFilters } from '../dataverse/tables.ts';
import type { Services } from '../services.ts';
import { putCommand } from './command-folder.ts';

type CommandRow = RowOf<typeof erpCommand>;

const { waiting, sending, sent } = erpCommand.status;

/** Longer than any handler lives: whoever reserved the command must have died. */
const silentAfterMinutes = 15;

/** Of those written just now. @returns how many were sent */
export async function sendCommands(services: Services, ids: readonly string[]): Promise<number> {
  let count = 0;
  for (const filter of inFilters('dun_erpcommandid', ids)) {
    count += await sendWhere(services, `${filter} and statuscode eq ${waiting.value}`);
  }
  return count;
}

/** Those that nobody sent, or of which nobody knows whether they were. @returns how many were sent */
export async function sendForgottenCommands(services: Services): Promise<number> {
  const silentSince = minutesAfter(services.now(), -silentAfterMinutes);
  return sendWhere(
    services,
    `statuscode eq ${waiting.value} or (statuscode eq ${sending.value} and modifiedon le ${silentSince})`,
  );
}

async function sendWhere(services: Services, filter: string): Promise<number> {
  const rows = await services.dataverse.list<CommandRow>({
    collection: erpCommand.set,
    select: selectOf(erpCommand),
    filter,
    orderBy: ['createdon', 'dun_erpcommandid'],
  });
  let count = 0;
  // In their order: of one customer the last command counts.
  for (const row of rows) if (await send(services, row)) count += 1;
  return count;
}

/** @returns false when somebody else has reserved it meanwhile */
async function send({ dataverse, settings, now }: Services, row: CommandRow): Promise<boolean> {
  const key = row.dun_erpcommandid;
  const reserved = await dataverse.changeSet([
    {
      kind: 'update',
      collection: erpCommand.set,
      key,
      ifMatch: row['@odata.etag'],
      row: statusOf(sending),
    },
  ]);
  if (reserved.kind === 'refused') return false;
  await putCommand(settings.DROP_FOLDER, key, row.dun_content);
  await dataverse.changeSet([
    { kind: 'update', collection: erpCommand.set, key, row: { dun_senton: now(), ...statusOf(sent) } },
  ]);
  return true;
}
