/** The rows of a run's drop that were set aside, in Dataverse, where a supervisor sees them. */
import { uuidOf } from '@dunlin/shared/actions/keys';
import type { RejectedRow } from '@dunlin/shared/messages/ledger';
import { rejectedRow, syncRun } from '@dunlin/shared/tables/runs';
import { bindTo } from '@dunlin/shared/tables/wire';
import type { Dataverse } from '../dataverse/client.ts';
import { allThere } from '../dataverse/refusals.ts';
import { namesOf } from '../dataverse/tables.ts';

/** Safe to repeat: a row is named by what is said about it. */
export async function recordRejected(
  dataverse: Dataverse,
  runId: string,
  rejected: readonly RejectedRow[],
): Promise<void> {
  const table = namesOf(rejectedRow);
  allThere(
    table,
    await dataverse.createMany(
      table,
      rejected.map((row) => rejectedColumns(runId, row)),
    ),
  );
}

/** By file, line and column. */
export async function loadRejected(dataverse: Dataverse, runId: string): Promise<readonly RejectedRow[]> {
  const rows = await dataverse.list<{
    readonly dun_file: string;
    readonly dun_line: number;
    readonly dun_column: string | null;
    readonly dun_value: string | null;
    readonly dun_reason: string;
  }>({
    collection: rejectedRow.set,
    select: ['dun_file', 'dun_line', 'dun_column', 'dun_value', 'dun_reason'],
    filter: `_dun_runid_value eq ${runId}`,
    orderBy: ['dun_file', 'dun_line', 'dun_column', 'dun_rejectedrowid'],
  });
  return rows.map((row) => ({
    file: row.dun_file,
    line: row.dun_line,
    column: row.dun_column ?? '',
    value: row.dun_value ?? '',
    reason: row.dun_reason,
  }));
}

/** A row of the drop counts once, however much is wrong with it. */
export function countRows(rejected: readonly RejectedRow[]): number {
  return new Set(rejected.map(({ file, line }) => `${file}:${line}`)).size;
}

function rejectedColumns(runId: string, row: RejectedRow): Readonly<Record<string, unknown>> {
  const { columns } = rejectedRow;
  const { file, line, column, value, reason } = row;
  return {
    dun_rejectedrowid: uuidOf('rejected', runId, file, String(line), column, value, reason),
    dun_name: `${file}:${line} ${column} ${reason}`.slice(0, columns.dun_name.maxLength),
    'dun_runid@odata.bind': bindTo(syncRun.set, runId),
    dun_file: file.slice(0, columns.dun_file.maxLength),
    dun_line: line,
    dun_column: column.slice(0, columns.dun_column.maxLength) || null,
    dun_value: value.slice(0, columns.dun_value.maxLength) || null,
    dun_reason: reason.slice(0, columns.dun_reason.maxLength),
  };
}
