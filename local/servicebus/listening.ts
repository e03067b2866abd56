import { once } from 'node:events';
import type { Server } from 'node:net';

/** The port a server listens on, once it does; rejects with the code EADDRINUSE when the port is taken. */
export async function listeningPort(server: Server): Promise<number> {
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null)
    throw new Error('The server does not listen on a port.');
  return address.port;
}
