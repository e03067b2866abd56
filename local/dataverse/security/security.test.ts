import { appId, Client, startTestServer, type TestServer } from '../fixtures/server.ts';

let server: TestServer;
let admin: Client;

beforeAll(async () => {
  server = await startTestServer();
  admin = await server.as('admin@local');
});

afterAll(async () => server.stop());

let people = 0;

/** A new person with one role, in the root business unit unless another is given. */
async function person(
  role: string | undefined,
  businessUnit?: string,
): Promise<{ client: Client; id: string }> {
  people += 1;
  const domainname = `person${people}@local`;
  const id = await admin.create('systemusers', {
    domainname,
    firstname: 'Person',
    lastname: String(people),
    azureactivedirectoryobjectid: `a0000000-0000-4000-8000-00000000000${people}`,
    ...(businessUnit === undefined ? {} : { 'businessunitid@odata.bind': `/businessunits(${businessUnit})` }),
  });
  if (role !== undefined) await assign(`systemusers(${id})/systemuserroles_association`, role);
  return { client: await server.as(domainname), id };
}

async function assign(path: string, role: string): Promise<void> {
  const { first } = await admin.get(`roles?$filter=name eq '${role}'`);
  const answer = await admin.send('POST', `${path}/$ref`, {
    '@odata.id': `${admin.base}roles(${first['roleid'] as string})`,
  });
  if (answer.status !== 204) throw new Error(answer.text);
}

describe('signing in', () => {
  it('answers 401 without a token and to a token of another issuer', async () => {
    expect((await fetch(`${admin.base}WhoAmI`)).status).toBe(401);
    expect((await new Client(server.port, `${admin.token}x`).get('WhoAmI')).status).toBe(401);
  });

  it('gives the application user a token only for the right header', async () => {
    const url = `http://127.0.0.1:${server.port}/_local/identity/token?resource=http://127.0.0.1&api-version=2019-08-01&client_id=${appId}`;
    expect((await fetch(url)).status).toBe(401);
    const answer = await fetch(url, { headers: { 'X-IDENTITY-HEADER': server.running.identityHeader } });
    const token = (await answer.json()) as { access_token: string; expires_on: string; token_type: string };
    expect(token.token_type).toBe('Bearer');
    expect(Number(token.expires_on)).toBeGreaterThan(Date.now() / 1_000 + 3_600);
  });

  it('refuses a user without any role, until one is given', async () => {
    const app = await server.as('app@local');
    const refused = await app.get('WhoAmI');
    expect([refused.status, refused.error.code]).toEqual([403, '0x80042f09']);
    const { first } = await admin.get("systemusers?$filter=domainname eq 'app@local'");
    await assign(`systemusers(${first['systemuserid'] as string})/systemuserroles_association`, 'Ledger App');
    expect((await app.get('WhoAmI')).body['UserId']).toBe(first['systemuserid']);
  });
});

describe('privileges', () => {
  it('are missed by name', async () => {
    const { client, id } = await person('No Privileges');
    const read = await client.get('tst_invoices');
    expect([read.status, read.error.code]).toEqual([403, '0x80040220']);
    expect(read.error.message).toContain(
      `Principal user (Id=${id}, type=8) is missing prvReadtst_Invoice privilege`,
    );
    expect((await client.send('POST', 'tst_invoices', {})).error.message).toContain('prvCreatetst_Invoice');
  });

  it('of an app allow what its role says and nothing more', async () => {
    const { client } = await person('Ledger App');
    const debtor = await admin.create('tst_debtors', { tst_name: 'D' });
    const id = await client.create('tst_invoices', { 'tst_debtorid@odata.bind': `/tst_debtors(${debtor})` });
    expect((await client.send('PATCH', `tst_invoices(${id})`, { tst_name: 'x' })).status).toBe(204);
    const deleted = await client.send('DELETE', `tst_invoices(${id})`);
    expect(deleted.error.message).toContain('prvDeletetst_Invoice');
    expect((await client.send('PATCH', `tst_debtors(${debtor})`, { tst_name: 'x' })).error.message).toContain(
      'prvWritetst_Debtor',
    );
    expect((await client.send('POST', 'accounts', { name: 'x' })).error.message).toContain(
      'prvCreateAccount',
    );
  });

  it('to attach rows are asked for on both sides', async () => {
    const { client } = await person('Own Invoices');
    const debtor = await admin.create('tst_debtors', { tst_name: 'D' });
    const refused = await client.send('POST', 'tst_invoices', {
      'tst_debtorid@odata.bind': `/tst_debtors(${debtor})`,
    });
    expect(refused.error.message).toContain('prvAppendtst_Invoice');
  });
});

describe('depth', () => {
  it('of own rows hides those of others, in lists, by id and through $filter', async () => {
    const { client } = await person('Own Invoices');
    const own = await client.create('tst_invoices', { tst_name: 'own' });
    const other = await admin.create('tst_invoices', { tst_name: 'other' });
    const { rows } = await client.get('tst_invoices?$select=tst_name');
    expect(rows.map((row) => row['tst_name'])).toEqual(['own']);
    expect((await client.get(`tst_invoices(${own})`)).status).toBe(200);
    const refused = await client.get(`tst_invoices(${other})`);
    expect([refused.status, refused.error.code]).toEqual([403, '0x80040220']);
    expect((await client.send('PATCH', `tst_invoices(${other})`, { tst_name: 'x' })).status).toBe(403);
    expect((await client.get('tst_invoices/$count')).text).toBe('1');
  });

  it('of the business unit reaches rows of colleagues there, and no further', async () => {
    const { first } = await admin.get('businessunits');
    const root = first['businessunitid'] as string;
    const north = await admin.create('businessunits', {
      name: 'North',
      'parentbusinessunitid@odata.bind': `/businessunits(${root})`,
    });
    const reader = await person('Own Invoices', north);
    const colleague = await person('Own Invoices', north);
    const inNorth = await admin.create('tst_debtors', {
      tst_name: 'north',
      'ownerid@odata.bind': `/systemusers(${colleague.id})`,
    });
    const inRoot = await admin.create('tst_debtors', { tst_name: 'root' });
    expect((await reader.client.get(`tst_debtors(${inNorth})`)).status).toBe(200);
    expect((await reader.client.get(`tst_debtors(${inRoot})`)).status).toBe(403);
  });

  it('of own rows includes those of the teams one is in', async () => {
    const { first } = await admin.get('businessunits');
    const team = await admin.create('teams', {
      name: 'Collectors',
      'businessunitid@odata.bind': `/businessunits(${first['businessunitid'] as string})`,
    });
    const member = await person('Own Invoices');
    const invoice = await admin.create('tst_invoices', {
      tst_name: 'of the team',
      'ownerid@odata.bind': `/teams(${team})`,
    });
    expect((await member.client.get(`tst_invoices(${invoice})`)).status).toBe(403);
    await admin.send('POST', `teams(${team})/teammembership_association/$ref`, {
      '@odata.id': `${admin.base}systemusers(${member.id})`,
    });
    expect((await member.client.get(`tst_invoices(${invoice})`)).status).toBe(200);
  });
});
