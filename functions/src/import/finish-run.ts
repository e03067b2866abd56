/** Ends an import run once all its chunks are written: closes what a full export no longer holds and says how old the ledger is. Safe to repeat. */
import { dateIn } from '@dunlin/shared/dates/instant';
import { receivableIdOf, type ReceivableRow } from '@dunlin/shared/records/ledger-rows';
import { debtor, receivable } from '@dunlin/shared/tables/ledger';
import { syncRun } from '@dunlin/shared/tables/runs';
import { statusOf } from '@dunlin/shared/tables/wire';
import { allWritten } from '../dataverse/refusals.ts';
import { namesOf } from '../dataverse/tables.ts';
import { writeRejects } from '../erp/write-rejects.ts';
import { putAway } from './archive-drop.ts';
import { brakeOf } from '../dispatch/may-send.ts';
import type { Services } from '../services.ts';
import { countRows, loadRejected } from './rejected-rows.ts';
import { chunksOfRun, isComplete, runOf, type ChunkRow, type RunRow } from './read-run.ts';
import { stagingFolder } from './staged.ts';

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
  const isFull = run.dun_mode === syncRun.columns.dun_mode.options.full.value;
  const closed = isFull ? await closeAbsent(services, run, chunks, company.dun_code) : 0;
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

/**
 * Items of the company and source that the export does not hold any more are settled; their debtors are marked due first.
 * @returns how many were settled
 * @throws RowsRefused when one could not be: the run stays open then and is taken up again
 */
async function closeAbsent(
  services: Services,
  run: RunRow,
  chunks: readonly ChunkRow[],
  company: string,
): Promise<number> {
  const { dataverse, settings } = services;
  const staging = stagingFolder(settings.DROP_FOLDER, run.dun_syncrunid);
  const present = new Set<string>();
  for (const { dun_number } of chunks) {
    const chunk = await staging.read(dun_number);
    if (!chunk)
      throw new Error(`The staged chunk ${dun_number} is gone, so it cannot be told what the export holds`);
    for (const { items } of chunk.debtors)
      for (const item of items) present.add(receivableIdOf(company, item));
  }
  const setAside = new Set(await staging.readSetAside());
  const open = dataverse.pages<Pick<ReceivableRow, 'dun_receivableid' | 'dun_name' | '_dun_debtorid_value'>>({
    collection: receivable.set,
    select: ['dun_receivableid', 'dun_name', '_dun_debtorid_value'],
    filter: `statecode eq 0 and dun_source eq '${run.dun_source}' and dun_debtorid/_dun_companyid_value eq ${run._dun_companyid_value}`,
    orderBy: ['dun_receivableid'],
  });
  const absent: { id: string; debtorId: string }[] = [];
  for await (const page of open) {
    for (const row of page) {
      if (present.has(row.dun_receivableid) || setAside.has(row.dun_name)) continue;
      absent.push({ id: row.dun_receivableid, debtorId: row._dun_debtorid_value });
    }
  }
  const debtorIds = [...new Set(absent.map(({ debtorId }) => debtorId))];
  const due = { dun_nextevaluationon: run.dun_ledgerason };
  const marked = await dataverse.updateMany(
    namesOf(debtor),
    debtorIds.map((id) => ({ id, row: due })),
  );
  allWritten(namesOf(debtor), marked);
  const settled = {
    dun_open: 0,
    dun_settledon: run.dun_ledgerason,
    dun_sequence: run.dun_sequence,
    ...statusOf(receivable.status.settled),
  };
  const closed = await dataverse.updateMany(
    namesOf(receivable),
    absent.map(({ id }) => ({ id, row: settled })),
  );
  return allWritten(namesOf(receivable), closed);
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
