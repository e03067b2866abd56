/** One request, once its caller is known: which part of the Web API it is for. Reads and writes happen before this returns. */
import type { Session } from '../engine.ts';
import { badRequest, DataverseError, notSupported, unknownSegment } from '../errors.ts';
import { readOptions } from '../query/odata/options.ts';

import { answerDefinitions, definitionRoots } from './definitions.ts';
import { jsonResponse, type WebRequest, type WebResponse } from './http.ts';
import { answerModel } from './model.ts';
import { segmentsOf } from './path.ts';
import { callFunction, isFunction } from './functions.ts';
import { readPreferences } from './preferences.ts';
import { answerSet } from './sets.ts';
import { answerRow } from './rows.ts';
import type { Exchange } from './exchange.ts';
import { callUnboundAction, isUnboundAction } from './unbound-actions.ts';

export function answer(session: Session, request: WebRequest): WebResponse {
  const segments = segmentsOf(request.path);
  const [root, ...rest] = segments;
  if (root === undefined) return serviceDocument(session, request);
  const exchange: Exchange = {
    session,
    request,
    preferences: readPreferences(request.headers.get('prefer') ?? ''),
    options: readOptions(request.query),
  };
  if (root.name === '$metadata') return answerModel(session, request);
  if (root.name === '$batch')
    throw badRequest('A batch must be sent with POST, and not inside another batch.');
  if (isFunction(root.name)) return callFunction(exchange, root);
  if (isUnboundAction(root.name)) return callUnboundAction(exchange, root);
  if (definitionRoots.has(root.name)) return answerDefinitions(exchange, segments);
  const table = session.engine.catalog.tableBySet.get(root.name);
  if (table === undefined) {
    if (/^[A-Z]/.test(root.name)) throw notSupported(`The function or action '${root.name}'`);
    throw unknownSegment(root.name);
  }
  return root.key === undefined
    ? answerSet(exchange, table, rest)
    : answerRow(exchange, table, root.key, rest);
}

/** The refusal as an answer; anything that is not a refusal is a fault of this server and says so. */
export function answerError(error: unknown, requestId: string): WebResponse {
  const headers = { REQ_ID: requestId };
  if (error instanceof DataverseError) {
    return jsonResponse(
      error.status,
      { error: { code: error.code, message: error.message } },
      { ...headers, ...error.headers },
    );
  }
  console.error(error);
  const message = error instanceof Error ? error.message : String(error);
  return jsonResponse(
    500,
    { error: { code: 'LOCAL_FAULT', message: `The local Dataverse failed: ${message}` } },
    headers,
  );
}

/** Whether a request only reads: it then needs no transaction. */
export function onlyReads(request: WebRequest): boolean {
  return request.method === 'GET' || request.method === 'HEAD';
}

function serviceDocument(session: Session, request: WebRequest): WebResponse {
  if (request.method !== 'GET') throw badRequest('The service document can only be read.');
  const value = [...session.engine.catalog.tables.values()].map((table) => ({
    name: table.entitySetName,
    kind: 'EntitySet',
    url: table.entitySetName,
  }));
  return jsonResponse(200, { '@odata.context': `${request.base}$metadata`, value });
}
