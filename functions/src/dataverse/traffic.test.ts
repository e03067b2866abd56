import type { Dataverse } from './client.ts';
import { DataverseAnswerLost, DataverseError } from './errors.ts';
import {
  type Answer,
  type ScriptedServer,
  type Seen,
  batchAnswer,
  json,
  refusal,
  rows,
  startScriptedServer,
} from './test/scripted-server.ts';

const names = { collection: 'accounts', select: ['name'] } as const;
const aChange = { kind: 'create', collection: 'accounts', row: { name: 'Blue Yonder' } } as const;
const tooMany = (headers: Record<string, string>) =>
  refusal(
    429,
    '0x80072322',
    'Number of requests exceeded the limit of 6000 over time window of 300 seconds.',
    headers,
  );
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function throttled({ counters }: Dataverse): Promise<void> {
  while (counters.throttled === 0) await pause(5);
}

let server: ScriptedServer;
async function scripted(script: (request: Seen, number: number) => Answer | Promise<Answer>) {
  server = await startScriptedServer(script);
}
afterEach(() => server.stop());

/** The milliseconds between the arrival of two requests, counted from 1. */
function gapMs(from: number, to: number): number {
  return (server.seen[to - 1]?.atMs ?? NaN) - (server.seen[from - 1]?.atMs ?? NaN);
}

describe('when Dataverse says wait', () => {
  it('comes back after the seconds asked for, never earlier', async () => {
    await scripted((_, n) => (n === 1 ? tooMany({ 'retry-after': '1' }) : rows({ name: 'Adventure Works' })));
    const dataverse = server.client();
    expect(await dataverse.list(names)).toEqual([{ name: 'Adventure Works' }]);
    expect(gapMs(1, 2)).toBeGreaterThanOrEqual(1000);
    expect(dataverse.counters).toMatchObject({ httpRequests: 2, throttled: 1, retries: 1, rowOperations: 0 });
    expect(dataverse.counters.waitedSeconds).toBeGreaterThan(0.9);
  });

  it('holds back everybody, not only the one who was told', async () => {
    await scripted((_, n) => (n === 1 ? tooMany({ 'retry-after': '1' }) : rows()));
    const dataverse = server.client();
    const first = dataverse.list(names);
    await throttled(dataverse);
    await Promise.all([first, dataverse.list(names), dataverse.list(names)]);
    expect(server.seen).toHaveLength(4);
    expect(gapMs(1, 2)).toBeGreaterThanOrEqual(1000);
  });

  it('lets nobody slip through who waits for the place of the one who was told', async () => {
    await scripted((_, n) => (n === 1 ? tooMany({ 'retry-after': '1' }) : rows()));
    const dataverse = server.client({ maxInFlight: 1 });
    await Promise.all([dataverse.list(names), dataverse.list(names), dataverse.list(names)]);
    expect(server.seen).toHaveLength(4);
    expect(gapMs(1, 2)).toBeGreaterThanOrEqual(1000);
  });

  it('reads a date by the clock of the answer, not by ours', async () => {
    await scripted((_, n) =>
      n === 1
        ? tooMany({ 'retry-after': 'Fri, 01 Mar 2013 06:00:01 GMT', date: 'Fri, 01 Mar 2013 06:00:00 GMT' })
        : rows(),
    );
    await server.client().list(names);
    expect(gapMs(1, 2)).toBeGreaterThanOrEqual(1000);
  });

  it('sends a throttled change set again: it was not carried out', async () => {
    await scripted((_, n) => (n === 1 ? tooMany({ 'retry-after': '0' }) : batchAnswer([{ status: 204 }])));
    expect(await server.client().changeSet([aChange])).toMatchObject({ kind: 'done' });
    expect(server.seen).toHaveLength(2);
  });
});

describe('when no usable answer comes', () => {
  const faults: [string, Answer][] = [
    ['the connection closes', 'lost'],
    ['the answer breaks off', 'broken off'],
    ['a gateway answers 502', { status: 502, body: '<html>Bad Gateway</html>' }],
    ['Dataverse answers 503', { status: 503 }],
    ['a gateway answers 504', { status: 504 }],
    [
      'the answer is not JSON',
      { status: 200, headers: { 'content-type': 'application/json' }, body: '{"value":[' },
    ],
  ];

  it.each(faults)('reads again when %s', async (_name, fault) => {
    await scripted((_, n) => (n === 1 ? fault : rows({ name: 'Contoso' })));
    const dataverse = server.client();
    expect(await dataverse.list(names)).toEqual([{ name: 'Contoso' }]);
    expect(dataverse.counters).toMatchObject({ httpRequests: 2, retries: 1, throttled: 0 });
  });

  it.each(faults)(
    'does not repeat a change set when %s, and says that its fate is unknown',
    async (_name, fault) => {
      await scripted(() => fault);
      await expect(server.client().changeSet([aChange])).rejects.toThrow(DataverseAnswerLost);
      expect(server.seen).toHaveLength(1);
    },
  );

  it('gives up a read after six attempts', async () => {
    await scripted(() => ({ status: 503 }));
    await expect(server.client().list(names)).rejects.toMatchObject({ name: 'DataverseError', status: 503 });
    expect(server.seen).toHaveLength(6);
  });

  it('repeats even a change set that certainly was not sent', async () => {
    await scripted(() => rows());
    const dataverse = server.client();
    await server.stop();
    await expect(dataverse.changeSet([aChange])).rejects.toMatchObject({
      name: 'DataverseAnswerLost',
      neverSent: true,
    });
    expect(dataverse.counters).toMatchObject({ httpRequests: 6, retries: 5, rowOperations: 6 });
    await scripted(() => rows());
  });

  it('counts an answer as lost that takes too long', async () => {
    await scripted(async (_, n) => {
      if (n === 1) await pause(4_000);
      return rows();
    });
    await server.client({ timeoutSeconds: 2 }).list(names);
    expect(server.seen).toHaveLength(2);
  });
});

describe('tokens', () => {
  it('asks for a newer token once when Dataverse refuses one', async () => {
    await scripted((request) =>
      request.headers.authorization === 'Bearer token 1' ? { status: 401 } : json({ value: [] }),
    );
    await server.client().list(names);
    expect(server.seen.map((request) => request.headers.authorization)).toEqual([
      'Bearer token 1',
      'Bearer token 2',
    ]);
  });

  it('gives up when the newer token is refused too, and keeps both out of the error', async () => {
    await scripted(() => refusal(401, '', 'Unauthorized'));
    const error = await server
      .client()
      .list(names)
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DataverseError);
    expect(String(error)).toBe('DataverseError: GET accounts: 401 Unauthorized');
    expect(server.seen).toHaveLength(2);
  });
});

describe('limits', () => {
  it('never has more requests under way than allowed', async () => {
    await scripted(async () => {
      await pause(20);
      return rows();
    });
    const dataverse = server.client({ maxInFlight: 3 });
    await Promise.all(Array.from({ length: 12 }, () => dataverse.list(names)));
    expect(server.seen).toHaveLength(12);
    expect(server.mostAtOnce).toBe(3);
  });

  it('refuses settings Dataverse would punish', async () => {
    await scripted(() => rows());
    expect(() => server.client({ maxInFlight: 53 })).toThrow('Requests in flight must be 1 to 52, not 53');
    expect(() => server.client({ maxInFlight: 0 })).toThrow(RangeError);
    const tooMany = server.client({ bypassStepIds: () => ['1', '2', '3', '4'] });
    const change = { kind: 'create', collection: 'accounts', row: {} } as const;
    await expect(tooMany.changeSet([change])).rejects.toThrow('at most 3 steps, not 4');
  });

  it('ends waiting when the signal says so', async () => {
    await scripted(() => tooMany({ 'retry-after': '60' }));
    const stop = new AbortController();
    const dataverse = server.client({ signal: stop.signal });
    const reading = dataverse.list(names);
    await throttled(dataverse);
    stop.abort(new Error('The app is stopping'));
    await expect(reading).rejects.toThrow();
    expect(server.seen).toHaveLength(1);
  });
});

it('names the request without its query, and never repeats a body that is not Dataverse’s', async () => {
  await scripted(() => ({ status: 400, body: '<html>secret</html>' }));
  await expect(server.client().list({ ...names, filter: "name eq 'Jane Doe'" })).rejects.toMatchObject({
    message: 'GET accounts: 400 an answer without an error of Dataverse',
  });
});
