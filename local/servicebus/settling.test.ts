import { TestBus, pause, receiveAll, receiveOne, refusalOf } from './test-bus.ts';

describe('a queue, spoken to by the real client', () => {
  let bus: TestBus;

  beforeEach(async () => {
    bus = await TestBus.start(
      { name: 'dispatches' },
      { name: 'impatient', lockDurationSeconds: 3, maxDeliveryCount: 3 },
    );
  });

  afterEach(() => bus.stop());

  it('brings a message over as it was sent', async () => {
    await bus
      .client()
      .createSender('dispatches')
      .sendMessages({
        body: { action: 'A-1', amountMinor: 125_000, text: 'Számla lejárt – Żółć' },
        messageId: 'dispatch-1',
        correlationId: 'run-7',
        contentType: 'application/json',
        subject: 'reminder',
        sessionId: 'bucket-3',
        applicationProperties: { attempt: 2, urgent: true, rate: 0.125, customer: 'ACME' },
      });

    const message = await receiveOne(bus.client().createReceiver('dispatches'));

    expect(message).toMatchObject({
      body: { action: 'A-1', amountMinor: 125_000, text: 'Számla lejárt – Żółć' },
      messageId: 'dispatch-1',
      correlationId: 'run-7',
      contentType: 'application/json',
      subject: 'reminder',
      sessionId: 'bucket-3',
      applicationProperties: { attempt: 2, urgent: true, rate: 0.125, customer: 'ACME' },
      deliveryCount: 0,
      state: 'active',
    });
    expect(Math.abs(Number(message.enqueuedTimeUtc) - Date.now())).toBeLessThan(5000);
    expect(Number(message.lockedUntilUtc) - Number(message.enqueuedTimeUtc)).toBeGreaterThan(59_000);
  });

  it('gives a message without an id one, since the client cannot renew a lock without', async () => {
    await bus.client().createSender('dispatches').sendMessages({ body: 'x' });

    const message = await receiveOne(bus.client().createReceiver('dispatches'));

    expect(message.messageId).toMatch(/^[0-9a-f]{32}$/);
  });

  it('numbers the messages of a batch in their order', async () => {
    const sender = bus.client().createSender('dispatches');
    await sender.sendMessages([{ body: 'first' }, { body: 'second' }, { body: 'third' }]);

    const messages = await receiveAll(
      bus.client().createReceiver('dispatches', { receiveMode: 'receiveAndDelete' }),
    );

    expect(messages.map(({ body, sequenceNumber }) => [body as string, Number(sequenceNumber)])).toEqual([
      ['first', 1],
      ['second', 2],
      ['third', 3],
    ]);
  });

  it('is done with a message that was completed', async () => {
    await bus.client().createSender('dispatches').sendMessages({ body: 'once' });
    const receiver = bus.client().createReceiver('dispatches');

    await receiver.completeMessage(await receiveOne(receiver));

    expect(await bus.counts('dispatches')).toEqual({ active: 0, scheduled: 0, deadLettered: 0, locked: 0 });
  });

  it('delivers an abandoned message again, with the properties the receiver changed and a delivery more', async () => {
    await bus
      .client()
      .createSender('dispatches')
      .sendMessages({ body: 'again', applicationProperties: { step: 1 } });
    const receiver = bus.client().createReceiver('dispatches');

    await receiver.abandonMessage(await receiveOne(receiver), { lastError: 'mail server busy' });
    const again = await receiveOne(receiver);

    expect(again.deliveryCount).toBe(1);
    expect(again.applicationProperties).toEqual({ step: 1, lastError: 'mail server busy' });
  });

  it('puts an abandoned message back before those sent after it', async () => {
    await bus
      .client()
      .createSender('dispatches')
      .sendMessages([{ body: 'early' }, { body: 'late' }]);
    const receiver = bus.client().createReceiver('dispatches');

    await receiver.abandonMessage(await receiveOne(receiver));

    expect((await receiveOne(receiver)).body).toBe('early');
  });

  it('moves a message to the dead letters with the reason given', async () => {
    await bus.client().createSender('dispatches').sendMessages({ body: 'poison', messageId: 'p-1' });
    const receiver = bus.client().createReceiver('dispatches');
    await receiver.deadLetterMessage(await receiveOne(receiver), {
      deadLetterReason: 'NoAddress',
      deadLetterErrorDescription: 'The debtor has no e-mail address.',
      debtor: 'D-17',
    });

    const letters = bus.client().createReceiver('dispatches', { subQueueType: 'deadLetter' });
    const letter = await receiveOne(letters);

    expect(letter).toMatchObject({
      body: 'poison',
      messageId: 'p-1',
      deadLetterReason: 'NoAddress',
      deadLetterErrorDescription: 'The debtor has no e-mail address.',
      deadLetterSource: 'dispatches',
      applicationProperties: { debtor: 'D-17' },
    });
    expect(await bus.counts('dispatches')).toEqual({ active: 0, scheduled: 0, deadLettered: 1, locked: 0 });
    await letters.completeMessage(letter);
    expect(await bus.counts('dispatches')).toEqual({ active: 0, scheduled: 0, deadLettered: 0, locked: 0 });
  });

  it('sets a deferred message aside until it is asked for by its number', async () => {
    await bus.client().createSender('dispatches').sendMessages({ body: 'later' });
    const receiver = bus.client().createReceiver('dispatches');
    const first = await receiveOne(receiver);
    await receiver.deferMessage(first, { why: 'out of order' });

    expect(await receiver.receiveMessages(1, { maxWaitTimeInMs: 100 })).toEqual([]);
    const [deferred] = await receiver.receiveDeferredMessages(first.sequenceNumber!);

    expect(deferred).toMatchObject({ body: 'later', applicationProperties: { why: 'out of order' } });
    await receiver.completeMessage(deferred!);
    expect((await refusalOf(receiver.receiveDeferredMessages(first.sequenceNumber!))).code).toBe(
      'MessageNotFound',
    );
  });

  it('keeps an abandoned deferred message deferred', async () => {
    await bus.client().createSender('dispatches').sendMessages({ body: 'later still' });
    const receiver = bus.client().createReceiver('dispatches');
    const first = await receiveOne(receiver);
    await receiver.deferMessage(first);
    const [once] = await receiver.receiveDeferredMessages(first.sequenceNumber!);
    await receiver.abandonMessage(once!);

    const [twice] = await receiver.receiveDeferredMessages(first.sequenceNumber!);

    expect(twice).toMatchObject({ body: 'later still', deliveryCount: 1 });
    await receiver.completeMessage(twice!);
  });

  it('forgets a message at once that is received to be deleted', async () => {
    await bus.client().createSender('dispatches').sendMessages({ body: 'gone' });

    const message = await receiveOne(
      bus.client().createReceiver('dispatches', { receiveMode: 'receiveAndDelete' }),
    );

    expect(message.body).toBe('gone');
    expect(await bus.counts('dispatches')).toEqual({ active: 0, scheduled: 0, deadLettered: 0, locked: 0 });
  });

  it('delivers again when a lock runs out, and refuses the late settlement', async () => {
    await bus.client().createSender('impatient').sendMessages({ body: 'slow' });
    const slow = bus.client().createReceiver('impatient', { maxAutoLockRenewalDurationInMs: 0 });
    const held = await receiveOne(slow);
    expect(await bus.counts('impatient')).toEqual({ active: 0, scheduled: 0, deadLettered: 0, locked: 1 });

    const again = await receiveOne(
      bus.client().createReceiver('impatient', { maxAutoLockRenewalDurationInMs: 0 }),
    );

    expect(again).toMatchObject({ body: 'slow', deliveryCount: 1 });
    expect((await refusalOf(slow.completeMessage(held))).code).toBe('MessageLockLost');
  });

  it('lets a lock last as long as it is renewed', async () => {
    await bus.client().createSender('impatient').sendMessages({ body: 'long work' });
    const receiver = bus.client().createReceiver('impatient', { maxAutoLockRenewalDurationInMs: 0 });
    const message = await receiveOne(receiver);

    // Four seconds in all, of a lock that lasts three.
    for (let time = 0; time < 4; time += 1) {
      await pause(1_000);
      const asked = Date.now();
      expect(Number(await receiver.renewMessageLock(message))).toBeGreaterThanOrEqual(asked + 3_000);
    }

    await receiver.completeMessage(message);
    expect((await refusalOf(receiver.renewMessageLock(message))).code).toBe('MessageLockLost');
  });

  it('keeps a message locked when its receiver goes away, until the lock runs out', async () => {
    await bus.client().createSender('impatient').sendMessages({ body: 'orphan' });
    const leaving = bus.client();
    await receiveOne(leaving.createReceiver('impatient'));
    await leaving.close();

    expect(await bus.counts('impatient')).toMatchObject({ active: 0, locked: 1 });
    expect(await receiveOne(bus.client().createReceiver('impatient'))).toMatchObject({
      body: 'orphan',
      deliveryCount: 1,
    });
  });

  it('gives up on a message after the third delivery that fails', async () => {
    await bus.client().createSender('impatient').sendMessages({ body: 'hopeless' });
    const receiver = bus.client().createReceiver('impatient');
    for (const deliveryCount of [0, 1, 2]) {
      const message = await receiveOne(receiver);
      expect(message.deliveryCount).toBe(deliveryCount);
      await receiver.abandonMessage(message);
    }

    const letter = await receiveOne(bus.client().createReceiver('impatient', { subQueueType: 'deadLetter' }));

    expect(letter).toMatchObject({
      body: 'hopeless',
      deliveryCount: 3,
      deadLetterReason: 'MaxDeliveryCountExceeded',
      deadLetterErrorDescription: 'Message could not be consumed after 3 delivery attempts.',
    });
  });

  it('shares the messages among receivers, and gives none twice', async () => {
    const bodies = Array.from({ length: 200 }, (_, index) => index);
    await bus
      .client()
      .createSender('dispatches')
      .sendMessages(bodies.map((body) => ({ body })));

    const shares = await Promise.all(
      [1, 2, 3].map(async () => {
        const receiver = bus.client().createReceiver('dispatches');
        const messages = await receiveAll(receiver);
        await Promise.all(messages.map((message) => receiver.completeMessage(message)));
        return messages.map(({ body }) => body as number);
      }),
    );

    expect(shares.flat().sort((a, b) => a - b)).toEqual(bodies);
  });

  it('hands a subscriber as many messages at once as it asked for', async () => {
    const receiver = bus.client().createReceiver('dispatches');
    let running = 0;
    let most = 0;
    const done: unknown[] = [];
    const subscription = receiver.subscribe(
      {
        processMessage: async ({ body }) => {
          running += 1;
          most = Math.max(most, running);
          await pause(20);
          running -= 1;
          done.push(body);
        },
        processError: ({ error }) => Promise.reject(error),
      },
      { maxConcurrentCalls: 4 },
    );
    await bus
      .client()
      .createSender('dispatches')
      .sendMessages(Array.from({ length: 24 }, (_, body) => ({ body })));
    while (done.length < 24) await pause(20);
    await subscription.close();

    expect(most).toBe(4);
    expect(await bus.counts('dispatches')).toEqual({ active: 0, scheduled: 0, deadLettered: 0, locked: 0 });
  });

  it('tells a receiver soon that there is nothing (more)', async () => {
    const receiver = bus.client().createReceiver('dispatches');
    await receiver.receiveMessages(1, { maxWaitTimeInMs: 50 });
    const waits: number[] = [];
    for (let time = 0; time < 5; time += 1) {
      const started = Date.now();
      expect(await receiver.receiveMessages(5, { maxWaitTimeInMs: 50 })).toEqual([]);
      waits.push(Date.now() - started);
    }

    // The client gives the broker 200 ms to say that it has nothing; after that it would close the link.
    expect(Math.min(...waits)).toBeLessThan(200);
    await bus.client().createSender('dispatches').sendMessages({ body: 'on the same link' });
    expect((await receiveOne(receiver)).body).toBe('on the same link');
  });

  it('loses nothing that is deleted as it is received while the receiver stops taking', async () => {
    const sender = bus.client().createSender('dispatches');
    const receiver = bus.client().createReceiver('dispatches', { receiveMode: 'receiveAndDelete' });
    const received: number[] = [];
    const sending = (async () => {
      for (let body = 0; body < 60; body += 1) await sender.sendMessages({ body });
    })();
    while (received.length < 60) {
      const some = await receiver.receiveMessages(7, { maxWaitTimeInMs: 5 });
      received.push(...some.map(({ body }) => body as number));
    }
    await sending;

    expect(received).toEqual(Array.from({ length: 60 }, (_, index) => index));
  });

  it('goes on beyond the 2048 deliveries a session of the client can hold', async () => {
    const sender = bus.client().createSender('dispatches');
    for (let block = 0; block < 5; block += 1) {
      await sender.sendMessages(Array.from({ length: 1000 }, (_, index) => ({ body: block * 1000 + index })));
    }
    const receiver = bus.client().createReceiver('dispatches');
    let completed = 0;
    while (completed < 5000) {
      const messages = await receiver.receiveMessages(500, { maxWaitTimeInMs: 2000 });
      if (messages.length === 0) break;
      await Promise.all(messages.map((message) => receiver.completeMessage(message)));
      completed += messages.length;
    }

    expect(completed).toBe(5000);
    expect(await bus.counts('dispatches')).toEqual({ active: 0, scheduled: 0, deadLettered: 0, locked: 0 });
  });
});
