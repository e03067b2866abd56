/** The endpoints of the machine itself: whom they answer. */
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { startTestServer, type TestServer } from '../fixtures/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

async function statusFor(host: string, path: string): Promise<number | undefined> {
  const asked = request({ host: '127.0.0.1', port: server.port, path, headers: { host } }).end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  answer.resume();
  return answer.statusCode;
}

it.each(['/_local/token?user=admin@local', '/_local/state'])(
  'gives %s to a page of this machine, and to none that came under another name',
  async (path) => {
    expect(await statusFor(`127.0.0.1:${server.port}`, path)).toBe(200);
    expect(await statusFor('localhost', path)).toBe(200);
    for (const stranger of ['evil.example', `evil.example:${server.port}`, '127.0.0.1.evil.example']) {
      expect(await statusFor(stranger, path)).toBe(403);
    }
  },
);

describe('an environment', () => {
  it('is put aside and taken back, with its tables and rows', async () => {
    const server = await startTestServer();
    const admin = await server.as('admin@local');
    const post = async (operation: string): Promise<number> =>
      (await fetch(`http://127.0.0.1:${server.port}/_local/${operation}`, { method: 'POST' })).status;
    const kept = await admin.create('tst_debtors', { tst_name: 'kept', tst_number: '1' });
    expect(await post('snapshot?name=one')).toBe(204);
    const lost = await admin.create('tst_debtors', { tst_name: 'lost', tst_number: '2' });
    await admin.send('POST', 'EntityDefinitions', {
      SchemaName: 'new_later',
      OwnershipType: 'OrganizationOwned',
      Attributes: [
        {
          '@odata.type': 'Microsoft.Dynamics.CRM.StringAttributeMetadata',
          SchemaName: 'new_name',
          IsPrimaryName: true,
        },
      ],
    });
    expect((await admin.get('new_laters')).status).toBe(200);
    expect(await post('restore?name=one')).toBe(204);
    expect((await admin.get(`tst_debtors(${kept})`)).status).toBe(200);
    expect((await admin.get(`tst_debtors(${lost})`)).status).toBe(404);
    expect((await admin.get('new_laters')).status).toBe(404);
    expect((await admin.send('POST', 'tst_debtors', { tst_number: '1' })).status).toBe(412);
    expect(await post('restore?name=two')).toBe(404);
    expect(await post('snapshot?name=../two')).toBe(400);
    await server.stop();
  });

  it('is emptied down to what a new folder begins with', async () => {
    const server = await startTestServer();
    const admin = await server.as('admin@local');
    await admin.create('tst_debtors', { tst_name: 'gone', tst_number: '1' });
    const reset = await fetch(`http://127.0.0.1:${server.port}/_local/reset`, { method: 'POST' });
    expect(reset.status).toBe(204);
    expect((await admin.get('tst_debtors')).rows).toEqual([]);
    expect((await admin.get("roles?$filter=name eq 'Ledger App'")).rows).toHaveLength(1);
    await server.stop();
  });

  it('tells its last requests', async () => {
    const server = await startTestServer();
    const admin = await server.as('admin@local');
    await fetch(`http://127.0.0.1:${server.port}/_local/trace`, { method: 'DELETE' });
    await admin.get('WhoAmI');
    await admin.get('acounts?$top=1');
    const traced = await fetch(`http://127.0.0.1:${server.port}/_local/trace`);
    expect(await traced.json()).toMatchObject({
      requests: [
        { user: 'Local Administrator', method: 'GET', path: 'WhoAmI', status: 200 },
        { method: 'GET', path: 'acounts?$top=1', status: 404, code: '0x80060888' },
      ],
    });
    await server.stop();
  });
});
