/**
 * The ledger rows of a drop. A row becomes an open item (invoice, credit note) or a payment; a payment of which a rest is open is
 * unapplied cash as well. It is read whole or set aside whole.
 */
import type { ErpItem, ErpPayment, RejectedRow } from '@dunlin/shared/messages/ledger';
import type { IsoDate } from '@dunlin/shared/dates/iso-date';
import type { DropLimits } from './drop-files.ts';
import { itemRowReader, type ItemRole, type LedgerRow } from './item-row.ts';
import type { ItemsMapping } from './mapping.ts';
import { withoutRepeats } from './repeats.ts';
import { readTable, type RowReader } from './table.ts';

export type ReadItems = {
  /** By document, then kind. */
  readonly items: readonly ErpItem[];
  /** By document. */
  readonly payments: readonly ErpPayment[];
  readonly rejected: readonly RejectedRow[];
  /** The line of the file that an item or payment given here was read from. */
  readonly lineOf: (row: ErpItem | ErpPayment) => number | undefined;
  /** Documents named by rows that were set aside: nothing is known of them, also not that they are settled. */
  readonly setAsideDocuments: readonly string[];
  readonly rowsRead: number;
};

export async function readItems(options: {
  file: string;
  bytes: Buffer;
  mapping: ItemsMapping;
  asOf: IsoDate;
  limits: DropLimits;
}): Promise<ReadItems> {
  const { file, bytes, mapping, asOf, limits } = options;
  const readRow = itemRowReader(mapping, asOf);
  const rejected: RejectedRow[] = [];
  const { rows, broken } = await readTable({
    file,
    bytes,
    layout: mapping,
    columns: mapping.columns,
    limits,
    read: (row: RowReader<ItemRole>) => {
      const { key, value } = readRow(row);
      rejected.push(...row.rejections);
      return { line: row.line, document: row.raw('document'), key, value, contents: row.contents() };
    },
  });
  const {
    kept,
    rejected: repeats,
    unclear,
  } = withoutRepeats(rows, ({ line, document }, reason) => ({
    file,
    line,
    column: mapping.columns.document,
    value: document,
    reason,
  }));
  const lines = new Map(
    rows.flatMap(({ value, line }) => [value?.item, value?.payment].map((row) => [row, line] as const)),
  );
  const setAside = new Set(unclear.map((row) => row.document).filter((document) => document !== ''));
  return {
    ...ledgerOf(kept),
    rejected: [...broken, ...rejected, ...repeats],
    lineOf: (row) => lines.get(row),
    setAsideDocuments: [...setAside].sort(),
    rowsRead: rows.length + broken.length,
  };
}

function ledgerOf(rows: readonly LedgerRow[]): {
  items: readonly ErpItem[];
  payments: readonly ErpPayment[];
} {
  const items = rows.flatMap((row) => (row.item === undefined ? [] : [row.item]));
  const payments = rows.flatMap((row) => (row.payment === undefined ? [] : [row.payment]));
  return { items: items.sort(byDocument), payments: payments.sort(byDocument) };
}

function byDocument<T extends { readonly document: string; readonly kind?: string }>(a: T, b: T): number {
  if (a.document !== b.document) return a.document < b.document ? -1 : 1;
  return (a.kind ?? '') < (b.kind ?? '') ? -1 : 1;
}
