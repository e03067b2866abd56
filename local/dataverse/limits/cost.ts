/**
 * What an operation costs in simulated execution time. A laptop answers faster than the service does; what must be the same is how
 * soon a client that writes row by row runs into the limit, and that bulk messages are cheaper. Milliseconds per operation.
 */
export const costMs = {
  /** A row by its id or key. */
  readRow: 4,
  /** A query, before its rows. */
  query: 10,
  /** Each row a query returns. */
  rowReturned: 0.05,
  /** A create, update or delete on its own or in a batch. */
  rowWritten: 10,
  /** A row inside CreateMultiple, UpdateMultiple or UpsertMultiple. */
  rowWrittenInBulk: 2.5,
  /** An activity: its pointer and parties are written too. */
  activityWritten: 25,
  /** A definition, and everything else that touches no row. */
  other: 2,
} as const;

export type Operation = keyof typeof costMs;

/** Counts what one HTTP request does. A $batch is one request with many operations. */
export class Meter {
  rowOperations = 0;
  milliseconds = 0;

  /** Adds `count` operations of a kind; those on rows are what a tenant's daily pool counts. */
  add(operation: Operation, count = 1): void {
    this.milliseconds += costMs[operation] * count;
    if (operation !== 'rowReturned') this.rowOperations += count;
  }
}
