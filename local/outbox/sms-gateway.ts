/** The text message gateway: sends nothing, remembers every key for ever, and answers only what is on disk. */
import type { OutboxStore } from './store.ts';

export type GatewayAnswer = {
  readonly status: number;
  readonly body: { readonly id: string } | { readonly error: string };
};

/** A repeat of a key with the same message gets the same answer and sends nothing; with another message it is refused. */
export function takeSms(
  { key, body }: { readonly key: string | undefined; readonly body: string },
  store: OutboxStore,
  now: () => string,
): GatewayAnswer {
  const message = parse(body);
  if (message === undefined) return refused(400, 'The body must be JSON: { "to": "+36…", "text": "…" }');
  if (key === undefined || !/^[\x21-\x7e]{1,255}$/.test(key)) {
    return refused(400, 'The header Idempotency-Key is needed, up to 255 visible characters');
  }
  if (!/^\+[1-9]\d{6,14}$/.test(message.to)) return refused(400, 'The number is not in E.164');
  if (message.text.trim() === '') return refused(400, 'The text is blank');
  const earlier = store.smsOf(key);
  if (earlier && (earlier.to !== message.to || earlier.text !== message.text)) {
    return refused(409, 'The key was used for another message');
  }
  const id =
    earlier?.id ??
    store.add({
      kind: 'sms',
      at: now(),
      from: '',
      to: message.to,
      subject: '',
      text: message.text,
      key,
      size: Buffer.byteLength(body),
      headers: [],
    });
  return { status: 202, body: { id: `sms-${id}` } };
}

function parse(body: string): { readonly to: string; readonly text: string } | undefined {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    // Refused by the caller together with JSON of another shape.
    return undefined;
  }
  const { to, text } = (value ?? {}) as { to?: unknown; text?: unknown };
  return typeof to === 'string' && typeof text === 'string' ? { to, text } : undefined;
}

function refused(status: number, error: string): GatewayAnswer {
  return { status, body: { error } };
}
