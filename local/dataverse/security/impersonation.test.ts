/** Acting for somebody: with the rights both have, and told in the row. */
import { personWith, type Person } from '../fixtures/people.ts';
import { startTestServer, type Client, type TestServer } from '../fixtures/server.ts';

let server: TestServer;
let admin: Client;
let clerk: Person;
let sender: Person;

beforeAll(async () => {
  server = await startTestServer();
  admin = await server.as('admin@local');
  clerk = await personWith(server, 'Own Invoices');
  sender = await personWith(server, 'Ledger App');
});

afterAll(async () => server.stop());

describe('acting for somebody', () => {
  it.each([
    ['CallerObjectId', (person: Person) => person.objectId],
    ['MSCRMCallerID', (person: Person) => person.id],
  ] as const)('with %s writes rows as theirs, and says who really did', async (header, idOf) => {
    const headers = { [header]: idOf(clerk) };
    expect((await admin.send('GET', 'WhoAmI', undefined, headers)).body['UserId']).toBe(clerk.id);
    const made = await admin.send(
      'POST',
      'tst_invoices',
      { tst_key: header },
      { ...headers, Prefer: 'return=representation' },
    );
    const administrator = String((await admin.get('WhoAmI')).body['UserId']);
    expect(made.body).toMatchObject({
      _ownerid_value: clerk.id,
      _createdby_value: clerk.id,
      _createdonbehalfby_value: administrator,
    });
  });

  it('allows what both may, and no more', async () => {
    const headers = { CallerObjectId: clerk.objectId };
    const foreign = await admin.create('tst_invoices', { tst_key: 'foreign' });
    expect((await admin.send('GET', `tst_invoices(${foreign})`, undefined, headers)).status).toBe(403);
    expect((await admin.send('GET', 'accounts', undefined, headers)).status).toBe(403);
  });

  it('needs the privilege', async () => {
    const answer = await sender.client.send('GET', 'WhoAmI', undefined, { CallerObjectId: clerk.objectId });
    expect(answer).toMatchObject({
      status: 403,
      error: { message: expect.stringContaining('prvActOnBehalfOfAnotherUser') as unknown },
    });
  });

  it('assumed: is refused with 403 for somebody nobody knows', async () => {
    const headers = { CallerObjectId: '00000000-0000-4000-8000-00000000beef' };
    expect((await admin.send('GET', 'WhoAmI', undefined, headers)).status).toBe(403);
    expect((await admin.send('GET', 'WhoAmI', undefined, { MSCRMCallerID: 'nonsense' })).status).toBe(403);
  });
});
