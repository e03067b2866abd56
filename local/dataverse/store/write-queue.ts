/** Group commit: the writes that arrive while one commit reaches the disk share the next one. */
import type { Database } from './database.ts';

interface Waiting {
  readonly work: () => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

interface Outcome {
  readonly job: Waiting;
  readonly value?: unknown;
  readonly error?: unknown;
  readonly failed: boolean;
}

export class WriteQueue {
  readonly #database: Database;
  readonly #beforeCommit: () => void;
  #waiting: Waiting[] = [];
  #scheduled = false;

  /** @param beforeCommit called inside each transaction, to keep counters with the rows they count */
  constructor(database: Database, beforeCommit: () => void) {
    this.#database = database;
    this.#beforeCommit = beforeCommit;
  }

  /** Runs the work in a transaction; resolves only when it is committed. A throw undoes this work alone. */
  async submit<T>(work: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ work, resolve: resolve as (value: unknown) => void, reject });
      if (this.#scheduled) return;
      this.#scheduled = true;
      setImmediate(() => this.#commitWaiting());
    });
  }

  #commitWaiting(): void {
    this.#scheduled = false;
    const jobs = this.#waiting;
    this.#waiting = [];
    try {
      this.#database.run('BEGIN IMMEDIATE');
      const outcomes = jobs.map((job) => this.#attempt(job));
      this.#beforeCommit();
      this.#database.run('COMMIT');
      for (const { job, value, error, failed } of outcomes) {
        if (failed) job.reject(error);
        else job.resolve(value);
      }
    } catch (error) {
      // The disk is full or the file is gone: nothing of this round was kept, so nobody may be told otherwise.
      try {
        this.#database.rollback();
      } catch {
        // SQLite has already rolled back by itself.
      }
      for (const job of jobs) job.reject(error);
    }
  }

  #attempt(job: Waiting): Outcome {
    try {
      return { job, value: this.#database.atomically(job.work), failed: false };
    } catch (error) {
      return { job, error, failed: true };
    }
  }
}
