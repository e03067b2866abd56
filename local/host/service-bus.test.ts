/** Service Bus triggers: the host, the real client and the local broker, each as it runs on a machine. */
import { setTimeout as delay } from 'node:timers/promises';
import { BrokerHome } from './fixtures/broker-process.ts';
import { HostHome } from './fixtures/host-process.ts';
import type { HostProcess } from './fixtures/host-process.ts';
import { until } from './fixtures/process.ts';

type Entry = {
  name: string;
  id?: number;
  left?: number;
  session?: string;
  part?: number;
  parcels?: unknown[];
  ids?: string[];
  startedBy?: string;
  order?: { id: number };
  metadata?: Record<string, unknown>;
};

const queues = [
  { name: 'orders', maxDeliveryCount: 3, lockDurationSeconds: 5 },
  { name: 'confirmations' },
  { name: 'hops' },
  { name: 'stories', requiresSession: true, lockDurationSeconds: 5 },
  { name: 'parcels', lockDurationSeconds: 5 },
  { name: 'pairs', maxDeliveryCount: 2 },
];

let home: HostHome;
let broker: BrokerHome;
let host: HostProcess;

beforeEach(async () => {
  home = new HostHome('cjs-app', { ORDERS_QUEUE: 'orders' });
  home.setClock('2013-03-01T08:00:00Z');
  broker = await BrokerHome.start(queues, home.clock);
  home.set({ Bus: broker.connectionString });
  host = await home.start();
});

afterEach(async () => {
  await host.end('SIGKILL');
  await broker.end();
});

const journal = (name: string) => home.journal<Entry>().filter((entry) => entry.name === name);
const recorded = (name: string, count: number, limitMs?: number) =>
  until(
    () => journal(name).length >= count,
    `${count} × ${name}`,
    () => host.stdout + host.stderr,
    limitMs,
  );

describe('a queue trigger', () => {
  it('gives the function the parsed body and the metadata under their names, and completes the message', async () => {
    await broker.send('orders', {
      body: { id: 1 },
      messageId: 'order-1',
      subject: 'new',
      correlationId: 'c-1',
      contentType: 'application/json',
      applicationProperties: { Source: 'erp', attempt: 2 },
    });
    await recorded('taken', 1);
    await broker.quiet();
    const [entry] = journal('takeOrder');
    expect(entry?.order).toEqual({ id: 1 });
    expect(entry?.startedBy).toBe('the hook');
    expect(entry?.metadata).toMatchObject({
      messageId: 'order-1',
      deliveryCount: 1,
      sequenceNumber: 1,
      subject: 'new',
      label: 'new',
      correlationId: 'c-1',
      contentType: 'application/json',
      applicationProperties: { source: 'erp', attempt: 2 },
    });
    expect(entry?.metadata?.['enqueuedTimeUtc']).toMatch(/^2013-03-01T08:00:/);
    expect(entry?.metadata).not.toHaveProperty('sessionId');
    expect(host.stdout).toMatch(/\n08:00:\d\d information takeOrder: order with \*\*\*\n/);
    expect((await broker.state()).queues['orders']).toMatchObject({ active: 0, locked: 0, deadLettered: 0 });
  });

  it('leaves a body that is not JSON a text', async () => {
    await broker.send('parcels', { body: Buffer.from('árvíz, not JSON') });
    await recorded('inBatches', 1);
    expect(journal('inBatches')[0]?.parcels).toEqual(['árvíz, not JSON']);
  });

  it('abandons a failing message until it is dead-lettered, while others go on', async () => {
    await broker.send('orders', { body: { id: 1, fails: true }, messageId: 'bad' }, { body: { id: 2 } });
    await recorded('takeOrder', 4);
    await broker.quiet();
    const attempts = journal('takeOrder').filter(({ order }) => order?.id === 1);
    expect(attempts.map(({ metadata }) => metadata?.['deliveryCount'])).toEqual([1, 2, 3]);
    expect(journal('taken')).toEqual([{ name: 'taken', id: 2 }]);
    expect((await broker.state()).queues['orders']?.deadLettered).toBe(1);
    expect((await broker.receive('orders/$DeadLetterQueue')).deadLetterReason).toBe(
      'MaxDeliveryCountExceeded',
    );
    expect(host.stderr).toContain('error takeOrder: failed: Error: order 1 cannot be taken');
  });

  it('settles each message by its own outcome, also when two end in the same turn of the event loop', async () => {
    for (const pair of [1, 2, 3, 4, 5]) {
      const good = { body: { id: pair } };
      const bad = { body: { id: -pair, fails: true } };
      await broker.send('pairs', ...(pair % 2 === 0 ? [good, bad] : [bad, good]));
      await recorded('inPairs', pair);
      await broker.quiet();
    }
    expect(journal('inPairs').map(({ id }) => id)).toEqual([1, 2, 3, 4, 5]);
    expect((await broker.state()).queues['pairs']?.deadLettered).toBe(5);
  });

  it('keeps a message locked for as long as its function runs', async () => {
    await broker.send('orders', { body: { id: 1, takesMs: 12_000 } }); // the lock lasts 5 s
    await recorded('taken', 1);
    await broker.quiet();
    expect(journal('takeOrder').length).toBe(1);
  });

  it('sends what the function puts into an output: a text as it is, an array as one message each', async () => {
    await broker.send('orders', { body: { id: 1, confirm: 'Köszönjük' } });
    expect((await broker.receive('confirmations')).body).toEqual(Buffer.from('Köszönjük'));
    await broker.send('orders', {
      body: {
        id: 2,
        confirm: [
          { id: 2, item: 'a' },
          { id: 2, item: 'b' },
        ],
      },
    });
    expect((await broker.receive('confirmations')).body).toEqual({ id: 2, item: 'a' });
    expect((await broker.receive('confirmations')).body).toEqual({ id: 2, item: 'b' });
  });

  it('gives a function of cardinality many all that waits, at once', async () => {
    await broker.send(
      'parcels',
      ...Array.from({ length: 50 }, (_, id) => ({ body: { id }, messageId: `p-${id}` })),
    );
    const ids = (): readonly unknown[] => [...new Set(journal('inBatches').flatMap((entry) => entry.ids))];
    await until(() => ids().length === 50, '50 parcels');
    await broker.quiet();
    expect(journal('inBatches').length).toBeLessThan(10);
    expect(ids()).toEqual(Array.from({ length: 50 }, (_, id) => `p-${id}`));
  });
});

describe('a session trigger', () => {
  it('works through each session in order, one message at a time, several sessions beside each other', async () => {
    const sessions = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J'];
    const parts = [1, 2, 3, 4, 5, 6, 7, 8];
    const messages = parts.flatMap((part) => sessions.map((sessionId) => ({ sessionId, body: part })));
    await broker.send('stories', ...messages);
    await recorded('ends', 80);
    await broker.quiet();
    for (const session of sessions) {
      const story = home.journal<Entry>().filter((entry) => entry.session === session);
      expect(story.map(({ name, part }) => `${name} ${part}`)).toEqual(
        parts.flatMap((part) => [`begins ${part}`, `ends ${part}`]),
      );
    }
    expect(mostAtOnce(home.journal<Entry>())).toBe(4); // maxConcurrentSessions
  });

  it('repeats a failed message of a session before it goes on to the next', async () => {
    await broker.send('stories', ...[12, 13, 14].map((part) => ({ sessionId: 'A', body: part })));
    await recorded('ends', 3);
    await broker.quiet();
    const story = home.journal<Entry>().map(({ name, part }) => `${name} ${part}`);
    expect(story).toEqual([
      'begins 12',
      'ends 12',
      'begins 13',
      'begins 13',
      'ends 13',
      'begins 14',
      'ends 14',
    ]);
  });

  it('leaves a session soon after its last message', async () => {
    await broker.send('stories', { sessionId: 'A', body: 1 });
    await recorded('ends', 1);
    // The host renews the lock of a session that it keeps.
    await until(async () => {
      const session = await broker.client.acceptSession('stories', 'A').catch(() => undefined);
      await session?.close();
      return session !== undefined;
    }, 'the session to be free');
  });
});

describe('quiet', () => {
  it('is never said while a chain of messages is on its way', async () => {
    await broker.send('hops', { body: { left: 60 } });
    await until(() => quietEverywhere(), 'all to be quiet');
    expect(journal('hop').map(({ left }) => left)).toEqual(Array.from({ length: 61 }, (_, hop) => 60 - hop));
  });

  /** As the supervisor asks: nothing ran between two readings of the host around the broker's. */
  async function quietEverywhere(): Promise<boolean> {
    const before = await host.state();
    const { quiet } = await broker.state();
    const after = await host.state();
    return before.quiet && quiet && after.quiet && before.finished === after.finished;
  }
});

describe('the clock', () => {
  it('may leap by months between messages', async () => {
    await broker.send('orders', { body: { id: 1 } });
    await broker.send('stories', { sessionId: 'A', body: 1 });
    await recorded('taken', 1);
    await recorded('ends', 1);
    for (const [index, instant] of [
      '2013-05-20T08:00:00Z',
      '2013-12-31T23:59:59Z',
      '2020-02-29T12:00:00Z',
    ].entries()) {
      home.setClock(instant);
      await broker.clockMoved();
      await host.clockMoved();
      await broker.send('orders', { body: { id: index + 2, takesMs: 6000 } });
      await broker.send('stories', { sessionId: 'A', body: index + 2 });
      await recorded('taken', index + 2);
      await recorded('ends', index + 2);
    }
    await broker.quiet();
    expect(journal('takeOrder').map(({ order }) => order?.id)).toEqual([1, 2, 3, 4]);
    expect(String(journal('takeOrder')[3]?.metadata?.['enqueuedTimeUtc'])).toMatch(/^2020-02-29T12:00:/);
    expect(host.stderr).toBe('');
  });
});

describe('when processes end', () => {
  it('a stop waits for running functions, and loses nothing', async () => {
    await broker.send('orders', ...Array.from({ length: 40 }, (_, id) => ({ body: { id, takesMs: 300 } })));
    await recorded('takeOrder', 16);
    expect(await host.end()).toBe(0);
    const begun = journal('takeOrder').length;
    expect(journal('taken').length).toBe(begun);
    host = await home.start();
    await recorded('taken', 40);
    await broker.quiet();
    expect(journal('takeOrder').length).toBe(40);
  });

  it('messages in the hands of a killed host come back when their locks run out', async () => {
    await broker.send('orders', { body: { id: 1, takesMs: 60_000 } });
    await recorded('takeOrder', 1);
    await host.end('SIGKILL');
    host = await home.start();
    await recorded('taken', 1);
    await broker.quiet();
    expect(journal('takeOrder').map(({ metadata }) => metadata?.['deliveryCount'])).toEqual([1, 2]);
  });

  it('a broker that dies before it confirms a settlement does not hold up the host for long', async () => {
    await broker.send('orders', { body: { id: 1, takesMs: 3000 } });
    await recorded('takeOrder', 1);
    broker.freeze();
    await recorded('taken', 1);
    await delay(200);
    await broker.kill();
    await broker.start();
    await recorded('taken', 2);
    await broker.quiet();
    await host.quiet();
  });

  it('the host finds a broker again that was killed and came back', async () => {
    await broker.send('orders', { body: { id: 1 } });
    await recorded('taken', 1);
    await broker.quiet();
    await broker.kill();
    await delay(1000);
    await broker.start();
    await broker.send('orders', { body: { id: 2 } });
    await broker.send('stories', { sessionId: 'A', body: 1 });
    await recorded('taken', 2);
    await recorded('ends', 1);
  });
});

it('runs each of two thousand messages once', async () => {
  const ids = Array.from({ length: 2000 }, (_, id) => id);
  for (let from = 0; from < ids.length; from += 500) {
    await broker.send('orders', ...ids.slice(from, from + 500).map((id) => ({ body: { id } })));
  }
  await recorded('taken', ids.length, 250_000);
  await broker.quiet();
  const taken = home.journal<Entry>().filter(({ name }) => name === 'taken');
  expect(taken.map(({ id }) => id).toSorted((a = 0, b = 0) => a - b)).toEqual(ids);
});

function mostAtOnce(entries: readonly Entry[]): number {
  let running = 0;
  let most = 0;
  for (const { name } of entries) {
    running += name === 'begins' ? 1 : -1;
    most = Math.max(most, running);
  }
  return most;
}
