/** Import runs and their chunks as rows. */
import { digestOf, uuidOf } from '@dunlin/shared/actions/keys';
import { syncChunk, syncRun } from '@dunlin/shared/tables/runs';
import type { RowOf } from '@dunlin/shared/tables/table';
import { selectOf } from '@dunlin/shared/tables/wire';
import type { Dataverse, ListQuery } from '../dataverse/client.ts';

export type RunRow = RowOf<typeof syncRun>;
export type ChunkRow = RowOf<typeof syncChunk>;

export function runKeyOf(source: string, sequence: number): string {
  return digestOf(source, String(sequence));
}

export function runIdOf(source: string, sequence: number): string {
  return uuidOf('run', source, String(sequence));
}

export function chunkIdOf(runId: string, chunk: number): string {
  return uuidOf('chunk', runId, String(chunk));
}

export function isComplete(run: RunRow): boolean {
  return run.statuscode === syncRun.status.complete.value;
}

/** The run of the highest sequence a source ever had. */
export async function latestRun(dataverse: Dataverse, source: string): Promise<RunRow | undefined> {
  const [run] = await dataverse.list<RunRow>({
    collection: syncRun.set,
    select: selectOf(syncRun),
    filter: `dun_source eq '${source.replaceAll("'", "''")}'`,
    orderBy: ['dun_sequence desc'],
    limit: 1,
  });
  return run;
}

export async function runOf(dataverse: Dataverse, runId: string): Promise<RunRow | undefined> {
  return dataverse.get<RunRow>({ collection: syncRun.set, key: runId, select: selectOf(syncRun) });
}

export async function chunksOfRun(dataverse: Dataverse, runId: string): Promise<readonly ChunkRow[]> {
  return dataverse.list<ChunkRow>({
    collection: syncChunk.set,
    select: selectOf(syncChunk),
    filter: `_dun_runid_value eq ${runId}`,
    orderBy: ['dun_number'],
  });
}

/** Runs under way: nothing of their companies is evaluated before they are complete. */
export const underWay: ListQuery = {
  collection: syncRun.set,
  select: selectOf(syncRun),
  filter: 'statecode eq 0',
};

export async function runsUnderWay(dataverse: Dataverse): Promise<readonly RunRow[]> {
  return dataverse.list<RunRow>(underWay);
}
