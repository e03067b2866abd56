/**
 * A gate in front of the outbox's mail server: passes real SMTP on, byte by byte, and can misbehave at exact points of a conversation.
 * It reads the conversation only as far as it needs to know where it stands.
 */
import { connect, createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';

export type SmtpGate = {
  readonly port: number;
  /** What the gate does with every conversation from now on. */
  behave(how: Behaviour): void;
  /** Resolves at the next conversation that reaches a point where the gate waits. */
  waiting(): Promise<void>;
  /** Nobody listens any more; `open` brings the server back on the same port. */
  close(): Promise<void>;
  open(): Promise<void>;
};

export type Behaviour =
  | { readonly kind: 'pass' }
  /** The server takes the connection and never says a word: nothing was sent yet. */
  | { readonly kind: 'silentGreeting' }
  /** The outbox took the message, but its answer is held back. */
  | { readonly kind: 'silentAfterData' }
  /** The outbox took the message, and the connection breaks before its answer. */
  | { readonly kind: 'breakAfterData' }
  /** The server refuses one recipient for good. */
  | { readonly kind: 'refuse'; readonly recipient: string };

export async function openSmtpGate(upstreamPort: () => number): Promise<SmtpGate> {
  let behaviour: Behaviour = { kind: 'pass' };
  let port = 0;
  let server: Server | undefined;
  const sockets = new Set<Socket>();
  const waiters: (() => void)[] = [];
  const nowWaiting = (): void => {
    for (const waiter of waiters.splice(0)) waiter();
  };
  const kept = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A conversation that one side breaks off is what some of these stories are about.
    socket.on('error', () => socket.destroy());
    return socket;
  };

  const converse = (client: Socket): void => {
    kept(client);
    if (behaviour.kind === 'silentGreeting') return nowWaiting();
    const upstream = kept(connect(upstreamPort(), '127.0.0.1'));
    let place: 'commands' | 'data' | 'answer' = 'commands';
    let tail = '';
    client.on('data', (bytes) => {
      if (place === 'commands' && behaviour.kind === 'refuse') {
        const recipient = /^RCPT TO:<([^>]*)>/i.exec(bytes.toString('latin1'))?.[1];
        if (recipient === behaviour.recipient) return void client.write('550 5.1.1 No such mailbox\r\n');
      }
      if (place === 'data') {
        tail = (tail + bytes.toString('latin1')).slice(-5);
        if (tail === '\r\n.\r\n') place = 'answer';
      }
      upstream.write(bytes);
    });
    upstream.on('data', (answer) => {
      // Commands come one at a time then, each with its answer, as the gate reads them.
      const bytes = answer.toString('latin1').replace('PIPELINING', 'X-NOTHING');
      if (place === 'commands' && bytes.startsWith('354')) {
        place = 'data';
        tail = '\r\n';
      } else if (place === 'answer') {
        place = 'commands';
        if (behaviour.kind === 'silentAfterData') return nowWaiting();
        if (behaviour.kind === 'breakAfterData') return void client.destroy();
      }
      client.write(bytes, 'latin1');
    });
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
  };

  const gate: SmtpGate = {
    get port() {
      return port;
    },
    behave(how) {
      behaviour = how;
      // Whoever kept a connection from before has to knock again.
      for (const socket of sockets) socket.destroy();
    },
    waiting: () => new Promise((resolve) => waiters.push(resolve)),
    async close() {
      const closed = server && once(server, 'close');
      server?.close();
      for (const socket of sockets) socket.destroy();
      await closed;
      server = undefined;
    },
    async open() {
      server = createServer(converse).listen(port, '127.0.0.1');
      await once(server, 'listening');
      port = (server.address() as { port: number }).port;
    },
  };
  await gate.open();
  return gate;
}
