/** Sharing reaches rows that depth does not reach, and gives no privilege. */
import { connect, personWith, type Person } from '../fixtures/people.ts';
import { startTestServer, type Client, type TestServer } from '../fixtures/server.ts';

let server: TestServer;
let admin: Client;
let reader: Person;
let invoice: string;

beforeAll(async () => {
  server = await startTestServer();
  admin = await server.as('admin@local');
  reader = await personWith(server, 'Own Invoices');
  invoice = await admin.create('tst_invoices', { tst_name: 'shared', tst_key: 'shared' });
});

afterAll(async () => server.stop());

const crm = 'Microsoft.Dynamics.CRM';

async function share(action: string, principal: object, mask: string): Promise<void> {
  const answer = await admin.send('POST', action, {
    Target: { '@odata.type': `${crm}.tst_invoice`, tst_invoiceid: invoice },
    ...(action === 'RevokeAccess'
      ? { Revokee: principal }
      : { PrincipalAccess: { Principal: principal, AccessMask: mask } }),
  });
  if (answer.status !== 204) throw new Error(answer.text);
}

const asUser = (): object => ({ '@odata.type': `${crm}.systemuser`, systemuserid: reader.id });

async function seen(): Promise<readonly unknown[]> {
  const { client } = reader;
  return [
    (await client.get(`tst_invoices(${invoice})?$select=tst_name`)).status,
    (await client.get('tst_invoices?$select=tst_name')).rows.length,
    (
      await client.get(
        `tst_invoices?fetchXml=${encodeURIComponent('<fetch><entity name="tst_invoice"><attribute name="tst_name"/></entity></fetch>')}`,
      )
    ).rows.length,
    (await client.send('PATCH', `tst_invoices(${invoice})`, { tst_line: 1 })).status,
    (await client.send('DELETE', `tst_invoices(${invoice})`)).status,
  ];
}

describe('a row shared with somebody who reads their own rows only', () => {
  it('is seen and changed as far as it is shared, and no further', async () => {
    expect(await seen()).toEqual([403, 0, 0, 403, 403]);
    await share('GrantAccess', asUser(), 'ReadAccess');
    expect(await seen()).toEqual([200, 1, 1, 403, 403]);
    // The role has no privilege to delete: sharing does not give it.
    await share('GrantAccess', asUser(), 'WriteAccess, DeleteAccess');
    expect(await seen()).toEqual([200, 1, 1, 204, 403]);
    await share('RevokeAccess', asUser(), '');
    expect(await seen()).toEqual([403, 0, 0, 403, 403]);
  });

  it('is seen through a team it is shared with', async () => {
    const unit = String((await admin.get('WhoAmI')).body['BusinessUnitId']);
    const team = await admin.create('teams', {
      name: 'readers',
      'businessunitid@odata.bind': `/businessunits(${unit})`,
    });
    await share('GrantAccess', { '@odata.type': `${crm}.team`, teamid: team }, 'ReadAccess');
    expect(await seen()).toEqual([403, 0, 0, 403, 403]);
    await connect(admin, `teams(${team})/teammembership_association`, `systemusers(${reader.id})`);
    expect(await seen()).toEqual([200, 1, 1, 403, 403]);
  });

  it('is shared only by those who may share it and have the right they give', async () => {
    const answer = await reader.client.send('POST', 'GrantAccess', {
      Target: { '@odata.type': `${crm}.tst_invoice`, tst_invoiceid: invoice },
      PrincipalAccess: { Principal: asUser(), AccessMask: 'WriteAccess' },
    });
    expect(answer).toMatchObject({ status: 403, error: { code: '0x80040220' } });
  });
});
