/** A user's settings: made with the user, changed by the user alone, and felt in every label and formatted value. */
import { choice, money, packSolution, text } from '../fixtures/solution.ts';
import { everyAnnotation, startTestServer, type Client, type TestServer } from '../fixtures/server.ts';

const hungarian = 1038;
const viewId = '00000000-0000-4000-8000-0000000000e1';
const formatted = '@OData.Community.Display.V1.FormattedValue';

const kind = {
  ...choice('tst_kind', {}),
  xml:
    '<optionset Name="tst_kind"><options><option value="1"><labels>' +
    '<label description="Invoice" languagecode="1033" /><label description="Számla" languagecode="1038" />' +
    '</labels></option></options></optionset>',
};

const view =
  '<SavedQueries><savedqueries><savedquery>' +
  `<savedqueryid>{${viewId}}</savedqueryid><querytype>0</querytype><isdefault>1</isdefault>` +
  '<fetchxml><fetch><entity name="tst_bill"><attribute name="tst_name" /></entity></fetch></fetchxml>' +
  '<LocalizedNames><LocalizedName description="All bills" languagecode="1033" />' +
  '<LocalizedName description="Minden számla" languagecode="1038" /></LocalizedNames>' +
  '</savedquery></savedqueries></SavedQueries>';

let server: TestServer;
let admin: Client;
let role: string;

beforeAll(async () => {
  server = await startTestServer({
    zip: packSolution({
      tables: [
        {
          name: 'tst_Bill',
          set: 'tst_bills',
          columns: [text('tst_name', 100), kind, money('tst_amount')],
          xml: view,
        },
      ],
    }),
  });
  admin = await server.as('admin@local');
  role = String((await admin.get("roles?$filter=name eq 'Basic User'")).first['roleid']);
});

afterAll(() => server.stop());

async function person(name: string): Promise<{ id: string; client: Client }> {
  const { first } = await admin.get('businessunits');
  const id = await admin.create('systemusers', {
    domainname: `${name}@local`,
    firstname: name,
    lastname: 'Person',
    azureactivedirectoryobjectid: crypto.randomUUID(),
    'businessunitid@odata.bind': `/businessunits(${first['businessunitid'] as string})`,
  });
  await admin.send('POST', `systemusers(${id})/systemuserroles_association/$ref`, {
    '@odata.id': `${admin.base}roles(${role})`,
  });
  return { id, client: await server.as(`${name}@local`) };
}

describe('settings', () => {
  it('are there with the user and follow the organization', async () => {
    const { id, client } = await person('anna');
    const { body } = await client.get(`usersettingscollection(${id})?$select=uilanguageid,timezonecode`);
    expect([body['uilanguageid'], body['timezonecode']]).toEqual([0, 92]);
  });

  it('are there for those seeded before anybody came', async () => {
    expect((await admin.get('usersettingscollection')).rows.length).toBeGreaterThanOrEqual(2);
  });

  it('of others can neither be read nor changed with the usual role', async () => {
    const { client } = await person('bela');
    const { id } = await person('cili');
    expect((await client.get(`usersettingscollection(${id})`)).status).toBe(403);
    const changed = await client.send('PATCH', `usersettingscollection(${id})`, { uilanguageid: hungarian });
    expect(changed.status).toBe(403);
    expect((await client.get('usersettingscollection')).rows).toHaveLength(1);
  });

  it('are made by the platform alone', async () => {
    const refused = await admin.send('POST', 'usersettingscollection', { uilanguageid: hungarian });
    expect([refused.status, refused.error.message]).toEqual([
      400,
      "The 'Create' method does not support entities of type 'usersettings'.",
    ]);
  });
});

describe('whoever reads Hungarian', () => {
  let client: Client;
  let bill: string;

  beforeAll(async () => {
    const { first } = await admin.get("transactioncurrencies?$filter=isocurrencycode eq 'HUF'");
    bill = await admin.create('tst_bills', {
      tst_name: 'first',
      tst_kind: 1,
      tst_amount: 1234567,
      'transactioncurrencyid@odata.bind': `/transactioncurrencies(${first['transactioncurrencyid'] as string})`,
    });
    const { id } = await person('dora');
    await admin.send('POST', `systemusers(${id})/systemuserroles_association/$ref`, {
      '@odata.id': `${admin.base}roles(${
        (await admin.get("roles?$filter=name eq 'System Administrator'")).first['roleid'] as string
      })`,
    });
    client = await server.as('dora@local');
    const changed = await client.send('PATCH', `usersettingscollection(${id})`, {
      uilanguageid: hungarian,
      localeid: hungarian,
    });
    expect(changed.status).toBe(204);
  });

  it('sees choices, amounts and days in Hungarian; others see them in English as before', async () => {
    const path = `tst_bills(${bill})?$select=tst_kind,tst_amount,createdon`;
    const own = (await client.get(path, everyAnnotation)).body;
    expect(own[`tst_kind${formatted}`]).toBe('Számla');
    expect(String(own[`tst_amount${formatted}`]).replaceAll('\u00a0', ' ')).toBe('1 234 567,00 Ft');
    expect(own[`createdon${formatted}`]).toMatch(/^\d{4}\. \d\d\. \d\d\. \d{1,2}:\d\d$/);
    const others = (await admin.get(path, everyAnnotation)).body;
    expect([others[`tst_kind${formatted}`], others[`tst_amount${formatted}`]]).toEqual([
      'Invoice',
      'Ft1,234,567.00',
    ]);
  });

  it('reads the names of views and the labels of definitions in Hungarian', async () => {
    const path = `savedqueries(${viewId})?$select=name`;
    expect((await client.get(path)).body['name']).toBe('Minden számla');
    expect((await admin.get(path)).body['name']).toBe('All bills');
    const definition =
      "EntityDefinitions(LogicalName='tst_bill')/Attributes(LogicalName='tst_kind')?$select=OptionSet";
    const { OptionSet } = (await client.get(definition)).body as {
      OptionSet: { Options: { Label: { UserLocalizedLabel: { Label: string } } }[] };
    };
    expect(OptionSet.Options[0]?.Label.UserLocalizedLabel.Label).toBe('Számla');
  });
});
