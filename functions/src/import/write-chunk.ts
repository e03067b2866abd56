/**
 * Writes the changes of a chunk in the order that a crash can do least harm in. A row that Dataverse refuses is set aside with the reason;
 * of a debtor who cannot be written, or marked due, nothing is written at all.
 */
import type { RejectedRow } from '@dunlin/shared/messages/ledger';
import { debtor, payment, receivable } from '@dunlin/shared/tables/ledger';
import type { Table } from '@dunlin/shared/tables/table';
import type { BulkOutcome, Dataverse } from '../dataverse/client.ts';
import { namesOf } from '../dataverse/tables.ts';
import type { ChunkChanges, KeyedRow } from './chunk-changes.ts';

export type WrittenChunk = {
  readonly rejected: readonly RejectedRow[];
  /** Ids of the receivables that are not as the drop says. */
  readonly refusedItems: ReadonlySet<string>;
};

/** @param refusedCustomers why there is no account or contact, per customer number */
export async function writeChunk(
  dataverse: Dataverse,
  changes: ChunkChanges,
  refusedCustomers: ReadonlyMap<string, string>,
): Promise<WrittenChunk> {
  const aside = new Map(refusedCustomers);
  const rejected: RejectedRow[] = [];
  /** @returns the rows that were not written */
  const write = async (
    table: Table,
    rows: readonly KeyedRow[],
    send: (rows: readonly KeyedRow[]) => Promise<BulkOutcome>,
  ): Promise<readonly KeyedRow[]> => {
    const held = rows.filter(({ debtor }) => aside.has(debtor));
    rejected.push(
      ...held.map((row) => rejectedOf(row, `of a customer who is set aside: ${aside.get(row.debtor)}`)),
    );
    const open = rows.filter(({ debtor }) => !aside.has(debtor));
    const refused = (await send(open)).refused.flatMap(({ index, message }) => {
      const row = open[index];
      return row ? [{ row, message }] : [];
    });
    rejected.push(...refused.map(({ row, message }) => rejectedOf(row, `${table.label}: ${message}`)));
    if (table === debtor) for (const { row, message } of refused) aside.set(row.debtor, message);
    return [...held, ...refused.map(({ row }) => row)];
  };
  const upsert = (table: Table, rows: readonly KeyedRow[]): Promise<readonly KeyedRow[]> =>
    write(table, rows, (open) => dataverse.upsertMany(namesOf(table), open));

  await upsert(debtor, changes.debtors);
  const refusedItems = new Set((await upsert(receivable, changes.receivables)).map(({ key }) => key));
  const closable = changes.closures.filter(({ key }) => !refusedItems.has(key));
  const unclosed = await write(receivable, closable, (open) =>
    dataverse.updateMany(
      namesOf(receivable),
      open.map(({ key, row }) => ({ id: key, row })),
    ),
  );
  for (const { key } of unclosed) refusedItems.add(key);
  await upsert(payment, changes.payments);
  return { rejected, refusedItems };
}

function rejectedOf({ place, value }: KeyedRow, reason: string): RejectedRow {
  return { ...place, column: '', value, reason };
}
