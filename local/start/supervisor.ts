/** Lets the CRM's pages run the next day: a loopback endpoint that asks for a key only the CRM was told. */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DayRunner } from './day-runner.ts';

export type Supervisor = {
  readonly address: string;
  readonly key: string;
  stop(): Promise<void>;
};

/**
 * `GET /day` tells how the days stand, `POST /day` begins the next one: 202, or 409 while one runs.
 * @throws the listen error when the port is taken
 */
export async function startSupervisor(days: DayRunner, port: number): Promise<Supervisor> {
  const key = randomBytes(24).toString('hex');
  const server = createServer((request, response) => {
    const { status, body } = answer(days, request, key);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  // It serves the stack and does not keep it: when all else has ended, so does the process.
  server.unref();
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    key,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function answer(
  days: DayRunner,
  { method, url, headers }: IncomingMessage,
  key: string,
): { readonly status: number; readonly body: object } {
  if (!isKey(headers['x-supervisor-key'], key)) return { status: 403, body: { error: 'The key is missing' } };
  if (url !== '/day') return { status: 404, body: { error: 'There is only /day' } };
  if (method === 'GET') return { status: 200, body: days.state() };
  if (method !== 'POST') return { status: 405, body: { error: `${method ?? ''} is not supported` } };
  return days.beginNext()
    ? { status: 202, body: days.state() }
    : { status: 409, body: { error: 'A day is running already' } };
}

function isKey(given: string | string[] | undefined, key: string): boolean {
  if (typeof given !== 'string' || given.length !== key.length) return false;
  return timingSafeEqual(Buffer.from(given), Buffer.from(key));
}
