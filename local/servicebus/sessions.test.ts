import type { ServiceBusSessionReceiver } from '@azure/service-bus';
import { ServiceBusClient } from '@azure/service-bus';
import { TestBus, pause, receiveAll, receiveOne, refusalOf } from './test-bus.ts';

describe('a queue with sessions, spoken to by the real client', () => {
  let bus: TestBus;

  beforeEach(async () => {
    bus = await TestBus.start(
      { name: 'evaluations', requiresSession: true, lockDurationSeconds: 60, maxDeliveryCount: 5 },
      { name: 'brief', requiresSession: true, lockDurationSeconds: 3, maxDeliveryCount: 5 },
    );
  });

  afterEach(() => bus.stop());

  const send = (...messages: { sessionId: string; body: unknown }[]) => sendTo('evaluations', ...messages);
  const sendTo = (queue: string, ...messages: { sessionId: string; body: unknown }[]) =>
    bus.client().createSender(queue).sendMessages(messages);
  const withoutRenewal = { maxAutoLockRenewalDurationInMs: 0 };

  it('gives one receiver one session, in the order sent', async () => {
    await send(
      { sessionId: 'bucket-1', body: 1 },
      { sessionId: 'bucket-2', body: 2 },
      { sessionId: 'bucket-1', body: 3 },
    );

    const receiver = await bus.client().acceptSession('evaluations', 'bucket-1');

    expect(bodies(await receiveAll(receiver))).toEqual([1, 3]);
  });

  it('keeps the order when the first message is abandoned', async () => {
    await send({ sessionId: 'bucket-1', body: 'first' }, { sessionId: 'bucket-1', body: 'second' });
    const receiver = await bus.client().acceptSession('evaluations', 'bucket-1');

    await receiver.abandonMessage(await receiveOne(receiver));

    const again = await receiveAll(receiver);
    expect(again.map(({ body, deliveryCount }) => [body as string, deliveryCount])).toEqual([
      ['first', 1],
      ['second', 0],
    ]);
  });

  it('finds the next session that has messages and no receiver', async () => {
    await send({ sessionId: 'a', body: 1 }, { sessionId: 'b', body: 2 });

    const asked = Date.now();
    const first = await bus.client().acceptNextSession('evaluations');
    const answered = Date.now();
    const second = await bus.client().acceptNextSession('evaluations');

    expect([first.sessionId, second.sessionId]).toEqual(['a', 'b']);
    expect(Number(first.sessionLockedUntilUtc)).toBeGreaterThanOrEqual(asked + 60_000);
    expect(Number(first.sessionLockedUntilUtc)).toBeLessThanOrEqual(answered + 60_000);
  });

  it('lets a receiver wait for a session until a message comes', async () => {
    const waiting = bus.client().acceptNextSession('evaluations');
    await pause(100);
    await send({ sessionId: 'late', body: 'here' });

    const receiver = await waiting;

    expect(receiver.sessionId).toBe('late');
    expect((await receiveOne(receiver)).body).toBe('here');
  });

  it('tells a receiver that waited in vain', async () => {
    const client = new ServiceBusClient(connectionString(bus), {
      retryOptions: { maxRetries: 0, timeoutInMs: 400 },
    });
    const started = Date.now();

    const { code } = await refusalOf(client.acceptNextSession('evaluations'));
    await client.close();

    expect(code).toBe('ServiceTimeout');
    expect(Date.now() - started).toBeGreaterThan(300);
  });

  it('forgets a receiver that stopped waiting', async () => {
    const leaving = bus.client();
    // Connected before it waits, however slow the machine is.
    await leaving.createSender('evaluations').createMessageBatch();
    // A client that is closed while it asks may never hear an answer.
    void refusalOf(leaving.acceptNextSession('evaluations'));
    await pause(100);
    await leaving.close();

    await send({ sessionId: 'a', body: 1 });

    expect((await bus.client().acceptNextSession('evaluations')).sessionId).toBe('a');
  });

  it('refuses a session that another receiver has', async () => {
    await bus.client().acceptSession('evaluations', 'taken');

    expect((await refusalOf(bus.client().acceptSession('evaluations', 'taken'))).code).toBe(
      'SessionCannotBeLocked',
    );
  });

  it('frees a session whose receiver closes it, and does not count that as a delivery', async () => {
    await send({ sessionId: 'a', body: 1 });
    const first = await bus.client().acceptSession('evaluations', 'a');
    await receiveOne(first);
    await first.close();

    const second = await bus.client().acceptSession('evaluations', 'a');

    expect(await receiveOne(second)).toMatchObject({ body: 1, deliveryCount: 0 });
  });

  it('frees a session whose receiver is cut off', async () => {
    await send({ sessionId: 'a', body: 1 });
    const leaving = bus.client();
    await receiveOne(await leaving.acceptSession('evaluations', 'a'));
    await leaving.close();

    expect(await receiveOne(await bus.client().acceptNextSession('evaluations'))).toMatchObject({ body: 1 });
  });

  it('takes a session away when its lock runs out; its messages count as delivered once more', async () => {
    await sendTo('brief', { sessionId: 'a', body: 1 });
    const slow = await bus.client().acceptSession('brief', 'a', withoutRenewal);
    const held = await receiveOne(slow);

    const next = await bus.client().acceptNextSession('brief', withoutRenewal);

    expect(await receiveOne(next)).toMatchObject({ body: 1, deliveryCount: 1 });
    expect((await refusalOf(slow.completeMessage(held))).code).toBe('SessionLockLost');
  });

  it('leaves a session to a receiver that renews its lock', async () => {
    await sendTo('brief', { sessionId: 'a', body: 1 });
    const receiver = await bus.client().acceptSession('brief', 'a', withoutRenewal);
    const message = await receiveOne(receiver);

    // Four seconds in all, of a lock that lasts three.
    for (let time = 0; time < 4; time += 1) {
      await pause(1_000);
      const asked = Date.now();
      expect(Number(await receiver.renewSessionLock())).toBeGreaterThanOrEqual(asked + 3_000);
    }

    await receiver.completeMessage(message);
    expect(await bus.counts('brief')).toEqual({ active: 0, scheduled: 0, deadLettered: 0, locked: 0 });
  });

  it('keeps what a receiver noted on a session', async () => {
    const receiver = await bus.client().acceptSession('evaluations', 'a');
    expect(await receiver.getSessionState()).toBeNull();

    await receiver.setSessionState({ lastRun: '2025-03-01', done: 17 });
    await receiver.close();

    const next = await bus.client().acceptSession('evaluations', 'a');
    expect(await next.getSessionState()).toEqual({ lastRun: '2025-03-01', done: 17 });
  });

  it('lets only the receiver of a session note on it', async () => {
    const first = await bus.client().acceptSession('brief', 'a', withoutRenewal);
    await pause(3_300);

    const { code } = await refusalOf(renewByHand(first));

    expect(code).toBe('SessionLockLost');
  });

  it('defers within a session', async () => {
    await send({ sessionId: 'a', body: 'later' });
    const receiver = await bus.client().acceptSession('evaluations', 'a');
    const message = await receiveOne(receiver);
    await receiver.deferMessage(message);

    const [deferred] = await receiver.receiveDeferredMessages(message.sequenceNumber!);

    expect(deferred?.body).toBe('later');
    await receiver.completeMessage(deferred!);
  });

  it('keeps the dead letters without sessions', async () => {
    await send({ sessionId: 'a', body: 'poison' });
    const receiver = await bus.client().acceptSession('evaluations', 'a');
    const options = { deadLetterReason: 'Unreadable', deadLetterErrorDescription: 'No JSON.' };
    await receiver.deadLetterMessage(await receiveOne(receiver), options);

    const letter = await receiveOne(
      bus.client().createReceiver('evaluations', { subQueueType: 'deadLetter' }),
    );

    expect(letter).toMatchObject({ body: 'poison', sessionId: 'a', deadLetterReason: 'Unreadable' });
  });

  it('refuses a message without a session, and a receiver without one', async () => {
    const sent = await refusalOf(bus.client().createSender('evaluations').sendMessages({ body: 1 }));
    const received = await refusalOf(bus.client().createReceiver('evaluations').receiveMessages(1));

    expect(sent.message).toMatch(/^InvalidOperationError: The SessionId was not set on a message/);
    expect(received.message).toMatch(/^InvalidOperationError: It is not possible for 'evaluations'/);
  });
});

function bodies(messages: readonly { body: unknown }[]): unknown[] {
  return messages.map(({ body }) => body);
}

function renewByHand(receiver: ServiceBusSessionReceiver): Promise<unknown> {
  return receiver.setSessionState('too late');
}

function connectionString(bus: TestBus): string {
  return `Endpoint=sb://127.0.0.1:${bus.port};SharedAccessKeyName=Root;SharedAccessKey=local;UseDevelopmentEmulator=true`;
}
