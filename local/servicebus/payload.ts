/**
 * Messages as bytes. What a sender sent is kept encoded, so that its body and properties come out with the AMQP types they went in
 * with; only the sections that belong to the broker (header and message annotations) are written anew for each delivery.
 */
import { randomUUID } from 'node:crypto';
import { amqpMessage, amqpTypes } from './amqp/rhea.ts';
import type { AmqpMessage } from './amqp/rhea.ts';
import { Refusal } from './refusal.ts';

/** Service Bus Standard takes no larger message, and no larger batch. */
export const maxMessageBytes = 256 * 1024;

export type Incoming = {
  readonly payload: Buffer;
  /** The message id as a key for duplicate detection: ids of different AMQP types are different. */
  readonly messageKey: string;
  readonly sessionId?: string;
  readonly timeToLiveMs?: number;
  /** When it shall become visible, in milliseconds since 1970 on the local clock. */
  readonly scheduledFor?: number;
};

/** What the broker knows of a message at the moment it hands it out. */
export type Stamp = {
  readonly sequence: number;
  readonly enqueuedAt: number;
  readonly deliveryCount: number;
  readonly timeToLiveMs?: number | undefined;
  readonly lockedUntil?: number;
  readonly deadLetterSource?: string | undefined;
  readonly state?: 'active' | 'deferred' | 'scheduled';
};

/**
 * Reads what the broker needs from a message that a sender sent.
 * @param encoded the message as it came; left out when only rhea's decoded form is at hand
 */
export function parseIncoming(message: AmqpMessage, encoded?: Buffer): Incoming {
  // Clients of Service Bus expect every message to have an id (the lock renewer throws without).
  const identified = message.message_id === undefined;
  if (identified) message.message_id = randomUUID().replaceAll('-', '');
  const payload = encoded === undefined || identified ? amqpMessage.encode(message) : Buffer.from(encoded);
  if (payload.length > maxMessageBytes) throw messageTooLarge(payload.length);

  const scheduled = message.message_annotations?.['x-opt-scheduled-enqueue-time'];
  return {
    payload,
    messageKey: messageKeyOf(message.message_id),
    ...(message.group_id === undefined ? {} : { sessionId: message.group_id }),
    ...(message.ttl === undefined ? {} : { timeToLiveMs: message.ttl }),
    ...(scheduled instanceof Date ? { scheduledFor: scheduled.getTime() } : {}),
  };
}

/** Takes apart the batch format 0x80013700: one envelope whose data sections each hold an encoded message. */
export function parseBatch(envelope: Buffer): Incoming[] {
  if (envelope.length > maxMessageBytes) throw messageTooLarge(envelope.length);
  const body = amqpMessage.decode(envelope).body as
    { typecode?: number; content?: Buffer | Buffer[] } | undefined;
  if (body?.typecode !== dataSection || body.content === undefined) {
    throw new Refusal('amqp:decode-error', 'A batch must hold its messages as data sections.');
  }
  const encodedMessages = Array.isArray(body.content) ? body.content : [body.content];
  return encodedMessages.map((encoded) => parseIncoming(amqpMessage.decode(encoded), encoded));
}

/** The bytes that go out: the sender's own sections behind a header and annotations of the broker's. */
export function stampPayload(payload: Buffer, stamp: Stamp): Buffer {
  const { annotations, ownSections } = splitPayload(payload);
  const writer = new amqpTypes.Writer();
  // durable, priority, ttl, first-acquirer, delivery-count
  const ttl = stamp.timeToLiveMs === undefined ? null : amqpTypes.wrap_uint(stamp.timeToLiveMs);
  const header = [true, null, ttl, false, amqpTypes.wrap_uint(stamp.deliveryCount)];
  writer.write(amqpTypes.described(amqpTypes.wrap_ulong(headerSection), amqpTypes.wrap_list(header)));
  const stamped: Record<string, unknown> = {
    ...annotations,
    'x-opt-sequence-number': amqpTypes.wrap_long(stamp.sequence),
    'x-opt-enqueued-time': amqpTypes.wrap_timestamp(stamp.enqueuedAt),
  };
  if (stamp.lockedUntil !== undefined) {
    stamped['x-opt-locked-until'] = amqpTypes.wrap_timestamp(Math.floor(stamp.lockedUntil));
  }
  if (stamp.deadLetterSource !== undefined) stamped['x-opt-deadletter-source'] = stamp.deadLetterSource;
  if (stamp.state !== undefined)
    stamped['x-opt-message-state'] = amqpTypes.wrap_int(messageStates[stamp.state]);
  writer.write(
    amqpTypes.described(
      amqpTypes.wrap_ulong(messageAnnotationsSection),
      amqpTypes.wrap_symbolic_map(stamped),
    ),
  );
  return Buffer.concat([writer.toBuffer(), ownSections]);
}

/** The payload with application properties added or replaced, as a settlement may ask. */
export function withProperties(payload: Buffer, properties: Record<string, unknown>): Buffer {
  const message = amqpMessage.decode(payload);
  message.application_properties = { ...message.application_properties, ...properties };
  return amqpMessage.encode(message);
}

/** What a person wants to read of a message. */
export type Readable = {
  readonly messageId: string;
  readonly sessionId?: string;
  readonly properties: Record<string, unknown>;
  /** JSON where the body is JSON, otherwise text. */
  readonly body: unknown;
};

export function readablePayload(payload: Buffer): Readable {
  const message = amqpMessage.decode(payload);
  return {
    messageId: readableId(message.message_id),
    ...(message.group_id === undefined ? {} : { sessionId: message.group_id }),
    properties: message.application_properties ?? {},
    body: readableBody(message.body),
  };
}

const headerSection = 0x70;
const messageAnnotationsSection = 0x72;
const propertiesSection = 0x73;
const dataSection = 0x75;
const messageStates = { active: 0, deferred: 1, scheduled: 2 } as const;

function messageTooLarge(bytes: number): Refusal {
  return new Refusal(
    'amqp:link:message-size-exceeded',
    `The message of ${bytes} bytes is larger than the ${maxMessageBytes} bytes allowed on this link.`,
  );
}

function messageKeyOf(id: AmqpMessage['message_id']): string {
  return Buffer.isBuffer(id) ? `binary:${id.toString('hex')}` : `${typeof id}:${id}`;
}

function readableId(id: AmqpMessage['message_id']): string {
  return Buffer.isBuffer(id) ? id.toString('hex') : String(id);
}

/** Walks over the sections in front of the sender's properties (they stand in a fixed order). */
function splitPayload(payload: Buffer): { annotations: Record<string, unknown>; ownSections: Buffer } {
  const reader = new amqpTypes.Reader(payload);
  let annotations: Record<string, unknown> = {};
  let start = 0;
  while (reader.remaining() > 0) {
    const section = reader.read();
    const code = section.descriptor?.value as number;
    if (code >= propertiesSection) break;
    if (code === messageAnnotationsSection) annotations = amqpTypes.unwrap_map_simple(section);
    start = reader.position;
  }
  return { annotations, ownSections: payload.subarray(start) };
}

function readableBody(body: unknown): unknown {
  const content = typeof body === 'object' && body !== null && 'content' in body ? body.content : body;
  const bytes =
    Array.isArray(content) && content.every((part) => Buffer.isBuffer(part))
      ? Buffer.concat(content)
      : content;
  if (!Buffer.isBuffer(bytes)) return bytes ?? null;
  const text = bytes.toString('utf8');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
