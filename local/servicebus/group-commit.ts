/**
 * Group commit: all changes of one event-loop turn share a transaction, and nothing is answered before it is on the disk.
 *
 * A change that cannot be written, or a commit that fails, ends the process: memory would be ahead of the disk, and nothing of it has
 * been acknowledged.
 */
import type { DatabaseSync } from 'node:sqlite';

export class GroupCommit {
  readonly #database: DatabaseSync;
  #inTransaction = false;
  #flush: NodeJS.Immediate | undefined;
  #effects: (() => void)[] = [];

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Runs a change inside the transaction of this turn. */
  write<T>(change: () => T): T {
    if (!this.#inTransaction) {
      this.#database.exec('BEGIN');
      this.#inTransaction = true;
    }
    this.#schedule();
    try {
      return change();
    } catch (error) {
      // Thrown again where nobody catches it: rhea would take it for a fault of the connection and go on.
      process.nextTick(() => {
        throw error;
      });
      throw error;
    }
  }

  /** Runs an effect (an answer, a hand-over) once everything written so far is durable, in the order they were asked for. */
  afterCommit(effect: () => void): void {
    this.#effects.push(effect);
    this.#schedule();
  }

  /** Commits now and runs the effects, and the effects of those. */
  flush(): void {
    clearImmediate(this.#flush);
    this.#flush = undefined;
    while (this.#inTransaction || this.#effects.length > 0) {
      if (this.#inTransaction) this.#database.exec('COMMIT');
      this.#inTransaction = false;
      const effects = this.#effects;
      this.#effects = [];
      for (const effect of effects) effect();
    }
  }

  #schedule(): void {
    this.#flush ??= setImmediate(() => this.flush());
  }
}
