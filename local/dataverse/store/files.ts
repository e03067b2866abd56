/** The bytes of file columns, and of uploads that arrive in pieces. */
import type { Database } from './database.ts';

export interface StoredFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Which column of which row a file belongs to. */
export interface FilePlace {
  readonly table: string;
  readonly rowId: string;
  readonly column: string;
}

export function createFileTables(database: Database): void {
  database.exec(
    'CREATE TABLE IF NOT EXISTS local_file (id TEXT PRIMARY KEY, table_name TEXT NOT NULL, row_id TEXT NOT NULL, ' +
      'column_name TEXT NOT NULL, file_name TEXT NOT NULL, bytes BLOB NOT NULL)',
  );
  database.exec('CREATE INDEX IF NOT EXISTS local_file_row ON local_file (row_id)');
  database.exec(
    'CREATE TABLE IF NOT EXISTS local_upload (token TEXT PRIMARY KEY, place TEXT NOT NULL, file_name TEXT NOT NULL)',
  );
  database.exec(
    'CREATE TABLE IF NOT EXISTS local_upload_piece (token TEXT NOT NULL, start INTEGER NOT NULL, bytes BLOB NOT NULL, ' +
      'PRIMARY KEY (token, start))',
  );
}

export function fileById(database: Database, id: string): StoredFile | undefined {
  const row = database.get('SELECT file_name, bytes FROM local_file WHERE id = ?', [id]);
  return row === undefined
    ? undefined
    : { name: String(row['file_name']), bytes: row['bytes'] as Uint8Array };
}

export function putFile(database: Database, id: string, place: FilePlace, file: StoredFile): void {
  removeFile(database, place);
  database.run(
    'INSERT INTO local_file (id, table_name, row_id, column_name, file_name, bytes) VALUES (?, ?, ?, ?, ?, ?)',
    [id, place.table, place.rowId, place.column, file.name, file.bytes],
  );
}

export function removeFile(database: Database, place: FilePlace): void {
  database.run('DELETE FROM local_file WHERE row_id = ? AND column_name = ?', [place.rowId, place.column]);
}

export function beginUpload(database: Database, token: string, place: FilePlace, fileName: string): void {
  database.run('INSERT INTO local_upload (token, place, file_name) VALUES (?, ?, ?)', [
    token,
    placeText(place),
    fileName,
  ]);
}

/** The name of the file being uploaded, or undefined for a token that is not of this place. */
export function uploadName(database: Database, token: string, place: FilePlace): string | undefined {
  const row = database.get('SELECT file_name FROM local_upload WHERE token = ? AND place = ?', [
    token,
    placeText(place),
  ]);
  return row === undefined ? undefined : String(row['file_name']);
}

/** Keeps a piece; one that is sent again takes its own place. */
export function addPiece(database: Database, token: string, start: number, bytes: Uint8Array): void {
  database.run('INSERT OR REPLACE INTO local_upload_piece (token, start, bytes) VALUES (?, ?, ?)', [
    token,
    start,
    bytes,
  ]);
}

/** All pieces together, when they make up the whole; the upload is over then. */
export function finishUpload(database: Database, token: string, totalBytes: number): Uint8Array | undefined {
  const rows = database.all('SELECT start, bytes FROM local_upload_piece WHERE token = ? ORDER BY start', [
    token,
  ]);
  const whole = new Uint8Array(totalBytes);
  let filled = 0;
  for (const row of rows) {
    const bytes = row['bytes'] as Uint8Array;
    if (row['start'] !== filled || filled + bytes.length > totalBytes) return undefined;
    whole.set(bytes, filled);
    filled += bytes.length;
  }
  if (filled !== totalBytes) return undefined;
  database.run('DELETE FROM local_upload_piece WHERE token = ?', [token]);
  database.run('DELETE FROM local_upload WHERE token = ?', [token]);
  return whole;
}

function placeText({ table, rowId, column }: FilePlace): string {
  return `${table} ${rowId} ${column}`;
}
