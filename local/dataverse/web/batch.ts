/** `$batch`: multipart text taken apart tolerantly, its requests answered in order, change sets kept whole. */
import { randomUUID } from 'node:crypto';
import type { Session } from '../engine.ts';
import { badRequest, DataverseError, notSupported } from '../errors.ts';
import { parseId } from '../ids.ts';
import { callerFor } from '../security/impersonation.ts';
import { bypassOf } from './bypass.ts';
import type { WebRequest, WebResponse } from './http.ts';
import { readPreferences } from './preferences.ts';
import { answer, answerError } from './route.ts';

const maximumRequests = 1_000;
const encoder = new TextEncoder();

interface PartRequest {
  readonly request: WebRequest;
  readonly contentId: string | undefined;
}

type Part =
  | { readonly kind: 'request'; readonly part: PartRequest }
  | { readonly kind: 'changeSet'; readonly parts: readonly PartRequest[] };

interface PartAnswer {
  readonly text: string;
  readonly failed: boolean;
}

/** Runs inside one transaction; each request and each change set is undone alone when it fails. */
export function answerBatch(session: Session, request: WebRequest): WebResponse {
  const parts = readBatch(request);
  const count = parts.reduce((sum, part) => sum + (part.kind === 'changeSet' ? part.parts.length : 1), 0);
  if (count > maximumRequests)
    throw badRequest(
      `A batch can hold no more than ${maximumRequests} requests, and this one holds ${count}.`,
    );
  const { continueOnError } = readPreferences(request.headers.get('prefer') ?? '');
  const boundary = `batchresponse_${randomUUID()}`;
  let body = '';
  let status = 200;
  for (const part of parts) {
    const answered =
      part.kind === 'changeSet' ? answerChangeSet(session, part.parts) : answerOne(session, part.part);
    body += `--${boundary}\r\n${answered.text}\r\n`;
    if (answered.failed && !continueOnError) {
      status = 400;
      break;
    }
  }
  return {
    status,
    headers: { 'Content-Type': `multipart/mixed; boundary=${boundary}`, 'OData-Version': '4.0' },
    body: `${body}--${boundary}--\r\n`,
  };
}

function answerOne(session: Session, { request, contentId }: PartRequest): PartAnswer {
  session.references.clear();
  const response = attempt(session, () => answer(sessionFor(session, request), request));
  return { text: partText(response, contentId), failed: response.status >= 400 };
}

/** All of its requests, or none: the first refusal answers for the whole change set. */
function answerChangeSet(session: Session, parts: readonly PartRequest[]): PartAnswer {
  session.references.clear();
  const boundary = `changesetresponse_${randomUUID()}`;
  try {
    const answers = session.engine.store.database.atomically(() =>
      parts.map(({ request, contentId }) => {
        if (request.method === 'GET') throw badRequest('A change set can hold no GET requests.');
        // What a definition changes cannot be undone with the rest.
        if (/^\w+Definitions\b/.test(request.path)) throw notSupported('Writing definitions in a change set');
        const response = answer(sessionFor(session, request), withReferences(session, request));
        remember(session, contentId, response);
        return partText(response, contentId);
      }),
    );
    session.references.clear();
    const inner = answers.map((text) => `--${boundary}\r\n${text}\r\n`).join('');
    return {
      text: `Content-Type: multipart/mixed; boundary=${boundary}\r\n\r\n${inner}--${boundary}--`,
      failed: false,
    };
  } catch (error) {
    session.references.clear();
    return { text: partText(answerError(error, session.requestId), undefined), failed: true };
  }
}

/** Headers of a part hold for that part; what it does not say, the batch says. */
function sessionFor(session: Session, request: WebRequest): Session {
  const caller = callerFor(session.engine, request.headers, session.caller);
  return { ...session, caller, bypass: bypassOf(request.headers, caller, session.bypass) };
}

function attempt(session: Session, work: () => WebResponse): WebResponse {
  try {
    return session.engine.store.database.atomically(work);
  } catch (error) {
    return answerError(error, session.requestId);
  }
}

/** `$1` at the beginning of an address stands for the row an earlier request of the change set made. */
function withReferences(session: Session, request: WebRequest): WebRequest {
  const match = /^(\$[\w-]+)(\/.*)?$/.exec(request.path);
  if (match === null || match[1] === '$batch' || match[1] === '$metadata') return request;
  const [, name = '', rest = ''] = match;
  const row = session.references.get(name);
  if (row === undefined)
    throw badRequest(`Content-ID Reference: '${name}' does not exist in the batch context.`);
  const table = session.engine.catalog.tables.get(row.table);
  return { ...request, path: `${table?.entitySetName ?? ''}(${row.id})${rest}` };
}

function remember(session: Session, contentId: string | undefined, response: WebResponse): void {
  const address = response.headers['OData-EntityId'];
  if (contentId === undefined || address === undefined) return;
  const match = /\/(\w+)\(([^)]+)\)$/.exec(address);
  const table = session.engine.catalog.tableBySet.get(match?.[1] ?? '');
  const id = parseId(match?.[2] ?? '');
  if (table !== undefined && id !== undefined)
    session.references.set(`$${contentId}`, { table: table.logicalName, id });
}

const reasons: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  204: 'No Content',
  304: 'Not Modified',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  412: 'Precondition Failed',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
};

function partText(response: WebResponse, contentId: string | undefined): string {
  const id = contentId === undefined ? '' : `Content-ID: ${contentId}\r\n`;
  const headers = Object.entries(response.headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
  const body =
    typeof response.body === 'string' ? response.body : Buffer.from(response.body).toString('latin1');
  return (
    `Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n${id}\r\n` +
    `HTTP/1.1 ${response.status} ${reasons[response.status] ?? 'Unknown'}\r\n${headers}\r\n${body}`
  );
}

/** Lines may end in CR LF or LF alone, boundaries may be quoted. */
function readBatch(request: WebRequest): readonly Part[] {
  const boundary = boundaryOf(request.headers.get('content-type'));
  if (boundary === undefined)
    throw badRequest("A batch needs the content type 'multipart/mixed' with a boundary.");
  const text = new TextDecoder('utf-8').decode(request.body).replaceAll('\r\n', '\n');
  return sectionsOf(text, boundary).map((section) => {
    const { headers, body } = headersAndBody(section);
    const inner = boundaryOf(headers.get('content-type'));
    if (inner !== undefined) {
      const parts = sectionsOf(body, inner).map((part) => readPart(request, part));
      return { kind: 'changeSet', parts };
    }
    return { kind: 'request', part: readPart(request, section) };
  });
}

function boundaryOf(contentType: string | undefined): string | undefined {
  if (contentType === undefined || !/^\s*multipart\/mixed/i.test(contentType)) return undefined;
  const match = /boundary\s*=\s*(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  return match?.[1] ?? match?.[2];
}

function sectionsOf(text: string, boundary: string): readonly string[] {
  const pieces = `\n${text}`.split(`\n--${boundary}`);
  if (pieces.length < 2) throw badRequest(`The batch does not contain its boundary '${boundary}'.`);
  return pieces
    .slice(1)
    .filter((piece) => !piece.startsWith('--'))
    .map((piece) => piece.replace(/^[ \t]*\n/, ''));
}

function headersAndBody(text: string): { headers: Map<string, string>; body: string } {
  if (text.startsWith('\n')) return { headers: new Map(), body: text.slice(1) };
  const end = text.indexOf('\n\n');
  const head = end < 0 ? text : text.slice(0, end);
  const headers = new Map<string, string>();
  for (const line of head.split('\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return { headers, body: end < 0 ? '' : text.slice(end + 2) };
}

function readPart(outer: WebRequest, section: string): PartRequest {
  const { headers: mime, body: http } = headersAndBody(section);
  const trimmed = http.replace(/^\n+/, '');
  const lineEnd = trimmed.indexOf('\n');
  const requestLine = (lineEnd < 0 ? trimmed : trimmed.slice(0, lineEnd)).trim();
  const match = /^([A-Z]+)\s+(.+?)(?:\s+HTTP\/\d\.\d)?$/.exec(requestLine);
  if (match === null) throw badRequest(`'${requestLine.slice(0, 100)}' is not a request line.`);
  const [, method = '', address = ''] = match;
  const { headers, body } = headersAndBody(lineEnd < 0 ? '' : trimmed.slice(lineEnd + 1));
  const { path, query } = addressOf(address);
  return {
    contentId: mime.get('content-id') ?? headers.get('content-id'),
    request: {
      method,
      path,
      query,
      headers,
      body: encoder.encode(body.replace(/\n+$/, '')),
      base: outer.base,
    },
  };
}

/** Full, server-relative and service-relative addresses all lead to the path after the service root. */
function addressOf(address: string): { path: string; query: string } {
  const relative = address
    .replace(/^https?:\/\/[^/]+/i, '')
    .replace(/^\/?api\/data\/v\d+\.\d+\//i, '')
    .replace(/^\//, '');
  const question = relative.indexOf('?');
  const path = question < 0 ? relative : relative.slice(0, question);
  if (path.startsWith('$batch'))
    throw new DataverseError(400, '0x80060888', 'A batch cannot hold another batch.');
  return { path, query: question < 0 ? '' : relative.slice(question + 1) };
}
