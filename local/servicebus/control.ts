/** The control endpoints over HTTP, for whoever runs the machine: state, clock, and the dead letters to look at. */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LocalClock } from '../clock.ts';
import type { Broker } from './broker.ts';
import { listeningPort } from './listening.ts';
import type { MessageQueue } from './message-queue.ts';
import { readablePayload } from './payload.ts';
import { Refusal } from './refusal.ts';
import type { BrokerStore } from './store.ts';

type Parts = {
  readonly broker: Broker;
  readonly store: BrokerStore;
  readonly clock: LocalClock;
  readonly port: number;
};

/** @returns once the port is listened to; rejects when it is taken */
export async function listenControl({ port, ...parts }: Parts): Promise<{ port: number; stop(): void }> {
  const server = createServer((request, response) => {
    try {
      answer(request, response, parts);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      sendJson(response, error.statusCode, { error: error.message });
    }
  });
  return {
    port: await listeningPort(server.listen(port, '127.0.0.1')),
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { broker, store, clock }: Omit<Parts, 'port'>,
): void {
  const { pathname } = new URL(request.url ?? '/', 'http://local');
  const route = `${request.method} ${pathname}`;
  const deadLettersOf = /^GET \/_local\/queues\/([^/]+)\/deadletters$/.exec(route)?.[1];
  if (route === 'GET /_local/state') {
    // A message on its way from one place to the next is in neither until the commit.
    store.afterCommit(() => sendJson(response, 200, broker.state));
  } else if (route === 'POST /_local/clock') {
    clock.reload();
    broker.catchUp();
    store.afterCommit(() => response.writeHead(204).end());
  } else if (deadLettersOf !== undefined) {
    sendJson(response, 200, deadLettersIn(broker.queue(decodeURIComponent(deadLettersOf))));
  } else {
    sendJson(response, 404, { error: `The local Service Bus has no ${route}.` });
  }
}

/** The first hundred, as a person reads them. */
function deadLettersIn({ deadLetters }: MessageQueue): object[] {
  const letters = deadLetters?.browse({ fromSequence: 0, count: 100 }) ?? [];
  return letters.map(({ payload, sequence, enqueuedAt, deliveryCount }) => {
    const { properties, ...readable } = readablePayload(payload);
    const { DeadLetterReason: reason, DeadLetterErrorDescription: description, ...others } = properties;
    return {
      sequence,
      enqueuedAt: new Date(enqueuedAt).toISOString(),
      deliveryCount,
      reason,
      description,
      properties: others,
      ...readable,
    };
  });
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
    .end(JSON.stringify(value));
}
