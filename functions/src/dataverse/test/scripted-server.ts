import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Dataverse, type DataverseOptions, connectDataverse } from '../client.ts';

/** A request as it arrived. */
export type Seen = {
  readonly method: string;
  /** Decoded, without the Web API's root. */
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly bytes: Buffer;
  /** On monotonic time. */
  readonly atMs: number;
};

export type Answer =
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string | Buffer }
  /** The connection is closed: before any answer, or in the middle of one. */
  | 'lost'
  | 'broken off';

/**
 * An HTTP server that answers what the test says, so that a test can have the faults no well-behaved server shows.
 * The script sees the request and its number, counted from 1.
 */
export async function startScriptedServer(
  script: (request: Seen, number: number) => Answer | Promise<Answer>,
): Promise<ScriptedServer> {
  const server = new ScriptedServer(script);
  await server.listen();
  return server;
}

export class ScriptedServer {
  readonly seen: Seen[] = [];
  /** The most requests that were being answered at the same time. */
  mostAtOnce = 0;
  #atOnce = 0;
  readonly #script: (request: Seen, number: number) => Answer | Promise<Answer>;
  readonly #server = createServer((request, response) => void this.#answer(request, response));

  constructor(script: (request: Seen, number: number) => Answer | Promise<Answer>) {
    this.#script = script;
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  /** A client of this server whose tokens are `token 1`, `token 2` after a refusal, … */
  client(options: Partial<DataverseOptions> = {}): Dataverse {
    let tokens = 1;
    const getToken = (refused?: string) => {
      if (refused === `token ${tokens}`) tokens += 1;
      return Promise.resolve(`token ${tokens}`);
    };
    return connectDataverse({ url: this.url, getToken, ...options });
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#atOnce += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#atOnce);
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    const seen = {
      method: request.method ?? '',
      url: decodeURIComponent((request.url ?? '').replace('/api/data/v9.2/', '')),
      headers: request.headers,
      body: bytes.toString('utf8'),
      bytes,
      atMs: performance.now(),
    };
    const number = this.seen.push(seen);
    const answer = await this.#script(seen, number);
    this.#atOnce -= 1;
    if (answer === 'lost') {
      request.socket.destroy();
    } else if (answer === 'broken off') {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{"value":[', () => request.socket.destroy());
    } else {
      response.writeHead(answer.status, answer.headers);
      response.end(answer.body);
    }
  }
}

export function json(value: unknown, headers: Record<string, string> = {}): Answer {
  return {
    status: 200,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(value),
  };
}

export function rows(...value: readonly unknown[]): Answer {
  return json({ value });
}

export const noContent: Answer = { status: 204 };

export function refusal(
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
): Answer & object {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ error: { code, message } }),
  };
}

export const duplicate = refusal(412, '0x80040237', 'Cannot insert duplicate key.');

/** A batch answer; a part that is a list is a change set that was carried out. */
export function batchAnswer(...parts: readonly ((Answer & object) | readonly (Answer & object)[])[]): Answer {
  let contentId = 0;
  const one = (answer: Answer & object, inChangeSet: boolean) => {
    contentId += 1;
    return [
      'Content-Type: application/http',
      'Content-Transfer-Encoding: binary',
      ...(inChangeSet ? [`Content-ID: ${contentId}`] : []),
      '',
      `HTTP/1.1 ${answer.status} Reason`,
      ...Object.entries(answer.headers ?? {}).map(([name, value]) => `${name}: ${value}`),
      '',
      String(answer.body ?? ''),
    ].join('\r\n');
  };
  const joined = (boundary: string, texts: readonly string[]) =>
    `${texts.map((text) => `--${boundary}\r\n${text}\r\n`).join('')}--${boundary}--\r\n`;
  const texts = parts.map((part) =>
    'status' in part
      ? one(part, false)
      : `Content-Type: multipart/mixed; boundary=changesetresponse_1\r\n\r\n${joined(
          'changesetresponse_1',
          part.map((answer) => one(answer, true)),
        )}`,
  );
  return {
    status: 200,
    headers: { 'content-type': 'multipart/mixed; boundary=batchresponse_1' },
    body: joined('batchresponse_1', texts),
  };
}
