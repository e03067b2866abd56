/**
 * Where the local ERP's exports come from: a history file that is replayed, a single export, or the sample portfolio. `local/main.ts`
 * treats them alike. Days are ISO dates; a drop shows its day's evening.
 */
export type ErpHistory = {
  readonly source: string;
  /** The first day there is something to export, where it is known. */
  readonly firstDay?: string;
  /** The last day on which something happens in the ledger, where it is known. */
  readonly lastDay?: string;
  /**
   * Writes the export of the day into the folder, the manifest last, and answers the manifest's path; undefined when there is none
   * that day. The same day again writes the same bytes.
   */
  drop(folder: string, day: string): Promise<string | undefined>;
};
