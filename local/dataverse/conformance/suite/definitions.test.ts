/** Definitions written through the Web API: a table made, used and removed. */
import { everyAnnotation } from '../../fixtures/server.ts';
import { startEnvironment, type Environment } from '../environment.ts';

let environment: Environment;
let table: string;

beforeAll(async () => {
  environment = await startEnvironment();
  table = `new_dunlin${environment.prefix.split(' ')[1]}`;
});

afterAll(async () => {
  const { client } = environment;
  await client.send('DELETE', `EntityDefinitions(LogicalName='${table}')`);
  await environment.end();
});

const crm = 'Microsoft.Dynamics.CRM';
const label = (text: string): object => ({
  '@odata.type': `${crm}.Label`,
  LocalizedLabels: [{ '@odata.type': `${crm}.LocalizedLabel`, Label: text, LanguageCode: 1033 }],
});
const text = (name: string, maxLength: number, more: object = {}): object => ({
  '@odata.type': `${crm}.StringAttributeMetadata`,
  SchemaName: name,
  MaxLength: maxLength,
  FormatName: { Value: 'Text' },
  RequiredLevel: { Value: 'None' },
  DisplayName: label(name),
  ...more,
});

describe('definitions', () => {
  it('of a table are made by the client, and the table can be used at once', async () => {
    const { dynamics, client } = environment;
    await dynamics.createEntity({
      data: {
        '@odata.type': `${crm}.EntityMetadata`,
        SchemaName: table,
        DisplayName: label('Measurement'),
        DisplayCollectionName: label('Measurements'),
        OwnershipType: 'UserOwned',
        IsActivity: false,
        HasActivities: false,
        HasNotes: false,
        Attributes: [text('new_name', 50, { IsPrimaryName: true })],
      },
    });
    const read = await client.get(
      `EntityDefinitions(LogicalName='${table}')?$select=EntitySetName,PrimaryNameAttribute,OwnershipType`,
    );
    expect(read.body).toMatchObject({ PrimaryNameAttribute: 'new_name', OwnershipType: 'UserOwned' });
    const id = await environment.make(String(read.body['EntitySetName']), { new_name: 'first' });
    expect((await client.get(`${String(read.body['EntitySetName'])}(${id})`)).body).toMatchObject({
      new_name: 'first',
      statecode: 0,
    });
  });

  it('of columns and keys are added, and hold', async () => {
    const { client } = environment;
    const place = `EntityDefinitions(LogicalName='${table}')`;
    const set = String((await client.get(`${place}?$select=EntitySetName`)).body['EntitySetName']);
    const columns = [
      text('new_code', 20),
      {
        '@odata.type': `${crm}.DecimalAttributeMetadata`,
        SchemaName: 'new_value',
        MinValue: 0,
        MaxValue: 100,
        Precision: 1,
        RequiredLevel: { Value: 'None' },
        DisplayName: label('Value'),
      },
      {
        '@odata.type': `${crm}.PicklistAttributeMetadata`,
        SchemaName: 'new_kind',
        RequiredLevel: { Value: 'None' },
        DisplayName: label('Kind'),
        OptionSet: {
          '@odata.type': `${crm}.OptionSetMetadata`,
          IsGlobal: false,
          OptionSetType: 'Picklist',
          Options: [{ Value: 1, Label: label('One') }],
        },
      },
    ];
    for (const column of columns)
      expect((await client.send('POST', `${place}/Attributes`, column)).status).toBe(204);
    const key = { SchemaName: 'new_codekey', DisplayName: label('Code'), KeyAttributes: ['new_code'] };
    expect((await client.send('POST', `${place}/Keys`, key)).status).toBe(204);
    await active(`${place}/Keys(LogicalName='new_codekey')`);
    const upsert = await client.send('PATCH', `${set}(new_code='a')`, { new_value: 12.34, new_kind: 1 });
    expect(upsert.status).toBe(204);
    const made = await client.get(`${set}(new_code='a')?$select=new_value,new_kind`);
    environment.keep(set, String(made.body[`${table}id`]));
    expect(made.body).toMatchObject({ new_value: 12.3, new_kind: 1 });
    expect((await client.send('PATCH', `${set}(new_code='a')`, { new_kind: 2 })).status).toBe(400);
    expect((await client.send('PATCH', `${set}(new_code='a')`, { new_value: 101 })).status).toBe(400);
    expect((await client.send('POST', `${place}/Attributes`, text('new_code', 20))).status).toBe(400);
  });

  it('of relationships are made, followed both ways, and removed', async () => {
    const { client } = environment;
    const name = `${table}_account`;
    const made = await client.send('POST', 'RelationshipDefinitions', {
      '@odata.type': `${crm}.OneToManyRelationshipMetadata`,
      SchemaName: name,
      ReferencedEntity: 'account',
      ReferencedAttribute: 'accountid',
      ReferencingEntity: table,
      CascadeConfiguration: { Delete: 'RemoveLink' },
      Lookup: {
        '@odata.type': `${crm}.LookupAttributeMetadata`,
        SchemaName: 'new_AccountId',
        DisplayName: label('Account'),
        RequiredLevel: { Value: 'None' },
      },
    });
    expect(made.status).toBe(204);
    const set = String(
      (await client.get(`EntityDefinitions(LogicalName='${table}')?$select=EntitySetName`)).body[
        'EntitySetName'
      ],
    );
    const account = await environment.make('accounts', { name: `${environment.prefix} measured` });
    const row = await environment.make(set, {
      new_name: 'of account',
      'new_AccountId@odata.bind': `/accounts(${account})`,
    });
    const { body } = await client.get(`accounts(${account})?$select=name&$expand=${name}($select=new_name)`);
    expect(body[name]).toMatchObject([{ new_name: 'of account' }]);
    expect((await client.send('DELETE', `accounts(${account})`)).status).toBe(204);
    expect(
      (await client.get(`${set}(${row})?$select=_new_accountid_value`)).body['_new_accountid_value'],
    ).toBeNull();
    const removed = await client.send('DELETE', `RelationshipDefinitions(SchemaName='${name}')`);
    expect(removed.status).toBe(204);
    expect((await client.get(`${set}(${row})?$select=_new_accountid_value`)).status).toBe(400);
  });

  it('are changed as a whole, labels of other languages kept or not', async () => {
    const { dynamics, client } = environment;
    const place = `EntityDefinitions(LogicalName='${table}')`;
    type Definition = Record<string, unknown> & { MetadataId: string };
    const read = async (): Promise<Definition> => (await client.get(place)).body as Definition;
    const named = (text: string, language: number): object => ({
      LocalizedLabels: [{ Label: text, LanguageCode: language }],
    });
    const names = async (): Promise<readonly unknown[]> =>
      ((await read())['DisplayName'] as { LocalizedLabels: { Label: string }[] }).LocalizedLabels.map(
        ({ Label }) => Label,
      );
    const german = { ...(await read()), DisplayName: named('Messung', 1031) };
    await dynamics.updateEntity({ data: german, mergeLabels: true });
    expect([...(await names())].sort()).toEqual(['Measurement', 'Messung']);
    await dynamics.updateEntity({ data: { ...(await read()), DisplayName: named('Reading', 1033) } });
    expect(await names()).toEqual(['Reading']);
    const IsAuditEnabled = {
      Value: true,
      CanBeChanged: true,
      ManagedPropertyLogicalName: 'canmodifyauditsettings',
    };
    await dynamics.updateEntity({ data: { ...(await read()), IsAuditEnabled } });
    expect(await read()).toMatchObject({ IsAuditEnabled: { Value: true } });
  });

  it('of a column are changed, and hold', async () => {
    const { client } = environment;
    const place = `EntityDefinitions(LogicalName='${table}')`;
    const column = `${place}/Attributes(LogicalName='new_code')`;
    const cast = '/Microsoft.Dynamics.CRM.StringAttributeMetadata';
    const { body } = await client.get(`${column}${cast}`);
    const longer = {
      ...body,
      MaxLength: 40,
      RequiredLevel: { Value: 'ApplicationRequired', CanBeChanged: true },
    };
    const changed = await client.send('PUT', column, longer, { 'MSCRM.MergeLabels': 'true' });
    expect(changed.status).toBe(204);
    expect((await client.get(`${column}${cast}`)).body).toMatchObject({
      MaxLength: 40,
      RequiredLevel: { Value: 'ApplicationRequired' },
    });
    const set = String((await client.get(`${place}?$select=EntitySetName`)).body['EntitySetName']);
    await environment.make(set, { new_name: 'long', new_code: 'x'.repeat(40) });
  });

  it('of a customer lookup are made in one step', async () => {
    const { client, prefix } = environment;
    const toward = (target: string): object => ({
      SchemaName: `${table}_${target}`,
      ReferencedEntity: target,
      ReferencingEntity: table,
    });
    const made = await client.send('POST', 'CreateCustomerRelationships', {
      OneToManyRelationships: [toward('account'), toward('contact')],
      Lookup: {
        '@odata.type': `${crm}.ComplexLookupAttributeMetadata`,
        SchemaName: 'new_CustomerId',
        DisplayName: label('Customer'),
      },
    });
    expect(made.status).toBe(200);
    expect(made.body['RelationshipIds']).toHaveLength(2);
    const place = `EntityDefinitions(LogicalName='${table}')`;
    const set = String((await client.get(`${place}?$select=EntitySetName`)).body['EntitySetName']);
    const contact = await environment.make('contacts', { lastname: `${prefix} customer` });
    const row = await environment.make(set, {
      new_name: 'of a customer',
      'new_CustomerId_contact@odata.bind': `/contacts(${contact})`,
    });
    expect(
      (await client.get(`${set}(${row})?$select=_new_customerid_value`, everyAnnotation)).body,
    ).toMatchObject({
      _new_customerid_value: contact,
      '_new_customerid_value@Microsoft.Dynamics.CRM.lookuplogicalname': 'contact',
    });
  });

  it('that make no sense are refused', async () => {
    const { client } = environment;
    const refused = [
      await client.send('POST', 'EntityDefinitions', { SchemaName: 'noprefix', OwnershipType: 'UserOwned' }),
      await client.send('POST', 'EntityDefinitions', { SchemaName: 'new_x', OwnershipType: 'UserOwned' }),
      await client.send('POST', `EntityDefinitions(LogicalName='${table}')/Keys`, {
        SchemaName: 'new_k',
        KeyAttributes: ['nothing'],
      }),
    ];
    expect(refused.map(({ status }) => status)).toEqual([400, 400, 400]);
    expect((await client.send('DELETE', "EntityDefinitions(LogicalName='account')")).status).toBe(400);
  });
});

/** A key serves only once its index is made, which takes an environment a while. */
async function active(address: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const { body } = await environment.client.get(`${address}?$select=EntityKeyIndexStatus`);
    if (body['EntityKeyIndexStatus'] === 'Active') return;
    await new Promise((resolve) => setTimeout(resolve, 3_000));
  }
  throw new Error(`${address} does not become active`);
}
