/** Requests to one row: read, change, delete it, or go on to one of its properties. */
import { accessDenied, badRequest, unknownProperty } from '../errors.ts';
import { propertyOf, tableOf, type Table } from '../metadata/catalog.ts';
import { readRow } from '../query/odata/read-row.ts';
import { deleteRow } from '../records/delete.ts';
import { parseKey, type RowKey } from '../records/references.ts';
import { updateRow } from '../records/update.ts';
import { requireRow, upsertRow } from '../records/upsert.ts';
import { callAction } from './actions.ts';
import { answerAssociation } from './associations.ts';
import { callBoundFunction, isBoundFunction } from './bound-functions.ts';
import { contextOf, ifVersion, jsonBody, readSettings, type Exchange } from './exchange.ts';
import { answerFile } from './files.ts';
import { emptyResponse, jsonResponse, type WebResponse } from './http.ts';
import type { Segment } from './path.ts';
import { applied, listRows } from './sets.ts';
import { isEmpty } from '../store/database.ts';

const namespace = 'Microsoft.Dynamics.CRM.';

export function answerRow(
  exchange: Exchange,
  table: Table,
  keyText: string,
  rest: readonly Segment[],
): WebResponse {
  const key = parseKey(table, keyText);
  const [next, ...further] = rest;
  if (next === undefined) return answerWholeRow(exchange, table, key);
  if (next.name.startsWith(namespace)) {
    const id = requireRow(exchange.session, table, key);
    const called = { name: next.name.slice(namespace.length), key: next.key };
    return isBoundFunction(called.name)
      ? callBoundFunction(exchange, called, { table, id })
      : callAction(exchange, called, { table, id });
  }
  const column = table.columnByProperty.get(next.name);
  if (column?.kind === 'file')
    return answerFile(exchange, table, requireRow(exchange.session, table, key), column, further);
  const single = table.singles.get(next.name);
  const collection = table.collections.get(next.name);
  if (single !== undefined || collection !== undefined) {
    const id = requireRow(exchange.session, table, key);
    if (further.length > 0) return answerAssociation(exchange, { table, id }, next, further);
    if (collection !== undefined) {
      if (next.key !== undefined) return answerRow(exchange, collection.table, next.key, []);
      return listRows(exchange, collection.table, { navigation: collection, parent: table, id });
    }
    return readThrough(exchange, table, id, next.name);
  }
  return answerProperty(exchange, table, key, next.name, further);
}

function answerWholeRow(exchange: Exchange, table: Table, key: RowKey): WebResponse {
  switch (exchange.request.method) {
    case 'GET':
      return readOne(exchange, table, key);
    case 'PATCH':
      return upsertOne(exchange, table, key);
    case 'DELETE':
      deleteRow(exchange.session, table, requireRow(exchange.session, table, key), ifVersion(exchange));
      return emptyResponse(204);
    default:
      throw badRequest(`The HTTP method '${exchange.request.method}' is not allowed on a row.`);
  }
}

function readOne(exchange: Exchange, table: Table, key: RowKey): WebResponse {
  const { session, options, preferences, request } = exchange;
  const row = readRow(session, table, key, options, readSettings(exchange));
  if (row === undefined) throw unreadable(exchange, table, key);
  const etag = String(row['@odata.etag']);
  const fresh = request.headers.get('if-none-match') === etag;
  if (fresh && options.expand.length === 0 && !preferences.annotations.any)
    return emptyResponse(304, { ETag: etag });
  const headers = { ETag: etag, ...applied(preferences.applied) };
  return jsonResponse(
    200,
    { '@odata.context': contextOf(exchange, table.entitySetName, true), ...row },
    headers,
  );
}

function upsertOne(exchange: Exchange, table: Table, key: RowKey): WebResponse {
  const { session, request, preferences, options } = exchange;
  const version = ifVersion(exchange);
  const { id, created } = upsertRow(session, table, key, jsonBody(exchange), {
    onlyUpdate: request.headers.get('if-match') === '*',
    onlyCreate: request.headers.get('if-none-match') === '*',
    ...(version === undefined ? {} : { ifVersion: version }),
  });
  const headers = {
    'OData-EntityId': `${request.base}${table.entitySetName}(${id})`,
    ...applied(preferences.applied),
  };
  if (!preferences.returnRepresentation) return emptyResponse(204, headers);
  const row = readRow(session, table, { kind: 'id', id }, options, readSettings(exchange));
  const body = { '@odata.context': contextOf(exchange, table.entitySetName, true), ...row };
  return jsonResponse(created ? 201 : 200, body, headers);
}

/** `set(id)/nav`: the row a single-valued navigation property leads to, 204 when it leads nowhere. */
function readThrough(exchange: Exchange, table: Table, id: string, name: string): WebResponse {
  const { session, options } = exchange;
  const navigation = table.singles.get(name);
  if (navigation === undefined) throw unknownProperty(name, table.logicalName);
  if (exchange.request.method === 'DELETE') {
    updateRow(session, table, id, { [`${name}@odata.bind`]: null });
    return emptyResponse(204);
  }
  if (exchange.request.method !== 'GET') throw badRequest(`The HTTP method is not allowed on '${name}'.`);
  const row = session.engine.store.row(table, id);
  const targetId = row?.[navigation.column.logicalName];
  if (isEmpty(targetId)) return emptyResponse(204);
  for (const target of navigation.targets) {
    const found = readRow(
      session,
      tableOf(session.engine.catalog, target.logicalName),
      { kind: 'id', id: String(targetId) },
      options,
      readSettings(exchange),
    );
    if (found === undefined) continue;
    return jsonResponse(200, { '@odata.context': contextOf(exchange, target.entitySetName, true), ...found });
  }
  return emptyResponse(204);
}

/** `set(id)/property`: one value to read, PUT or DELETE. */
function answerProperty(
  exchange: Exchange,
  table: Table,
  key: RowKey,
  name: string,
  further: readonly Segment[],
): WebResponse {
  const { session, request } = exchange;
  const column = table.columnByProperty.get(name);
  if (column === undefined) throw unknownProperty(name, table.logicalName);
  const id = requireRow(session, table, key);
  if (request.method === 'GET') {
    const row = readRow(
      session,
      table,
      { kind: 'id', id },
      { select: [name], expand: [] },
      readSettings(exchange),
    );
    if (row === undefined) throw unreadable(exchange, table, key);
    const value = row[propertyOf(column)];
    if (further[0]?.name === '$value') {
      return isEmpty(value)
        ? emptyResponse(204)
        : {
            status: 200,
            headers: { 'Content-Type': 'text/plain', 'OData-Version': '4.0' },
            body: typeof value === 'string' ? value : JSON.stringify(value),
          };
    }
    if (isEmpty(value)) return emptyResponse(204);
    return jsonResponse(200, {
      '@odata.context': `${request.base}$metadata#${table.entitySetName}(${id})/${name}`,
      value,
    });
  }
  if (request.method === 'PUT')
    updateRow(session, table, id, { [name]: jsonBody(exchange)['value'] ?? null });
  else if (request.method === 'DELETE') updateRow(session, table, id, { [name]: null });
  else throw badRequest(`The HTTP method '${request.method}' is not allowed on a property.`);
  return emptyResponse(204);
}

/** A row that is there but may not be read is refused by name of the right, not hidden. */
function unreadable({ session }: Exchange, table: Table, key: RowKey): Error {
  const id = requireRow(session, table, key);
  return accessDenied({
    userId: session.caller.userId,
    right: 'ReadAccess',
    table: table.logicalName,
    id,
  });
}
