/** The Web API as the CRM's pages use it: same origin, as the user who is signed in. */

/** A row as the service answers, with its annotations (formatted values, names and tables of lookups). */
export type Row = Readonly<Record<string, unknown>>;

/** A refusal or a failure. The message is the service's own; `status` is 0 when nothing answered. */
export class WebApiError extends Error {
  readonly status: number;
  /** The service's code, or `OFFLINE`, `NOT_UNDERSTOOD` when there is no such thing. */
  readonly code: string;
  /** How long the service asks to wait (429). */
  readonly retryAfterSeconds?: number;

  constructor(
    message: string,
    { status, code, retryAfterSeconds }: { status: number; code: string; retryAfterSeconds?: number },
  ) {
    super(message);
    this.status = status;
    this.code = code;
    if (retryAfterSeconds !== undefined) this.retryAfterSeconds = retryAfterSeconds;
  }
}

export type Page = {
  readonly rows: readonly Row[];
  readonly nextLink?: string;
  /** Only with `$count=true`; the service counts to 5000. */
  readonly count?: number;
};

export type FetchedPage = {
  readonly rows: readonly Row[];
  readonly moreRecords: boolean;
  /** The inner paging cookie for the next page, to be put into `paging-cookie`. */
  readonly cookie?: string;
  /** Only with `returntotalrecordcount`; the service counts to 5000. */
  readonly total?: number;
  /** Whether there are more rows than the service counts. */
  readonly totalIsLimit: boolean;
};

const root = '/api/data/v9.2/';

export const client = {
  async list(set: string, query: string, options: { readonly pageSize?: number } = {}): Promise<Page> {
    const prefer = options.pageSize === undefined ? [] : [`odata.maxpagesize=${options.pageSize}`];
    return pageOf(await json(await send('GET', `${set}${question(query)}`, { prefer })));
  },

  async next(nextLink: string): Promise<Page> {
    return pageOf(await json(await send('GET', relative(nextLink))));
  },

  /** A page of a FetchXML query. */
  async fetch(set: string, fetchXml: string): Promise<FetchedPage> {
    const body = await json(await send('GET', `${set}?fetchXml=${encodeURIComponent(fetchXml)}`));
    const total = body['@Microsoft.Dynamics.CRM.totalrecordcount'];
    const cookie = innerCookie(body['@Microsoft.Dynamics.CRM.fetchxmlpagingcookie']);
    return {
      rows: rowsOf(body),
      moreRecords: body['@Microsoft.Dynamics.CRM.morerecords'] === true,
      ...(cookie !== undefined && { cookie }),
      ...(typeof total === 'number' && total >= 0 && { total }),
      totalIsLimit: body['@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded'] === true,
    };
  },

  /** One row; `@odata.etag` is its version. */
  async read(set: string, id: string, query: string): Promise<Row> {
    return json(await send('GET', `${set}(${id})${question(query)}`));
  },

  /** Gives the new row's id. */
  async create(set: string, row: Row): Promise<string> {
    const response = await send('POST', set, { body: row });
    const id = /\(([0-9a-f-]{36})\)$/i.exec(response.headers.get('OData-EntityId') ?? '')?.[1];
    if (id === undefined) throw notUnderstood(response.status);
    return id;
  },

  /** Changes a row that is still as it was read; 412 when somebody else changed it meanwhile. */
  async update(set: string, id: string, changes: Row, etag: string): Promise<void> {
    demandDone(await send('PATCH', `${set}(${id})`, { body: changes, ifMatch: etag }));
  },

  async remove(set: string, id: string, etag?: string): Promise<void> {
    demandDone(await send('DELETE', `${set}(${id})`, etag === undefined ? {} : { ifMatch: etag }));
  },

  /** An action; what it answers, if anything. */
  async post(path: string, body: Row): Promise<Row | undefined> {
    const response = await send('POST', path, { body });
    return response.status === 204 ? undefined : json(response);
  },

  /** A function or anything else that answers with an object. */
  async get(path: string): Promise<Row> {
    return json(await send('GET', path));
  },
} as const;

type Extras = { readonly body?: Row; readonly ifMatch?: string; readonly prefer?: readonly string[] };

async function send(method: string, path: string, extras: Extras = {}): Promise<Response> {
  const { body, ifMatch, prefer = [] } = extras;
  const headers: Record<string, string> = {
    Accept: 'application/json',
    'OData-Version': '4.0',
    'OData-MaxVersion': '4.0',
    Prefer: ['odata.include-annotations="*"', ...prefer].join(','),
  };
  if (body !== undefined) headers['Content-Type'] = 'application/json; charset=utf-8';
  if (ifMatch !== undefined) headers['If-Match'] = ifMatch;
  let response: Response;
  try {
    response = await fetch(root + path, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  } catch (error) {
    throw new WebApiError(error instanceof Error ? error.message : String(error), {
      status: 0,
      code: 'OFFLINE',
    });
  }
  if (!response.ok) throw await refusalOf(response);
  return response;
}

/** The service answers a write with 204 and nothing else; a page of somebody in between means that nothing was written. */
function demandDone({ status }: Response): void {
  if (status !== 204) throw notUnderstood(status);
}

async function refusalOf(response: Response): Promise<WebApiError> {
  const { status } = response;
  const seconds = Number(response.headers.get('Retry-After') ?? Number.NaN);
  const wait = Number.isFinite(seconds) ? { retryAfterSeconds: seconds } : {};
  const text = await response.text().catch(() => '');
  const error = errorIn(text);
  if (error === undefined) return new WebApiError('', { status, code: 'NOT_UNDERSTOOD', ...wait });
  return new WebApiError(error.message, { status, code: error.code, ...wait });
}

function errorIn(text: string): { readonly code: string; readonly message: string } | undefined {
  try {
    const { error } = JSON.parse(text) as { error?: { code?: unknown; message?: unknown } };
    if (typeof error?.message !== 'string') return undefined;
    return { code: typeof error.code === 'string' ? error.code : '', message: error.message };
  } catch {
    // Not JSON: some other server's page stands in the way.
    return undefined;
  }
}

async function json(response: Response): Promise<Row> {
  let value: unknown;
  try {
    value = await response.json();
  } catch {
    throw notUnderstood(response.status);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw notUnderstood(response.status);
  return value as Row;
}

function pageOf(body: Row): Page {
  const nextLink = body['@odata.nextLink'];
  const count = body['@odata.count'];
  return {
    rows: rowsOf(body),
    ...(typeof nextLink === 'string' && { nextLink }),
    ...(typeof count === 'number' && { count }),
  };
}

function rowsOf(body: Row): readonly Row[] {
  const { value } = body;
  if (!Array.isArray(value)) throw notUnderstood(200);
  return value as readonly Row[];
}

/** The service gives the cookie inside another, encoded twice. */
function innerCookie(outer: unknown): string | undefined {
  if (typeof outer !== 'string') return undefined;
  const encoded = /pagingcookie="([^"]*)"/.exec(outer)?.[1] ?? '';
  return encoded === '' ? undefined : decodeURIComponent(decodeURIComponent(encoded));
}

function relative(link: string): string {
  const start = link.indexOf(root);
  if (start < 0) throw notUnderstood(200);
  return link.slice(start + root.length);
}

function question(query: string): string {
  return query === '' ? '' : `?${query}`;
}

function notUnderstood(status: number): WebApiError {
  return new WebApiError('', { status, code: 'NOT_UNDERSTOOD' });
}
