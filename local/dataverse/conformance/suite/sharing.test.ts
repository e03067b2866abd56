/** Sharing a row with a team. What the members then may do is told in `security/sharing.test.ts`, with users of its own. */
import { startEnvironment, type Environment } from '../environment.ts';

let environment: Environment;
let account: string;
let team: string;

beforeAll(async () => {
  environment = await startEnvironment();
  const { client, prefix } = environment;
  const { BusinessUnitId: unit, UserId: user } = (await client.get('WhoAmI')).body;
  account = await environment.make('accounts', { name: `${prefix} shared` });
  team = await environment.make('teams', {
    name: `${prefix} team`,
    teamtype: 1,
    'businessunitid@odata.bind': `/businessunits(${String(unit)})`,
    'administratorid@odata.bind': `/systemusers(${String(user)})`,
  });
});

afterAll(async () => environment.end());

const crm = 'Microsoft.Dynamics.CRM';

async function shares(): Promise<readonly unknown[]> {
  const target = encodeURIComponent(JSON.stringify({ '@odata.id': `accounts(${account})` }));
  const { body } = await environment.client.get(`RetrieveSharedPrincipalsAndAccess(Target=@t)?@t=${target}`);
  return (body['PrincipalAccesses'] as { AccessMask: string; Principal: { ownerid: string } }[]).map(
    ({ AccessMask, Principal }) => [AccessMask, Principal.ownerid],
  );
}

describe('sharing', () => {
  it('is granted, changed, listed and revoked', async () => {
    const { client } = environment;
    const Target = { '@odata.type': `${crm}.account`, accountid: account };
    const Principal = { '@odata.type': `${crm}.team`, teamid: team };
    const access = async (action: string, AccessMask: string): Promise<number> =>
      (await client.send('POST', action, { Target, PrincipalAccess: { Principal, AccessMask } })).status;
    expect(await shares()).toEqual([]);
    expect(await access('GrantAccess', 'ReadAccess')).toBe(204);
    expect(await access('GrantAccess', 'WriteAccess, ReadAccess')).toBe(204);
    expect(await shares()).toEqual([['ReadAccess, WriteAccess', team]]);
    expect(await access('ModifyAccess', 'ReadAccess,AppendToAccess')).toBe(204);
    expect(await shares()).toEqual([['ReadAccess, AppendToAccess', team]]);
    expect((await client.send('POST', 'RevokeAccess', { Target, Revokee: Principal })).status).toBe(204);
    expect(await shares()).toEqual([]);
    expect(await access('GrantAccess', 'EverythingAccess')).toBe(400);
  });
});
