/** A gate in front of the outbox's text message gateway: passes requests on, or holds them back before or after the gateway took them. */
import { createServer, type ServerResponse } from 'node:http';
import { once } from 'node:events';

export type SmsGate = {
  readonly port: number;
  behave(how: 'pass' | 'silentBefore' | 'silentAfter'): void;
  /** Resolves at the next request that is held back. */
  waiting(): Promise<void>;
  close(): Promise<void>;
};

export async function openSmsGate(gatewayUrl: () => string): Promise<SmsGate> {
  let behaviour: Parameters<SmsGate['behave']>[0] = 'pass';
  const held = new Set<ServerResponse>();
  const waiters: (() => void)[] = [];
  const hold = (response: ServerResponse): void => {
    held.add(response);
    for (const waiter of waiters.splice(0)) waiter();
  };
  const server = createServer((request, response) => {
    const handle = async (): Promise<void> => {
      if (behaviour === 'silentBefore') return hold(response);
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const key = request.headers['idempotency-key'];
      const answer = await fetch(gatewayUrl(), {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(typeof key === 'string' && { 'idempotency-key': key }),
        },
        body: Buffer.concat(chunks),
      });
      const body = await answer.text();
      if (behaviour === 'silentAfter') return hold(response);
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(body);
    };
    // A side that died is what these stories are about: the other one loses its connection.
    handle().catch(() => response.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as { port: number }).port,
    behave(how) {
      behaviour = how;
      for (const response of held) response.destroy();
      held.clear();
    },
    waiting: () => new Promise((resolve) => waiters.push(resolve)),
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
