/** The client against the local Dataverse, a process of its own that keeps the rules of the real one. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Dataverse, type Row, connectDataverse } from './client.ts';
import { dataverseTokens } from './credential.ts';

const accounts = { collection: 'accounts', name: 'account', idColumn: 'accountid' };
const calls = { collection: 'phonecalls', name: 'phonecall', idColumn: 'activityid' };

const appId = randomUUID();
const data = mkdtempSync(join(tmpdir(), 'dataverse-'));
let server: ChildProcess;
let port = 0;
let identityHeader: string;
let url: string;
let dataverse: Dataverse;

/** Starts the server; the second time on the port and the data of the first. */
async function startServer(): Promise<void> {
  const main = new URL('../../../local/dataverse/main.ts', import.meta.url).pathname;
  const flags = ['--port', String(port), '--data', data, '--app-id', appId];
  server = spawn(process.execPath, [main, ...flags], { stdio: ['ignore', 'pipe', 'inherit'] });
  if (server.stdout === null) throw new Error('The local Dataverse has no output');
  const [line] = (await once(createInterface(server.stdout), 'line')) as [string];
  ({ port, identityHeader } = JSON.parse(line) as { port: number; identityHeader: string });
  url = `http://127.0.0.1:${port}/`;
}

beforeAll(startServer);

afterAll(async () => {
  server.kill();
  await once(server, 'exit');
  rmSync(data, { recursive: true });
});

async function administratorToken(): Promise<string> {
  const signedIn = await fetch(`${url}_local/token?user=admin@local`);
  return ((await signedIn.json()) as { access_token: string }).access_token;
}

beforeEach(async () => {
  const token = await administratorToken();
  dataverse = connectDataverse({ url, getToken: () => Promise.resolve(token) });
});

async function serverCounters(): Promise<{ httpRequests: number; rowOperations: number }> {
  const state = await fetch(`${url}_local/state`);
  return ((await state.json()) as { counters: { httpRequests: number; rowOperations: number } }).counters;
}

/** Customers of one test, told apart by their number. */
function customers(
  test: string,
  count: number,
): { accountid: string; name: string; accountnumber: string }[] {
  return Array.from({ length: count }, (_, n) => ({
    accountid: randomUUID(),
    name: `${test} ${String(n + 1).padStart(3, '0')}`,
    accountnumber: `${test}-${n + 1}`,
  }));
}

const named = (test: string) => ({
  collection: 'accounts',
  select: ['name'],
  filter: `startswith(name,'${test} ')`,
  orderBy: ['name'],
});

it('creates 1,200 rows in three bulk messages and reads them back', async () => {
  const before = await serverCounters();
  const rows = customers('Bulk', 1200);
  expect(await dataverse.createMany(accounts, rows)).toEqual({ written: 1200, refused: [] });
  // One question about bulk messages, three slices of 500 at most.
  expect(dataverse.counters).toMatchObject({ httpRequests: 4, rowOperations: 1200, retries: 0 });
  const after = await serverCounters();
  expect(after.httpRequests - before.httpRequests).toBe(4);

  const [first, last] = [
    await dataverse.list({ ...named('Bulk'), limit: 1 }),
    await dataverse.list(named('Bulk')),
  ];
  expect(first[0]?.['name']).toBe('Bulk 001');
  expect(last).toHaveLength(1200);
});

it('creates again what is partly there: the rest is written, the duplicates are told', async () => {
  const rows = customers('Again', 20);
  await dataverse.createMany(accounts, [...rows.slice(3, 5), ...rows.slice(17, 18)]);
  const outcome = await dataverse.createMany(accounts, rows);
  expect(outcome.written).toBe(17);
  expect(outcome.refused.map(({ index, duplicate }) => ({ index, duplicate }))).toEqual([
    { index: 3, duplicate: true },
    { index: 4, duplicate: true },
    { index: 17, duplicate: true },
  ]);
  expect(await dataverse.list(named('Again'))).toHaveLength(20);
});

it('bisects a bulk message down to the row that is too long', async () => {
  const rows = customers('Long', 100);
  const bad = rows.map((row, n) => (n === 41 ? { ...row, name: 'x'.repeat(161) } : row));
  const outcome = await dataverse.createMany(accounts, bad);
  expect(outcome).toMatchObject({ written: 99, refused: [{ index: 41, status: 400, duplicate: false }] });
  expect(await dataverse.list(named('Long'))).toHaveLength(99);
});

it('updates and upserts in bulk, and tells the row that is missing', async () => {
  const rows = customers('Update', 10);
  const upserts = rows.map(({ accountid, ...row }) => ({ key: accountid, row }));
  expect(await dataverse.upsertMany(accounts, upserts)).toEqual({ written: 10, refused: [] });
  expect(await dataverse.upsertMany(accounts, upserts)).toEqual({ written: 10, refused: [] });
  const updates = rows.map(({ accountid }, n) => ({
    id: n === 6 ? randomUUID() : accountid,
    row: { telephone1: `+36 1 000 000${n}` },
  }));
  expect(await dataverse.updateMany(accounts, updates)).toMatchObject({
    written: 9,
    refused: [{ index: 6, status: 404, duplicate: false }],
  });
  const phones = await dataverse.list({ ...named('Update'), select: ['telephone1'] });
  expect(phones.filter((row) => row['telephone1'] !== null)).toHaveLength(9);
});

it('writes phone calls one by one, because they have no bulk messages', async () => {
  const rows = Array.from({ length: 12 }, (_, n) => ({ activityid: randomUUID(), subject: `Call ${n + 1}` }));
  expect(await dataverse.createMany(calls, rows)).toEqual({ written: 12, refused: [] });
  expect(dataverse.counters).toMatchObject({ httpRequests: 13, rowOperations: 12 });
  const again = await dataverse.createMany(calls, rows);
  expect(again.written).toBe(0);
  expect(again.refused.every((row) => row.duplicate)).toBe(true);
  const closed = await dataverse.updateMany(
    calls,
    rows.map(({ activityid }) => ({ id: activityid, row: { description: 'Nem vette fel: Szűcs Ödön' } })),
  );
  expect(closed).toEqual({ written: 12, refused: [] });
  const row = await dataverse.get({
    collection: 'phonecalls',
    key: rows[0]?.activityid ?? '',
    select: ['subject', 'description'],
  });
  expect(row).toMatchObject({ subject: 'Call 1', description: 'Nem vette fel: Szűcs Ödön' });
});

it('changes a row only at the version it was read, and everything of a change set or nothing', async () => {
  const [first, second] = customers('Version', 2);
  if (first === undefined || second === undefined) throw new Error('Two customers were expected');
  expect(
    await dataverse.changeSet([
      { kind: 'create', collection: 'accounts', row: first },
      { kind: 'create', collection: 'accounts', row: second },
    ]),
  ).toMatchObject({ kind: 'done' });
  const read = await dataverse.get({ collection: 'accounts', key: first.accountid, select: ['name'] });
  const ifMatch = String(read?.['@odata.etag']);
  const rename = (name: string) =>
    [
      { kind: 'update', collection: 'accounts', key: second.accountid, row: { name } },
      {
        kind: 'update',
        collection: 'accounts',
        key: first.accountid,
        row: { name },
        ifMatch,
        wantsEtag: true,
      },
    ] as const;
  const renamed = await dataverse.changeSet(rename('Version A'));
  const now = await dataverse.get({ collection: 'accounts', key: first.accountid, select: ['name'] });
  expect(renamed).toEqual({ kind: 'done', etags: [undefined, now?.['@odata.etag']] });
  expect(await dataverse.changeSet(rename('Version B'))).toMatchObject({
    kind: 'refused',
    status: 412,
    code: '0x80060882',
  });
  expect((await dataverse.list(named('Version'))).map((row) => row['name'])).toEqual([
    'Version A',
    'Version A',
  ]);
});

it('sends forty change sets in one request, each with its own outcome, while others do the same', async () => {
  const rows = customers('Sets', 40);
  await dataverse.createMany(accounts, rows.slice(0, 1));
  const sets = rows.map((row) => [{ kind: 'create', collection: 'accounts', row }] as const);
  const requests = dataverse.counters.httpRequests;
  const [outcomes, others] = await Promise.all([
    dataverse.changeSets(sets),
    dataverse.changeSets(
      customers('Others', 5).map((row) => [{ kind: 'create', collection: 'accounts', row }]),
    ),
  ]);
  expect(dataverse.counters.httpRequests - requests).toBe(2);
  expect(outcomes[0]).toMatchObject({ kind: 'refused', status: 412 });
  expect(outcomes.slice(1).every((outcome) => outcome.kind === 'done')).toBe(true);
  expect(others.every((outcome) => outcome.kind === 'done')).toBe(true);
  expect(await dataverse.list(named('Sets'))).toHaveLength(40);
});

it('reads several queries in one request', async () => {
  await dataverse.createMany(accounts, customers('Together', 3));
  const requests = dataverse.counters.httpRequests;
  const [rows, units, none] = await dataverse.readTogether<[{ name: string }, { name: string }, Row]>([
    named('Together'),
    { collection: 'businessunits', select: ['name'] },
    named('Nobody'),
  ]);
  expect(rows.map((row) => row.name)).toEqual(['Together 001', 'Together 002', 'Together 003']);
  expect(units).toHaveLength(1);
  expect(none).toEqual([]);
  expect(dataverse.counters.httpRequests - requests).toBe(1);
});

it('gives dates as strings and text as it is, without annotations', async () => {
  const [row] = customers('Text', 1);
  await dataverse.createMany(accounts, [{ ...row, name: 'Text --batchresponse_', donotphone: true }]);
  const query = { ...named('Text'), select: ['name', 'createdon', 'donotphone'] };
  const [plain] = await dataverse.list(query);
  expect(plain).toMatchObject({ name: 'Text --batchresponse_', donotphone: true });
  expect(plain?.['createdon']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  expect(Object.keys(plain ?? {}).filter((name) => name.includes('Formatted'))).toEqual([]);
});

it('tells absence from mistakes', async () => {
  const key = randomUUID();
  expect(await dataverse.get({ collection: 'accounts', key, select: ['name'] })).toBeUndefined();
  await expect(dataverse.get({ collection: 'acounts', key, select: ['name'] })).rejects.toMatchObject({
    status: 404,
  });
  await expect(dataverse.list({ ...named('X'), select: ['nam'] })).rejects.toMatchObject({
    code: '0x80060888',
  });
  await expect(dataverse.createMany(accounts, [{ nam: 'x' }, { nam: 'y' }])).rejects.toMatchObject({
    code: '0x80048d19',
  });
});

/** Passes connections on, byte by byte. Those under way when it holds break off, and new ones wait until it lets go: a restart takes as long as it takes. */
async function relayTo(upstreamPort: () => number): Promise<{ url: string; hold(): void; letGo(): void }> {
  const sockets = new Set<Socket>();
  let waiting: Socket[] | undefined;
  const passOn = (client: Socket): void => {
    const upstream = connect(upstreamPort(), '127.0.0.1');
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  };
  const relay = createServer((client) => (waiting ? void waiting.push(client) : passOn(client)));
  relay.listen(0, '127.0.0.1').unref();
  await once(relay, 'listening');
  return {
    url: `http://127.0.0.1:${(relay.address() as AddressInfo).port}/`,
    hold() {
      waiting = [];
      for (const socket of sockets) socket.destroy();
    },
    letGo() {
      const late = waiting ?? [];
      waiting = undefined;
      for (const client of late) passOn(client);
    },
  };
}

it('writes every row exactly once though the server is killed in the middle', async () => {
  const rows = customers('Killed', 400);
  const token = await administratorToken();
  const getToken = () => Promise.resolve(token);
  const relay = await relayTo(() => port);
  const inSmallSlices = connectDataverse({ url: relay.url, getToken, sliceRows: 10, maxInFlight: 4 });
  const creating = inSmallSlices.createMany(accounts, rows);
  // Not before it is well under way.
  while (inSmallSlices.counters.rowOperations < 100) await new Promise((resolve) => setTimeout(resolve, 1));
  relay.hold();
  server.kill('SIGKILL');
  await once(server, 'exit');
  await startServer();
  relay.letGo();
  const { written, refused } = await creating;
  // What the killed server had written without answering comes back as a duplicate that may be our own.
  expect(written + refused.length).toBe(400);
  expect(refused.every((row) => row.duplicate && row.afterLostAnswer)).toBe(true);
  expect(inSmallSlices.counters.retries).toBeGreaterThan(0);
  const names = (await dataverse.list(named('Killed'))).map((row) => row['name']);
  expect(names).toEqual(rows.map((row) => row.name));
});

it('knows who it is, and asks once', async () => {
  const [self] = await dataverse.list({
    collection: 'systemusers',
    select: ['systemuserid'],
    filter: "Microsoft.Dynamics.CRM.EqualUserId(PropertyName='systemuserid')",
  });
  const before = dataverse.counters.httpRequests;
  expect([await dataverse.ownUserId(), await dataverse.ownUserId()]).toEqual([
    self?.['systemuserid'],
    self?.['systemuserid'],
  ]);
  expect(dataverse.counters.httpRequests).toBe(before + 1);
});

it('signs in with the managed identity of the machine', async () => {
  const before = { ...process.env };
  try {
    // @azure/identity reads the endpoint from the process, as Azure sets it.
    process.env['IDENTITY_ENDPOINT'] = `${url}_local/identity/token`;
    process.env['IDENTITY_HEADER'] = identityHeader;
    const app = connectDataverse({ url, getToken: dataverseTokens(url) });
    // Without a solution the app has no role: it is known, and may do nothing.
    await expect(app.list(named('Bulk'))).rejects.toMatchObject({ status: 403, code: '0x80042f09' });
  } finally {
    process.env = before;
  }
});
