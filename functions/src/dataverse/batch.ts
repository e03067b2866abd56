import { randomUUID } from 'node:crypto';
import { type HttpAnswer, type HttpRequest, textOf } from './http.ts';

/**
 * Writes and reads the multipart bodies of `$batch`.
 *
 * dynamics-web-api cannot do it for us: it joins neighbouring change sets into one, flattens the answers of a batch into
 * one list in which a failed change set takes one place and a successful one many, hides ETags and Content-IDs, and an
 * answer it cannot read ends the process (see `library.ts`).
 */

export type BatchRequest = {
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** Absolute. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly row?: unknown;
};

/** A read of its own, or writes that stand or fall together. */
export type BatchPart = BatchRequest | { readonly changeSet: readonly BatchRequest[] };

export type PartAnswer = {
  readonly status: number;
  readonly header: (name: string) => string | undefined;
  readonly text: string;
  /** Which request of the batch this answers, counted over all of them from 1; absent outside change sets. */
  readonly contentId: number | undefined;
};

/** Without continue-on-error Dataverse would leave the parts after a failed one undone and unanswered. */
export function batchOf(
  parts: readonly BatchPart[],
): Pick<HttpRequest, 'method' | 'url' | 'headers' | 'body'> {
  const boundary = `batch_${randomUUID()}`;
  let contentId = 0;
  const texts = parts.map((part) => {
    if (!('changeSet' in part)) {
      contentId += 1;
      return requestPart(part);
    }
    const inner = `changeset_${randomUUID()}`;
    const changes = part.changeSet.map((change) => requestPart(change, (contentId += 1)));
    return `Content-Type: multipart/mixed; boundary=${inner}\r\n\r\n${joined(inner, changes)}`;
  });
  return {
    method: 'POST',
    url: '$batch',
    headers: {
      'content-type': `multipart/mixed; boundary=${boundary}`,
      prefer: 'odata.continue-on-error',
    },
    body: joined(boundary, texts),
  };
}

/**
 * The answers, one list for each part sent: one answer for a read, one for each change of a change set that was carried
 * out, one error for a change set that was not. Throws SyntaxError when the text is not that.
 */
export function partsOf(answer: HttpAnswer, expected: number): PartAnswer[][] {
  const parts = split(textOf(answer), boundaryIn(answer.headers.get('content-type')));
  if (parts.length !== expected) {
    throw new SyntaxError(`${parts.length} answers for a batch of ${expected}`);
  }
  return parts.map((part) => {
    const type = part.headers.get('content-type');
    if (type?.startsWith('multipart/') !== true) return [partAnswer(part)];
    return split(part.body, boundaryIn(type)).map(partAnswer);
  });
}

function requestPart(request: BatchRequest, contentId?: number): string {
  const json = request.row === undefined ? '' : JSON.stringify(request.row);
  return [
    'Content-Type: application/http',
    'Content-Transfer-Encoding: binary',
    ...(contentId === undefined ? [] : [`Content-ID: ${contentId}`]),
    '',
    `${request.method} ${request.url} HTTP/1.1`,
    'Accept: application/json',
    ...(request.row === undefined ? [] : ['Content-Type: application/json; charset=utf-8']),
    ...Object.entries(request.headers ?? {}).map(([name, value]) => `${name}: ${value}`),
    '',
    json,
  ].join('\r\n');
}

function joined(boundary: string, parts: readonly string[]): string {
  return `${parts.map((part) => `--${boundary}\r\n${part}\r\n`).join('')}--${boundary}--\r\n`;
}

type Part = { readonly headers: ReadonlyMap<string, string>; readonly body: string };

function partAnswer(part: Part): PartAnswer {
  const [head, body] = cut(part.body, /\r?\n\r?\n/);
  const [statusLine, headerLines] = cut(head, /\r?\n/);
  const status = /^HTTP\/\d\.\d (\d{3})\b/.exec(statusLine)?.[1];
  if (status === undefined) throw new SyntaxError('A part of a batch answer without a status');
  const headers = headersIn(headerLines);
  const contentId = part.headers.get('content-id') ?? headers.get('content-id');
  return {
    status: Number(status),
    header: (name) => headers.get(name),
    text: body.trim(),
    contentId: contentId === undefined ? undefined : Number(contentId),
  };
}

/** A delimiter fills a line of its own; the closing one must be there, or the answer broke off. */
function split(text: string, boundary: string): Part[] {
  const parts: string[][] = [];
  for (const line of text.split('\n')) {
    const delimiter = line.trimEnd();
    if (delimiter === `--${boundary}--`) return parts.map((lines) => headedBy(lines.join('\n')));
    if (delimiter === `--${boundary}`) parts.push([]);
    else parts.at(-1)?.push(line);
  }
  throw new SyntaxError('A batch answer without an end');
}

function headedBy(text: string): Part {
  const [head, body] = cut(text, /\r?\n\r?\n/);
  return { headers: headersIn(head), body };
}

function headersIn(text: string): ReadonlyMap<string, string> {
  const headers = text.split(/\r?\n/).map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
  });
  return new Map(headers);
}

function boundaryIn(contentType: string | null): string {
  const boundary = /;\s*boundary="?([^";]+)"?/i.exec(contentType ?? '')?.[1];
  if (boundary === undefined) throw new SyntaxError('A batch answer without a boundary');
  return boundary;
}

function cut(text: string, at: RegExp): [string, string] {
  const match = at.exec(text);
  return match === null
    ? [text, '']
    : [text.slice(0, match.index), text.slice(match.index + match[0].length)];
}
