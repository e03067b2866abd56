import rhea from 'rhea';
import { amqpMessage, amqpTypes } from './amqp/rhea.ts';
import { parseIncoming, readablePayload, stampPayload, withProperties } from './payload.ts';
import { Refusal } from './refusal.ts';

const text = (body: string): unknown => rhea.message.data_section(Buffer.from(body));

describe('the bytes of a message', () => {
  it('tell the broker what it needs to know', () => {
    const encoded = amqpMessage.encode({
      message_id: 'action-1',
      group_id: 'bucket-3',
      ttl: 60_000,
      message_annotations: { 'x-opt-scheduled-enqueue-time': new Date('2025-03-01T08:00:00Z') },
      body: 'x',
    });

    expect(parseIncoming(amqpMessage.decode(encoded), encoded)).toEqual({
      payload: encoded,
      messageKey: 'string:action-1',
      sessionId: 'bucket-3',
      timeToLiveMs: 60_000,
      scheduledFor: Date.parse('2025-03-01T08:00:00Z'),
    });
  });

  it('keep ids of different kinds apart', () => {
    const keyOf = (message_id: string | number) => parseIncoming({ message_id, body: null }).messageKey;

    expect(keyOf('1')).not.toBe(keyOf(1));
  });

  it('keep every property and body in the AMQP type it came with', () => {
    const properties = { rate: amqpTypes.wrap_long(2), count: amqpTypes.wrap_int(2) };
    const encoded = amqpMessage.encode({
      message_id: 'm',
      application_properties: properties,
      body: amqpTypes.wrap_uint(7),
    });
    const { payload } = parseIncoming(amqpMessage.decode(encoded), encoded);

    const stamped = stampPayload(payload, { sequence: 4, enqueuedAt: 1_740_816_000_000, deliveryCount: 2 });

    const own = encoded.indexOf(Buffer.from([0x00, 0x53, 0x73]));
    expect(stamped.subarray(-(encoded.length - own)).equals(encoded.subarray(own))).toBe(true);
    expect(amqpMessage.decode(stamped)).toMatchObject({
      delivery_count: 2,
      message_annotations: {
        'x-opt-sequence-number': 4,
        'x-opt-enqueued-time': new Date('2025-03-01T08:00:00Z'),
      },
    });
  });

  it('take on the properties of a settlement', () => {
    const { payload } = parseIncoming({
      message_id: 'm',
      application_properties: { step: 1, kept: true },
      body: text('{"a":1}'),
    });

    expect(readablePayload(withProperties(payload, { step: 2 }))).toEqual({
      messageId: 'm',
      properties: { step: 2, kept: true },
      body: { a: 1 },
    });
  });

  it('are read as text where they are not JSON', () => {
    expect(readablePayload(amqpMessage.encode({ message_id: 'm', body: text('{"a":') })).body).toBe('{"a":');
  });

  it('are refused when there are too many', () => {
    expect(() => parseIncoming({ message_id: 'm', body: Buffer.alloc(262_144) })).toThrow(Refusal);
  });
});
