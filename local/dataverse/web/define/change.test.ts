import { packLedger } from '../../fixtures/ledger.ts';
import { connect } from '../../fixtures/people.ts';
import { startTestServer, type Client, type Fields, type TestServer } from '../../fixtures/server.ts';

const definitionOf = (table: string): string => `EntityDefinitions(LogicalName='${table}')`;
const audited = { Value: true, CanBeChanged: true, ManagedPropertyLogicalName: 'canmodifyauditsettings' };

async function change(address: string, changes: Fields): Promise<{ status: number; message: string }> {
  const { body } = await admin.get(address);
  const { status, error } = await admin.send('PUT', address, { ...body, ...changes });
  return { status, message: error.message };
}

let server: TestServer;
let admin: Client;

beforeAll(async () => {
  server = await startTestServer();
  admin = await server.as('admin@local');
});

afterAll(async () => server.stop());

describe('a definition', () => {
  it('of the platform changes in nothing but auditing, which holds when the server starts again', async () => {
    const column = `${definitionOf('account')}/Attributes(LogicalName='fax')`;
    expect(await change(definitionOf('systemuser'), { IsAuditEnabled: audited })).toMatchObject({
      status: 204,
    });
    expect(await change(column, { IsAuditEnabled: { ...audited, Value: false } })).toMatchObject({
      status: 204,
    });
    expect(await change(definitionOf('account'), { ChangeTrackingEnabled: false })).toEqual({
      status: 501,
      message: expect.stringContaining("'account'") as string,
    });
    await server.stop();
    server = await startTestServer({ zip: packLedger(), folder: server.folder });
    admin = await server.as('admin@local');
    expect((await admin.get(definitionOf('systemuser'))).body).toMatchObject({
      IsAuditEnabled: { Value: true },
    });
    expect((await admin.get(column)).body).toMatchObject({ IsAuditEnabled: { Value: false } });
  });

  it('is changed as a whole', async () => {
    const half = await admin.send('PUT', definitionOf('tst_debtor'), { IsAuditEnabled: audited });
    expect(half).toMatchObject({ status: 400 });
    expect(half.error.message).toContain("'DisplayName' is missing");
  });

  it.each([
    ['another name', { SchemaName: 'tst_Other' }],
    ['another owner', { OwnershipType: 'OrganizationOwned' }],
  ])('takes no %s', async (_what, changes) => {
    expect(await change(definitionOf('tst_debtor'), changes)).toMatchObject({ status: 400 });
  });

  it('is not changed with PATCH', async () => {
    const patched = await admin.send('PATCH', definitionOf('tst_debtor'), { IsAuditEnabled: audited });
    expect(patched).toMatchObject({
      status: 400,
      error: { message: expect.stringContaining('PUT') as string },
    });
  });

  it('of a relationship takes another cascade', async () => {
    const address = "RelationshipDefinitions(SchemaName='tst_debtor_invoices')";
    const { body } = await admin.get(address);
    const CascadeConfiguration = { ...(body['CascadeConfiguration'] as Fields), Delete: 'Cascade' };
    expect(await change(address, { CascadeConfiguration })).toMatchObject({ status: 204 });
    const debtor = await admin.create('tst_debtors', { tst_number: 'cascade' });
    const invoice = await admin.create('tst_invoices', {
      tst_key: 'cascade',
      'tst_debtorid@odata.bind': `/tst_debtors(${debtor})`,
    });
    expect((await admin.send('DELETE', `tst_debtors(${debtor})`)).status).toBe(204);
    expect((await admin.get(`tst_invoices(${invoice})`)).status).toBe(404);
  });

  it('of users that are audited brings the roles they are given into their history', async () => {
    const { first: organization } = await admin.get('organizations?$select=organizationid');
    await admin.send('PATCH', `organizations(${String(organization['organizationid'])})`, {
      isauditenabled: true,
    });
    const user = await admin.create('systemusers', { domainname: 'new@local', lastname: 'New' });
    const { first: role } = await admin.get("roles?$filter=name eq 'Basic User'");
    const roles = `systemusers(${user})/systemuserroles_association`;
    await connect(admin, roles, `roles(${String(role['roleid'])})`);
    await admin.send('DELETE', `${roles}(${String(role['roleid'])})/$ref`);
    const target = encodeURIComponent(JSON.stringify({ '@odata.id': `systemusers(${user})` }));
    const { body } = await admin.get(`RetrieveRecordChangeHistory(Target=@t)?@t=${target}`);
    const detail = {
      '@odata.type': '#Microsoft.Dynamics.CRM.RelationshipAuditDetail',
      RelationshipName: 'systemuserroles_association',
      TargetRecords: [{ '@odata.type': '#Microsoft.Dynamics.CRM.role', roleid: role['roleid'] }],
    };
    expect(body['AuditDetailCollection']).toMatchObject({
      AuditDetails: [
        { ...detail, AuditRecord: { action: 34 } },
        { ...detail, AuditRecord: { action: 33 } },
        { AuditRecord: { action: 1 } },
      ],
    });
  });
});

describe('a lookup that can point at several tables', () => {
  const relationship = (target: string): object => ({
    SchemaName: `tst_policy_of_${target}`,
    ReferencedEntity: target,
    ReferencingEntity: 'tst_policy',
  });
  const Lookup = { SchemaName: 'tst_AboutId', DisplayName: { LocalizedLabels: [] } };

  it('is made with its relationships', async () => {
    const made = await admin.send('POST', 'CreatePolymorphicLookupAttribute', {
      OneToManyRelationships: [relationship('tst_debtor'), relationship('account')],
      Lookup,
    });
    expect(made).toMatchObject({ status: 200, body: { AttributeId: expect.any(String) as string } });
    const debtor = await admin.create('tst_debtors', { tst_number: 'about', tst_name: 'About' });
    const policy = await admin.create('tst_policies', {
      tst_name: 'P',
      'tst_AboutId_tst_debtor@odata.bind': `/tst_debtors(${debtor})`,
    });
    const { body } = await admin.get(
      `tst_policies(${policy})?$expand=tst_AboutId_tst_debtor($select=tst_name)`,
    );
    expect(body).toMatchObject({ _tst_aboutid_value: debtor, tst_AboutId_tst_debtor: { tst_name: 'About' } });
  });

  it.each([
    [
      'is there already',
      'CreatePolymorphicLookupAttribute',
      { OneToManyRelationships: [relationship('contact')], Lookup },
    ],
    ['points nowhere', 'CreatePolymorphicLookupAttribute', { OneToManyRelationships: [], Lookup }],
    [
      'points at nothing known',
      'CreatePolymorphicLookupAttribute',
      { OneToManyRelationships: [relationship('nothing')], Lookup: { SchemaName: 'tst_NewId' } },
    ],
    [
      'is a customer that is no contact',
      'CreateCustomerRelationships',
      { OneToManyRelationships: [relationship('account')], Lookup: { SchemaName: 'tst_NewId' } },
    ],
  ])('is refused when it %s', async (_why, action, body) => {
    expect((await admin.send('POST', action, body)).status).toBe(400);
  });
});
