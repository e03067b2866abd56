/** Ends an import run once all its chunks are written: closes what a full export no longer holds and says how old the ledger is. Safe to repeat. */
import { dateIn } from '@dunlin/shared/dates/instant';
import { syncRun } from '@dunlin/shared/tables/runs';
import { statusOf } from '@dunlin/shared/tables/wire';
import { writeRejects } from '../erp/write-rejects.ts';
import { putAway } from './archive-drop.ts';
import { brakeOf } from '../dispatch/may-send.ts';
import type { Services } from '../services.ts';
import { ask, inWords, leftOutBy, settle } from './left-out.ts';
import { countRows, loadRejected } from './rejected-rows.ts';
import { chunksOfRun, isComplete, runOf, type ChunkRow } from './read-run.ts';

export type Finished =
  | {
      readonly kind: 'finished';
      readonly closed: number;
      /** Whose ledger it was, when it was too old to send from until now. */
      readonly refreshed?: string;
    }
  | { readonly kind: 'nothing'; readonly because: string };

export async function finishRun(services: Services, runId: string): Promise<Finished> {
  const { dataverse, settings, policies } = services;
  const run = await runOf(dataverse, runId);
  if (!run || isComplete(run)) return { kind: 'nothing', because: 'the run is complete already' };
  const chunks = await chunksOfRun(dataverse, runId);
  const waiting = chunks.filter(({ statecode }) => statecode === 0);
  if (waiting.length > 0) return { kind: 'nothing', because: `${waiting.length} chunks are not written yet` };
  if (chunks.length < run.dun_chunks)
    return { kind: 'nothing', because: 'its chunks are not all recorded yet' };
  const { company } = await policies.ofCompany(run._dun_companyid_value);
  const left = await leftOutBy(services, run, chunks, company);
  if (left.kind === 'doubtful') {
    await ask(services, company, run, left);
    return { kind: 'nothing', because: `${inWords(left)}: somebody has to say whether they are settled` };
  }
  const closed = await settle(services, run, left.items);
  const rejected = await loadRejected(dataverse, runId);
  // Once more, now that it is known what Dataverse refused as well.
  await writeRejects(settings.DROP_FOLDER, run.dun_manifest, rejected);
  const older = company.dun_ledgerason !== null && company.dun_ledgerason > run.dun_ledgerason;
  const outcome = await dataverse.changeSet([
    ...(older
      ? []
      : [
          {
            kind: 'update',
            collection: 'dun_companies',
            key: company.dun_companyid,
            row: { dun_ledgerason: run.dun_ledgerason },
          } as const,
        ]),
    {
      kind: 'update',
      collection: syncRun.set,
      key: runId,
      ifMatch: run['@odata.etag'],
      row: {
        ...totalsOf(chunks),
        // What was asked about stays told, also when it was only forgotten.
        dun_leftout: run.dun_leftout ?? left.items.length,
        dun_closed: closed,
        dun_rowsrejected: countRows(rejected),
        dun_completedon: services.now(),
        ...statusOf(syncRun.status.complete),
      },
    },
  ]);
  if (outcome.kind === 'refused')
    return { kind: 'nothing', because: `somebody else finished it: ${outcome.message}` };
  await putAway(settings.DROP_FOLDER, {
    file: run.dun_manifest,
    source: run.dun_source,
    sequence: run.dun_sequence,
  });
  const today = dateIn(company.dun_timezone, services.now());
  const brakes = (ledgerAsOf: string | null): boolean =>
    brakeOf({ ...company, dun_released: true, dun_ledgerason: ledgerAsOf }, undefined, today) !== undefined;
  const wasTooOld = brakes(company.dun_ledgerason) && !brakes(run.dun_ledgerason);
  return { kind: 'finished', closed, ...(wasTooOld && { refreshed: company.dun_companyid }) };
}

function totalsOf(chunks: readonly ChunkRow[]): Readonly<Record<string, number>> {
  const total = (column: 'dun_created' | 'dun_updated' | 'dun_unchanged'): number =>
    chunks.reduce((sum, chunk) => sum + (chunk[column] ?? 0), 0);
  return {
    dun_created: total('dun_created'),
    dun_updated: total('dun_updated'),
    dun_unchanged: total('dun_unchanged'),
  };
}
