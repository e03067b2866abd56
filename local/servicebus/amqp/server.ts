/** The AMQP side of the broker: looks where each link wants to go and gives it to the part that serves it. */
import type { Socket } from 'node:net';
import rhea from 'rhea';
import type { EventContext, Receiver, Sender } from 'rhea';
import type { Broker } from '../broker.ts';
import { listeningPort } from '../listening.ts';
import type { MessageQueue } from '../message-queue.ts';
import { maxMessageBytes } from '../payload.ts';
import { Refusal } from '../refusal.ts';
import type { BrokerStore } from '../store.ts';
import { claims } from './claims.ts';
import { ConsumerLink } from './consumer-link.ts';
import { management } from './management.ts';
import { serveProducer } from './producer-link.ts';
import { Requests } from './requests.ts';
import { allowLateDetaches, allowManyLinks, localAttachOf, whenGone } from './rhea.ts';
import { attachSession, sessionFilter } from './session-attach.ts';

type Parts = { readonly broker: Broker; readonly store: BrokerStore; readonly port: number };

/** @returns once the port is listened to; rejects when it is taken */
export async function listenAmqp({ broker, store, port }: Parts): Promise<{ port: number; stop(): void }> {
  const container = rhea.create_container({
    id: 'local-servicebus',
    tcp_no_delay: true,
    treat_modified_as_released: false,
  });
  const requests = new Requests(store);
  container.on('connection_open', ({ connection }: EventContext) => {
    allowManyLinks(connection);
    allowLateDetaches(connection);
  });
  container.on('receiver_open', ({ receiver }: EventContext) => {
    if (receiver !== undefined) orRefuse(receiver, () => openProducer(receiver, { broker, store, requests }));
  });
  container.on('sender_open', ({ sender }: EventContext) => {
    if (sender !== undefined) orRefuse(sender, () => openConsumer(sender, { broker, store, requests }));
  });
  // Clients come and go, and say so or not; the links look after themselves.
  for (const end of ['disconnected', 'connection_error', 'session_error', 'sender_error', 'receiver_error']) {
    container.on(end, () => undefined);
  }
  container.on('error', (error: unknown) =>
    console.error(`AMQP: ${error instanceof Error ? error.message : String(error)}`),
  );

  const server = container.listen({
    host: '127.0.0.1',
    port,
    transport: 'tcp',
    max_frame_size: 65_536,
    receiver_options: { autoaccept: false, credit_window: 1000 },
  });
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return {
    port: await listeningPort(server),
    stop: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

type Context = { readonly broker: Broker; readonly store: BrokerStore; readonly requests: Requests };

/** A link on which the client sends. */
function openProducer(receiver: Receiver, { broker, store, requests }: Context): void {
  const address = receiver.target?.address ?? '';
  const node = nodeOf(address, broker);
  receiver.set_target({ address });
  if (node.kind !== 'queue') {
    requests.serve(receiver, node.kind === 'claims' ? claims(broker) : management(node.queue));
    return;
  }
  if (node.queue.deadLetters === undefined)
    throw new Refusal('amqp:not-allowed', `'${address}' cannot be sent to.`);
  localAttachOf(receiver)['max_message_size'] = maxMessageBytes;
  serveProducer(receiver, { queue: node.queue, store });
}

/** A link on which the client receives. */
function openConsumer(sender: Sender, { broker, store, requests }: Context): void {
  const address = sender.source?.address ?? '';
  const node = nodeOf(address, broker);
  if (node.kind !== 'queue') {
    sender.set_source({ address });
    requests.addReplyLink(sender);
    return;
  }
  const filter = sender.source.filter as Record<string, unknown> | undefined;
  const wantsSession = filter !== undefined && sessionFilter in filter;
  if (wantsSession && node.queue.sessions === undefined) {
    throw new Refusal(
      'amqp:not-allowed',
      `A sessionful message receiver cannot be created on '${address}', which does not require sessions.`,
    );
  }
  if (!wantsSession && node.queue.sessions !== undefined) {
    throw new Refusal(
      'amqp:not-allowed',
      `It is not possible for '${address}', which requires sessions, to create a non-sessionful message receiver.`,
    );
  }
  const attach = localAttachOf(sender);
  attach['snd_settle_mode'] = sender.snd_settle_mode;
  attach['rcv_settle_mode'] = sender.rcv_settle_mode;
  const link = new ConsumerLink(sender, { queue: node.queue, store });
  whenGone(sender, () => link.end());
  if (wantsSession) {
    attachSession(sender, { link, queue: node.queue, sessionId: filter[sessionFilter] });
    return;
  }
  sender.set_source({ address });
  link.start();
}

type Node = { kind: 'claims' } | { kind: 'management' | 'queue'; queue: MessageQueue };

/** @throws Refusal when the address leads nowhere */
function nodeOf(address: string, broker: Broker): Node {
  if (address === '$cbs') return { kind: 'claims' };
  const managed = /^(.*)\/\$management$/i.exec(address)?.[1];
  return managed === undefined
    ? { kind: 'queue', queue: broker.queue(address) }
    : { kind: 'management', queue: broker.queue(managed) };
}

/** AMQP refuses a link by attaching it and detaching it at once with the error. */
function orRefuse(link: Sender | Receiver, open: () => void): void {
  try {
    open();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    link.close({ condition: error.condition, description: error.message });
  }
}
