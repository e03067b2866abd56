/** A Dataverse that refuses some rows, as a customer's own business rules may. */
import type { BulkOutcome, Dataverse, Row, RowRefusal } from '../../functions/src/dataverse/client.ts';

/** Why the row is refused; undefined when it is taken. */
export type Rule = (table: string, row: Row) => string | undefined;

/** @param rule asked anew for every row, so that a test can change its mind */
export function refusing(dataverse: Dataverse, rule: Rule): Dataverse {
  const bulk = async <T>(
    table: string,
    items: readonly T[],
    rowOf: (item: T) => Row,
    send: (items: readonly T[]) => Promise<BulkOutcome>,
  ): Promise<BulkOutcome> => {
    const refused = items.flatMap((item, index): RowRefusal[] => {
      const message = rule(table, rowOf(item));
      const refusal = { index, status: 400, code: '0x80040265', duplicate: false, afterLostAnswer: false };
      return message === undefined ? [] : [{ ...refusal, message }];
    });
    const taken = items.flatMap((item, index) =>
      refused.some((row) => row.index === index) ? [] : [{ item, index }],
    );
    const outcome = await send(taken.map(({ item }) => item));
    const others = outcome.refused.map((row) => ({ ...row, index: taken[row.index]?.index ?? -1 }));
    return { written: outcome.written, refused: [...refused, ...others].sort((a, b) => a.index - b.index) };
  };
  return {
    ...dataverse,
    createMany: (table, rows) =>
      bulk(
        table.name,
        rows,
        (row) => row,
        (taken) => dataverse.createMany(table, taken),
      ),
    updateMany: (table, updates) =>
      bulk(
        table.name,
        updates,
        ({ row }) => row,
        (taken) => dataverse.updateMany(table, taken),
      ),
    upsertMany: (table, upserts) =>
      bulk(
        table.name,
        upserts,
        ({ row }) => row,
        (taken) => dataverse.upsertMany(table, taken),
      ),
  };
}
