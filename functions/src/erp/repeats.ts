/**
 * Rows that claim the same key. Rows that say the same count once, the others are set aside as repeats. Of rows that differ none can
 * be known to be right, so all are set aside, whatever their order; a broken row counts as one that differs.
 */
import type { RejectedRow } from '@dunlin/shared/messages/ledger';

export type ReadRow<T> = {
  readonly line: number;
  /** Undefined when the row does not say what it is about. */
  readonly key: string | undefined;
  /** Undefined when something in the row was set aside. */
  readonly value: T | undefined;
  /** Equal for rows that say the same. */
  readonly contents: string;
};

/** `unclear` are the rows whose key nothing was kept of: what they mean is not known. */
export function withoutRepeats<T, Row extends ReadRow<T>>(
  rows: readonly (Row & ReadRow<T>)[],
  reject: (row: Row, reason: string) => RejectedRow,
): { kept: readonly T[]; rejected: readonly RejectedRow[]; unclear: readonly Row[] } {
  const kept: T[] = [];
  const rejected: RejectedRow[] = [];
  const unclear: Row[] = rows.filter((row) => row.key === undefined);
  for (const group of groupsByKey(rows)) {
    const readable = group.filter((row) => row.value !== undefined);
    const first = readable[0];
    if (first?.value === undefined) {
      unclear.push(...group);
    } else if (group.length > 1 && new Set(group.map((row) => row.contents)).size > 1) {
      const reason = `is in ${linesOf(group)} with different contents; which is right cannot be known`;
      rejected.push(...readable.map((row) => reject(row, reason)));
      unclear.push(...group);
    } else {
      kept.push(first.value);
      rejected.push(...readable.slice(1).map((row) => reject(row, `repeats line ${first.line}`)));
    }
  }
  return { kept, rejected, unclear };
}

function groupsByKey<Row extends { readonly key: string | undefined }>(
  rows: readonly Row[],
): Iterable<readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    if (row.key === undefined) continue;
    const group = groups.get(row.key);
    if (group === undefined) groups.set(row.key, [row]);
    else group.push(row);
  }
  return groups.values();
}

function linesOf(group: readonly { readonly line: number }[]): string {
  const lines = group.map((row) => row.line);
  const more = lines.length > 5 ? ` and ${lines.length - 5} more` : '';
  return `lines ${lines.slice(0, 5).join(', ')}${more}`;
}
