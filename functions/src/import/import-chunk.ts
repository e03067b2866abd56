/**
 * Writes one chunk of a drop: what is new or changed of its debtors, items and payments, and nothing else. Debtors are marked due
 * before their rows are written, so that a crash in between can only lead to an evaluation too many.
 */
import { debtorIdOf } from '@dunlin/shared/records/ledger-rows';
import { syncChunk } from '@dunlin/shared/tables/runs';
import { bindTo, statusOf } from '@dunlin/shared/tables/wire';
import { allWritten } from '../dataverse/refusals.ts';
import { namesOf } from '../dataverse/tables.ts';
import type { Services } from '../services.ts';
import { chunkChanges, type ChunkChanges } from './chunk-changes.ts';
import { createCustomers } from './create-customers.ts';
import { chunkIdOf, isComplete, runOf, type RunRow } from './read-run.ts';
import { countRows, recordRejected } from './rejected-rows.ts';
import { stagingFolder, type StagedChunk } from './staged.ts';
import { announce } from './start-run.ts';
import { loadStored, type Stored } from './stored.ts';
import { writeChunk } from './write-chunk.ts';

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
  const customers = await createCustomers(services, chunk.company, newDebtors);
  const changes = chunkChanges(chunk.debtors, {
    run,
    company: chunk.company,
    companyId: company.dun_companyid,
    currencies,
    stored,
    customerBinds: customers.binds,
    owner: team === null ? {} : { 'ownerid@odata.bind': bindTo('teams', team) },
  });
  const { rejected, refusedItems } = await writeChunk(dataverse, changes, customers.refused);
  await recordRejected(dataverse, runId, rejected);
  const counts = countsOf(chunk, changes, stored, refusedItems);
  await finishChunk(services, run, chunk, counts);
  return `${counts.dun_created + counts.dun_updated} of ${itemsIn(chunk)} items written, ${countRows(rejected)} rows refused by Dataverse`;
}

async function withoutFile({ dataverse }: Services, runId: string, chunk: number): Promise<string> {
  const run = await runOf(dataverse, runId);
  if (!run || isComplete(run)) return 'the run is complete already';
  throw new Error(
    `The staged chunk ${chunk} of ${run.dun_name} is gone; drop the export again under a higher sequence`,
  );
}

type Counts = { readonly dun_created: number; readonly dun_updated: number; readonly dun_unchanged: number };

function countsOf(
  chunk: StagedChunk,
  { receivables }: ChunkChanges,
  stored: Stored,
  refusedItems: ReadonlySet<string>,
): Counts {
  const written = receivables.filter(({ key }) => !refusedItems.has(key));
  const created = written.filter(({ key }) => !stored.receivables.has(key)).length;
  return {
    dun_created: created,
    dun_updated: written.length - created,
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
  const done = {
    id: chunkIdOf(run.dun_syncrunid, number),
    row: { ...counts, ...statusOf(syncChunk.status.done) },
  };
  allWritten(namesOf(syncChunk), await dataverse.updateMany(namesOf(syncChunk), [done]));
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
