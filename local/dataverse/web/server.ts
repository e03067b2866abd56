/** HTTP in front of the engine: who is asking, whether they may ask now, and when the answer may be given. */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { toInstant, type Engine, type Session } from '../engine.ts';
import { DataverseError, unauthorized, unknownSegment } from '../errors.ts';
import type { Counters } from '../limits/counters.ts';
import { Meter } from '../limits/cost.ts';
import type { ServiceProtection } from '../limits/limits.ts';
import type { Caller } from '../security/caller.ts';
import { callerFor } from '../security/impersonation.ts';
import type { Tokens } from '../security/tokens.ts';
import type { WriteQueue } from '../store/write-queue.ts';
import { answerBatch } from './batch.ts';
import { readBody } from './body.ts';
import { bypassOf } from './bypass.ts';
import { answerControl, type Control } from './control.ts';
import type { WebRequest, WebResponse } from './http.ts';
import { answer, answerError, onlyReads } from './route.ts';
import type { TracedRequest } from './trace.ts';
import { answerWebResource, isWebResource } from './web-resources.ts';

export interface WebServices {
  readonly engine: Engine;
  readonly tokens: Tokens;
  readonly writes: WriteQueue;
  readonly counters: Counters;
  /** Undefined when limits are off. */
  readonly protection: ServiceProtection | undefined;
  readonly control: Control;
  /** Called after a write is committed. */
  readonly afterWrite: () => void;
}

export function createWebServer(services: WebServices): Server {
  const { control } = services;
  const server = createServer((message, response) => {
    void respond();

    async function respond(): Promise<void> {
      const isControl = message.url?.startsWith('/_local/') === true;
      if (!isControl) control.inFlight += 1;
      const requestId = randomUUID();
      try {
        const answered = isControl
          ? await answerControl(control, message)
          : await answerApi(services, message, requestId);
        send(response, answered, requestId);
      } catch (error) {
        if (error instanceof DataverseError && error.status === 429) services.counters.countThrottled();
        send(response, answerError(error, requestId), requestId);
      } finally {
        if (!isControl) control.inFlight -= 1;
      }
    }
  });
  server.keepAliveTimeout = 60_000;
  return server;
}

async function answerApi(
  services: WebServices,
  message: IncomingMessage,
  requestId: string,
): Promise<WebResponse> {
  const { engine, protection, counters } = services;
  const url = message.url ?? '/';
  if (isWebResource(url)) {
    const headers = headersOf(message);
    return answerWebResource(engine, await callerOf(services, headers.get('authorization')), message);
  }
  const root = /^\/api\/data\/v9\.\d\/?/.exec(url)?.[0];
  if (root === undefined) throw unknownSegment(url.split('?')[0]?.slice(1) ?? '');
  const headers = headersOf(message);
  const sender = await callerOf(services, headers.get('authorization'));
  const meter = new Meter();
  const remaining = protection?.begin(sender.userId);
  const startMs = performance.now();
  const now = toInstant(engine.clock.now());
  let outcome: Pick<TracedRequest, 'status' | 'code'> = { status: 500 };
  try {
    const body = await readBody(message);
    const request = requestOf(message, headers, root, body);
    const caller = callerFor(engine, headers, sender);
    const session: Session = {
      engine,
      caller,
      now,
      bypass: bypassOf(headers, caller),
      meter,
      requestId,
      userAgent: headers.get('user-agent') ?? '',
      references: new Map(),
    };
    const response = await run(services, session, request);
    outcome = { status: response.status };
    if (remaining === undefined) return response;
    return {
      ...response,
      headers: {
        ...response.headers,
        'x-ms-ratelimit-burst-remaining-xrm-requests': String(remaining.requests),
        'x-ms-ratelimit-time-remaining-xrm-requests': remaining.executionSeconds.toFixed(2),
      },
    };
  } catch (error) {
    if (error instanceof DataverseError) outcome = { status: error.status, code: error.code };
    throw error;
  } finally {
    services.control.trace.add({
      at: now,
      user: sender.fullName,
      method: message.method ?? 'GET',
      path: url.slice(root.length),
      ...outcome,
      rowOperations: meter.rowOperations,
      milliseconds: Math.round((performance.now() - startMs) * 10) / 10,
    });
    protection?.end(sender.userId, meter.milliseconds);
    counters.count(meter);
  }
}

/** Reads are answered at once; a write is answered when it is on the disk. */
async function run(services: WebServices, session: Session, request: WebRequest): Promise<WebResponse> {
  const { writes, afterWrite } = services;
  if (onlyReads(request)) return answer(session, request);
  const isBatch = request.path === '$batch' && request.method === 'POST';
  const response = await writes.submit(() =>
    isBatch ? answerBatch(session, request) : answer(session, request),
  );
  afterWrite();
  return response;
}

async function callerOf({ engine, tokens }: WebServices, authorization: string | undefined): Promise<Caller> {
  const token = /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) throw unauthorized('A bearer token is needed.');
  const claims = await tokens.verify(token);
  if (claims === undefined) throw unauthorized('The bearer token is not valid.');
  const caller = engine.directory.callerOf(claims);
  if (caller === undefined) {
    throw new DataverseError(403, '0x80072560', 'The user is not a member of the organization.');
  }
  if (caller.roleCount === 0) {
    throw new DataverseError(
      403,
      '0x80042f09',
      `The user with id ${caller.userId} has not been assigned any roles. They need a role with the prvReadUser privilege.`,
    );
  }
  return caller;
}

function requestOf(
  message: IncomingMessage,
  headers: ReadonlyMap<string, string>,
  root: string,
  body: Uint8Array,
): WebRequest {
  const url = message.url ?? '/';
  const question = url.indexOf('?');
  const path = (question < 0 ? url : url.slice(0, question)).slice(root.length);
  return {
    method: message.method ?? 'GET',
    path,
    query: question < 0 ? '' : url.slice(question + 1),
    headers,
    body,
    base: `http://${headers.get('host') ?? '127.0.0.1'}${root.endsWith('/') ? root : `${root}/`}`,
  };
}

function headersOf(message: IncomingMessage): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(',') : value);
  }
  return headers;
}

function send(response: ServerResponse, answered: WebResponse, requestId: string): void {
  response.writeHead(answered.status, {
    'Cache-Control': 'no-cache',
    'x-ms-service-request-id': requestId,
    ...answered.headers,
    ...(answered.status === 204 || answered.status === 304
      ? {}
      : { 'Content-Length': String(Buffer.byteLength(answered.body)) }),
  });
  response.end(answered.body);
}
