/** File columns: bytes in and out of `set(id)/column`, with the name in a header. */
import type { Session } from '../engine.ts';
import { badRequest, DataverseError, notSupported } from '../errors.ts';
import { newId } from '../ids.ts';
import type { Table } from '../metadata/catalog.ts';
import type { Column } from '../metadata/types.ts';
import { requireAccess } from '../security/access.ts';
import { raiseUpdate } from '../steps/raise.ts';
import type { Database, Row } from '../store/database.ts';
import type { Exchange } from './exchange.ts';
import { emptyResponse, type WebResponse } from './http.ts';
import type { Segment } from './path.ts';

export function createFileTable(database: Database): void {
  database.exec(
    'CREATE TABLE IF NOT EXISTS local_file (id TEXT PRIMARY KEY, table_name TEXT NOT NULL, row_id TEXT NOT NULL, ' +
      'column_name TEXT NOT NULL, file_name TEXT NOT NULL, bytes BLOB NOT NULL)',
  );
  database.exec('CREATE INDEX IF NOT EXISTS local_file_row ON local_file (row_id)');
}

export function answerFile(
  exchange: Exchange,
  table: Table,
  id: string,
  column: Column,
  further: readonly Segment[],
): WebResponse {
  const { session, request } = exchange;
  const row = session.engine.store.row(table, id) as Row;
  switch (request.method) {
    case 'GET':
      requireAccess(session.caller, 'Read', table, row);
      return readFile(session, column, row, further);
    case 'PATCH':
    case 'PUT':
      requireAccess(session.caller, 'Write', table, row);
      return writeFile(exchange, table, id, column, row);
    case 'DELETE':
      requireAccess(session.caller, 'Write', table, row);
      keepFile(session, table, id, column, row, undefined);
      return emptyResponse(204);
    default:
      throw badRequest(`The HTTP method '${request.method}' is not allowed on a file column.`);
  }
}

function readFile(session: Session, column: Column, row: Row, further: readonly Segment[]): WebResponse {
  const fileId = row[column.logicalName];
  const file = typeof fileId === 'string' ? fileOf(session.engine.store.database, fileId) : undefined;
  session.meter.add('readRow');
  if (file === undefined) return emptyResponse(204);
  const headers = {
    'Content-Type': 'application/octet-stream',
    'Content-Disposition': `attachment; filename="${file.name.replaceAll(/["\\\r\n]/g, '_')}"`,
    'x-ms-file-name': encodeURIComponent(file.name),
    'x-ms-file-size': String(file.bytes.length),
    'OData-Version': '4.0',
  };
  if (further.length === 1 && further[0]?.name === '$value')
    return { status: 200, headers, body: file.bytes };
  if (further.length > 0) throw badRequest('After a file column only /$value can follow.');
  // Without /$value the same bytes come as a JSON value.
  return {
    status: 200,
    headers: { ...headers, 'Content-Type': 'application/json; odata.metadata=minimal' },
    body: JSON.stringify({ value: Buffer.from(file.bytes).toString('base64') }),
  };
}

function writeFile(
  { request, session }: Exchange,
  table: Table,
  id: string,
  column: Column,
  row: Row,
): WebResponse {
  if (request.headers.get('x-ms-transfer-mode') !== undefined)
    throw notSupported('Uploading a file in chunks');
  const type = request.headers.get('content-type') ?? '';
  if (!type.startsWith('application/octet-stream'))
    throw badRequest('A file is sent as application/octet-stream.');
  const name = request.headers.get('x-ms-file-name');
  if (name === undefined || name === '') throw badRequest('The header x-ms-file-name is missing.');
  const limit = (column.maxSizeKb ?? 32_768) * 1024;
  if (request.body.length > limit) {
    throw new DataverseError(
      400,
      '0x80044a02',
      `The file is larger than ${limit} bytes, the limit of '${column.logicalName}'.`,
    );
  }
  keepFile(session, table, id, column, row, { name: decodeName(name), bytes: request.body });
  return emptyResponse(204);
}

function decodeName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    // A name with a bare percent sign was not encoded in the first place.
    return name;
  }
}

function keepFile(
  session: Session,
  table: Table,
  id: string,
  column: Column,
  before: Row,
  file: { name: string; bytes: Uint8Array } | undefined,
): void {
  const { store } = session.engine;
  const { logicalName } = column;
  store.database.run('DELETE FROM local_file WHERE row_id = ? AND column_name = ?', [id, logicalName]);
  const fileId = file === undefined ? null : newId();
  if (file !== undefined) {
    store.database.run(
      'INSERT INTO local_file (id, table_name, row_id, column_name, file_name, bytes) VALUES (?, ?, ?, ?, ?, ?)',
      [fileId, table.logicalName, id, logicalName, file.name, file.bytes],
    );
  }
  const changes: Row = {
    [logicalName]: fileId,
    modifiedon: session.now,
    modifiedby: session.caller.userId,
    versionnumber: store.nextVersion(),
  };
  store.update(table, id, changes);
  session.meter.add('rowWritten');
  raiseUpdate(session, table, id, {
    columns: [logicalName],
    changes,
    before,
    after: { ...before, ...changes },
  });
}

function fileOf(database: Database, id: string): { name: string; bytes: Uint8Array } | undefined {
  const row = database.get('SELECT file_name, bytes FROM local_file WHERE id = ?', [id]);
  return row === undefined
    ? undefined
    : { name: String(row['file_name']), bytes: row['bytes'] as Uint8Array };
}
