/** A running local CRM: its bundle built when stale, its server listening. */
import type { AddressInfo } from 'node:net';
import { LocalClock } from '../clock.ts';
import { buildApp } from './build.ts';
import { createCrmServer } from './server/server.ts';
import { signInCookie, type SignInCookie } from './server/sign-in-cookie.ts';
import { supervisorAt } from './server/supervisor.ts';

export type CrmOptions = {
  /** 0 takes a free port. */
  readonly port: number;
  /** Where the secret of its cookies is kept. */
  readonly data: string;
  readonly clock?: string | undefined;
  /** Address of the Dataverse whose solutions are shown, without a slash at its end. */
  readonly dataverse: string;
  readonly outbox?: string | undefined;
  /** Who can run the next day; without one the pages do not offer it. */
  readonly supervisor?: { readonly address: string; readonly key: string } | undefined;
};

/** @throws the listen error when the port is taken, and the compiler's own words when the pages cannot be built. */
export async function startCrm(
  options: CrmOptions,
): Promise<{ readonly port: number; stop(): Promise<void> }> {
  await buildApp();
  const { dataverse, outbox, supervisor, data } = options;
  let cookie: SignInCookie | undefined;
  let port = options.port;
  const server = createCrmServer({
    dataverse,
    outbox,
    supervisor: supervisor && supervisorAt(supervisor.address, supervisor.key),
    clock: new LocalClock(options.clock),
    cookie: () => (cookie ??= signInCookie(data, port)),
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  port = (server.address() as AddressInfo).port;
  return {
    port,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
