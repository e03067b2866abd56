/** The mail server of one machine: takes every message, delivers none, and says 250 only when the message is on disk. */
import { simpleParser, type AddressObject } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { AddressInfo } from 'node:net';
import type { OutboxStore } from './store.ts';

const maxMailBytes = 25 * 1024 * 1024;

export async function startMailSink({
  port,
  store,
  now,
}: {
  readonly port: number;
  readonly store: OutboxStore;
  readonly now: () => string;
}): Promise<{ readonly port: number; stop(): Promise<void> }> {
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: maxMailBytes,
    closeTimeout: 1000,
    onData: (stream, session, done) => {
      take(stream, session, store, now()).then(
        (id) => done(null, `stored as ${id}`),
        (error: Error) => {
          console.error(`outbox: a mail could not be stored: ${error.message}`);
          done(error);
        },
      );
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  server.removeAllListeners('error');
  // Clients that break off are their own affair; the message was not answered.
  server.on('error', (error) => console.error(`outbox: smtp: ${error.message}`));
  return {
    port: (server.server.address() as AddressInfo).port,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function take(
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  store: OutboxStore,
  at: string,
): Promise<number> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) if (!stream.sizeExceeded) chunks.push(chunk as Buffer);
  if (stream.sizeExceeded) throw Object.assign(new Error('Message too large'), { responseCode: 552 });
  const raw = Buffer.concat(chunks);
  const mail = await simpleParser(raw);
  const envelope = session.envelope.rcptTo.map(({ address }) => address).join(', ');
  return store.add({
    kind: 'mail',
    at,
    from: mail.from?.text ?? '',
    to: mail.to === undefined ? envelope : [mail.to].flat().map(textOf).join(', '),
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    key: keyOf(mail.headerLines),
    size: raw.length,
    headers: mail.headerLines.map(({ line }) => line),
    raw,
  });
}

function textOf({ text }: AddressObject): string {
  return text;
}

/** Senders that name their effects say the name in a header `X-<product>-Key`. */
function keyOf(headerLines: readonly { readonly key: string; readonly line: string }[]): string {
  const header = headerLines.find(({ key }) => /^x-[a-z0-9]+-key$/.test(key));
  return header?.line.replace(/^[^:]*:/, '').trim() ?? '';
}
