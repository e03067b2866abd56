import type { FileContent, FileColumn, WriteHeaders } from './client.ts';
import type { Http } from './http.ts';
import { resourceOf } from './key.ts';

/** Dataverse takes a file in one request up to this size; larger ones go in blocks, which nothing here needs. */
const largestFileBytes = 128 * 1024 * 1024;

/** The name travels in a header, where these characters stand for themselves in every encoding. */
const safeName = /^[\w.-]+$/;

/**
 * Files, in one request each. dynamics-web-api sends them in blocks, at least two requests, and one block too many when
 * the size is a multiple of the block's.
 */
export class FileColumns {
  readonly #http: Http;
  readonly #writeHeaders: WriteHeaders;

  constructor(http: Http, writeHeaders: WriteHeaders) {
    this.#http = http;
    this.#writeHeaders = writeHeaders;
  }

  async upload(at: FileColumn, { name, bytes }: FileContent): Promise<void> {
    if (!safeName.test(name))
      throw new RangeError(`A file name of letters, digits, . _ and - was expected: ${name}`);
    if (bytes.length > largestFileBytes) throw new RangeError(`A file of ${bytes.length} bytes is too large`);
    await this.#http.send(
      {
        method: 'PATCH',
        url: `${resourceOf(at.collection, at.key)}/${at.column}`,
        headers: {
          ...this.#writeHeaders(at.collection),
          'content-type': 'application/octet-stream',
          'x-ms-file-name': name,
        },
        body: bytes,
        repeatable: true,
        rowOperations: 1,
      },
      () => undefined,
    );
  }

  /** Undefined when the column holds no file. */
  async download(at: FileColumn): Promise<FileContent | undefined> {
    return this.#http.send(
      {
        method: 'GET',
        url: `${resourceOf(at.collection, at.key)}/${at.column}/$value`,
        headers: { accept: '*/*' },
        repeatable: true,
        rowOperations: 0,
      },
      ({ status, headers, bytes }) =>
        status === 204 ? undefined : { name: headers.get('x-ms-file-name') ?? at.column, bytes },
    );
  }
}
