/** A drop, read and checked: what the ERP says, and what of it was set aside. */
import type { ErpCustomer, ErpItem, ErpPayment, RejectedRow } from '@dunlin/shared/messages/ledger';
import { DropError } from './drop-error.ts';
import { dropLimits, readDropFile } from './drop-files.ts';
import type { DropManifest } from './manifest.ts';
import { readMapping, type DropMapping } from './mapping.ts';
import { readCustomers, type ReadCustomers } from './read-customers.ts';
import { readItems } from './read-items.ts';

export type DropContent = {
  readonly manifest: DropManifest;
  readonly mapping: DropMapping;
  /** By number. None when the drop brings no customers. */
  readonly customers: readonly ErpCustomer[];
  /** By document, then kind. */
  readonly items: readonly ErpItem[];
  /** By document. */
  readonly payments: readonly ErpPayment[];
  /** By file, line and column. */
  readonly rejected: readonly RejectedRow[];
  /** The line of its file that a row given here was read from. */
  readonly lineOf: (row: ErpCustomer | ErpItem | ErpPayment) => number;
  /**
   * Documents named by rows that were set aside. A full drop does hold them, so they are not settled by being absent from `items`:
   * what was known of them before stays.
   */
  readonly setAsideDocuments: readonly string[];
  /** Rows of the items file, set-aside ones included. */
  readonly rowsRead: number;
};

/**
 * Reads a drop whole. The order of rows in its files does not matter; every row is either read or set aside.
 * @throws DropError when a file, the mapping or a column cannot be read: nothing of the drop is to be taken then.
 */
export async function readDrop(
  folder: string,
  manifest: DropManifest,
  limits = dropLimits,
): Promise<DropContent> {
  const mapping = await readMapping(folder, manifest);
  refuseUntellable(manifest, mapping);
  const itemsFile = await readDropFile(folder, manifest.items, limits.fileBytes);
  const read = await readItems({
    file: manifest.items,
    bytes: itemsFile,
    mapping: mapping.items,
    asOf: manifest.asOf,
    limits,
  });
  const customers = await customersOf(folder, { manifest, mapping, limits });
  return {
    manifest,
    mapping,
    customers: customers.customers,
    items: read.items,
    payments: read.payments,
    rejected: [...customers.rejected, ...read.rejected].sort(byPlace),
    lineOf: (row) => {
      const line = 'document' in row ? read.lineOf(row) : customers.lineOf(row);
      if (line === undefined) throw new RangeError('Only rows of this drop have a line in it');
      return line;
    },
    setAsideDocuments: read.setAsideDocuments,
    rowsRead: read.rowsRead,
  };
}

async function customersOf(
  folder: string,
  { manifest, mapping, limits }: { manifest: DropManifest; mapping: DropMapping; limits: typeof dropLimits },
): Promise<ReadCustomers> {
  if (manifest.customers === undefined) return { customers: [], rejected: [], lineOf: () => undefined };
  if (mapping.customers === undefined) {
    throw new DropError({
      file: manifest.mapping,
      field: 'customers',
      problem: `is missing, though the drop brings ${manifest.customers}`,
      remedy: 'Map the columns of the customers file',
    });
  }
  const bytes = await readDropFile(folder, manifest.customers, limits.fileBytes);
  return readCustomers({ file: manifest.customers, bytes, mapping: mapping.customers, limits });
}

/** Where settled items are left out, a drop of changes could never say that something was settled. */
function refuseUntellable(manifest: DropManifest, mapping: DropMapping): void {
  if (manifest.mode !== 'delta' || mapping.settled === 'marked') return;
  throw new DropError({
    file: manifest.file,
    field: 'mode',
    problem: 'is delta, but the mapping says that settled items are absent',
    remedy: 'Export settled items marked, or drop full exports',
  });
}

function byPlace(a: RejectedRow, b: RejectedRow): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  if (a.line !== b.line) return a.line - b.line;
  return a.column === b.column ? 0 : a.column < b.column ? -1 : 1;
}
