import { type BatchRequest, type PartAnswer, batchOf, partsOf } from './batch.ts';
import type { ListQuery, RowQuery } from './client.ts';
import { DataverseError, errorFromAnswer, isMissingRow } from './errors.ts';
import { type Http, type HttpAnswer, textOf } from './http.ts';
import { resourceOf } from './key.ts';
import { slices } from './parallel.ts';
import { type Page, type PageRequest, firstPage, queryOptions } from './query.ts';

/** Proxies and web servers commonly stop at 8 KB of URL; a longer one travels in the body of a batch. */
const longestUrl = 8000;

/** Dataverse takes at most this many requests in a batch. */
export const requestsPerBatch = 1000;

const aRead = { method: 'GET', repeatable: true, rowOperations: 0 } as const;

/**
 * Reads, sent without dynamics-web-api: a row whose text holds `--batchresponse_` would end our process there, and it
 * turns text that looks like a date into Date objects, wrongly where there is an offset.
 */
export class Reads {
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
  }

  async list(query: ListQuery): Promise<unknown[]> {
    const rows: unknown[] = [];
    for await (const page of this.pages(query)) rows.push(...page);
    return rows;
  }

  async *pages(query: ListQuery): AsyncGenerator<readonly unknown[]> {
    let left = query.limit ?? Infinity;
    let request: PageRequest | undefined = firstPage(query);
    while (request !== undefined && left > 0) {
      const page: Page = await this.#page(request);
      yield page.rows.slice(0, left);
      left -= page.rows.length;
      request = page.next;
    }
  }

  /** Undefined when the row does not exist. */
  async get({ collection, key, select, expand }: RowQuery): Promise<unknown> {
    const options = queryOptions({ $select: select.join(','), $expand: expand });
    try {
      return await this.#http.send({ ...aRead, url: resourceOf(collection, key) + options }, jsonOf);
    } catch (error) {
      if (error instanceof DataverseError && isMissingRow(error)) return undefined;
      throw error;
    }
  }

  /** The id of the calling user. */
  async whoAmI(): Promise<string> {
    const { UserId } = (await this.#http.send({ ...aRead, url: 'WhoAmI' }, jsonOf)) as { UserId: string };
    return UserId;
  }

  /** Every round is one request: the first pages of all queries, then the next pages of those that have more. */
  async together(queries: readonly ListQuery[]): Promise<unknown[][]> {
    const results = queries.map((query) => ({ rows: [] as unknown[], limit: query.limit ?? Infinity }));
    let open = queries.map((query, n) => ({ result: results[n], request: firstPage(query) }));
    while (open.length > 0) {
      const following: typeof open = [];
      for (const round of slices(open, requestsPerBatch)) {
        const pages = await this.#pagesInOneRequest(round.map(({ request }) => request));
        pages.forEach((page, n) => {
          const result = round[n]?.result;
          result?.rows.push(...page.rows);
          if (page.next !== undefined && result !== undefined && result.rows.length < result.limit) {
            following.push({ result, request: page.next });
          }
        });
      }
      open = following;
    }
    return results.map(({ rows, limit }) => rows.slice(0, limit));
  }

  async #page(request: PageRequest): Promise<Page> {
    if (this.#http.absolute(request.url).length > longestUrl) {
      const [page] = await this.#pagesInOneRequest([request]);
      if (page !== undefined) return page;
    }
    return this.#http.send({ ...aRead, url: request.url }, (answer) => request.read(jsonOf(answer)));
  }

  async #pagesInOneRequest(requests: readonly PageRequest[]): Promise<Page[]> {
    const parts = requests.map(({ url }): BatchRequest => ({ method: 'GET', url: this.#http.absolute(url) }));
    return this.#http.send({ ...aRead, ...batchOf(parts) }, (answer) => {
      const answers = partsOf(answer, parts.length).flat();
      return requests.map((request, n) => request.read(bodyOf(request, answers[n])));
    });
  }
}

function jsonOf(answer: HttpAnswer): unknown {
  return JSON.parse(textOf(answer));
}

function bodyOf(request: PageRequest, answer: PartAnswer | undefined): unknown {
  if (answer === undefined) throw new SyntaxError('A batch answer with a part missing');
  if (answer.status < 300) return JSON.parse(answer.text);
  throw errorFromAnswer(`GET ${request.url.split('?')[0] ?? ''}`, answer);
}
