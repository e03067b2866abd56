/** What the outbox answers over HTTP: its pages, the text message gateway, and what tests and the supervisor ask. */
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { asksThisMachine } from '../loopback.ts';
import type { LetterFolder } from './letter-folder.ts';
import { listPage, messagePage, pageSize, problemPage } from './page.ts';
import { takeSms } from './sms-gateway.ts';
import { kinds, type Kind, type Message, type OutboxStore } from './store.ts';

export type Outbox = {
  readonly store: OutboxStore;
  readonly letters: LetterFolder;
  readonly now: () => string;
  readonly reloadClock: () => void;
};

type Answer = { readonly status: number; readonly type: string; readonly body: string | Uint8Array };

const style = readFileSync(new URL('./outbox.css', import.meta.url));

const maxBodyBytes = 64 * 1024;

/** Nothing from elsewhere, no script: what a message says can only ever be shown. The local CRM, on another port, may frame it. */
const securityHeaders = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors http://127.0.0.1:* http://localhost:*",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
} as const;

export async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  outbox: Outbox,
): Promise<void> {
  const { status, type, body } = await answerTo(request, outbox);
  response
    .writeHead(status, { ...securityHeaders, ...(type === '' ? {} : { 'content-type': type }) })
    .end(body);
}

async function answerTo(request: IncomingMessage, outbox: Outbox): Promise<Answer> {
  if (!asksThisMachine(request)) {
    return problem(403, 'Only 127.0.0.1 and localhost are served');
  }
  const url = new URL(request.url ?? '/', 'http://localhost');
  const route = `${request.method} ${url.pathname}`;
  if (route === 'POST /sms') return sms(request, outbox);
  if (route === 'POST /_local/clock') {
    outbox.reloadClock();
    return { status: 204, type: '', body: '' };
  }
  if (request.method !== 'GET') return problem(405, `${route} is not supported by the outbox`);
  outbox.letters.notice();
  switch (url.pathname) {
    case '/':
      return list(url.searchParams, outbox.store);
    case '/outbox.css':
      return { status: 200, type: 'text/css; charset=utf-8', body: style };
    case '/_local/messages':
      return messages(url.searchParams, outbox.store);
    case '/_local/state':
      return state(outbox.store);
    default:
      return one(url.pathname, outbox);
  }
}

async function sms(request: IncomingMessage, { store, now }: Outbox): Promise<Answer> {
  if (!request.headers['content-type']?.startsWith('application/json')) {
    return json(415, { error: 'The body must be application/json' });
  }
  const body = await textOf(request);
  if (body === undefined) return json(413, { error: `The body is longer than ${maxBodyBytes} bytes` });
  const answer = takeSms({ key: request.headers['idempotency-key'] as string | undefined, body }, store, now);
  return json(answer.status, answer.body);
}

function list(parameters: URLSearchParams, store: OutboxStore): Answer {
  const kind = kindOf(parameters);
  const search = (parameters.get('q') ?? '').trim().slice(0, 200);
  const page = wholeNumber(parameters, 'page', { standard: 1, min: 1, max: 1_000_000 });
  if (kind === 'unknown' || page === undefined) return problem(400, 'There is no such list');
  const words = search.split(/\s+/).filter((word) => word !== '');
  const counted = kinds.map((one) => [one, store.count({ kind: one, words })] as const);
  return pageOf(
    listPage({
      messages: store.newest({ kind, words }, { skip: (page - 1) * pageSize, limit: pageSize }),
      total: store.count({ kind, words }),
      counts: Object.fromEntries(counted) as Record<Kind, number>,
      kind,
      search,
      page,
      keysSeenTwice: store.keysSeenTwice(),
    }),
  );
}

function messages(parameters: URLSearchParams, store: OutboxStore): Answer {
  const kind = kindOf(parameters);
  if (kind === 'unknown') return json(400, { error: `kind must be one of ${kinds.join(', ')}` });
  const after = wholeNumber(parameters, 'after', { standard: 0, min: 0, max: Number.MAX_SAFE_INTEGER });
  const limit = wholeNumber(parameters, 'limit', { standard: 100, min: 1, max: 1000 });
  if (after === undefined || limit === undefined) {
    return json(400, { error: 'after must be a whole number, limit one from 1 to 1000' });
  }
  return json(200, {
    total: store.count({ kind }),
    messages: store.after({ kind }, { after, limit }).map(asJson),
  });
}

function asJson({ id, kind, at, to, subject, text, key, size }: Message): object {
  const pdf = kind === 'letter' ? { pdf: `/messages/${id}/letter.pdf` } : {};
  return { id, kind, at, to, subject, text, key, size, ...pdf };
}

function state(store: OutboxStore): Answer {
  const counts = Object.fromEntries(kinds.map((kind) => [kind, store.count({ kind })]));
  return json(200, { quiet: true, counts, keysSeenTwice: store.keysSeenTwice() });
}

/** A message, the mail as received, or the letter's PDF. */
function one(path: string, { store, letters }: Outbox): Answer {
  const [, id, part = ''] = /^\/messages\/(\d{1,15})(\/raw|\/letter\.pdf)?$/.exec(path) ?? [];
  const message = id === undefined ? undefined : store.get(Number(id));
  if (message === undefined) return problem(404, 'There is no such message');
  if (part === '') return pageOf(messagePage(message));
  if (part === '/raw') {
    const raw = store.raw(message.id);
    return raw === undefined
      ? problem(404, 'This is no mail')
      : { status: 200, type: 'text/plain; charset=utf-8', body: raw };
  }
  const pdf = message.file === undefined ? undefined : letters.read(message.file);
  return pdf === undefined
    ? problem(404, 'This is no letter')
    : { status: 200, type: 'application/pdf', body: pdf };
}

function kindOf(parameters: URLSearchParams): Kind | undefined | 'unknown' {
  const text = parameters.get('kind') ?? '';
  return text === '' ? undefined : (kinds.find((kind) => kind === text) ?? 'unknown');
}

function wholeNumber(
  parameters: URLSearchParams,
  name: string,
  { standard, min, max }: { readonly standard: number; readonly min: number; readonly max: number },
): number | undefined {
  const text = parameters.get(name) ?? '';
  const number = text === '' ? standard : /^\d{1,16}$/.test(text) ? Number(text) : NaN;
  return number >= min && number <= max ? number : undefined;
}

async function textOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBodyBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function json(status: number, value: object): Answer {
  return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(value) };
}

function pageOf(body: string): Answer {
  return { status: 200, type: 'text/html; charset=utf-8', body };
}

function problem(status: number, sentence: string): Answer {
  return { status, type: 'text/html; charset=utf-8', body: problemPage(status, sentence) };
}
