import { TestBus, receiveAll, receiveOne } from './test-bus.ts';

const minute = 60_000;

describe('a broker that is started again', () => {
  let bus: TestBus;

  beforeEach(async () => {
    bus = await TestBus.start(
      { name: 'dispatches', maxDeliveryCount: 2 },
      { name: 'sessions', requiresSession: true },
      { name: 'unique', duplicateDetectionWindowSeconds: 600 },
    );
  });

  afterEach(() => bus.stop());

  it('still has what was not completed, and what was locked is available', async () => {
    await bus
      .client()
      .createSender('dispatches')
      .sendMessages([{ body: 'done' }, { body: 'in hand' }, { body: 'waiting' }]);
    const receiver = bus.client().createReceiver('dispatches');
    await receiver.completeMessage(await receiveOne(receiver));
    await receiveOne(receiver);

    await bus.restart();

    const messages = await receiveAll(bus.client().createReceiver('dispatches'));
    expect(messages.map(({ body }) => body as string)).toEqual(['in hand', 'waiting']);
  });

  it('goes on counting deliveries', async () => {
    await bus.client().createSender('dispatches').sendMessages({ body: 'hopeless' });
    const before = bus.client().createReceiver('dispatches');
    await before.abandonMessage(await receiveOne(before));

    await bus.restart();

    const after = bus.client().createReceiver('dispatches');
    const second = await receiveOne(after);
    expect(second.deliveryCount).toBe(1);
    await after.abandonMessage(second);
    expect(await bus.counts('dispatches')).toMatchObject({ active: 0, deadLettered: 1 });
  });

  it('never gives a sequence number twice', async () => {
    const send = async () => {
      await bus.client().createSender('dispatches').sendMessages({ body: 1 });
      const receiver = bus.client().createReceiver('dispatches', { receiveMode: 'receiveAndDelete' });
      return Number((await receiveOne(receiver)).sequenceNumber);
    };
    const first = await send();
    await bus.restart();

    expect([first, await send()]).toEqual([1, 2]);
  });

  it('does not give the new number of a scheduled message twice either', async () => {
    const sender = bus.client().createSender('dispatches');
    await sender.sendMessages({
      body: 'scheduled as 1',
      scheduledEnqueueTimeUtc: new Date(Date.now() + minute),
    });
    await bus.moveClock(2 * minute);
    const receiver = bus.client().createReceiver('dispatches', { receiveMode: 'receiveAndDelete' });
    expect(Number((await receiveOne(receiver)).sequenceNumber)).toBe(2);

    await bus.restart();

    await bus.client().createSender('dispatches').sendMessages({ body: 'next' });
    expect(Number((await receiveOne(bus.client().createReceiver('dispatches'))).sequenceNumber)).toBe(3);
  });

  it('still knows deferred, scheduled and dead letters', async () => {
    const sender = bus.client().createSender('dispatches');
    await sender.sendMessages([{ body: 'deferred' }, { body: 'poison' }]);
    await sender.scheduleMessages({ body: 'scheduled' }, new Date(Date.now() + minute));
    const receiver = bus.client().createReceiver('dispatches');
    const deferred = await receiveOne(receiver);
    await receiver.deferMessage(deferred);
    const cause = { deadLetterReason: 'Unreadable', deadLetterErrorDescription: 'No JSON.' };
    await receiver.deadLetterMessage(await receiveOne(receiver), cause);

    await bus.restart();
    expect(await bus.counts('dispatches')).toEqual({ active: 0, scheduled: 1, deadLettered: 1, locked: 0 });

    const again = bus.client().createReceiver('dispatches');
    expect((await again.receiveDeferredMessages(deferred.sequenceNumber!))[0]?.body).toBe('deferred');
    const letters = bus.client().createReceiver('dispatches', { subQueueType: 'deadLetter' });
    expect(await receiveOne(letters)).toMatchObject({ body: 'poison', deadLetterReason: 'Unreadable' });
    await bus.moveClock(2 * minute);
    expect((await receiveOne(again)).body).toBe('scheduled');
  });

  it('delivers what became due while it was down', async () => {
    await bus
      .client()
      .createSender('dispatches')
      .sendMessages({ body: 'due', scheduledEnqueueTimeUtc: new Date(Date.now() + 300) });
    await bus.restart();

    expect((await receiveOne(bus.client().createReceiver('dispatches'))).body).toBe('due');
  });

  it('remembers the ids it saw and what was noted on a session', async () => {
    await bus.client().createSender('unique').sendMessages({ body: 'first', messageId: 'action-1' });
    const receiver = await bus.client().acceptSession('sessions', 'a');
    await receiver.setSessionState({ done: 3 });

    await bus.restart();

    await bus.client().createSender('unique').sendMessages({ body: 'second', messageId: 'action-1' });
    const messages = await receiveAll(bus.client().createReceiver('unique'));
    expect(messages.map(({ body }) => body as string)).toEqual(['first']);
    expect(await (await bus.client().acceptSession('sessions', 'a')).getSessionState()).toEqual({ done: 3 });
  });
});
