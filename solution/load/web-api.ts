/** The Dataverse Web API as this loader needs it: JSON in, JSON out, patience when asked for it. */
import { setTimeout } from 'node:timers/promises';

export type Answer = {
  readonly status: number;
  /** Empty when there is no body. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Id of the row written, from OData-EntityId. */
  readonly id: string | undefined;
};

/** An answer that is neither success nor expected: the request, the status and what the service said. */
export class WebApiError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(request: string, status: number, code: string, message: string) {
    super(`${request}: ${status} ${code} ${message}`);
    this.name = 'WebApiError';
    this.status = status;
    this.code = code;
  }
}

export type Request = {
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** Below /api/data/v9.2/. */
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
};

export type WebApi = {
  /** The address of the environment, without a slash at its end. */
  readonly url: string;
  send(request: Request): Promise<Answer>;
};

const mostAttempts = 10;

/** @param token bearer token of an administrator of the environment. */
export function webApi(url: string, token: string): WebApi {
  const root = url.replace(/\/+$/, '');
  return { url: root, send: (request) => attempt(root, token, request, 1) };
}

/** Asked to slow down (429), it waits as long as asked and tries again, ten times at most. */
async function attempt(root: string, token: string, request: Request, count: number): Promise<Answer> {
  const response = await reach(root, `/api/data/v9.2/${request.path}`, {
    method: request.method,
    headers: {
      Authorization: `Bearer ${token}`,
      Accept: 'application/json',
      'OData-Version': '4.0',
      'OData-MaxVersion': '4.0',
      ...(request.body !== undefined && { 'Content-Type': 'application/json' }),
      ...request.headers,
    },
    ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
  });
  const text = await response.text();
  if (response.status === 429 && count < mostAttempts) {
    await setTimeout(Number(response.headers.get('Retry-After') ?? '5') * 1000);
    return attempt(root, token, request, count + 1);
  }
  if (!response.ok) throw refusal(`${request.method} ${request.path}`, response.status, text);
  const body = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
  return { status: response.status, body, id: idIn(response.headers.get('OData-EntityId')) };
}

async function reach(root: string, path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(root + path, init);
  } catch (cause) {
    const reason = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
    throw new Error(`${root} does not answer: ${String(reason)}`, { cause });
  }
}

function refusal(request: string, status: number, text: string): WebApiError {
  try {
    const { error } = JSON.parse(text) as { error?: { code?: string; message?: string } };
    return new WebApiError(request, status, error?.code ?? '', error?.message ?? '');
  } catch {
    // A gateway in between answers in its own words.
    return new WebApiError(request, status, '', text.slice(0, 500));
  }
}

function idIn(entityId: string | null): string | undefined {
  return entityId === null ? undefined : /\(([0-9a-f-]{36})\)$/i.exec(entityId)?.[1];
}

/** A text inside a key or a filter: `'O''Hara'`, ready to stand in an address. */
export function quoted(value: string): string {
  return encodeURIComponent(`'${value.replaceAll("'", "''")}'`);
}

/** All rows of a query, page after page. */
export async function listAll(
  api: WebApi,
  path: string,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const rows: Readonly<Record<string, unknown>>[] = [];
  for (let next: string | undefined = path; next !== undefined;) {
    const { body } = await api.send({ method: 'GET', path: next });
    rows.push(...(body.value as readonly Readonly<Record<string, unknown>>[]));
    const link = body['@odata.nextLink'] as string | undefined;
    next = link?.slice(link.indexOf('/api/data/v9.2/') + '/api/data/v9.2/'.length);
  }
  return rows;
}
