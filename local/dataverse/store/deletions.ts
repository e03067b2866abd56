/** Which rows of tables with change tracking were deleted, and at which version of the store. */
import type { Database } from './database.ts';

export function createDeletionTable(database: Database): void {
  database.exec(
    'CREATE TABLE IF NOT EXISTS local_deletion (table_name TEXT, version REAL, row_id TEXT NOT NULL, ' +
      'PRIMARY KEY (table_name, version)) WITHOUT ROWID',
  );
}

export function recordDeletion(database: Database, table: string, id: string, version: number): void {
  database.run('INSERT INTO local_deletion (table_name, version, row_id) VALUES (?, ?, ?)', [
    table,
    version,
    id,
  ]);
}

/** Ids of rows deleted after a version, in the order in which it happened. */
export function deletedSince(database: Database, table: string, version: number): readonly string[] {
  return database
    .all('SELECT row_id AS id FROM local_deletion WHERE table_name = ? AND version > ? ORDER BY version', [
      table,
      version,
    ])
    .map(({ id }) => String(id));
}
