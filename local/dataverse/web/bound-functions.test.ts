import { startTestServer, type Client, type TestServer } from '../fixtures/server.ts';

let server: TestServer;
let admin: Client;
let app: Client;

beforeAll(async () => {
  server = await startTestServer();
  admin = await server.as('admin@local');
  const { first } = await admin.get("roles?$filter=name eq 'Ledger App'");
  await admin.send('POST', `systemusers(${await idOf('app@local')})/systemuserroles_association/$ref`, {
    '@odata.id': `${admin.base}roles(${first['roleid'] as string})`,
  });
  app = await server.as('app@local');
});

afterAll(async () => server.stop());

async function idOf(user: string): Promise<string> {
  const { first } = await admin.get(`systemusers?$filter=domainname eq '${user}'`);
  return first['systemuserid'] as string;
}

async function rightsOn(path: string): Promise<unknown> {
  const target = encodeURIComponent(JSON.stringify({ '@odata.id': path }));
  const user = `systemusers(${await idOf('app@local')})`;
  const answer = await admin.get(
    `${user}/Microsoft.Dynamics.CRM.RetrievePrincipalAccess(Target=@t)?@t=${target}`,
  );
  return answer.body['AccessRights'] ?? answer.error.message;
}

describe('RetrieveUserPrivileges', () => {
  it('lists what the roles of a user say, with the depth by name', async () => {
    const answer = await app.get(
      `systemusers(${await idOf('app@local')})/Microsoft.Dynamics.CRM.RetrieveUserPrivileges()`,
    );
    const privileges = answer.body['RolePrivileges'] as { PrivilegeName: string; Depth: string }[];
    const depthOf = (name: string): string | undefined =>
      privileges.find((privilege) => privilege.PrivilegeName === name)?.Depth;
    expect(answer.status).toBe(200);
    expect(depthOf('prvCreatetst_Invoice')).toBe('Global');
    expect(depthOf('prvDeletetst_Invoice')).toBeUndefined();
  });

  it('gives an administrator everything', async () => {
    const answer = await admin.get(
      `systemusers(${await idOf('admin@local')})/Microsoft.Dynamics.CRM.RetrieveUserPrivileges()`,
    );
    const privileges = answer.body['RolePrivileges'] as { Depth: string }[];
    expect(privileges.length).toBeGreaterThan(100);
    expect(new Set(privileges.map(({ Depth }) => Depth))).toEqual(new Set(['Global']));
  });
});

describe('RetrievePrincipalAccess', () => {
  it('names the rights on one row', async () => {
    const debtor = await admin.create('tst_debtors', { tst_name: 'D' });
    expect(await rightsOn(`tst_debtors(${debtor})`)).toBe('ReadAccess, AppendToAccess');
    const policy = await admin.create('tst_policies', { tst_name: 'P' });
    expect(await rightsOn(`tst_policies(${policy})`)).toBe('None');
  });

  it('answers 404 for a row that is not there', async () => {
    expect(await rightsOn('tst_debtors(00000000-0000-4000-8000-00000000000f)')).toContain('Does Not Exist');
  });

  it('asks for its parameter', async () => {
    const answer = await admin.get(
      `systemusers(${await idOf('admin@local')})/Microsoft.Dynamics.CRM.RetrievePrincipalAccess`,
    );
    expect([answer.status, answer.error.message]).toEqual([
      400,
      "The parameter 'Target' of 'RetrievePrincipalAccess' is missing.",
    ]);
  });
});
