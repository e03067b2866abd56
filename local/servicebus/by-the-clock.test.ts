import { TestBus, receiveAll, receiveOne, refusalOf } from './test-bus.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

describe('what happens by the local clock', () => {
  let bus: TestBus;

  beforeEach(async () => {
    bus = await TestBus.start(
      { name: 'dispatches' },
      { name: 'short-lived', defaultTimeToLiveSeconds: 3600, deadLetterOnExpiration: true },
      { name: 'unique', duplicateDetectionWindowSeconds: 600 },
      { name: 'sessions', requiresSession: true },
    );
  });

  afterEach(() => bus.stop());

  const inMinutes = (minutes: number) => new Date(Date.now() + minutes * minute);

  it('delivers a scheduled message when the clock is moved past its time, not before', async () => {
    await bus
      .client()
      .createSender('dispatches')
      .sendMessages({ body: 'at noon', scheduledEnqueueTimeUtc: inMinutes(90) });
    const receiver = bus.client().createReceiver('dispatches');

    await bus.moveClock(89 * minute);
    expect(await receiver.receiveMessages(1, { maxWaitTimeInMs: 100 })).toEqual([]);
    expect(await bus.counts('dispatches')).toEqual({ active: 0, scheduled: 1, deadLettered: 0, locked: 0 });

    await bus.moveClock(2 * minute);
    const message = await receiveOne(receiver);

    expect(message.body).toBe('at noon');
    expect(Number(message.enqueuedTimeUtc)).toBeGreaterThan(Date.now() + 90 * minute);
  });

  it('delivers what became due in the order of its times', async () => {
    const sender = bus.client().createSender('dispatches');
    await sender.sendMessages([
      { body: 'in 20', scheduledEnqueueTimeUtc: inMinutes(20) },
      { body: 'in 10', scheduledEnqueueTimeUtc: inMinutes(10) },
      { body: 'in 30', scheduledEnqueueTimeUtc: inMinutes(30) },
      { body: 'tomorrow', scheduledEnqueueTimeUtc: new Date(Date.now() + day) },
    ]);

    await bus.moveClock(60 * minute);

    const messages = await receiveAll(bus.client().createReceiver('dispatches'));
    expect(messages.map(({ body }) => body as string)).toEqual(['in 10', 'in 20', 'in 30']);
  });

  it('delivers on its own when the time comes while nobody moves the clock', async () => {
    const sent = Date.now();
    await bus
      .client()
      .createSender('dispatches')
      .sendMessages({ body: 'soon', scheduledEnqueueTimeUtc: new Date(sent + 400) });

    await receiveOne(bus.client().createReceiver('dispatches'));

    expect(Date.now() - sent).toBeGreaterThanOrEqual(400);
  });

  it('says when the next scheduled message is due', async () => {
    const due = new Date(Date.now() + 3 * day);
    await bus
      .client()
      .createSender('dispatches')
      .scheduleMessages([{ body: 1 }, { body: 2 }], due);

    expect((await bus.control('/_local/state')).body).toMatchObject({
      quiet: true,
      nextScheduledAt: due.toISOString(),
    });
  });

  it('cancels what was scheduled', async () => {
    const sender = bus.client().createSender('dispatches');
    const [stays, goes] = await sender.scheduleMessages([{ body: 'stays' }, { body: 'goes' }], inMinutes(5));
    expect([Number(stays), Number(goes)]).toEqual([1, 2]);

    await sender.cancelScheduledMessages(goes!);
    await bus.moveClock(10 * minute);

    const messages = await receiveAll(bus.client().createReceiver('dispatches'));
    expect(messages.map(({ body }) => body as string)).toEqual(['stays']);
    expect((await refusalOf(sender.cancelScheduledMessages(stays!))).code).toBe('MessageNotFound');
  });

  it('wakes a receiver that waits for a session', async () => {
    await bus
      .client()
      .createSender('sessions')
      .scheduleMessages({ body: 1, sessionId: 'bucket-9' }, inMinutes(5));
    const waiting = bus.client().acceptNextSession('sessions', { maxAutoLockRenewalDurationInMs: 0 });

    await bus.moveClock(10 * minute);

    expect((await waiting).sessionId).toBe('bucket-9');
  });

  it('drops a message past its time to live', async () => {
    await bus
      .client()
      .createSender('dispatches')
      .sendMessages({ body: 'stale', timeToLive: 10 * minute });

    await bus.moveClock(11 * minute);

    expect(await bus.counts('dispatches')).toEqual({ active: 0, scheduled: 0, deadLettered: 0, locked: 0 });
  });

  it('keeps a message past its time to live among the dead letters where the queue is so configured', async () => {
    const sender = bus.client().createSender('short-lived');
    // The queue allows an hour at most, so the message that asks for a day expires after the hour as well.
    await sender.sendMessages([{ body: 'an hour' }, { body: 'a day', timeToLive: day }]);

    await bus.moveClock(59 * minute);
    expect(await bus.counts('short-lived')).toMatchObject({ active: 2, deadLettered: 0 });
    await bus.moveClock(2 * minute);
    expect(await bus.counts('short-lived')).toMatchObject({ active: 0, deadLettered: 2 });

    const letter = await receiveOne(
      bus.client().createReceiver('short-lived', { subQueueType: 'deadLetter' }),
    );
    expect(letter).toMatchObject({ body: 'an hour', deadLetterReason: 'TTLExpiredException' });
  });

  it('lets a locked message be completed after its time to live', async () => {
    await bus
      .client()
      .createSender('dispatches')
      .sendMessages({ body: 'in hand', timeToLive: 10 * minute });
    const receiver = bus.client().createReceiver('dispatches');
    const message = await receiveOne(receiver);

    await bus.moveClock(11 * minute);

    expect(await bus.counts('dispatches')).toMatchObject({ locked: 1 });
    await receiver.abandonMessage(message);
    expect(await bus.counts('dispatches')).toEqual({ active: 0, scheduled: 0, deadLettered: 0, locked: 0 });
  });

  it('does not let the clock break a lock', async () => {
    await bus.client().createSender('dispatches').sendMessages({ body: 'in hand' });
    const receiver = bus.client().createReceiver('dispatches', { maxAutoLockRenewalDurationInMs: 0 });
    const message = await receiveOne(receiver);

    await bus.moveClock(30 * day);

    await receiver.completeMessage(message);
  });

  it('drops a message whose id it saw within the window, and tells the sender nothing', async () => {
    const sender = bus.client().createSender('unique');
    await sender.sendMessages({ body: 'first', messageId: 'action-1' });
    await sender.sendMessages([
      { body: 'second', messageId: 'action-1' },
      { body: 'other', messageId: 'action-2' },
    ]);

    const receiver = bus.client().createReceiver('unique', { receiveMode: 'receiveAndDelete' });
    expect((await receiveAll(receiver)).map(({ body }) => body as string)).toEqual(['first', 'other']);

    // Also when the first is long done with; ten minutes after it the id is free again.
    await bus.moveClock(9 * minute);
    await sender.sendMessages({ body: 'third', messageId: 'action-1' });
    await bus.moveClock(2 * minute);
    await sender.sendMessages({ body: 'fourth', messageId: 'action-1' });

    expect((await receiveAll(receiver)).map(({ body }) => body as string)).toEqual(['fourth']);
  });
});
