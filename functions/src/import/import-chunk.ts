/**
 * Writes one chunk of a drop: what is new or changed of its debtors, items and payments, and nothing else. Debtors are marked due
 * before their rows are written, so that a crash in between can only lead to an evaluation too many.
 */
import type { RejectedRow } from '@dunlin/shared/messages/ledger';
import { debtorIdOf } from '@dunlin/shared/records/ledger-rows';
import { debtor, payment, receivable } from '@dunlin/shared/tables/ledger';
import { rejectedRow, syncChunk } from '@dunlin/shared/tables/runs';
import type { Table } from '@dunlin/shared/tables/table';
import { bindTo, statusOf } from '@dunlin/shared/tables/wire';
import { namesOf } from '../dataverse/tables.ts';
import type { Services } from '../services.ts';
import { chunkChanges, type ChunkChanges, type KeyedRow } from './chunk-changes.ts';
import { createCustomers } from './create-customers.ts';
import { chunkIdOf, isComplete, runOf, type RunRow } from './read-run.ts';
import { stagingFolder, type StagedChunk } from './staged.ts';
import { announce, rejectedColumns } from './start-run.ts';
import { loadStored, type Stored } from './stored.ts';

/** @returns what was done, in words */
export async function importChunk(services: Services, runId: string, chunkNumber: number): Promise<string> {
  const { dataverse, settings, policies } = services;
  const chunk = await stagingFolder(settings.DROP_FOLDER, runId).read(chunkNumber);
  if (!chunk) return withoutFile(services, runId, chunkNumber);
  const stored = await loadStored(dataverse, runId, chunk);
  const { run } = stored;
  if (!run || isComplete(run)) return 'the run is complete already';
  const { company, currencies } = await policies.ofCompany(run._dun_companyid_value);
  const newDebtors = chunk.debtors.filter(
    ({ number }) => !stored.debtors.has(debtorIdOf(chunk.company, number)),
  );
  const team = company._dun_teamid_value;
  const changes = chunkChanges(chunk.debtors, {
    run,
    company: chunk.company,
    companyId: company.dun_companyid,
    currencies,
    stored,
    customerBinds: await createCustomers(services, chunk.company, newDebtors),
    owner: team === null ? {} : { 'ownerid@odata.bind': bindTo('teams', team) },
  });
  const refused = await write(services, run, changes);
  await finishChunk(services, run, chunk, countsOf(chunk, changes, stored, refused));
  return `${changes.receivables.length} of ${itemsIn(chunk)} items written`;
}

async function withoutFile({ dataverse }: Services, runId: string, chunk: number): Promise<string> {
  const run = await runOf(dataverse, runId);
  if (!run || isComplete(run)) return 'the run is complete already';
  throw new Error(
    `The staged chunk ${chunk} of ${run.dun_name} is gone; drop the export again under a higher sequence`,
  );
}

/** In the order that a crash can do least harm in. @returns how many rows of each table Dataverse refused */
async function write(
  services: Services,
  run: RunRow,
  changes: ChunkChanges,
): Promise<ReadonlyMap<string, number>> {
  const { dataverse } = services;
  const refused: RejectedRow[] = [];
  const counts = new Map<string, number>();
  const upsert = async (table: Table, rows: readonly KeyedRow[]): Promise<void> => {
    const outcome = await dataverse.upsertMany(namesOf(table), rows);
    counts.set(table.name, outcome.refused.length);
    for (const { index, message } of outcome.refused) {
      const { key = '', row = {} } = rows[index] ?? {};
      const value = typeof row['dun_name'] === 'string' ? row['dun_name'] : key;
      refused.push({
        file: run.dun_manifest,
        line: 0,
        column: '',
        value,
        reason: `${table.label}: ${message}`,
      });
    }
  };
  await upsert(debtor, changes.debtors);
  await upsert(receivable, changes.receivables);
  await dataverse.updateMany(namesOf(receivable), changes.closures);
  await upsert(payment, changes.payments);
  await dataverse.createMany(
    namesOf(rejectedRow),
    refused.map((row) => rejectedColumns(run.dun_syncrunid, row)),
  );
  return counts;
}

type Counts = { readonly dun_created: number; readonly dun_updated: number; readonly dun_unchanged: number };

function countsOf(
  chunk: StagedChunk,
  { receivables }: ChunkChanges,
  stored: Stored,
  refused: ReadonlyMap<string, number>,
): Counts {
  const created = receivables.filter(({ key }) => !stored.receivables.has(key)).length;
  return {
    dun_created: created - (refused.get(receivable.name) ?? 0),
    dun_updated: receivables.length - created,
    dun_unchanged: itemsIn(chunk) - receivables.length,
  };
}

/** The chunk is done; after the last one the run can be finished. */
async function finishChunk(
  services: Services,
  run: RunRow,
  { number }: StagedChunk,
  counts: Counts,
): Promise<void> {
  const { dataverse } = services;
  await dataverse.updateMany(namesOf(syncChunk), [
    { id: chunkIdOf(run.dun_syncrunid, number), row: { ...counts, ...statusOf(syncChunk.status.done) } },
  ]);
  const waiting = await dataverse.list({
    collection: syncChunk.set,
    select: ['dun_syncchunkid'],
    filter: `_dun_runid_value eq ${run.dun_syncrunid} and statecode eq 0`,
    limit: 1,
  });
  if (waiting.length === 0) await announce(services, run.dun_syncrunid, []);
}

function itemsIn({ debtors }: StagedChunk): number {
  return debtors.reduce((sum, { items }) => sum + items.length, 0);
}
