import { createServer, type AddressInfo, type Socket } from 'node:net';
import { simpleParser } from 'mailparser';
import { instant } from '@dunlin/shared/dates/instant';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { composeEmail, createEmailSender, type Email } from './email.ts';
import { InvalidMessage, type EffectResult } from './effect.ts';

function anEmail(changes: Partial<Email> = {}): Email {
  return {
    from: { name: 'Dunlin Trading SE', address: 'office@dunlin.example' },
    to: { name: 'Kovács Péter', address: 'kovacs@posta.example' },
    subject: 'Fizetési emlékeztető – vevőszám: 100042, 1 700,00 EUR',
    text: 'Tisztelt Partnerünk!\n\nőű ŐŰ zażółć gęślą jaźń ăâîșț\n.\nTisztelettel:\n',
    messageId: '<0198-1@dunlin.example>',
    date: instant('2026-03-20T08:15:00Z'),
    key: '7b0c3f4e-9d55-5d0b-8a43-0c0a4f3b8c11',
    ...changes,
  };
}

describe('composeEmail', () => {
  it('composes a message that reads back as it was written', async () => {
    const mail = await simpleParser(Buffer.from(await composeEmail(anEmail())));
    expect(mail.subject).toBe('Fizetési emlékeztető – vevőszám: 100042, 1 700,00 EUR');
    expect(mail.text).toBe('Tisztelt Partnerünk!\n\nőű ŐŰ zażółć gęślą jaźń ăâîșț\n.\nTisztelettel:\n');
    expect(mail.from?.text).toBe('"Dunlin Trading SE" <office@dunlin.example>');
    expect(mail.to).toMatchObject({ value: [{ name: 'Kovács Péter', address: 'kovacs@posta.example' }] });
    expect(mail.messageId).toBe('<0198-1@dunlin.example>');
    expect(mail.date?.toISOString()).toBe('2026-03-20T08:15:00.000Z');
    expect(mail.headers.get('x-dunlin-key')).toBe('7b0c3f4e-9d55-5d0b-8a43-0c0a4f3b8c11');
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
  });

  it('gives the same bytes for the same e-mail, all of them 7-bit and every line ended by CRLF', async () => {
    const first = await composeEmail(anEmail());
    const second = await composeEmail(anEmail());
    expect(Buffer.from(first).equals(second)).toBe(true);
    expect(first.every((byte) => byte < 128)).toBe(true);
    expect(Buffer.from(first).toString('latin1').replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it.each([
    ['a line break in the subject', { subject: 'Hello\r\nBcc: thief@example.com' }],
    ['a bare line feed in the subject', { subject: 'Hello\nBcc: thief@example.com' }],
    [
      'a line break in the name of the recipient',
      { to: { name: 'P\r\nBcc: t@example.com', address: 'a@b.example' } },
    ],
    ['a line break in the name of the sender', { from: { name: 'P\nX: y', address: 'a@b.example' } }],
    ['a line break in the address', { to: { address: 'a@b.example\r\nBcc: t@example.com' } }],
    ['two addresses', { to: { address: 'a@b.example, t@example.com' } }],
    ['a line break in the key', { key: 'a\r\nBcc: t@example.com' }],
    ['a line break in the message id', { messageId: '<a@b>\r\nBcc: t@example.com' }],
  ])('refuses %s', async (_, changes) => {
    await expect(composeEmail(anEmail(changes))).rejects.toBeInstanceOf(InvalidMessage);
  });
});

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

const envelope = { from: 'office@dunlin.example', to: 'kovacs@posta.example' };

async function send(smtpUrl: string, timeoutMs = 20_000): Promise<EffectResult> {
  return createEmailSender({ smtpUrl, timeoutMs, keepMs: 20 }).send(await composeEmail(anEmail()), envelope);
}

/** Sends to a server that behaves as scripted. */
async function sendTo(script: SMTPServerOptions): Promise<EffectResult> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _session, done) => stream.resume().on('end', () => done(null, 'taken as 17')),
    ...script,
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(() => new Promise<void>((resolve) => server.close(resolve)));
  return send(`smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`);
}

/** Sends to a server that says its lines, one for each line it hears, and then does what `last` does. */
async function sendToLines(
  lines: readonly string[],
  last: (socket: Socket) => void,
  timeoutMs?: number,
): Promise<EffectResult> {
  const server = createServer((socket) => {
    const left = [...lines];
    const next = (): void => {
      const line = left.shift();
      if (line === undefined) last(socket);
      else socket.write(`${line}\r\n`);
    };
    socket.on('error', () => undefined);
    socket.on('data', next);
    next();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return send(`smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, timeoutMs);
}

const failure = (responseCode: number): Error => Object.assign(new Error('scripted'), { responseCode });

describe('createEmailSender', () => {
  it('delivers the very bytes and keeps the answer as receipt', async () => {
    let received = Buffer.alloc(0);
    let envelopeSeen: unknown;
    const result = await sendTo({
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          received = Buffer.concat(chunks);
          envelopeSeen = [session.envelope.mailFrom, session.envelope.rcptTo];
          done(null, 'taken as 17');
        });
      },
    });
    expect(result).toEqual({ kind: 'sent', receipt: '250 taken as 17' });
    expect(received.equals(await composeEmail(anEmail()))).toBe(true);
    expect(envelopeSeen).toMatchObject([
      { address: 'office@dunlin.example' },
      [{ address: 'kovacs@posta.example' }],
    ]);
  });

  it('is refused for good by 5xx for the sender, the recipient or the message', async () => {
    expect(await sendTo({ onMailFrom: (_a, _s, done) => done(failure(550)) })).toMatchObject({
      kind: 'refused',
    });
    expect(await sendTo({ onRcptTo: (_a, _s, done) => done(failure(550)) })).toEqual({
      kind: 'refused',
      reason: "Can't send mail - all recipients were rejected: 550 scripted",
    });
    expect(
      await sendTo({ onData: (stream, _s, done) => stream.resume().on('end', () => done(failure(554))) }),
    ).toMatchObject({ kind: 'refused' });
  });

  it('may try later after 4xx for the sender, the recipient or the message', async () => {
    expect(await sendTo({ onMailFrom: (_a, _s, done) => done(failure(451)) })).toMatchObject({
      kind: 'later',
    });
    expect(await sendTo({ onRcptTo: (_a, _s, done) => done(failure(450)) })).toMatchObject({ kind: 'later' });
    expect(
      await sendTo({ onData: (stream, _s, done) => stream.resume().on('end', () => done(failure(452))) }),
    ).toMatchObject({ kind: 'later' });
  });

  it('may try later when the server is not there, greets with an error, is silent or wants a login', async () => {
    expect(await send('smtp://127.0.0.1:1')).toMatchObject({ kind: 'later' });
    expect(await sendTo({ onConnect: (_s, done) => done(failure(554)) })).toMatchObject({ kind: 'later' });
    expect(await sendToLines([], () => undefined, 300)).toMatchObject({ kind: 'later' });
    expect(await sendToLines([], (socket) => socket.destroy())).toMatchObject({ kind: 'later' });
    expect(await sendTo({ authOptional: false })).toMatchObject({ kind: 'later' });
  });

  it('may try later when the connection is lost before the message was asked for', async () => {
    expect(
      await sendToLines(['220 hello', '250 hello', '250 sender'], (socket) => socket.destroy()),
    ).toMatchObject({
      kind: 'later',
    });
  });

  it('does not know what came of a message handed over without an answer', async () => {
    const untilData = ['220 hello', '250 hello', '250 sender', '250 recipient', '354 go on'];
    expect(await sendToLines(untilData, (socket) => socket.destroy())).toMatchObject({ kind: 'unknown' });
    expect(await sendToLines(untilData, () => undefined, 1_000)).toMatchObject({ kind: 'unknown' });
    expect(await sendToLines(untilData, (socket) => socket.end('421 closing\r\n'))).toMatchObject({
      kind: 'unknown',
    });
    expect(await sendToLines(untilData, (socket) => socket.end('what?\r\n'))).toMatchObject({
      kind: 'unknown',
    });
  });

  it('sends the next message over the same connection, and over a new one when the server has closed it', async () => {
    let connections = 0;
    let taken = 0;
    const open: Socket[] = [];
    const server = createServer((socket) => {
      connections += 1;
      open.push(socket);
      let inMessage = false;
      socket.on('error', () => undefined);
      socket.on('data', (data) => {
        for (const line of String(data).split('\r\n').slice(0, -1)) {
          if (inMessage && line !== '.') continue;
          if (line === '.') taken += 1;
          inMessage = line === 'DATA';
          socket.write(inMessage ? '354 go on\r\n' : '250 ok\r\n');
        }
      });
      socket.write('220 hello\r\n');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    stops.push(() => {
      for (const socket of open) socket.destroy();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    });
    const sender = createEmailSender({
      smtpUrl: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
      timeoutMs: 20_000,
      keepMs: 60_000,
    });
    const bytes = await composeEmail(anEmail());
    const sendTwice = async (): Promise<string[]> => {
      const first = await sender.send(bytes, envelope);
      return [first.kind, (await sender.send(bytes, envelope)).kind];
    };
    expect(await sendTwice()).toEqual(['sent', 'sent']);
    expect([connections, taken]).toEqual([1, 2]);
    open[0]?.write('421 idle too long\r\n');
    expect(await sendTwice()).toEqual(['sent', 'sent']);
    open[1]?.destroy();
    expect(await sendTwice()).toEqual(['sent', 'sent']);
    expect([connections, taken]).toEqual([3, 6]);
  });

  it('never signs in over an open connection', async () => {
    const heard: string[] = [];
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', (data) => {
        heard.push(String(data));
        socket.write(
          String(data).startsWith('EHLO') ? '250-hello\r\n250 AUTH PLAIN LOGIN\r\n' : '502 no\r\n',
        );
      });
      socket.write('220 hello\r\n');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    stops.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
    const { port } = server.address() as AddressInfo;
    expect(await send(`smtp://user:secret@127.0.0.1:${port}`)).toMatchObject({ kind: 'later' });
    expect(heard.join('')).not.toContain('AUTH');
  });

  it('refuses addresses that are none without asking any server', async () => {
    const sender = createEmailSender({ smtpUrl: 'smtp://127.0.0.1:1' });
    expect(await sender.send(new Uint8Array(), { ...envelope, to: 'a@b.example\r\nDATA' })).toMatchObject({
      kind: 'refused',
    });
  });

  it('throws on an URL of something else', () => {
    expect(() => createEmailSender({ smtpUrl: 'http://127.0.0.1' })).toThrow('smtp://host:port');
    expect(() => createEmailSender({ smtpUrl: '127.0.0.1:25' })).toThrow('smtp://host:port');
  });
});
