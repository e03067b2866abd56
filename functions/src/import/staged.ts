/**
 * The parts of a drop on their way to Dataverse, as files beside the drop: each holds whole debtors of one bucket.
 * Messages and rows only point at them, so that a lost message loses nothing.
 */
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  erpCustomer,
  erpItem,
  erpPayment,
  type ErpCustomer,
  type ErpItem,
  type ErpPayment,
} from '@dunlin/shared/messages/ledger';
import { bucketOf, debtorIdOf } from '@dunlin/shared/records/ledger-rows';
import { z } from 'zod';

/** Where a row stands in the drop, for the list of what was set aside. */
const place = z.strictObject({ file: z.string(), line: z.int() });

const stagedDebtor = z.strictObject({
  number: z.string(),
  customer: erpCustomer.extend({ place }).optional(),
  items: z.array(erpItem.extend({ place })),
  payments: z.array(erpPayment.extend({ place })),
});
const stagedChunk = z.strictObject({
  /** Company code. */
  company: z.string(),
  number: z.int(),
  bucket: z.int(),
  debtors: z.array(stagedDebtor),
});

export type Place = z.infer<typeof place>;
export type StagedDebtor = z.infer<typeof stagedDebtor>;
export type StagedItem = StagedDebtor['items'][number];
export type StagedPayment = StagedDebtor['payments'][number];
export type StagedChunk = z.infer<typeof stagedChunk>;

/** A part of a drop as it was read, before it is staged. */
export type Chunk = Omit<StagedChunk, 'debtors'> & { readonly debtors: readonly ChunkDebtor[] };
type ChunkDebtor = {
  readonly number: string;
  readonly customer?: ErpCustomer;
  readonly items: ErpItem[];
  readonly payments: ErpPayment[];
};

/** Items and payments of a chunk, unless a single debtor has more. */
const rowsPerChunk = 1500;

/** Whole debtors of one bucket each, in an order that depends on nothing but the content. */
export function chunksOf(
  ledger: {
    readonly company: string;
    readonly customers: readonly ErpCustomer[];
    readonly items: readonly ErpItem[];
    readonly payments: readonly ErpPayment[];
  },
  buckets: number,
): readonly Chunk[] {
  const byBucket = Map.groupBy(debtorsOf(ledger), ({ number }) =>
    bucketOf(debtorIdOf(ledger.company, number), buckets),
  );
  const chunks: (Chunk & { debtors: ChunkDebtor[] })[] = [];
  for (const [bucket, debtors] of [...byBucket].sort(([a], [b]) => a - b)) {
    let rows = Infinity;
    for (const debtor of debtors) {
      const size = debtor.items.length + debtor.payments.length;
      if (rows + size > rowsPerChunk) {
        chunks.push({ company: ledger.company, number: chunks.length, bucket, debtors: [] });
        rows = 0;
      }
      chunks.at(-1)?.debtors.push(debtor);
      rows += size;
    }
  }
  return chunks;
}

/** Every customer who has an item or a payment, by number. */
function debtorsOf(ledger: Parameters<typeof chunksOf>[0]): readonly ChunkDebtor[] {
  const customers = new Map(ledger.customers.map((customer) => [customer.number, customer]));
  const debtors = new Map<string, ChunkDebtor>();
  const debtorOf = (number: string): ChunkDebtor => {
    const known = debtors.get(number);
    if (known) return known;
    const customer = customers.get(number);
    const added: ChunkDebtor = { number, items: [], payments: [], ...(customer && { customer }) };
    debtors.set(number, added);
    return added;
  };
  for (const item of ledger.items) debtorOf(item.customer).items.push(item);
  for (const payment of ledger.payments) debtorOf(payment.customer).payments.push(payment);
  return [...debtors.values()].sort((a, b) => (a.number < b.number ? -1 : 1));
}

export type StagingFolder = {
  write(chunk: Chunk, placeOf: (row: ErpCustomer | ErpItem | ErpPayment) => Place): Promise<void>;
  /** Undefined once the run is finished and its files are gone. */
  read(chunk: number): Promise<StagedChunk | undefined>;
  writeSetAside(documents: readonly string[]): Promise<void>;
  readSetAside(): Promise<readonly string[]>;
  remove(): Promise<void>;
};

export function stagingFolder(dropFolder: string, runId: string): StagingFolder {
  const folder = join(dropFolder, 'work', runId);
  const chunkFile = (chunk: number): string => join(folder, `chunk-${chunk}.json`);
  const setAsideFile = join(folder, 'set-aside.json');
  const write = async (file: string, content: unknown): Promise<void> => {
    await mkdir(folder, { recursive: true });
    await writeFile(`${file}.new`, JSON.stringify(content));
    await rename(`${file}.new`, file);
  };
  const read = async (file: string): Promise<unknown> => JSON.parse(await readFile(file, 'utf8'));
  return {
    write: (chunk, placeOf) => {
      const placed = <T extends ErpCustomer | ErpItem | ErpPayment>(row: T): T & { place: Place } => ({
        ...row,
        place: placeOf(row),
      });
      const debtors = chunk.debtors.map(({ number, customer, items, payments }): StagedDebtor => ({
        number,
        ...(customer && { customer: placed(customer) }),
        items: items.map(placed),
        payments: payments.map(placed),
      }));
      return write(chunkFile(chunk.number), { ...chunk, debtors } satisfies StagedChunk);
    },
    async read(chunk) {
      try {
        return stagedChunk.parse(await read(chunkFile(chunk)));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
    writeSetAside: (documents) => write(setAsideFile, documents),
    readSetAside: async () => z.array(z.string()).parse(await read(setAsideFile)),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
