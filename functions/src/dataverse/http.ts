import { DataverseAnswerLost, errorFromAnswer } from './errors.ts';
import type { Call, Traffic } from './traffic.ts';

export type HttpRequest = Omit<Call, 'name'> & {
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** Relative to the Web API's root, or absolute under it (a next link). */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
};

export type HttpAnswer = {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array<ArrayBuffer>;
};

/**
 * Sends what dynamics-web-api is unfit for; see `library.ts` for what that is. An answer is read to its last byte, and
 * by `read`, before it counts: what breaks off or cannot be read is no answer.
 */
export class Http {
  readonly #root: string;
  readonly #traffic: Traffic;
  readonly #timeoutMs: number;
  readonly #signal: AbortSignal | undefined;

  constructor(options: {
    root: string;
    traffic: Traffic;
    timeoutMs: number;
    signal?: AbortSignal | undefined;
  }) {
    this.#root = options.root;
    this.#traffic = options.traffic;
    this.#timeoutMs = options.timeoutMs;
    this.#signal = options.signal;
  }

  /** Throws `DataverseError` for an error answer, `DataverseAnswerLost` for none. `read` throws SyntaxError for nonsense. */
  async send<T>(request: HttpRequest, read: (answer: HttpAnswer) => T): Promise<T> {
    const url = this.absolute(request.url);
    const name = `${request.method} ${url.slice(this.#root.length).split('?')[0] ?? ''}`;
    return this.#traffic.run({ ...request, name }, async (token) => {
      const answer = await this.#exchange(name, url, request, token);
      try {
        return read(answer);
      } catch (error) {
        throw error instanceof SyntaxError ? new DataverseAnswerLost(name, error) : error;
      }
    });
  }

  /** The full URL. A link that leads away from our Dataverse is refused: it would carry our token there. */
  absolute(url: string): string {
    if (url.startsWith(this.#root)) return url;
    if (/^[a-z]+:|^\//i.test(url))
      throw new RangeError(`Not a URL of ${this.#root}: ${url.split('?')[0] ?? ''}`);
    return this.#root + url;
  }

  async #exchange(name: string, url: string, request: HttpRequest, token: string): Promise<HttpAnswer> {
    const deadline = AbortSignal.timeout(this.#timeoutMs);
    let answer: HttpAnswer;
    try {
      const response = await fetch(url, {
        method: request.method,
        headers: {
          accept: 'application/json',
          'odata-version': '4.0',
          'odata-maxversion': '4.0',
          ...request.headers,
          authorization: `Bearer ${token}`,
        },
        body: request.body ?? null,
        redirect: 'manual',
        signal: this.#signal === undefined ? deadline : AbortSignal.any([this.#signal, deadline]),
      });
      const bytes = new Uint8Array(await response.arrayBuffer());
      answer = { status: response.status, headers: response.headers, bytes };
    } catch (error) {
      this.#signal?.throwIfAborted();
      throw new DataverseAnswerLost(name, error);
    }
    if (answer.status < 300 || isMultipart(answer)) return answer;
    throw errorFromAnswer(name, {
      status: answer.status,
      header: (header) => answer.headers.get(header),
      text: textOf(answer),
    });
  }
}

export function textOf(answer: HttpAnswer): string {
  return new TextDecoder().decode(answer.bytes);
}

/** A batch carries the status of every part; the status of the whole says nothing more. */
function isMultipart(answer: HttpAnswer): boolean {
  return answer.headers.get('content-type')?.startsWith('multipart/') === true;
}
