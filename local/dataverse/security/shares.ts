/** Rows shared with users and teams beside what their roles reach. */
import type { Database } from '../store/database.ts';
import type { Verb } from './privileges.ts';

/** The bits of an access mask, in the order in which they are listed. */
export const accessBits = {
  Read: 1,
  Write: 2,
  Append: 4,
  AppendTo: 16,
  Create: 32,
  Delete: 65_536,
  Share: 262_144,
  Assign: 524_288,
} as const satisfies Readonly<Record<Verb, number>>;

export interface Share {
  readonly principalId: string;
  readonly principalType: string;
  readonly mask: number;
}

export function createShareTable(database: Database): void {
  database.exec(
    'CREATE TABLE IF NOT EXISTS local_share (object_id TEXT, principal_id TEXT, object_type TEXT NOT NULL, ' +
      'principal_type TEXT NOT NULL, mask INTEGER NOT NULL, PRIMARY KEY (object_id, principal_id)) WITHOUT ROWID',
  );
  database.exec('CREATE INDEX IF NOT EXISTS "share principal" ON local_share (principal_id, object_type)');
}

/** Sets what a principal may do with a row; nothing removes the share. */
export function putShare(database: Database, objectType: string, objectId: string, share: Share): void {
  const { principalId, principalType, mask } = share;
  if (mask === 0) {
    database.run('DELETE FROM local_share WHERE object_id = ? AND principal_id = ?', [objectId, principalId]);
    return;
  }
  database.run(
    'INSERT INTO local_share (object_id, principal_id, object_type, principal_type, mask) VALUES (?, ?, ?, ?, ?) ' +
      'ON CONFLICT (object_id, principal_id) DO UPDATE SET mask = excluded.mask',
    [objectId, principalId, objectType, principalType, mask],
  );
}

export function sharesOf(database: Database, objectId: string): readonly Share[] {
  const rows = database.all(
    'SELECT principal_id, principal_type, mask FROM local_share WHERE object_id = ? ORDER BY principal_id',
    [objectId],
  );
  return rows.map((row) => ({
    principalId: String(row['principal_id']),
    principalType: String(row['principal_type']),
    mask: Number(row['mask']),
  }));
}

export function forgetShares(database: Database, id: string): void {
  database.run('DELETE FROM local_share WHERE object_id = ?', [id]);
}

/** What of one row any of these principals were given, by sharing or by the row above it, as bits. */
export function sharedMask(database: Database, objectId: string, principals: readonly string[]): number {
  return database
    .all(
      'SELECT mask FROM local_access WHERE object_id = ? AND principal_id IN (SELECT value FROM json_each(?))',
      [objectId, JSON.stringify(principals)],
    )
    .reduce((mask, row) => mask | Number(row['mask']), 0);
}

/** `ReadAccess, WriteAccess` as bits; undefined when a word is not a right. */
export function maskOf(text: string): number | undefined {
  if (text.trim() === 'None') return 0;
  let mask = 0;
  for (const word of text.split(',')) {
    const verb = /^\s*(\w+)Access\s*$/.exec(word)?.[1];
    if (verb === undefined || !Object.hasOwn(accessBits, verb)) return undefined;
    mask |= accessBits[verb as Verb];
  }
  return mask;
}

export function maskText(mask: number): string {
  const words = Object.entries(accessBits)
    .filter(([, bit]) => (mask & bit) !== 0)
    .map(([verb]) => `${verb}Access`);
  return words.length === 0 ? 'None' : words.join(', ');
}
