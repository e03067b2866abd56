/**
 * rhea, which the Service Bus client stands on, puts all settlements of one event-loop turn into as few frames as it can. When it looks
 * whether two neighbours may share a frame it never compares the first two: the second gets the outcome of the first. Whoever settles
 * several messages therefore has to do it in turns of the event loop. These tests fail when a new rhea does better, or when it does worse.
 */
import type { ServiceBusReceivedMessage, ServiceBusReceiver } from '@azure/service-bus';
import { TestBus } from '../../local/servicebus/test-bus.ts';

describe('settling several messages through the real client', () => {
  let bus: TestBus;
  let receiver: ServiceBusReceiver;

  beforeEach(async () => {
    bus = await TestBus.start({ name: 'dispatches' });
    const client = bus.client();
    await client.createSender('dispatches').sendMessages([{ body: 'A' }, { body: 'B' }, { body: 'C' }]);
    receiver = client.createReceiver('dispatches');
  });

  afterEach(() => bus.stop());

  const receiveThree = async () => {
    const [a, b, c] = await receiver.receiveMessages(3, { maxWaitTimeInMs: 2000 });
    if (a === undefined || b === undefined || c === undefined)
      throw new Error('Three messages were expected.');
    return { a, b, c };
  };
  const complete = (message: ServiceBusReceivedMessage) => receiver.completeMessage(message);
  const deadLetter = (message: ServiceBusReceivedMessage) =>
    receiver.deadLetterMessage(message, {
      deadLetterReason: 'Poison',
      deadLetterErrorDescription: 'Unreadable.',
    });
  const deadLetters = async () => {
    const letters = bus.client().createReceiver('dispatches', { subQueueType: 'deadLetter' });
    return (await letters.peekMessages(10)).map(({ body }) => body as string);
  };

  it('loses a dead letter that is settled in the same turn as a completion', async () => {
    const { a, b } = await receiveThree();

    await Promise.all([complete(a), deadLetter(b)]);

    // B was to be a dead letter. It is gone, and its settlement was confirmed.
    expect(await deadLetters()).toEqual([]);
    expect(await bus.counts('dispatches')).toMatchObject({ active: 0, locked: 1 });
  });

  it('makes a dead letter of a message that is completed in the same turn as one', async () => {
    const { a, b } = await receiveThree();

    await Promise.all([deadLetter(a), complete(b)]);

    expect(await deadLetters()).toEqual(['A', 'B']);
  });

  it('does right by every message that is settled in a turn of its own', async () => {
    const { a, b, c } = await receiveThree();
    const inTurn = oneATurn();

    await Promise.all([
      inTurn(() => complete(a)),
      inTurn(() => deadLetter(b)),
      inTurn(() => receiver.abandonMessage(c, { lastError: 'busy' })),
    ]);

    expect(await deadLetters()).toEqual(['B']);
    const [again] = await receiver.receiveMessages(1, { maxWaitTimeInMs: 2000 });
    expect(again).toMatchObject({
      body: 'C',
      deliveryCount: 1,
      applicationProperties: { lastError: 'busy' },
    });
  });

  it('may complete many in one turn, as they are all the same', async () => {
    const { a, b, c } = await receiveThree();

    await Promise.all([complete(a), complete(b), complete(c)]);

    expect(await bus.counts('dispatches')).toEqual({ active: 0, scheduled: 0, deadLettered: 0, locked: 0 });
  });
});

/** Lets one settlement go out in each turn of the event loop, without waiting for its confirmation. */
function oneATurn(): (settle: () => Promise<void>) => Promise<void> {
  let lastTurn = Promise.resolve();
  return (settle) => {
    lastTurn = lastTurn.then(() => new Promise((resolve) => setImmediate(resolve)));
    return lastTurn.then(settle);
  };
}
