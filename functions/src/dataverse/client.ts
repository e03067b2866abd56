import { askedOnce } from './asked-once.ts';
import { Bulk } from './bulk.ts';
import { BulkMessages } from './bulk-messages.ts';
import { Changes } from './changes.ts';
import type { DataverseError } from './errors.ts';
import { FileColumns } from './file-columns.ts';
import { Http } from './http.ts';
import { type Key, checkedGuid } from './key.ts';
import { Library } from './library.ts';
import { Reads } from './reads.ts';
import { type Counters, type TokenSource, Traffic } from './traffic.ts';

/**
 * All that the app asks of Dataverse. Rows are plain JSON as Dataverse sends it: dates are strings, null columns are
 * null, the ETag stands in `@odata.etag`.
 *
 * Every method throws `DataverseError` when Dataverse refuses what it should not, and `DataverseAnswerLost` when no
 * answer came: then a write may or may not have been carried out, and the caller reads again.
 */
export type Dataverse = {
  /** All rows of a query, to its last page or to `limit`. */
  list<T = Row>(query: ListQuery): Promise<readonly T[]>;
  /** The same, page by page, for what should not stand in memory at once. */
  pages<T = Row>(query: ListQuery): AsyncIterable<readonly T[]>;
  /** One row; undefined when it does not exist. */
  get<T = Row>(query: RowQuery): Promise<T | undefined>;
  /** Several queries in one request, each to its last page (every round of further pages is one request more). */
  readTogether<Rows extends readonly unknown[] = readonly Row[]>(queries: {
    readonly [N in keyof Rows]: ListQuery;
  }): Promise<{ readonly [N in keyof Rows]: readonly Rows[N][] }>;
  /**
   * Creates rows. A row already there is an expected refusal, marked `duplicate`. Rows that bring their id are sent again
   * when an answer is lost; others are not.
   */
  createMany(table: TableNames, rows: readonly Row[]): Promise<BulkOutcome>;
  /** Changes rows that exist, whatever their version. */
  updateMany(table: TableNames, updates: readonly Update[]): Promise<BulkOutcome>;
  /** Changes or creates rows, named by id or alternate key. */
  upsertMany(table: TableNames, upserts: readonly Upsert[]): Promise<BulkOutcome>;
  /** Changes that stand or fall together. Never repeated when its answer is lost. */
  changeSet(changes: readonly Change[]): Promise<ChangeSetOutcome>;
  /** Change sets that do not depend on each other, in one request; each has its own outcome, in the same order. */
  changeSets(sets: readonly (readonly Change[])[]): Promise<readonly (ChangeSetOutcome | ChangeSetFailed)[]>;
  uploadFile(at: FileColumn, file: FileContent): Promise<void>;
  /** Undefined when the column holds no file. */
  downloadFile(at: FileColumn): Promise<FileContent | undefined>;
  /** The user that all of this is done as; asked once. */
  ownUserId(): Promise<string>;
  readonly counters: Counters;
};

export type Row = Readonly<Record<string, unknown>>;

/** A table's entity set, logical name and primary key column. */
export type TableNames = { readonly collection: string; readonly name: string; readonly idColumn: string };

/** Filters, orders and expands are OData text; values in it are the caller's to quote. */
export type ListQuery = {
  readonly collection: string;
  readonly select: readonly string[];
  readonly filter?: string;
  readonly orderBy?: readonly string[];
  readonly expand?: string;
  /** At most this many rows. */
  readonly limit?: number;
};

export type RowQuery = {
  readonly collection: string;
  readonly key: Key;
  readonly select: readonly string[];
  readonly expand?: string;
};

export type Update = { readonly id: string; readonly row: Row };
export type Upsert = { readonly key: Key; readonly row: Row };

export type BulkOutcome = {
  readonly written: number;
  /** By ascending index. */
  readonly refused: readonly RowRefusal[];
};

export type RowRefusal = {
  readonly index: number;
  readonly status: number;
  readonly code: string | undefined;
  readonly message: string;
  /** A row with this primary or alternate key is already there. */
  readonly duplicate: boolean;
  /** An earlier attempt got no answer and may have written this row: a duplicate may be our own. */
  readonly afterLostAnswer: boolean;
};

export type Change =
  | { readonly kind: 'create'; readonly collection: string; readonly row: Row }
  | {
      /** Of a row that exists; with `ifMatch` only of that version of it. */
      readonly kind: 'update';
      readonly collection: string;
      readonly key: Key;
      readonly row: Row;
      readonly ifMatch?: string;
      /** Asks for the ETag of the new version, so that a later change need not read the row again. */
      readonly wantsEtag?: true;
    };

/** Nothing of a refused set was carried out. */
export type ChangeSetOutcome =
  | {
      readonly kind: 'done';
      /** Per change the ETag of the row's new version, where the change asked for it. */
      readonly etags: readonly (string | undefined)[];
    }
  | {
      /** 412: changed meanwhile or already there; 404: the row is gone. */
      readonly kind: 'refused';
      readonly status: number;
      readonly code: string | undefined;
      readonly message: string;
      /** Which change of the set, where Dataverse said so. */
      readonly index?: number;
    };

/** A set refused for what should not happen. Nothing of it was carried out; the other sets are not affected. */
export type ChangeSetFailed = { readonly kind: 'failed'; readonly error: DataverseError };

export type FileColumn = { readonly collection: string; readonly key: Key; readonly column: string };
export type FileContent = { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> };

export type DataverseOptions = {
  /** The environment, such as `https://contoso.crm4.dynamics.com/`. */
  readonly url: string;
  readonly getToken: TokenSource;
  /** Requests in flight at once, 1 to 52. */
  readonly maxInFlight?: number;
  /** Rows in one bulk message. */
  readonly sliceRows?: number;
  /** Steps that our own writes to a table do not raise, by its entity set; Dataverse allows three a request. */
  readonly bypassStepIds?: (collection: string) => readonly string[];
  /** How long an answer may take before it counts as lost. */
  readonly timeoutSeconds?: number;
  /** Ends waits and requests; what was under way may or may not have been carried out. */
  readonly signal?: AbortSignal;
};

export function connectDataverse(options: DataverseOptions): Dataverse {
  const { getToken, signal, maxInFlight = 8, sliceRows = 500 } = options;
  const timeoutMs = (options.timeoutSeconds ?? 120) * 1000;
  const url = new URL('/', options.url).href;
  const { bypassStepIds = () => [] } = options;
  const writeHeaders: WriteHeaders = (collection) => bypassing(bypassStepIds(collection));

  const traffic = new Traffic({ getToken, maxInFlight, signal });
  const http = new Http({ root: `${url}api/data/v9.2/`, traffic, timeoutMs, signal });
  const library = new Library({ url, traffic, timeoutMs, writeHeaders, signal });
  const reads = new Reads(http);
  const changes = new Changes(http, traffic, writeHeaders);
  const files = new FileColumns(http, writeHeaders);
  const bulk = new Bulk({
    library,
    messages: new BulkMessages(reads),
    reads,
    workers: maxInFlight,
    sliceRows,
  });

  return {
    list: async <T>(query: ListQuery) => (await reads.list(query)) as T[],
    pages: <T>(query: ListQuery) => reads.pages(query) as AsyncIterable<readonly T[]>,
    get: async <T>(query: RowQuery) => (await reads.get(query)) as T | undefined,
    readTogether: async <Rows extends readonly unknown[]>(queries: {
      readonly [N in keyof Rows]: ListQuery;
    }) => (await reads.together(queries)) as unknown as { readonly [N in keyof Rows]: readonly Rows[N][] },
    createMany: (table, rows) => bulk.create(table, rows),
    updateMany: (table, updates) => bulk.update(table, updates),
    upsertMany: (table, upserts) => bulk.upsert(table, upserts),
    changeSet: async (set) => {
      const [outcome = { kind: 'done', etags: [] }] = await changes.send([set]);
      if (outcome.kind === 'failed') throw outcome.error;
      return outcome;
    },
    changeSets: (sets) => changes.send(sets),
    uploadFile: (at, file) => files.upload(at, file),
    downloadFile: (at) => files.download(at),
    ownUserId: askedOnce(() => reads.whoAmI()),
    counters: traffic.counters,
  };
}

/** Headers of a write to a table, named by its entity set. */
export type WriteHeaders = (collection: string) => Readonly<Record<string, string>>;

function bypassing(stepIds: readonly string[]): Readonly<Record<string, string>> {
  if (stepIds.length > 3) throw new RangeError(`Dataverse bypasses at most 3 steps, not ${stepIds.length}`);
  if (stepIds.length === 0) return {};
  return { 'MSCRM.BypassBusinessLogicExecutionStepIds': stepIds.map(checkedGuid).join(',') };
}
