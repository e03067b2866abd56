/** What principals may do with a row because of the row above it. Kept apart from what was shared with them, and by where it comes from. */
import type { Database } from '../store/database.ts';
import { accessBits, type Share } from './shares.ts';

/** What the owner of the row above may do: everything that can be done with a row that is there. */
export const ownersMask = Object.values(accessBits).reduce((mask, bit) => mask | bit, 0) & ~accessBits.Create;

/** A row, and the row above it. */
export interface Inheritance {
  readonly objectType: string;
  readonly objectId: string;
  readonly sourceId: string;
}

export function createInheritedShareTable(database: Database): void {
  database.exec(
    'CREATE TABLE IF NOT EXISTS local_inherited_share (object_id TEXT, principal_id TEXT, source_id TEXT, ' +
      'object_type TEXT NOT NULL, principal_type TEXT NOT NULL, mask INTEGER NOT NULL, ' +
      'PRIMARY KEY (object_id, principal_id, source_id)) WITHOUT ROWID',
  );
  database.exec(
    'CREATE INDEX IF NOT EXISTS "inherited share principal" ON local_inherited_share (principal_id, object_type)',
  );
  database.exec('CREATE INDEX IF NOT EXISTS "inherited share source" ON local_inherited_share (source_id)');
  database.exec(
    'CREATE VIEW IF NOT EXISTS local_access AS SELECT object_id, principal_id, object_type, mask FROM local_share ' +
      'UNION ALL SELECT object_id, principal_id, object_type, mask FROM local_inherited_share',
  );
}

/** Whether anything is new. */
export function putInherited(database: Database, inheritance: Inheritance, share: Share): boolean {
  const { objectType, objectId, sourceId } = inheritance;
  const { principalId, principalType, mask } = share;
  const changed = database.run(
    'INSERT INTO local_inherited_share (object_id, principal_id, source_id, object_type, principal_type, mask) ' +
      'VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (object_id, principal_id, source_id) ' +
      'DO UPDATE SET mask = excluded.mask WHERE mask <> excluded.mask',
    [objectId, principalId, sourceId, objectType, principalType, mask],
  );
  return changed > 0;
}

/** Whether anything was there. */
export function dropInherited(
  database: Database,
  { objectId, sourceId }: Inheritance,
  principalId: string,
): boolean {
  const changed = database.run(
    'DELETE FROM local_inherited_share WHERE object_id = ? AND source_id = ? AND principal_id = ?',
    [objectId, sourceId, principalId],
  );
  return changed > 0;
}

/** Who has something of the row, shared or inherited, with all it adds up to. */
export function accessesTo(database: Database, objectId: string): readonly Share[] {
  const rows = database.all(
    'SELECT principal_id, principal_type, mask FROM local_share WHERE object_id = ?1 UNION ALL ' +
      'SELECT principal_id, principal_type, mask FROM local_inherited_share WHERE object_id = ?1',
    [objectId],
  );
  const shares = new Map<string, Share>();
  for (const row of rows) {
    const principalId = String(row['principal_id']);
    const mask = Number(row['mask']) | (shares.get(principalId)?.mask ?? 0);
    shares.set(principalId, { principalId, principalType: String(row['principal_type']), mask });
  }
  return [...shares.values()];
}

/** Those who have something of the row from this row above. */
export function inheritorsOf(database: Database, { objectId, sourceId }: Inheritance): readonly string[] {
  return database
    .all('SELECT principal_id FROM local_inherited_share WHERE object_id = ? AND source_id = ?', [
      objectId,
      sourceId,
    ])
    .map((row) => String(row['principal_id']));
}

/** Whether somebody has anything of rows of a table: what is remembered of them says so. */
export function hasAccessTo(database: Database, principalId: string, objectType: string): boolean {
  const found = database.get(
    'SELECT 1 AS found FROM local_access WHERE principal_id = ? AND object_type = ? LIMIT 1',
    [principalId, objectType],
  );
  return found !== undefined;
}

export function forgetInherited(database: Database, id: string): void {
  database.run('DELETE FROM local_inherited_share WHERE object_id = ?1 OR source_id = ?1', [id]);
}
