import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import { DynamicsWebApi } from 'dynamics-web-api';
import { DataverseAnswerLost, DataverseError, retryAfterSeconds } from './errors.ts';
import { type Key, resourceOf } from './key.ts';
import type { WriteHeaders } from './client.ts';
import type { Call, Traffic } from './traffic.ts';

export type BulkMessage = 'CreateMultiple' | 'UpdateMultiple' | 'UpsertMultiple';

type Row = Readonly<Record<string, unknown>>;

/** What the library is handed for one attempt. */
type Sent = { token: string; headers: Record<string, string>; signal?: AbortSignal };

/**
 * Row writes and bulk messages, sent by dynamics-web-api 2.5.
 *
 * It is used where its answers are empty or hold ids only. Reads, batches and files are sent by `http.ts`, because in
 * 2.5.0 an answer that it cannot parse is thrown in an event handler, where nobody can catch it, and ends the process;
 * and every answer that holds the text `--batchresponse_` anywhere is taken for a batch, which it then cannot parse.
 * Text of customers and of the ERP must not have that power.
 */
export class Library {
  readonly #api: DynamicsWebApi;
  readonly #traffic: Traffic;
  readonly #headers: WriteHeaders;
  readonly #signal: AbortSignal | undefined;

  constructor(options: {
    /** The environment, such as `https://contoso.crm4.dynamics.com/`. */
    url: string;
    traffic: Traffic;
    timeoutMs: number;
    writeHeaders: WriteHeaders;
    signal?: AbortSignal | undefined;
  }) {
    this.#api = new DynamicsWebApi({
      serverUrl: options.url,
      timeout: options.timeoutMs,
      propagateErrors: true, // Otherwise a 412 comes back as the value false.
    });
    this.#traffic = options.traffic;
    this.#headers = options.writeHeaders;
    this.#signal = options.signal;
  }

  /** Creates one row. @param repeatable the row names its own id, so that a second attempt finds the first */
  async create(collection: string, row: Row, repeatable: boolean): Promise<void> {
    const call = { name: `POST ${collection}`, repeatable, rowOperations: 1 };
    await this.#send(collection, call, (sent) => this.#api.create({ ...sent, collection, data: row }));
  }

  /** Changes a row that exists. */
  async update(collection: string, key: Key, row: Row): Promise<void> {
    const call = { name: `PATCH ${resourceOf(collection, key)}`, repeatable: true, rowOperations: 1 };
    await this.#send(collection, call, (sent) =>
      this.#api.update({ ...sent, collection, key: keyText(collection, key), data: row }),
    );
  }

  /** Changes the row, or creates it. */
  async upsert(collection: string, key: Key, row: Row): Promise<void> {
    const call = { name: `PATCH ${resourceOf(collection, key)}`, repeatable: true, rowOperations: 1 };
    await this.#send(collection, call, (sent) =>
      this.#api.upsert({ ...sent, collection, key: keyText(collection, key), data: row }),
    );
  }

  /** Writes all targets or none. */
  async bulk(
    collection: string,
    message: BulkMessage,
    targets: readonly Row[],
    repeatable: boolean,
  ): Promise<void> {
    const name = `POST ${collection}/${message}`;
    const actionName = `Microsoft.Dynamics.CRM.${message}`;
    await this.#send(collection, { name, repeatable, rowOperations: targets.length }, (sent) =>
      this.#api.callAction({ ...sent, collection, actionName, action: { Targets: targets } }),
    );
  }

  async #send(collection: string, call: Call, send: (sent: Sent) => Promise<unknown>): Promise<void> {
    await this.#traffic.run(call, async (token) => {
      // The library writes into the headers it is given, and sends on whatever it finds there.
      const sent = {
        token,
        headers: { ...this.#headers(collection) },
        ...(this.#signal && { signal: this.#signal }),
      };
      try {
        await untilBroken(() => send(sent));
      } catch (error) {
        this.#signal?.throwIfAborted();
        throw translated(call.name, error);
      }
    });
  }
}

/** What stands between the parentheses; the library puts it into the URL as it is. */
function keyText(collection: string, key: Key): string {
  return resourceOf(collection, key).slice(collection.length + 1, -1);
}

/** The library rejects with Dataverse's code and message beside the answer's status and headers, or with a socket's error. */
function translated(request: string, error: unknown): Error {
  const answer = error as Partial<{
    status: number;
    code: string;
    message: string;
    headers: Readonly<Record<string, string>>;
  }>;
  if (answer.status === undefined) return new DataverseAnswerLost(request, error);
  return new DataverseError({
    request,
    status: answer.status,
    code: answer.code,
    // Without a code the message is the body of whoever answered.
    reason: answer.code ? (answer.message ?? '') : 'an answer without an error of Dataverse',
    retryAfterSeconds: retryAfterSeconds((name) => answer.headers?.[name]),
  });
}

const onBroken = new AsyncLocalStorage<(error: Error) => void>();

// The library listens to the request's errors only. When the connection breaks in the middle of an answer the error is
// the answer's, and the library's promise would stay pending for ever.
subscribe('http.client.request.created', (message) => {
  const reject = onBroken.getStore();
  if (reject === undefined) return;
  (message as { request: ClientRequest }).request.once('response', (answer) => answer.once('error', reject));
});

async function untilBroken(send: () => Promise<unknown>): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    onBroken.run(reject, () => {
      send().then(() => {
        resolve();
      }, reject);
    });
  });
}
