/**
 * Starts the import of a drop, or goes on with it: reads and checks the files, stages them in chunks, and records run, chunks and
 * rejected rows before anything of the ledger is written. Safe to repeat at any point.
 */
import type { ErpCustomer, ErpItem, ErpPayment, RejectedRow } from '@dunlin/shared/messages/ledger';
import { queues, type ReceivableChanges } from '@dunlin/shared/messages/messages';
import { syncChunk, syncRun } from '@dunlin/shared/tables/runs';
import { bindTo } from '@dunlin/shared/tables/wire';
import { allThere } from '../dataverse/refusals.ts';
import { namesOf } from '../dataverse/tables.ts';
import { DropError } from '../erp/drop-error.ts';
import { hashOfDrop } from '../erp/hash-of-drop.ts';
import type { DropManifest } from '../erp/manifest.ts';
import { readDrop, type DropContent } from '../erp/read-drop.ts';
import { writeRejects } from '../erp/write-rejects.ts';
import type { CompanyPolicy } from '../policy/policy-store.ts';
import type { Services } from '../services.ts';
import { apart } from './apart.ts';
import { chunkIdOf, chunksOfRun, isComplete, latestRun, runIdOf, runKeyOf, type RunRow } from './read-run.ts';
import { countRows, recordRejected } from './rejected-rows.ts';
import { chunksOf, stagingFolder, type Chunk, type Place } from './staged.ts';

export type Started =
  | { readonly kind: 'started'; readonly runId: string; readonly chunks: number; readonly rejected: number }
  /** The very same drop was imported before: nothing to do. */
  | { readonly kind: 'repeat' }
  /** An earlier drop of the source is still being imported. */
  | { readonly kind: 'busy'; readonly with: string }
  | { readonly kind: 'refused'; readonly reason: string };

/** @throws DropError when the drop cannot be read: nothing was written then. */
export async function startRun(services: Services, manifest: DropManifest): Promise<Started> {
  const { dataverse, settings } = services;
  const hash = await hashOfDrop(settings.DROP_FOLDER, manifest);
  const order = placeInOrder(manifest, hash, await latestRun(dataverse, manifest.source));
  if (order !== 'import') return order;
  const content = await readDrop(settings.DROP_FOLDER, manifest);
  const company = await companyOf(services, content);
  const { taken, rejected, setAsideDocuments } = await apart(services, company, content);
  const runId = runIdOf(manifest.source, manifest.sequence);
  const chunks = chunksOf({ ...taken, company: company.company.dun_code }, settings.BUCKETS);
  const staging = stagingFolder(settings.DROP_FOLDER, runId);
  const placeOf = (row: ErpCustomer | ErpItem | ErpPayment): Place => ({
    file: 'document' in row ? manifest.items : (manifest.customers ?? ''),
    line: content.lineOf(row),
  });
  for (const chunk of chunks) await staging.write(chunk, placeOf);
  await staging.writeSetAside(setAsideDocuments);
  await writeRejects(settings.DROP_FOLDER, manifest.file, rejected);
  await recordRun(services, { manifest, hash, company, content, rejected, runId, chunks });
  const waiting = (await chunksOfRun(dataverse, runId)).filter(({ statecode }) => statecode === 0);
  await announce(
    services,
    runId,
    waiting.map((row) => ({ number: row.dun_number, bucket: row.dun_bucket })),
  );
  return { kind: 'started', runId, chunks: chunks.length, rejected: rejected.length };
}

/** A source's sequence never goes backwards, and one drop of a source is imported at a time. */
function placeInOrder(
  manifest: DropManifest,
  hash: string,
  latest: RunRow | undefined,
): Exclude<Started, { kind: 'started' }> | 'import' {
  if (!latest || latest.dun_sequence < manifest.sequence) {
    return latest && !isComplete(latest) ? { kind: 'busy', with: latest.dun_name } : 'import';
  }
  if (latest.dun_sequence > manifest.sequence) {
    return {
      kind: 'refused',
      reason: `${manifest.file} has sequence ${manifest.sequence}, but ${latest.dun_sequence} of ${manifest.source} was imported already`,
    };
  }
  if (latest.dun_hash !== hash) {
    return {
      kind: 'refused',
      reason: `${manifest.file} differs from the drop that was imported as sequence ${manifest.sequence} of ${manifest.source}; give a changed drop a higher sequence`,
    };
  }
  return isComplete(latest) ? { kind: 'repeat' } : 'import';
}

async function companyOf(services: Services, { manifest, mapping }: DropContent): Promise<CompanyPolicy> {
  const company = (await services.policies.all()).find((one) => one.company.dun_code === mapping.company);
  if (company) return company;
  throw new DropError({
    file: manifest.mapping,
    field: 'company',
    problem: `names ${mapping.company}, which is no company of this environment`,
    remedy: 'Create the company, or correct its code in the mapping',
  });
}

async function recordRun(
  { dataverse }: Services,
  run: {
    manifest: DropManifest;
    hash: string;
    company: CompanyPolicy;
    content: DropContent;
    rejected: readonly RejectedRow[];
    runId: string;
    chunks: readonly Chunk[];
  },
): Promise<void> {
  const { manifest, content, runId, chunks, rejected } = run;
  const name = `${manifest.source} ${manifest.asOf} (${manifest.sequence})`;
  const runRow = {
    dun_syncrunid: runId,
    dun_key: runKeyOf(manifest.source, manifest.sequence),
    dun_name: name,
    dun_source: manifest.source,
    dun_sequence: manifest.sequence,
    'dun_companyid@odata.bind': bindTo('dun_companies', run.company.company.dun_companyid),
    dun_ledgerason: manifest.asOf,
    dun_mode: syncRun.columns.dun_mode.options[manifest.mode].value,
    dun_manifest: manifest.file,
    dun_hash: run.hash,
    dun_chunks: chunks.length,
    dun_rowsread: content.rowsRead,
    dun_rowsrejected: countRows(rejected),
  };
  const chunkRows = chunks.map(({ number, bucket }) => ({
    dun_syncchunkid: chunkIdOf(runId, number),
    dun_name: `${name} #${number}`,
    'dun_runid@odata.bind': bindTo(syncRun.set, runId),
    dun_number: number,
    dun_bucket: bucket,
  }));
  allThere(namesOf(syncRun), await dataverse.createMany(namesOf(syncRun), [runRow]));
  await recordRejected(dataverse, runId, rejected);
  allThere(namesOf(syncChunk), await dataverse.createMany(namesOf(syncChunk), chunkRows));
}

/** Hints to import the chunks that wait; without any, to finish the run. */
export async function announce(
  { bus }: Services,
  runId: string,
  waiting: readonly { readonly number: number; readonly bucket: number }[],
): Promise<void> {
  const chunks = waiting.map(({ number, bucket }) => ({
    body: { kind: 'chunk', run: runId, chunk: number } satisfies ReceivableChanges,
    session: `bucket-${bucket}`,
  }));
  const finish = {
    body: { kind: 'finish', run: runId } satisfies ReceivableChanges,
    session: `run-${runId}`,
  };
  await bus.send(queues.receivableChanges, chunks.length > 0 ? chunks : [finish]);
}
