import { TestBus, receiveOne, refusalOf } from './test-bus.ts';

describe('looking at queues', () => {
  let bus: TestBus;

  beforeEach(async () => {
    bus = await TestBus.start({ name: 'dispatches' }, { name: 'sessions', requiresSession: true });
  });

  afterEach(() => bus.stop());

  it('peeks at everything in its order, locked, deferred and scheduled too', async () => {
    const sender = bus.client().createSender('dispatches');
    await sender.sendMessages([{ body: 'locked' }, { body: 'deferred' }, { body: 'waiting' }]);
    await sender.scheduleMessages({ body: 'scheduled' }, new Date(Date.now() + 60_000));
    const receiver = bus.client().createReceiver('dispatches');
    await receiveOne(receiver);
    await receiver.deferMessage(await receiveOne(receiver));

    const peeked = await receiver.peekMessages(10);

    expect(
      peeked.map(({ body, state, sequenceNumber }) => [body as string, state, Number(sequenceNumber)]),
    ).toEqual([
      ['locked', 'active', 1],
      ['deferred', 'deferred', 2],
      ['waiting', 'active', 3],
      ['scheduled', 'scheduled', 4],
    ]);
    expect(await receiver.peekMessages(10)).toEqual([]);
  });

  it('peeks page by page', async () => {
    await bus
      .client()
      .createSender('dispatches')
      .sendMessages([{ body: 1 }, { body: 2 }, { body: 3 }]);
    const receiver = bus.client().createReceiver('dispatches');

    const pages = [await receiver.peekMessages(2), await receiver.peekMessages(2)];

    expect(pages.map((page) => page.map(({ body }) => body as number))).toEqual([[1, 2], [3]]);
  });

  it('peeks at one session', async () => {
    await bus
      .client()
      .createSender('sessions')
      .sendMessages([
        { body: 1, sessionId: 'a' },
        { body: 2, sessionId: 'b' },
        { body: 3, sessionId: 'a' },
      ]);
    const receiver = await bus.client().acceptSession('sessions', 'a');

    expect((await receiver.peekMessages(10)).map(({ body }) => body as number)).toEqual([1, 3]);
  });

  it('counts what stands where, and is quiet when nobody has anything to do', async () => {
    const sender = bus.client().createSender('dispatches');
    await sender.sendMessages([{ body: 1 }, { body: 2 }, { body: 3 }]);
    const receiver = bus.client().createReceiver('dispatches');
    await receiver.deadLetterMessage(await receiveOne(receiver), {
      deadLetterReason: 'No',
      deadLetterErrorDescription: '',
    });
    const held = await receiveOne(receiver);

    expect((await bus.control('/_local/state')).body).toEqual({
      quiet: false,
      queues: {
        dispatches: { active: 1, scheduled: 0, deadLettered: 1, locked: 1 },
        sessions: { active: 0, scheduled: 0, deadLettered: 0, locked: 0 },
      },
    });

    await receiver.completeMessage(held);
    expect((await bus.control('/_local/state')).body).toMatchObject({ quiet: false });
    await receiver.completeMessage(await receiveOne(receiver));
    expect((await bus.control('/_local/state')).body).toMatchObject({ quiet: true });
  });

  it('shows the dead letters to people', async () => {
    await bus
      .client()
      .createSender('dispatches')
      .sendMessages([
        { body: { action: 'A-1' }, messageId: 'm-1', applicationProperties: { step: 2 } },
        { body: Buffer.from('not JSON'), messageId: 'm-2' },
      ]);
    const receiver = bus.client().createReceiver('dispatches');
    const options = { deadLetterReason: 'NoAddress', deadLetterErrorDescription: 'There is none.' };
    await receiver.deadLetterMessage(await receiveOne(receiver), options);
    await receiver.deadLetterMessage(await receiveOne(receiver));

    const { body } = await bus.control('/_local/queues/dispatches/deadletters');

    expect(body).toEqual([
      {
        sequence: 1,
        messageId: 'm-1',
        enqueuedAt: expect.stringMatching(/^\d{4}-.*Z$/) as string,
        deliveryCount: 0,
        reason: 'NoAddress',
        description: 'There is none.',
        properties: { step: 2 },
        body: { action: 'A-1' },
      },
      expect.objectContaining({ sequence: 2, messageId: 'm-2', body: 'not JSON' }),
    ]);
  });

  it('says what it does not have', async () => {
    expect(await bus.control('/_local/queues/nowhere/deadletters')).toEqual({
      status: 404,
      body: { error: "The messaging entity 'nowhere' could not be found." },
    });
    expect(await bus.control('/elsewhere')).toEqual({
      status: 404,
      body: { error: 'The local Service Bus has no GET /elsewhere.' },
    });
  });

  it('refuses a queue that does not exist, to senders and receivers alike', async () => {
    const sent = await refusalOf(bus.client().createSender('nowhere').sendMessages({ body: 1 }));
    const received = await refusalOf(bus.client().createReceiver('nowhere').receiveMessages(1));
    const accepted = await refusalOf(bus.client().acceptNextSession('nowhere'));

    expect([sent.code, received.code, accepted.code]).toEqual(Array(3).fill('MessagingEntityNotFound'));
  });

  it('finds a queue however its name is written', async () => {
    await bus.client().createSender('DISPATCHES').sendMessages({ body: 'loud' });

    expect((await receiveOne(bus.client().createReceiver('Dispatches'))).body).toBe('loud');
  });

  it('refuses a message over 256 KB and takes one of 250', async () => {
    const sender = bus.client().createSender('dispatches');

    const refused = await refusalOf(sender.sendMessages({ body: Buffer.alloc(256 * 1024) }));
    await sender.sendMessages({ body: Buffer.alloc(250 * 1024, 7), messageId: 'large' });

    expect(refused.code).toBe('MessageSizeExceeded');
    const message = await receiveOne(bus.client().createReceiver('dispatches'));
    expect((message.body as Buffer).equals(Buffer.alloc(250 * 1024, 7))).toBe(true);
  });

  it('lets a batch grow to 256 KB', async () => {
    expect((await bus.client().createSender('dispatches').createMessageBatch()).maxSizeInBytes).toBe(262_144);
  });

  it('refuses a session receiver where there are no sessions', async () => {
    const { message } = await refusalOf(bus.client().acceptNextSession('dispatches'));

    expect(message).toMatch(/^InvalidOperationError: A sessionful message receiver cannot be created/);
  });
});
