/** Requests to a whole set: read its rows, count them, create one, or call an action bound to it. */
import { badRequest, invalidArgument, notSupported, rowNotFound, unknownSegment } from '../errors.ts';
import { parseId } from '../ids.ts';
import { tableOf, type CollectionNavigation, type Table } from '../metadata/catalog.ts';
import { readFetch } from '../query/fetchxml/read.ts';
import { countMatching, maximumPageSize, readRows } from '../query/odata/read.ts';
import { readRow } from '../query/odata/read-row.ts';
import { readGroups } from '../query/odata/read-groups.ts';
import { requireAccess } from '../security/access.ts';
import {
  changesSince,
  countChanges,
  deltaToken,
  requireTracking,
  versionIn,
} from '../query/odata/changes.ts';
import { createRow } from '../records/create.ts';
import type { Annotations } from '../query/annotations.ts';
import { callBulk, isBulkAction } from './bulk.ts';
import { contextOf, jsonBody, readSettings, type Exchange } from './exchange.ts';
import { emptyResponse, jsonResponse, type WebResponse } from './http.ts';
import type { Segment } from './path.ts';
import { isEmpty } from '../store/database.ts';

const namespace = 'Microsoft.Dynamics.CRM.';

export function answerSet(exchange: Exchange, table: Table, rest: readonly Segment[]): WebResponse {
  const { method } = exchange.request;
  const [next, ...further] = rest;
  if (next === undefined) {
    if (method === 'GET') return listRows(exchange, table);
    if (method === 'POST') return createOne(exchange, table);
    throw badRequest(`The HTTP method '${method}' is not allowed on '${table.entitySetName}'.`);
  }
  if (further.length > 0) throw unknownSegment(further[0]?.name ?? '');
  if (next.name === '$count') return countAll(exchange, table);
  if (next.name.startsWith(namespace)) {
    const action = next.name.slice(namespace.length);
    if (isBulkAction(action)) return callBulk(exchange, table, action);
    throw notSupported(`The action '${action}' bound to '${table.entitySetName}'`);
  }
  throw unknownSegment(next.name);
}

/** Rows of a table, or of those a collection-valued property of one row leads to. */
export function listRows(
  exchange: Exchange,
  table: Table,
  within?: { navigation: CollectionNavigation; parent: Table; id: string },
): WebResponse {
  const { options } = exchange;
  const fetchXml = options.fetchXml ?? savedFetch(exchange);
  if (fetchXml !== undefined) {
    if (within !== undefined) throw notSupported('fetchXml on a navigation property');
    return fetchRows(exchange, table, fetchXml);
  }
  const { session, preferences, request } = exchange;
  const { annotations } = preferences;
  if (options.apply !== undefined) {
    if (within !== undefined) throw notSupported('$apply on a navigation property');
    const value = readGroups(session, table, { ...options, apply: options.apply }, annotations);
    const context = `${request.base}$metadata#${table.entitySetName}`;
    return jsonResponse(200, { '@odata.context': context, value }, applied(preferences.applied));
  }
  if (options.deltaToken !== undefined && options.skipToken === undefined && within === undefined)
    return changedRows(exchange, table, options.deltaToken);
  if (preferences.trackChanges) requireTracking(table, options);
  const read = readRows(session, table, options, readSettings(exchange), within);
  const body: Record<string, unknown> = { '@odata.context': contextOf(exchange, table.entitySetName, false) };
  annotateTotal(body, annotations, read.count);
  if (read.count !== undefined) body['@odata.count'] = read.count;
  body['value'] = read.rows;
  // What changes while pages are read is told after the last of them: the token is that of the first.
  const delta = preferences.trackChanges ? { $deltatoken: options.deltaToken ?? deltaToken(session) } : {};
  if (read.nextToken !== undefined)
    body['@odata.nextLink'] = linkWith(exchange, { ...delta, $skiptoken: read.nextToken });
  else if (preferences.trackChanges) body['@odata.deltaLink'] = linkWith(exchange, delta);
  return jsonResponse(200, body, applied(preferences.applied));
}

/** The address of this request, to be followed with these tokens. */
function linkWith({ request, options }: Exchange, tokens: Readonly<Record<string, string>>): string {
  const kept = options.raw.filter(([name]) => name !== '$skiptoken' && name !== '$deltatoken');
  const query = [...kept, ...Object.entries(tokens)]
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
  return `${request.base}${request.path}?${query}`;
}

/** What a delta link leads to: rows written since, rows deleted since, and the next delta link. */
function changedRows(exchange: Exchange, table: Table, token: string): WebResponse {
  const { session, options, preferences, request } = exchange;
  requireTracking(table, options);
  const since = versionIn(session, token);
  const { rows, deleted } = changesSince(session, table, since, options, preferences.annotations);
  const context = contextOf(exchange, table.entitySetName, false);
  return jsonResponse(
    200,
    {
      '@odata.context': `${context}/$delta`,
      value: [
        ...rows,
        ...deleted.map((id) => ({
          '@odata.context': `${request.base}$metadata#${table.entitySetName}/$deletedEntity`,
          id,
          reason: 'deleted',
        })),
      ],
      '@odata.deltaLink': linkWith(exchange, { $deltatoken: deltaToken(session) }),
    },
    applied(preferences.applied),
  );
}

function fetchRows(exchange: Exchange, table: Table, fetchXml: string): WebResponse {
  const { session, preferences } = exchange;
  const { annotations, pageSize } = preferences;
  const fetched = readFetch(session, table, fetchXml, { annotations, pageSize });
  const body: Record<string, unknown> = { '@odata.context': contextOf(exchange, table.entitySetName, false) };
  annotateTotal(body, annotations, fetched.total);
  if (annotations.pagingCookie && fetched.cookie !== undefined) {
    body['@Microsoft.Dynamics.CRM.fetchxmlpagingcookie'] = fetched.cookie;
  }
  if (annotations.moreRecords) body['@Microsoft.Dynamics.CRM.morerecords'] = fetched.moreRecords;
  body['value'] = fetched.rows;
  return jsonResponse(200, body, applied(preferences.applied));
}

/** The total is -1 when it was not asked for. */
function annotateTotal(
  body: Record<string, unknown>,
  annotations: Annotations,
  total: number | undefined,
): void {
  if (annotations.totalCount) body['@Microsoft.Dynamics.CRM.totalrecordcount'] = total ?? -1;
  if (annotations.totalCountLimitExceeded) {
    body['@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded'] = total === maximumPageSize;
  }
}

/** A view's FetchXML: one of the system's by `savedQuery`, one of the caller's own by `userQuery`. */
function savedFetch({ session, options }: Exchange): string | undefined {
  const [name, given] =
    options.savedQuery === undefined ? ['userquery', options.userQuery] : ['savedquery', options.savedQuery];
  if (given === undefined) return undefined;
  const id = parseId(given);
  if (id === undefined) throw badRequest(`'${given}' is not the id of a view.`);
  const table = tableOf(session.engine.catalog, name);
  const view = session.engine.store.row(table, id);
  if (view === undefined) throw rowNotFound(name, id);
  requireAccess(session.caller, 'Read', table, view);
  if (isEmpty(view['fetchxml'])) throw invalidArgument(`The view ${id} has no FetchXML.`);
  return String(view['fetchxml']);
}

function createOne(exchange: Exchange, table: Table): WebResponse {
  const { session, request, preferences, options } = exchange;
  const id = createRow(session, table, jsonBody(exchange));
  const address = `${request.base}${table.entitySetName}(${id})`;
  const headers = { 'OData-EntityId': address, Location: address, ...applied(preferences.applied) };
  if (!preferences.returnRepresentation) return emptyResponse(204, headers);
  const row = readRow(session, table, { kind: 'id', id }, options, readSettings(exchange));
  return jsonResponse(
    201,
    { '@odata.context': contextOf(exchange, table.entitySetName, true), ...row },
    headers,
  );
}

function countAll({ session, options }: Exchange, table: Table): WebResponse {
  const count =
    options.deltaToken === undefined
      ? countMatching(session, table, options.filter)
      : changeCount({ session, options }, table, options.deltaToken);
  return {
    status: 200,
    headers: { 'Content-Type': 'text/plain', 'OData-Version': '4.0' },
    body: String(count),
  };
}

function changeCount(
  { session, options }: Pick<Exchange, 'session' | 'options'>,
  table: Table,
  token: string,
): number {
  requireTracking(table, options);
  return countChanges(session, table, versionIn(session, token));
}

export function applied(preferences: string): Readonly<Record<string, string>> {
  return preferences === '' ? {} : { 'Preference-Applied': preferences };
}
