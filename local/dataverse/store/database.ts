/** SQLite with every statement prepared once. One connection: the process is single-threaded, and so is SQLite's writer. */
import { DatabaseSync, type StatementSync } from 'node:sqlite';

export type SqlValue = null | number | bigint | string | Uint8Array;
export type Row = Record<string, SqlValue>;

/** Whether there is no value: the column is empty, or the row does not have it. */
export function isEmpty(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

/** A piece of SQL with the values of its question marks, in order. */
export interface Sql {
  readonly text: string;
  readonly params: readonly SqlValue[];
}

/** Filters and orders come from clients, so there is no end of texts; the least recently made give way. */
const maximumStatements = 2_000;

export class Database {
  readonly #connection: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #undoListeners: (() => void)[] = [];

  /** Opens or creates the file. What is committed is on disk when `COMMIT` returns (WAL with synchronous FULL). */
  constructor(path: string) {
    this.#connection = new DatabaseSync(path);
    // One process owns the folder; another that opens it is told so at once.
    this.#connection.exec('PRAGMA locking_mode = EXCLUSIVE');
    this.#connection.exec('PRAGMA journal_mode = WAL');
    this.#connection.exec('PRAGMA synchronous = FULL');
    // Bulk messages write the same pages of indexes again and again: of 32 MB only the last copy of each is moved into the database.
    this.#connection.exec('PRAGMA wal_autocheckpoint = 8192');
    this.#connection.exec('PRAGMA cache_size = -32768');
    this.#connection.exec('PRAGMA temp_store = MEMORY');
    this.#connection.function('fold_like', { deterministic: true }, (value, pattern) =>
      matchesLike(typeof value === 'string' ? value : null, String(pattern)),
    );
    this.#connection.function('fold', { deterministic: true }, (value) =>
      typeof value === 'string' ? value.toLowerCase() : value,
    );
  }

  exec(sql: string): void {
    this.#connection.exec(sql);
  }

  all(sql: string, params: readonly SqlValue[] = []): Row[] {
    return this.#prepare(sql).all(...params);
  }

  get(sql: string, params: readonly SqlValue[] = []): Row | undefined {
    return this.#prepare(sql).get(...params);
  }

  /** The number of rows changed. */
  run(sql: string, params: readonly SqlValue[] = []): number {
    return Number(this.#prepare(sql).run(...params).changes);
  }

  /** Runs the work so that all of its writes happen, or none. May be nested. */
  atomically<T>(work: () => T): T {
    this.run('SAVEPOINT part');
    try {
      const result = work();
      this.run('RELEASE part');
      return result;
    } catch (error) {
      this.run('ROLLBACK TO part');
      this.run('RELEASE part');
      this.#tellUndone();
      throw error;
    }
  }

  /** Undoes the transaction that was begun with BEGIN. */
  rollback(): void {
    try {
      this.run('ROLLBACK');
    } finally {
      this.#tellUndone();
    }
  }

  get isInTransaction(): boolean {
    return this.#connection.isTransaction;
  }

  /** Calls the listener whenever writes were undone. */
  onUndo(listener: () => void): void {
    this.#undoListeners.push(listener);
  }

  close(): void {
    this.#statements.clear();
    this.#connection.close();
  }

  #tellUndone(): void {
    for (const listener of this.#undoListeners) listener();
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    if (this.#statements.size >= maximumStatements) {
      const oldest = this.#statements.keys().next().value;
      if (oldest !== undefined) this.#statements.delete(oldest);
    }
    const prepared = this.#connection.prepare(sql);
    this.#statements.set(sql, prepared);
    return prepared;
  }
}

/** A name as SQLite reads it; names are checked when metadata is built, quotes keep keywords apart. */
export function quote(name: string): string {
  return `"${name}"`;
}

const patterns = new Map<string, RegExp>();

/** SQL Server's LIKE, which SQLite's own lacks: `[a-c]` classes and letters beyond ASCII regardless of case. */
function matchesLike(value: string | null, pattern: string): number {
  if (value === null) return 0;
  let expression = patterns.get(pattern);
  if (expression === undefined) {
    if (patterns.size > 500) patterns.clear();
    expression = compileLike(pattern);
    patterns.set(pattern, expression);
  }
  return expression.test(value) ? 1 : 0;
}

/** A class such as `[z-a]` matches nothing in SQL, but is an error in a regular expression. */
function compileLike(pattern: string): RegExp {
  try {
    return new RegExp(`^${likeToRegExp(pattern)}$`, 'isu');
  } catch (error) {
    if (error instanceof SyntaxError) return /(?!)/;
    throw error;
  }
}

function likeToRegExp(pattern: string): string {
  return pattern.replaceAll(
    /\[(\^?)([^\]]*)\]|%|_|[\\^$.*+?()[\]{}|/]/g,
    (part, negated: string, members: string) => {
      if (part === '%') return '.*';
      if (part === '_') return '.';
      if (members === undefined) return `\\${part}`;
      const escaped = members.replaceAll(/[\\\]^[]/g, (character) => `\\${character}`);
      return members === '' ? '(?!)' : `[${negated}${escaped}]`;
    },
  );
}
