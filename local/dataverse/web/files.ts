/** File columns: bytes in and out of `set(id)/column`, at once or in pieces, with the name in a header. */
import type { Session } from '../engine.ts';
import { badRequest, DataverseError } from '../errors.ts';
import { newId } from '../ids.ts';
import type { Table } from '../metadata/catalog.ts';
import type { Column } from '../metadata/types.ts';
import { requireAccess } from '../security/access.ts';
import { raiseUpdate } from '../steps/raise.ts';
import type { Row } from '../store/database.ts';
import {
  addPiece,
  beginUpload,
  fileById,
  finishUpload,
  putFile,
  removeFile,
  uploadName,
  type FilePlace,
  type StoredFile,
} from '../store/files.ts';
import type { Exchange } from './exchange.ts';
import { emptyResponse, type WebResponse } from './http.ts';
import type { Segment } from './path.ts';

const pieceBytes = 4 * 1024 * 1024;

interface FileColumn {
  readonly table: Table;
  readonly id: string;
  readonly column: Column;
  readonly row: Row;
  readonly place: FilePlace;
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
  const place = { table: table.logicalName, rowId: id, column: column.logicalName };
  const target: FileColumn = { table, id, column, row, place };
  switch (request.method) {
    case 'GET':
      requireAccess(session.caller, 'Read', table, row);
      return readFile(exchange, target, further);
    case 'PATCH':
    case 'PUT':
      requireAccess(session.caller, 'Write', table, row);
      return receiveFile(exchange, target);
    case 'DELETE':
      requireAccess(session.caller, 'Write', table, row);
      keepFile(session, target, undefined);
      return emptyResponse(204);
    default:
      throw badRequest(`The HTTP method '${request.method}' is not allowed on a file column.`);
  }
}

function readFile(exchange: Exchange, { row, column }: FileColumn, further: readonly Segment[]): WebResponse {
  const { session, request } = exchange;
  const raw = further.length === 1 && further[0]?.name === '$value';
  if (further.length > 0 && !raw) throw badRequest('After a file column only /$value can follow.');
  const fileId = row[column.logicalName];
  const file = typeof fileId === 'string' ? fileById(session.engine.store.database, fileId) : undefined;
  session.meter.add('readRow');
  if (file === undefined) return emptyResponse(204);
  const range = rangeOf(request.headers.get('range'), file.bytes.length);
  const bytes = range === undefined ? file.bytes : file.bytes.subarray(range.start, range.end);
  const headers = {
    'Content-Disposition': `attachment; filename="${encodeURIComponent(file.name)}"`,
    'x-ms-file-name': encodeURIComponent(file.name),
    'x-ms-file-size': String(file.bytes.length),
    'x-ms-chunk-size': String(pieceBytes),
    Location: `${request.base}${request.path}`,
    'OData-Version': '4.0',
  };
  const status = range === undefined ? 200 : 206;
  if (raw)
    return { status, headers: { ...headers, 'Content-Type': 'application/octet-stream' }, body: bytes };
  // Without /$value the same bytes come as a JSON value.
  return {
    status,
    headers: { ...headers, 'Content-Type': 'application/json; odata.metadata=minimal' },
    body: JSON.stringify({ value: Buffer.from(bytes).toString('base64') }),
  };
}

function rangeOf(header: string | undefined, size: number): { start: number; end: number } | undefined {
  if (header === undefined) return undefined;
  const match = /^bytes=(\d+)-(\d*)$/.exec(header);
  if (match === null) throw badRequest(`'${header}' is not a range of bytes.`);
  const start = Number(match[1]);
  const last = match[2] === '' ? size - 1 : Number(match[2]);
  if (start >= size && size > 0)
    throw new DataverseError(416, '0x80044a03', `The file has only ${size} bytes.`);
  return { start, end: Math.min(last + 1, size) };
}

function receiveFile(exchange: Exchange, target: FileColumn): WebResponse {
  const { request, session } = exchange;
  const token = optionOf(exchange, 'sessiontoken');
  if (token !== undefined) return receivePiece(exchange, target, token);
  const name = fileName(exchange);
  if (request.headers.get('x-ms-transfer-mode') === 'chunked') {
    const begun = newId();
    beginUpload(session.engine.store.database, begun, target.place, name);
    const location = `${request.base}${request.path}?sessiontoken=${begun}`;
    return emptyResponse(200, {
      Location: location,
      'x-ms-chunk-size': String(pieceBytes),
      'Accept-Ranges': 'bytes',
    });
  }
  requireBytes(exchange);
  requireSize(target, request.body.length);
  keepFile(session, target, { name, bytes: request.body });
  return emptyResponse(204);
}

/** 206 as long as pieces are missing, 204 with the last one. */
function receivePiece(exchange: Exchange, target: FileColumn, token: string): WebResponse {
  const { request, session } = exchange;
  const { database } = session.engine.store;
  const name = uploadName(database, token, target.place);
  if (name === undefined) throw badRequest('The sessiontoken is not of an upload to this column.');
  requireBytes(exchange);
  const match = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(request.headers.get('content-range') ?? '');
  if (match === null)
    throw badRequest('A piece of a file needs the header Content-Range: bytes first-last/total.');
  const [start, last, total] = match.slice(1).map(Number) as [number, number, number];
  if (last - start + 1 !== request.body.length)
    throw badRequest('Content-Range does not fit the length of the piece.');
  requireSize(target, total);
  addPiece(database, token, start, request.body);
  if (last + 1 < total) return emptyResponse(206);
  const bytes = finishUpload(database, token, total);
  if (bytes === undefined) throw badRequest('A piece of the file is missing.');
  keepFile(session, target, { name, bytes });
  return emptyResponse(204);
}

function requireBytes({ request }: Exchange): void {
  if (request.headers.get('content-type')?.startsWith('application/octet-stream') === true) return;
  throw badRequest('A file is sent as application/octet-stream.');
}

function requireSize({ column }: FileColumn, size: number): void {
  const limit = (column.maxSizeKb ?? 32_768) * 1024;
  if (size <= limit) return;
  throw new DataverseError(
    400,
    '0x80044a02',
    `The file is larger than ${limit} bytes, the limit of '${column.logicalName}'.`,
  );
}

function fileName(exchange: Exchange): string {
  const fromHeader = exchange.request.headers.get('x-ms-file-name');
  const name = fromHeader === undefined ? optionOf(exchange, 'x-ms-file-name') : decodeName(fromHeader);
  if (name === undefined || name === '') throw badRequest('The header x-ms-file-name is missing.');
  return name;
}

function optionOf({ options }: Exchange, name: string): string | undefined {
  return options.raw.find(([candidate]) => candidate === name)?.[1];
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
  { table, id, column, row, place }: FileColumn,
  file: StoredFile | undefined,
): void {
  const { store } = session.engine;
  const fileId = file === undefined ? null : newId();
  if (file === undefined || fileId === null) removeFile(store.database, place);
  else putFile(store.database, fileId, place, file);
  const changes: Row = {
    [column.logicalName]: fileId,
    modifiedon: session.now,
    modifiedby: session.caller.userId,
    versionnumber: store.nextVersion(),
  };
  store.update(table, id, changes);
  session.meter.add('rowWritten');
  raiseUpdate(session, table, id, {
    columns: [column.logicalName],
    changes,
    before: row,
    after: { ...row, ...changes },
  });
}
