/** Definitions. */
import { startEnvironment, type Environment } from '../environment.ts';

let environment: Environment;

beforeAll(async () => {
  environment = await startEnvironment();
});

afterAll(async () => environment.end());

describe('metadata', () => {
  it('lists the sets in the service document', async () => {
    const { client } = environment;
    const { body, rows } = await client.get('');
    expect(body['@odata.context']).toBe(`${client.base}$metadata`);
    expect(rows).toContainEqual({ name: 'accounts', kind: 'EntitySet', url: 'accounts' });
  });

  it('describes the model in $metadata', async () => {
    const { headers, text } = await environment.client.get('$metadata');
    expect(headers.get('content-type')).toContain('application/xml');
    expect(text).toContain('<Schema Namespace="Microsoft.Dynamics.CRM" Alias="mscrm"');
    expect(text).toMatch(
      /<EntityType Name="account" BaseType="mscrm.crmbaseentity"[^>]*><Key><PropertyRef Name="accountid" \/><\/Key>/,
    );
    expect(text).toMatch(/<Property Name="_parentaccountid_value" Type="Edm.Guid"/);
    expect(text).toMatch(/<NavigationProperty Name="Account_Tasks" Type="Collection\(mscrm.task\)"/);
    expect(text).toMatch(/<EntitySet Name="accounts" EntityType="(mscrm|Microsoft.Dynamics.CRM).account"/);
  });
});
