import type { BulkMessages } from './bulk-messages.ts';
import type { BulkOutcome, Row, RowRefusal, TableNames, Update, Upsert } from './client.ts';
import { DataverseError, isDuplicate, isMissingRow } from './errors.ts';
import { checkedGuid, resourceOf } from './key.ts';
import type { BulkMessage, Library } from './library.ts';
import { inParallel, slices } from './parallel.ts';
import type { Reads } from './reads.ts';

/**
 * Writes many rows: in slices through the table's bulk message, or one by one where it has none. A bulk message writes
 * all of its rows or none and does not say which row was to blame, so a refused slice is halved until the bad rows
 * stand alone.
 */
export class Bulk {
  readonly #library: Library;
  readonly #messages: BulkMessages;
  readonly #reads: Reads;
  readonly #workers: number;
  readonly #sliceRows: number;

  constructor(parts: {
    library: Library;
    messages: BulkMessages;
    reads: Reads;
    workers: number;
    sliceRows: number;
  }) {
    this.#library = parts.library;
    this.#messages = parts.messages;
    this.#reads = parts.reads;
    this.#workers = parts.workers;
    this.#sliceRows = parts.sliceRows;
  }

  async create(table: TableNames, rows: readonly Row[]): Promise<BulkOutcome> {
    // A row that brings its id may be sent twice: the second attempt is refused as a duplicate.
    const haveIds = rows.every((row) => typeof row[table.idColumn] === 'string');
    return this.#write(table, 'CreateMultiple', rows, {
      target: (row) => row,
      single: (row) => this.#library.create(table.collection, row, haveIds),
      repeatable: haveIds,
      refusedAtOnce: (slice, error) =>
        haveIds && isDuplicate(error) ? this.#alreadyThere(table, slice, error) : Promise.resolve([]),
    });
  }

  async update(table: TableNames, updates: readonly Update[]): Promise<BulkOutcome> {
    return this.#write(table, 'UpdateMultiple', updates, {
      target: ({ id, row }) => ({ ...row, [table.idColumn]: checkedGuid(id) }),
      single: ({ id, row }) => this.#library.update(table.collection, id, row),
      repeatable: true,
    });
  }

  async upsert(table: TableNames, upserts: readonly Upsert[]): Promise<BulkOutcome> {
    return this.#write(table, 'UpsertMultiple', upserts, {
      target: ({ key, row }) =>
        typeof key === 'string'
          ? { ...row, [table.idColumn]: checkedGuid(key) }
          : { '@odata.id': resourceOf(table.collection, key), ...row },
      single: ({ key, row }) => this.#library.upsert(table.collection, key, row),
      repeatable: true,
    });
  }

  async #write<T>(
    table: TableNames,
    message: BulkMessage,
    items: readonly T[],
    how: HowToWrite<T>,
  ): Promise<BulkOutcome> {
    const numbered = items.map((item, index) => ({ item, index }));
    const inBulk = items.length > 1 && (await this.#messages.offers(table.name, message));
    const send = ([first, ...others]: readonly Numbered<T>[]) => {
      if (first === undefined) return Promise.resolve();
      if (!inBulk) return how.single(first.item);
      const type = { '@odata.type': `Microsoft.Dynamics.CRM.${table.name}` };
      const targets = [first, ...others].map(({ item }) => ({ ...type, ...how.target(item) }));
      return this.#library.bulk(table.collection, message, targets, how.repeatable);
    };
    const refused: RowRefusal[] = [];
    await inParallel(slices(numbered, inBulk ? this.#sliceRows : 1), this.#workers, async (slice) => {
      refused.push(...(await sendOrBisect(slice, send, how.refusedAtOnce)));
    });
    refused.sort((one, other) => one.index - other.index);
    return { written: items.length - refused.length, refused };
  }

  /** One read tells which ids are taken; halving would ask for every one of them. */
  async #alreadyThere(
    table: TableNames,
    rows: readonly Numbered<Row>[],
    error: DataverseError,
  ): Promise<RowRefusal[]> {
    const idOf = ({ item }: Numbered<Row>) => String(item[table.idColumn]).toLowerCase();
    const values = rows.map((row) => `'${checkedGuid(idOf(row))}'`).join(',');
    const found = await this.#reads.list({
      collection: table.collection,
      select: [table.idColumn],
      filter: `Microsoft.Dynamics.CRM.In(PropertyName='${table.idColumn}',PropertyValues=[${values}])`,
    });
    const taken = new Set((found as Row[]).map((row) => row[table.idColumn]));
    return rows.filter((row) => taken.has(idOf(row))).map(({ index }) => refusal(index, error));
  }
}

type Numbered<T> = { readonly item: T; readonly index: number };

type HowToWrite<T> = {
  /** The row as a target of the bulk message. */
  readonly target: (item: T) => Row;
  /** Writes the row by itself. */
  readonly single: (item: T) => Promise<void>;
  readonly repeatable: boolean;
  /** The rows of a refused slice whose refusal can be told without halving it. */
  readonly refusedAtOnce?: RefusedAtOnce<T>;
};

type RefusedAtOnce<T> = (slice: readonly Numbered<T>[], error: DataverseError) => Promise<RowRefusal[]>;

/** Writes what can be written of the slice and gives the refusals of the rest. */
async function sendOrBisect<T>(
  slice: readonly Numbered<T>[],
  send: (slice: readonly Numbered<T>[]) => Promise<void>,
  refusedAtOnce?: RefusedAtOnce<T>,
): Promise<RowRefusal[]> {
  const [first] = slice;
  if (first === undefined) return [];
  try {
    await send(slice);
    return [];
  } catch (error) {
    if (!isFaultOfRows(error)) throw error;
    if (slice.length === 1) return [refusal(first.index, error)];
    const known = (await refusedAtOnce?.(slice, error)) ?? [];
    if (known.length > 0) {
      const rest = slice.filter(({ index }) => !known.some((row) => row.index === index));
      return [...known, ...(await sendOrBisect(rest, send))];
    }
    const middle = Math.ceil(slice.length / 2);
    const left = await sendOrBisect(slice.slice(0, middle), send);
    return [...left, ...(await sendOrBisect(slice.slice(middle), send))];
  }
}

function isFaultOfRows(error: unknown): error is DataverseError {
  if (!(error instanceof DataverseError) || namesNothingKnown(error)) return false;
  return [400, 412, 413].includes(error.status) || isMissingRow(error);
}

/**
 * A column or table that does not exist: no row is better than another, so the bad one is not looked for. Dataverse has
 * the code 0x80060888 for it, but in a payload only the one for all that is wrong with payloads.
 */
function namesNothingKnown(error: DataverseError): boolean {
  return (
    error.code === '0x80060888' ||
    (error.code === '0x80048d19' && /does not exist on type|undeclared property/i.test(error.reason))
  );
}

function refusal(index: number, error: DataverseError): RowRefusal {
  return {
    index,
    status: error.status,
    code: error.code,
    message: error.reason,
    duplicate: isDuplicate(error),
    afterLostAnswer: error.afterLostAnswer,
  };
}
