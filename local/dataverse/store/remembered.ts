/**
 * Values made of rows, kept until such a row is written. What was read inside a transaction may be undone with it: it is kept only as long
 * as nothing is.
 */
import type { Database } from './database.ts';

export class Remembered<T> {
  readonly #database: Database;
  readonly #values = new Map<string, T>();
  readonly #uncertain = new Set<string>();

  constructor(database: Database) {
    this.#database = database;
    database.onUndo(() => this.#forgetUncertain());
  }

  of(key: string, load: () => T): T {
    const known = this.#values.get(key);
    if (known !== undefined || this.#values.has(key)) return known as T;
    const value = load();
    this.#values.set(key, value);
    if (this.#database.isInTransaction) this.#uncertain.add(key);
    return value;
  }

  /** Call after a row was written that one of the values was made of. */
  forget(): void {
    this.#values.clear();
    this.#uncertain.clear();
  }

  #forgetUncertain(): void {
    for (const key of this.#uncertain) this.#values.delete(key);
    this.#uncertain.clear();
  }
}
