/** The host's HTTP server: HTTP triggers under their routes, and the control endpoints of a local part under `/_local/`. */
import { timingSafeEqual, createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Activity } from './activity.ts';
import type { HttpData } from './core-types.ts';
import type { AuthLevel, HttpTrigger, LoadedFunction } from './functions.ts';
import type { Invoke } from './invoke.ts';
import type { Keys } from './keys.ts';
import { stackOf, writeLog } from './log.ts';
import { HostRefusal } from './refusal.ts';
import { comparePrecedence, isAmbiguous, matchRoute } from './routes.ts';

export type HttpFunction = LoadedFunction & { readonly trigger: HttpTrigger };

type Surroundings = {
  readonly functions: readonly HttpFunction[];
  readonly invoke: Invoke;
  readonly activity: Activity;
  readonly keys: Keys;
  /** What `GET /_local/state` answers. */
  readonly state: () => object;
  /** What `POST /_local/clock` does. */
  readonly reloadClock: () => void;
};

/** The real host's limit for a request. */
const LARGEST_BODY_BYTES = 100 * 1024 * 1024;

/** @throws HostRefusal when two functions share a route and a method. */
export function createHttpServer(surroundings: Surroundings): Server {
  const functions = [...surroundings.functions].sort((a, b) =>
    comparePrecedence(a.trigger.route, b.trigger.route),
  );
  refuseSharedRoutes(functions);
  return createServer((request, response) => {
    answer({ ...surroundings, functions }, request, response).catch((error: unknown) => {
      writeLog('error', 'host', `${request.method} ${request.url}: ${stackOf(error)}`);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
}

async function answer(
  surroundings: Surroundings,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', `http://${request.headers.host ?? 'localhost'}`);
  const endpoint = `${request.method} ${url.pathname}`;
  if (endpoint === 'GET /_local/state') {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(surroundings.state()));
  } else if (endpoint === 'POST /_local/clock') {
    surroundings.reloadClock();
    response.writeHead(204).end();
  } else {
    await answerByFunction(surroundings, url, request, response);
  }
}

async function answerByFunction(
  { functions, invoke, activity, keys }: Surroundings,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const found = find(functions, request.method ?? '', url.pathname);
  if (found === undefined) return void response.writeHead(404).end();
  const key = request.headers['x-functions-key'] ?? url.searchParams.get('code') ?? '';
  if (!opens(found.target.trigger.authLevel, String(key), keys)) return void response.writeHead(401).end();

  await activity.during(async () => {
    const body = await readBody(request);
    if (body === undefined) return void response.writeHead(413, { connection: 'close' }).end();
    const http: HttpData = {
      method: request.method ?? '',
      url: url.href,
      nullableHeaders: nullable(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      ),
      nullableQuery: nullable(
        [...new Set(url.searchParams.keys())].map((name) => [name, url.searchParams.getAll(name).join(',')]),
      ),
      nullableParams: nullable(Object.entries(found.parameters)),
      ...(body.length > 0 && { body: { bytes: body } }),
    };
    const outcome = await invoke(found.target, { data: { http }, triggerMetadata: {} });
    if (outcome.kind === 'failed') return void response.writeHead(500).end();
    const answered = outcome.response.returnValue?.http;
    if (answered === undefined) return void response.writeHead(204).end();
    if (answered.cookies !== undefined && answered.cookies.length > 0) {
      throw new Error(`Function "${found.target.name}" sets cookies, which the local host does not send.`);
    }
    response.writeHead(Number(answered.statusCode), answered.headers).end(answered.body?.bytes);
  });
}

function find(functions: readonly HttpFunction[], method: string, path: string) {
  for (const target of functions) {
    const parameters = target.trigger.methods.includes(method)
      ? matchRoute(target.trigger.route, path)
      : undefined;
    if (parameters !== undefined) return { target, parameters };
  }
  return undefined;
}

function opens(level: AuthLevel, key: string, keys: Keys): boolean {
  switch (level) {
    case 'anonymous':
      return true;
    case 'function':
      return isSame(key, keys.function) || isSame(key, keys.master);
    case 'admin':
      return isSame(key, keys.master);
  }
}

/** Compares in a time that tells nothing about where two keys differ. */
function isSame(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

/** Undefined when the body is larger than the host takes. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LARGEST_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function nullable(entries: readonly (readonly [string, string])[]): Record<string, { value: string }> {
  return Object.fromEntries(entries.map(([name, value]) => [name, { value }]));
}

function refuseSharedRoutes(functions: readonly HttpFunction[]): void {
  for (const [index, a] of functions.entries()) {
    for (const b of functions.slice(index + 1)) {
      const method = a.trigger.methods.find((name) => b.trigger.methods.includes(name));
      if (method !== undefined && isAmbiguous(a.trigger.route, b.trigger.route)) {
        throw new HostRefusal(
          `Functions "${a.name}" and "${b.name}" both answer ${method} ${a.trigger.route.template}.`,
        );
      }
    }
  }
}
