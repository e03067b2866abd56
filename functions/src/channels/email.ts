/**
 * E-mail. A message is composed once into its exact bytes, which are stored before anything is sent; the sender hands those bytes to an
 * SMTP server in one try and says what came of it. SMTP knows no idempotency key, so a lost answer stays `unknown`.
 */
import { Readable } from 'node:stream';
import type { Instant } from '@dunlin/shared/dates/instant';
import MailComposer from 'nodemailer/lib/mail-composer';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { isEmailAddress } from './addresses.ts';
import { InvalidMessage, reasonOf, type EffectResult } from './effect.ts';
import { smtpConnections } from './smtp-connections.ts';

export type Mailbox = { readonly name?: string; readonly address: string };

export type Email = {
  readonly from: Mailbox;
  readonly to: Mailbox;
  readonly subject: string;
  /** Plain text. */
  readonly text: string;
  /** With its angle brackets: `<…@…>`. */
  readonly messageId: string;
  readonly date: Instant;
  /** Carried in the header X-Dunlin-Key, so that any mailbox can be searched for a second message of the key. */
  readonly key: string;
};

/**
 * The message as it goes over the wire: 7-bit text with CRLF lines, the same bytes for the same e-mail.
 * @throws InvalidMessage when an address is none or a header value is not one line.
 */
export async function composeEmail({
  from,
  to,
  subject,
  text,
  messageId,
  date,
  key,
}: Email): Promise<Uint8Array> {
  for (const { address } of [from, to]) {
    if (!isEmailAddress(address))
      throw new InvalidMessage(`Not an e-mail address: ${JSON.stringify(address)}`);
  }
  if (!/^<[^\s<>@]+@[^\s<>@]+>$/.test(messageId)) {
    throw new InvalidMessage(`Not a message id: ${JSON.stringify(messageId)}`);
  }
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) throw new InvalidMessage(`Not a key: ${JSON.stringify(key)}`);
  oneLine('sender name', from.name ?? '');
  oneLine('recipient name', to.name ?? '');
  oneLine('subject', subject);

  return new MailComposer({
    from: { name: from.name ?? '', address: from.address },
    to: { name: to.name ?? '', address: to.address },
    subject,
    text,
    messageId,
    date: new Date(date),
    // RFC 3834: keeps vacation notices and other robots from answering.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Dunlin-Key': key },
    textEncoding: 'quoted-printable',
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
}

/** A line break in a header value would begin a header of its own (header injection). */
function oneLine(what: string, value: string): void {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0000-\u001f\u007f\u0085\u2028\u2029]/.test(value)) {
    throw new InvalidMessage(
      `The ${what} has a line break or another control character: ${JSON.stringify(value)}`,
    );
  }
}

export type EmailSender = {
  send(bytes: Uint8Array, envelope: { readonly from: string; readonly to: string }): Promise<EffectResult>;
};

/**
 * A sender over an SMTP server.
 * @throws RangeError when the URL is not `smtp://…` or `smtps://…`.
 */
export function createEmailSender({
  smtpUrl,
  timeoutMs = 30_000,
  keepMs = 5_000,
}: {
  readonly smtpUrl: string;
  /** How long the server may be silent. */
  readonly timeoutMs?: number;
  /** How long a connection stays open for the next message. */
  readonly keepMs?: number;
}): EmailSender {
  const connections = smtpConnections({ smtpUrl, timeoutMs, keepMs });
  return {
    async send(bytes, { from, to }) {
      const stranger = [from, to].find((address) => !isEmailAddress(address));
      if (stranger !== undefined) {
        return { kind: 'refused', reason: `not an e-mail address: ${JSON.stringify(stranger)}` };
      }
      const message = { bytes, from, to };
      for (let kept = connections.kept(); kept; kept = connections.kept()) {
        const attempt = await deliver(kept, message);
        if (!wasGone(attempt)) return conclude(kept, attempt);
      }
      try {
        const connection = await connections.connect();
        return conclude(connection, await deliver(connection, message));
      } catch (error) {
        return resultOf({ error: error as SmtpError, handedOver: false });
      }
    },
  };

  function conclude(connection: SMTPConnection, attempt: Attempt): EffectResult {
    if ('receipt' in attempt) {
      connections.keep(connection);
      return { kind: 'sent', receipt: attempt.receipt };
    }
    connection.close();
    return resultOf(attempt);
  }
}

type Failure = { readonly error: SmtpError; readonly handedOver: boolean };
type Attempt = { readonly receipt: string } | Failure;
type SmtpError = Error & {
  readonly command?: string | undefined;
  readonly responseCode?: number | undefined;
};

function deliver(
  connection: SMTPConnection,
  { bytes, from, to }: { readonly bytes: Uint8Array; readonly from: string; readonly to: string },
): Promise<Attempt> {
  // The connection reads the message only once the server has asked for it: from then on it may have been taken.
  let handedOver = false;
  const message = Readable.from(
    (function* () {
      handedOver = true;
      yield bytes;
    })(),
  );
  return new Promise((resolve) => {
    connection.send({ from, to: [to] }, message, (error, info) =>
      resolve(error ? { error, handedOver } : { receipt: reasonOf(info?.response) }),
    );
  });
}

/** A kept connection that the server had closed before it saw anything of this message. */
function wasGone(attempt: Attempt): boolean {
  if ('receipt' in attempt || attempt.handedOver) return false;
  return attempt.error.responseCode === undefined || attempt.error.responseCode === 421;
}

/** The mailbox does not exist or takes no mail any more (RFC 3463: 5.1.x, 5.2.1). A bare 550 may as well say that this message is not wanted. */
function isUnknownMailbox({ command, message }: SmtpError): boolean {
  const [, enhanced = ''] = /\b5\d\d[ -](5\.\d{1,3}\.\d{1,3})/.exec(message) ?? [];
  return command === 'RCPT TO' && (enhanced.startsWith('5.1.') || enhanced === '5.2.1');
}

/**
 * What a failure means for the message. An answer of the server to the message or its envelope settles it: 5xx never, 4xx not now. A
 * server that is not there, or does not let us in, has not seen the message. Without an answer after the message was handed over,
 * nobody knows; 421 says only that the server is closing, so it does not settle that either.
 */
function resultOf({ error, handedOver }: Failure): EffectResult {
  const reason = reasonOf(error);
  const { responseCode = 0 } = error;
  const aboutTheMessage = ['MAIL FROM', 'RCPT TO', 'DATA'].includes(error.command ?? '');
  // 503 speaks of the order of commands, 53x of who we are.
  const aboutTheSession = responseCode === 503 || (responseCode >= 530 && responseCode <= 539);
  const answered = aboutTheMessage && responseCode >= 400 && responseCode !== 421;
  if (handedOver && !answered) return { kind: 'unknown', reason };
  if (aboutTheMessage && responseCode >= 500 && !aboutTheSession)
    return { kind: 'refused', reason, ...(isUnknownMailbox(error) && { address: true }) };
  return { kind: 'later', reason };
}
