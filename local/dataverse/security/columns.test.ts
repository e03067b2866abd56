/** A secured column is empty for whoever may not read it, wherever it is asked for, and cannot be written without permission. */
import { ledger } from '../fixtures/ledger.ts';
import { connect, personWith, type Person } from '../fixtures/people.ts';
import { startTestServer, type Client, type TestServer } from '../fixtures/server.ts';
import { packSolution, type FixtureColumn } from '../fixtures/solution.ts';

const profile = '00000000-0000-4000-8000-0000000000f1';
const account: FixtureColumn = {
  name: 'tst_bankaccount',
  type: 'nvarchar',
  xml: '<Format>text</Format><MaxLength>34</MaxLength><IsSecured>1</IsSecured>',
};

let server: TestServer;
let admin: Client;
let clerk: Person;
let debtor: string;

beforeAll(async () => {
  server = await startTestServer({
    zip: packSolution({
      ...ledger,
      tables: (ledger.tables ?? []).map((table) =>
        table.name === 'tst_Debtor' ? { ...table, columns: [...table.columns, account] } : table,
      ),
      roles: {
        Clerk: {
          prvReadtst_Debtor: 'Global',
          prvWritetst_Debtor: 'Global',
          prvCreatetst_Debtor: 'Global',
          prvReadtst_Invoice: 'Global',
        },
      },
      xml:
        `<FieldSecurityProfiles><FieldSecurityProfile name="Bank data" fieldsecurityprofileid="{${profile}}"><FieldPermissions>` +
        '<FieldPermission><EntityName>tst_debtor</EntityName><AttributeName>tst_bankaccount</AttributeName><CanRead>4</CanRead>' +
        '<CanUpdate>0</CanUpdate><CanCreate>4</CanCreate></FieldPermission></FieldPermissions></FieldSecurityProfile></FieldSecurityProfiles>',
    }),
  });
  admin = await server.as('admin@local');
  clerk = await personWith(server, 'Clerk');
  debtor = await admin.create('tst_debtors', {
    tst_name: 'A',
    tst_number: '1',
    tst_bankaccount: 'HU42 1177',
  });
  await admin.create('tst_invoices', { tst_key: 'i', 'tst_debtorid@odata.bind': `/tst_debtors(${debtor})` });
});

afterAll(async () => server.stop());

const fetchXml = (entity: string, inside: string): string =>
  `?fetchXml=${encodeURIComponent(`<fetch><entity name="${entity}">${inside}</entity></fetch>`)}`;

/** What a client finds of the bank account in every way there is to ask for it. */
async function found(client: Client): Promise<readonly unknown[]> {
  const row = await client.get(`tst_debtors(${debtor})?$select=tst_bankaccount`);
  const property = await client.get(`tst_debtors(${debtor})/tst_bankaccount`);
  const filtered = await client.get("tst_debtors?$select=tst_name&$filter=startswith(tst_bankaccount,'HU')");
  const expanded = await client.get(
    'tst_invoices?$select=tst_key&$expand=tst_debtorid($select=tst_bankaccount)',
  );
  const through = await client.get("tst_invoices?$filter=tst_debtorid/tst_bankaccount eq 'HU42 1177'");
  const lambda = await client.get(
    'tst_invoices?$filter=tst_debtorid/tst_debtor_invoices/any(i:i/tst_debtorid/tst_bankaccount ne null)',
  );
  const fetched = await client.get(
    `tst_debtors${fetchXml('tst_debtor', '<attribute name="tst_bankaccount"/>')}`,
  );
  const linked = await client.get(
    `tst_invoices${fetchXml('tst_invoice', '<link-entity name="tst_debtor" from="tst_debtorid" to="tst_debtorid" alias="d"><attribute name="tst_bankaccount"/><filter><condition attribute="tst_bankaccount" operator="not-null"/></filter></link-entity>')}`,
  );
  const grouped = await client.get('tst_debtors?$apply=groupby((tst_bankaccount))');
  return [
    row.body['tst_bankaccount'],
    property.body['value'],
    filtered.rows.length,
    (expanded.first['tst_debtorid'] as Record<string, unknown>)['tst_bankaccount'],
    through.rows.length,
    lambda.rows.length,
    fetched.first['tst_bankaccount'],
    linked.first['d.tst_bankaccount'],
    grouped.first['tst_bankaccount'],
  ];
}

const everything = ['HU42 1177', 'HU42 1177', 1, 'HU42 1177', 1, 1, 'HU42 1177', 'HU42 1177', 'HU42 1177'];
const nothing = [null, undefined, 0, null, 0, 0, undefined, undefined, undefined];

describe('a secured column', () => {
  it('is there for administrators', async () => expect(await found(admin)).toEqual(everything));

  it('is empty for whoever has no profile, in rows, $filter, $expand, FetchXML and $apply', async () => {
    expect(await found(clerk.client)).toEqual(nothing);
    expect((await clerk.client.get('tst_debtors?$select=tst_name&$orderby=tst_bankaccount')).status).toBe(
      200,
    );
  });

  it('is not written without permission', async () => {
    const { client } = clerk;
    expect(await client.send('POST', 'tst_debtors', { tst_number: '2', tst_bankaccount: 'X' })).toMatchObject(
      {
        status: 403,
        error: { code: '0x8004f502' },
      },
    );
    expect(await client.send('PATCH', `tst_debtors(${debtor})`, { tst_bankaccount: 'X' })).toMatchObject({
      status: 403,
      error: { code: '0x8004f507' },
    });
    expect((await client.send('PATCH', `tst_debtors(${debtor})`, { tst_name: 'B' })).status).toBe(204);
  });

  it('is read and created as a profile allows', async () => {
    const profiles = `systemusers(${clerk.id})/systemuserprofiles_association`;
    await connect(admin, profiles, `fieldsecurityprofiles(${profile})`);
    const { client } = clerk;
    expect(await found(client)).toEqual(everything);
    expect((await client.send('POST', 'tst_debtors', { tst_number: '3', tst_bankaccount: 'X' })).status).toBe(
      204,
    );
    expect((await client.send('PATCH', `tst_debtors(${debtor})`, { tst_bankaccount: 'X' })).status).toBe(403);
  });
});
