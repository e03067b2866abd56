/** Requests and answers inside the server: the same for a request of its own and for a part of a $batch. */

export interface WebRequest {
  readonly method: string;
  /** The path after `/api/data/v9.2/`, still encoded. */
  readonly path: string;
  /** The text after the question mark, still encoded. */
  readonly query: string;
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
  /** `http://host:port/api/data/v9.2/`, as the client wrote it: links must begin with what it knows. */
  readonly base: string;
}

export interface WebResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

export function jsonResponse(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): WebResponse {
  return {
    status,
    headers: {
      'Content-Type': 'application/json; odata.metadata=minimal',
      'OData-Version': '4.0',
      ...headers,
    },
    body: JSON.stringify(body),
  };
}

export function emptyResponse(status: number, headers: Readonly<Record<string, string>> = {}): WebResponse {
  return { status, headers: { 'OData-Version': '4.0', ...headers }, body: '' };
}
