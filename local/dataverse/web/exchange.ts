/** A request with what was read from its headers and options. */
import type { Session } from '../engine.ts';
import { badRequest } from '../errors.ts';
import { expandContext } from '../query/odata/expand.ts';
import type { ReadSettings } from '../query/odata/read.ts';
import type { QueryOptions } from '../query/odata/options.ts';
import type { JsonObject } from '../records/payload.ts';
import type { WebRequest } from './http.ts';
import type { Preferences } from './preferences.ts';

export interface Exchange {
  readonly session: Session;
  readonly request: WebRequest;
  readonly preferences: Preferences;
  readonly options: QueryOptions;
}

/** How rows are read for this request. */
export function readSettings({ preferences, request }: Exchange): ReadSettings {
  return { annotations: preferences.annotations, pageSize: preferences.pageSize, base: request.base };
}

/** The body as a JSON object. */
export function jsonBody({ request }: Exchange): JsonObject {
  const text = new TextDecoder('utf-8').decode(request.body);
  if (text.trim() === '') throw badRequest('The request needs a body.');
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw badRequest('The request body is not valid JSON.');
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw badRequest('The request body must be a JSON object.');
  }
  return body as JsonObject;
}

/** The row version in `If-Match: W/"123"`; undefined for `*` or no header. */
export function ifVersion(exchange: Exchange): number | undefined {
  const header = exchange.request.headers.get('if-match');
  if (header === undefined || header === '*' || header === 'null') return undefined;
  const digits = /^(?:W\/)?"?(\d+)"?$/.exec(header)?.[1];
  if (digits === undefined) throw badRequest(`Invalid If-Match header '${header}'.`);
  return Number(digits);
}

/** `@odata.context` for rows of a table, with the selected properties as Dataverse lists them. */
export function contextOf({ request, options }: Exchange, set: string, single: boolean): string {
  const parts = [...(options.select ?? []), ...expandContext(options.expand)];
  const select = parts.length === 0 ? '' : `(${parts.join(',')})`;
  return `${request.base}$metadata#${set}${select}${single ? '/$entity' : ''}`;
}
