/**
 * What the broker must still know after a kill: messages with their delivery counts, each queue's highest sequence number, the
 * duplicate-detection windows and the session states. Writes join the transaction of the event-loop turn (see `group-commit.ts`).
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { StatementSync } from 'node:sqlite';
import { GroupCommit } from './group-commit.ts';
import type { QueuedMessage, StoredState } from './queued-message.ts';

export type StoredMessage = Omit<QueuedMessage, 'place'> & { readonly state: StoredState };
export type StoredPayload = StoredMessage & { readonly payload: Buffer };

const schema = `
  CREATE TABLE IF NOT EXISTS queue (name TEXT PRIMARY KEY, last_sequence INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS message (
    id INTEGER PRIMARY KEY,
    queue TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('active', 'scheduled', 'deferred')),
    session_id TEXT,
    enqueued_at INTEGER NOT NULL,
    scheduled_for INTEGER,
    time_to_live_ms INTEGER,
    expires_at INTEGER,
    delivery_count INTEGER NOT NULL,
    payload BLOB NOT NULL,
    UNIQUE (queue, sequence)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS seen_message (
    queue TEXT NOT NULL, message_key TEXT NOT NULL, sequence INTEGER NOT NULL, seen_at INTEGER NOT NULL,
    PRIMARY KEY (queue, message_key)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS session_state (
    queue TEXT NOT NULL, session_id TEXT NOT NULL, state BLOB NOT NULL,
    PRIMARY KEY (queue, session_id)
  ) STRICT, WITHOUT ROWID;
`;

const messageColumns = `id, sequence, state, session_id AS sessionId, enqueued_at AS enqueuedAt, scheduled_for AS scheduledFor,
  time_to_live_ms AS timeToLiveMs, expires_at AS expiresAt, delivery_count AS deliveryCount`;

export class BrokerStore {
  readonly #database: DatabaseSync;
  readonly #commit: GroupCommit;
  readonly #statements = new Map<string, StatementSync>();

  /** @param folder created when it is missing */
  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.#database = new DatabaseSync(join(folder, 'servicebus.sqlite'));
    this.#database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
    this.#database.exec(schema);
    this.#commit = new GroupCommit(this.#database);
  }

  afterCommit(effect: () => void): void {
    this.#commit.afterCommit(effect);
  }

  close(): void {
    this.#commit.flush();
    this.#database.close();
  }

  insert(queue: string, message: Omit<StoredMessage, 'id'>, payload: Buffer): number {
    const { lastInsertRowid } = this.#write(
      `INSERT INTO message (queue, sequence, state, session_id, enqueued_at, scheduled_for, time_to_live_ms, expires_at,
         delivery_count, payload) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      queue,
      message.sequence,
      message.state,
      message.sessionId ?? null,
      message.enqueuedAt,
      message.scheduledFor ?? null,
      message.timeToLiveMs ?? null,
      message.expiresAt ?? null,
      message.deliveryCount,
      payload,
    );
    return Number(lastInsertRowid);
  }

  remove(id: number): void {
    this.#write('DELETE FROM message WHERE id = ?', id);
  }

  /** A scheduled message becomes visible. */
  activate(id: number, { sequence, enqueuedAt, expiresAt }: Omit<QueuedMessage, 'place'>): void {
    this.#write(
      `UPDATE message SET state = 'active', sequence = ?, enqueued_at = ?, expires_at = ? WHERE id = ?`,
      sequence,
      enqueuedAt,
      expiresAt ?? null,
      id,
    );
  }

  setState(id: number, state: StoredState): void {
    this.#write('UPDATE message SET state = ? WHERE id = ?', state, id);
  }

  /** A message becomes a dead letter: it keeps its sequence number and does not expire any more. */
  moveTo(queue: string, id: number): void {
    this.#write(`UPDATE message SET queue = ?, state = 'active', expires_at = NULL WHERE id = ?`, queue, id);
  }

  setDeliveryCount(id: number, deliveryCount: number): void {
    this.#write('UPDATE message SET delivery_count = ? WHERE id = ?', deliveryCount, id);
  }

  setPayload(id: number, payload: Buffer): void {
    this.#write('UPDATE message SET payload = ? WHERE id = ?', payload, id);
  }

  setLastSequence(queue: string, sequence: number): void {
    this.#write(
      `INSERT INTO queue (name, last_sequence) VALUES (?, ?)
         ON CONFLICT (name) DO UPDATE SET last_sequence = excluded.last_sequence`,
      queue,
      sequence,
    );
  }

  /** The sequence number a message with this key got, when it was seen after the instant given. */
  seenSince(queue: string, messageKey: string, since: number): number | undefined {
    const row = this.#prepare(
      'SELECT sequence FROM seen_message WHERE queue = ? AND message_key = ? AND seen_at > ?',
    ).get(queue, messageKey, since);
    return row?.['sequence'] as number | undefined;
  }

  rememberSeen(queue: string, seen: { messageKey: string; sequence: number; seenAt: number }): void {
    this.#write(
      `INSERT INTO seen_message (queue, message_key, sequence, seen_at) VALUES (?, ?, ?, ?)
         ON CONFLICT (queue, message_key) DO UPDATE SET sequence = excluded.sequence, seen_at = excluded.seen_at`,
      queue,
      seen.messageKey,
      seen.sequence,
      seen.seenAt,
    );
  }

  forgetSeenUntil(queue: string, until: number): void {
    this.#write('DELETE FROM seen_message WHERE queue = ? AND seen_at <= ?', queue, until);
  }

  setSessionState(queue: string, sessionId: string, state: Buffer | undefined): void {
    if (state === undefined) {
      this.#write('DELETE FROM session_state WHERE queue = ? AND session_id = ?', queue, sessionId);
      return;
    }
    this.#write(
      `INSERT INTO session_state (queue, session_id, state) VALUES (?, ?, ?)
         ON CONFLICT (queue, session_id) DO UPDATE SET state = excluded.state`,
      queue,
      sessionId,
      state,
    );
  }

  sessionState(queue: string, sessionId: string): Buffer | undefined {
    const row = this.#prepare('SELECT state FROM session_state WHERE queue = ? AND session_id = ?').get(
      queue,
      sessionId,
    );
    return row && asBuffer(row['state']);
  }

  payload(id: number): Buffer {
    const row = this.#prepare('SELECT payload FROM message WHERE id = ?').get(id);
    if (row === undefined) throw new Error(`The store has no message ${id}.`);
    return asBuffer(row['payload']);
  }

  lastSequence(queue: string): number {
    const row = this.#prepare('SELECT last_sequence AS last FROM queue WHERE name = ?').get(queue);
    return (row?.['last'] as number | undefined) ?? 0;
  }

  /** Everything kept of a queue, in the order of its sequence numbers. */
  messages(queue: string): StoredMessage[] {
    return this.#prepare(`SELECT ${messageColumns} FROM message WHERE queue = ? ORDER BY sequence`)
      .all(queue)
      .map(asMessage);
  }

  /** Reads on in a queue without taking anything. */
  browse(
    queue: string,
    {
      fromSequence,
      count,
      sessionId = null,
    }: { fromSequence: number; count: number; sessionId?: string | null | undefined },
  ): StoredPayload[] {
    return this.#prepare(
      `SELECT ${messageColumns}, payload FROM message
         WHERE queue = ? AND sequence >= ? AND (? IS NULL OR session_id = ?) ORDER BY sequence LIMIT ?`,
    )
      .all(queue, fromSequence, sessionId, sessionId, count)
      .map((row) => ({ ...asMessage(row), payload: asBuffer(row['payload']) }));
  }

  #write(sql: string, ...values: (string | number | null | Buffer)[]): { lastInsertRowid: number | bigint } {
    return this.#commit.write(() => this.#prepare(sql).run(...values));
  }

  #prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) this.#statements.set(sql, (statement = this.#database.prepare(sql)));
    return statement;
  }
}

type Row = Record<string, unknown>;

function asMessage(row: Row): StoredMessage {
  const present = Object.entries(row).filter(([column, value]) => value !== null && column !== 'payload');
  return Object.fromEntries(present) as unknown as StoredMessage;
}

function asBuffer(bytes: unknown): Buffer {
  const { buffer, byteOffset, byteLength } = bytes as Uint8Array;
  return Buffer.from(buffer, byteOffset, byteLength);
}
