/** What a bulk write must not leave unsaid: rows that Dataverse refused. */
import type { BulkOutcome, RowRefusal, TableNames } from './client.ts';

/** Rows the app cannot do without were refused. What was written beside them stays; writing all again is safe. */
export class RowsRefused extends Error {
  override readonly name = 'RowsRefused';
  readonly table: string;
  readonly refused: readonly RowRefusal[];

  constructor(table: string, refused: readonly RowRefusal[]) {
    const rows = refused.length === 1 ? 'a row' : `${refused.length} rows`;
    super(
      `Dataverse refused ${rows} of ${table}: ${refused[0]?.message ?? ''} Remove the cause there; the work is taken up again by itself.`,
    );
    this.table = table;
    this.refused = refused;
  }
}

/** @returns how many rows were written: all of them. @throws RowsRefused when one was refused. */
export function allWritten(table: TableNames, { written, refused }: BulkOutcome): number {
  if (refused.length > 0) throw new RowsRefused(table.name, refused);
  return written;
}

/** For rows created under their own ids: one that is there already was created by an earlier attempt. @throws RowsRefused */
export function allThere(table: TableNames, { refused }: BulkOutcome): void {
  const bad = refused.filter(({ duplicate }) => !duplicate);
  if (bad.length > 0) throw new RowsRefused(table.name, bad);
}
