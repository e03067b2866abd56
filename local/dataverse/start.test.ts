import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeClockFile } from '../clock.ts';
import { startTestServer, tokenOf, Client } from './fixtures/server.ts';

interface State {
  quiet: boolean;
  counters: { httpRequests: number; rowOperations: number; executionSeconds: number };
}

const folder = mkdtempSync(join(tmpdir(), 'dataverse-start-'));
const day = 24 * 60 * 60 * 1_000;

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function stateAt(port: number): Promise<State> {
  return (await (await fetch(`http://127.0.0.1:${port}/_local/state`)).json()) as State;
}

describe('the local clock', () => {
  it('decides when rows are created and when tokens end', async () => {
    const clock = join(folder, 'clock.json');
    writeClockFile(clock, Date.parse('2013-03-01T08:00:00Z') - Date.now());
    const server = await startTestServer({ folder, clock });
    const admin = await server.as('admin@local');
    const id = await admin.create('accounts', { name: 'then' });
    expect((await admin.get(`accounts(${id})`)).body['createdon']).toMatch(/^2013-03-01T08:00:\d\dZ$/);

    writeClockFile(clock, Date.parse('2013-03-03T08:00:00Z') - Date.now());
    expect((await admin.get('WhoAmI')).status).toBe(200);
    expect((await fetch(`http://127.0.0.1:${server.port}/_local/clock`, { method: 'POST' })).status).toBe(
      204,
    );
    expect((await admin.get('WhoAmI')).status).toBe(401);
    const later = new Client(server.port, await tokenOf(server.port, 'admin@local'));
    await later.send('PATCH', `accounts(${id})`, { name: 'later' });
    const { body } = await later.get(`accounts(${id})`);
    expect(
      Date.parse(String(body['modifiedon'])) - Date.parse(String(body['createdon'])),
    ).toBeGreaterThanOrEqual(2 * day);
    await server.running.stop();
  });
});

describe('a restart', () => {
  it('keeps rows, versions, tokens, the identity header and the counters', async () => {
    const first = await startTestServer({ folder });
    const admin = await first.as('admin@local');
    const id = await admin.create('accounts', { name: 'kept' });
    const etag = (await admin.get(`accounts(${id})`)).body['@odata.etag'] as string;
    const before = (await stateAt(first.port)).counters;
    await first.running.stop();

    const second = await startTestServer({ folder });
    expect(second.running.identityHeader).toBe(first.running.identityHeader);
    expect((await stateAt(second.port)).counters).toEqual(before);
    const again = new Client(second.port, admin.token);
    expect((await again.get(`accounts(${id})`)).body['@odata.etag']).toBe(etag);
    await again.send('PATCH', `accounts(${id})`, { name: 'changed' });
    const now = (await again.get(`accounts(${id})`)).body['@odata.etag'] as string;
    expect(Number(/\d+/.exec(now)?.[0])).toBeGreaterThan(Number(/\d+/.exec(etag)?.[0]));
    expect((await stateAt(second.port)).quiet).toBe(true);
    await second.running.stop();
  });
});
