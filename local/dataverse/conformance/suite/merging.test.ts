/** Two accounts that turn out to be one. */
import { startEnvironment, type Environment } from '../environment.ts';

let environment: Environment;

beforeAll(async () => {
  environment = await startEnvironment();
});

afterAll(async () => environment.end());

describe('merging two accounts', () => {
  it('takes along what belonged to the one that is given up', async () => {
    const { client, dynamics, prefix } = environment;
    const kept = await environment.make('accounts', { name: `${prefix} kept` });
    const double = await environment.make('accounts', { name: `${prefix} double` });
    const contact = await environment.make('contacts', {
      lastname: `${prefix} contact`,
      'parentcustomerid_account@odata.bind': `/accounts(${double})`,
    });
    const type = { '@odata.type': 'Microsoft.Dynamics.CRM.account' };
    await dynamics.callAction({
      actionName: 'Merge',
      action: {
        Target: { ...type, accountid: kept },
        Subordinate: { ...type, accountid: double },
        UpdateContent: { ...type, telephone1: '42' },
        PerformParentingChecks: false,
      },
    });
    expect((await client.get(`accounts(${kept})?$select=telephone1,statecode`)).body).toMatchObject({
      telephone1: '42',
      statecode: 0,
    });
    expect(
      (await client.get(`accounts(${double})?$select=statecode,merged,_masterid_value`)).body,
    ).toMatchObject({
      statecode: 1,
      merged: true,
      _masterid_value: kept,
    });
    const { body } = await client.get(`contacts(${contact})?$select=_parentcustomerid_value`);
    expect(body['_parentcustomerid_value']).toBe(kept);
  });
});
