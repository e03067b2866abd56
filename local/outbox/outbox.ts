/** The outbox of one machine: a mail server, a text message gateway and the print folder, with a page to read what was sent. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LocalClock } from '../clock.ts';
import { openLetterFolder } from './letter-folder.ts';
import { startMailSink } from './mail-sink.ts';
import { OutboxStore } from './store.ts';
import { serve, type Outbox } from './web.ts';

export type OutboxOptions = {
  /** HTTP; 0 is any free port, as for `smtpPort`. */
  readonly port: number;
  readonly smtpPort: number;
  /** Where messages are kept; created if missing. */
  readonly data: string;
  /** The print folder; created if missing. */
  readonly letters: string;
  readonly clock: LocalClock;
};

export type RunningOutbox = { readonly port: number; readonly smtpPort: number; stop(): Promise<void> };

/** @throws the system's error when a port is taken. */
export async function startOutbox(options: OutboxOptions): Promise<RunningOutbox> {
  const { clock } = options;
  const now = (): string => new Date(clock.now()).toISOString();
  const store = new OutboxStore(options.data);
  const letters = openLetterFolder({ folder: options.letters, store, now });
  const mail = await startMailSink({ port: options.smtpPort, store, now });
  const web = await listen(options.port, { store, letters, now, reloadClock: () => clock.reload() }).catch(
    async (error: unknown) => {
      await mail.stop();
      throw error;
    },
  );
  return {
    port: web.port,
    smtpPort: mail.port,
    async stop() {
      await Promise.all([mail.stop(), web.stop()]);
      store.close();
    },
  };
}

async function listen(
  port: number,
  outbox: Outbox,
): Promise<{ readonly port: number; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    serve(request, response, outbox).catch((error: unknown) => {
      console.error(`outbox: ${request.method} ${request.url}: ${(error as Error).message}`);
      response.writeHead(500).end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
