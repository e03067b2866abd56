/** Everything that was sent, in one SQLite file: what was answered is on disk, whatever happens to the process. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';

export const kinds = ['mail', 'letter', 'sms'] as const;
export type Kind = (typeof kinds)[number];

export type NewMessage = {
  readonly kind: Kind;
  /** ISO instant on the local clock. */
  readonly at: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The sender's own name for the effect; empty when it gave none. */
  readonly key: string;
  /** Bytes as received. */
  readonly size: number;
  /** Header lines as they came; mail only. */
  readonly headers: readonly string[];
  /** The whole message as received; mail only, letters stay in their folder. */
  readonly raw?: Uint8Array;
  /** Name in the letters' folder. */
  readonly file?: string;
};

export type Message = Omit<NewMessage, 'raw'> & { readonly id: number };

export type Filter = { readonly kind?: Kind | undefined; readonly words?: readonly string[] };

type Row = {
  readonly id: number;
  readonly kind: Kind;
  readonly at: string;
  readonly sender: string;
  readonly recipient: string;
  readonly subject: string;
  readonly text: string;
  readonly key: string;
  readonly size: number;
  readonly headers: string;
  readonly file: string | null;
};

export class OutboxStore {
  readonly #database: DatabaseSync;

  /** @param folder where the file is kept; created if missing. */
  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.#database = new DatabaseSync(join(folder, 'outbox.sqlite'));
    this.#database.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      CREATE TABLE IF NOT EXISTS message (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL, at TEXT NOT NULL, sender TEXT NOT NULL, recipient TEXT NOT NULL, subject TEXT NOT NULL,
        text TEXT NOT NULL, key TEXT NOT NULL, size INTEGER NOT NULL, headers TEXT NOT NULL, raw BLOB, file TEXT UNIQUE,
        searchable TEXT NOT NULL
      );
      CREATE INDEX IF NOT EXISTS message_at ON message (at, id);
      CREATE INDEX IF NOT EXISTS message_kind ON message (kind, at, id);
      CREATE INDEX IF NOT EXISTS message_key ON message (key);
    `);
  }

  /** Stores a message durably and gives its number. */
  add(message: NewMessage): number {
    const { kind, at, from, to, subject, text, key, size, headers, raw, file } = message;
    const searchable = foldedForSearch([subject, to, from, key, text].join('\n'));
    const { lastInsertRowid } = this.#database
      .prepare(
        `INSERT INTO message (kind, at, sender, recipient, subject, text, key, size, headers, raw, file, searchable)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        kind,
        at,
        from,
        to,
        subject,
        text,
        key,
        size,
        JSON.stringify(headers),
        raw ?? null,
        file ?? null,
        searchable,
      );
    return Number(lastInsertRowid);
  }

  get(id: number): Message | undefined {
    return this.#messages('WHERE id = ?', [id])[0];
  }

  raw(id: number): Uint8Array | undefined {
    const row = this.#database.prepare('SELECT raw FROM message WHERE id = ?').get(id);
    return (row?.['raw'] ?? undefined) as Uint8Array | undefined;
  }

  /** The text message sent under a key. */
  smsOf(key: string): Message | undefined {
    return this.#messages("WHERE kind = 'sms' AND key = ?", [key])[0];
  }

  /** Newest first. */
  newest(
    filter: Filter,
    { skip, limit }: { readonly skip: number; readonly limit: number },
  ): readonly Message[] {
    const { where, values } = condition(filter);
    return this.#messages(`WHERE ${where} ORDER BY at DESC, id DESC LIMIT ? OFFSET ?`, [
      ...values,
      limit,
      skip,
    ]);
  }

  /** In the order in which they came, from the one after the number `after`. */
  after(
    filter: Filter,
    { after, limit }: { readonly after: number; readonly limit: number },
  ): readonly Message[] {
    const { where, values } = condition(filter);
    return this.#messages(`WHERE ${where} AND id > ? ORDER BY id LIMIT ?`, [...values, after, limit]);
  }

  count(filter: Filter): number {
    const { where, values } = condition(filter);
    const row = this.#database.prepare(`SELECT count(*) AS total FROM message WHERE ${where}`).get(...values);
    return Number(row?.['total']);
  }

  /** Keys under which more than one message arrived, of whatever kind. */
  keysSeenTwice(): readonly string[] {
    const rows = this.#database
      .prepare("SELECT key FROM message WHERE key <> '' GROUP BY key HAVING count(*) > 1 ORDER BY key")
      .all();
    return rows.map((row) => String(row['key']));
  }

  files(): readonly string[] {
    const rows = this.#database.prepare('SELECT file FROM message WHERE file IS NOT NULL').all();
    return rows.map((row) => String(row['file']));
  }

  close(): void {
    this.#database.close();
  }

  #messages(rest: string, values: readonly SQLInputValue[]): readonly Message[] {
    const columns = 'id, kind, at, sender, recipient, subject, text, key, size, headers, file';
    return this.#database
      .prepare(`SELECT ${columns} FROM message ${rest}`)
      .all(...values)
      .map((row) => messageOf(row as Row));
  }
}

function messageOf({ sender, recipient, headers, file, ...same }: Row): Message {
  return {
    ...same,
    from: sender,
    to: recipient,
    headers: JSON.parse(headers) as string[],
    ...(file === null ? {} : { file }),
  };
}

function condition({ kind, words = [] }: Filter): {
  readonly where: string;
  readonly values: readonly SQLInputValue[];
} {
  const conditions = [...(kind ? ['kind = ?'] : []), ...words.map(() => 'instr(searchable, ?) > 0')];
  return {
    where: conditions.join(' AND ') || 'true',
    values: [...(kind ? [kind] : []), ...words.map(foldedForSearch)],
  };
}

/** Without case and accents, so that “kovacs” finds “Kovács” and “Łódź” is found by “lodz”. */
export function foldedForSearch(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\u00a0\u202f]/g, ' ')
    .replaceAll('ł', 'l')
    .replaceAll('ß', 'ss');
}
