/** Postings wait in the database until Service Bus has them: written with the row they tell of, removed once sent. */
import type { Database } from '../store/database.ts';

export interface Posting {
  readonly id: string;
  readonly queue: string;
  readonly correlationId: string;
  readonly body: string;
  readonly properties: Readonly<Record<string, string>>;
}

export class Outbox {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
    this.reload();
  }

  /** Makes its table; also after the database was replaced. */
  reload(): void {
    this.#database.exec(
      'CREATE TABLE IF NOT EXISTS local_outbox (position INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, ' +
        'queue TEXT NOT NULL, correlation_id TEXT NOT NULL, body TEXT NOT NULL, properties TEXT NOT NULL)',
    );
  }

  add(posting: Posting): void {
    this.#database.run(
      'INSERT INTO local_outbox (id, queue, correlation_id, body, properties) VALUES (?, ?, ?, ?, ?)',
      [posting.id, posting.queue, posting.correlationId, posting.body, JSON.stringify(posting.properties)],
    );
  }

  /** How many postings Service Bus does not have yet. */
  pending(): number {
    return Number(this.#database.get('SELECT count(*) AS n FROM local_outbox')?.['n'] ?? 0);
  }

  /** The oldest postings, in the order they were written. */
  oldest(limit: number): readonly Posting[] {
    return this.#database.all('SELECT * FROM local_outbox ORDER BY position LIMIT ?', [limit]).map((row) => ({
      id: String(row['id']),
      queue: String(row['queue']),
      correlationId: String(row['correlation_id']),
      body: String(row['body']),
      properties: JSON.parse(String(row['properties'])) as Record<string, string>,
    }));
  }

  /** Call inside a transaction. */
  remove(ids: readonly string[]): void {
    for (const id of ids) this.#database.run('DELETE FROM local_outbox WHERE id = ?', [id]);
  }
}
