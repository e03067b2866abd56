/** The same address is asked again after what it depends on was changed: nothing of the answer before may be left. */
import { personWith } from '../../fixtures/people.ts';
import { startTestServer, type Client, type TestServer } from '../../fixtures/server.ts';

const crm = 'Microsoft.Dynamics.CRM';
const label = (text: string): object => ({
  '@odata.type': `${crm}.Label`,
  LocalizedLabels: [{ '@odata.type': `${crm}.LocalizedLabel`, Label: text, LanguageCode: 1033 }],
});

let server: TestServer;
let admin: Client;
let row: string;
const byKey = "tst_invoices(tst_key='K-1')?$select=tst_name";

beforeAll(async () => {
  server = await startTestServer();
  admin = await server.as('admin@local');
  const id = await admin.create('tst_invoices', { tst_name: 'first', tst_key: 'K-1' });
  row = `tst_invoices(${id})`;
});

afterAll(async () => server.stop());

it('reads what was written since', async () => {
  expect((await admin.get(byKey)).body['tst_name']).toBe('first');
  await admin.send('PATCH', row, { tst_name: 'second' });
  expect((await admin.get(byKey)).body['tst_name']).toBe('second');
});

it('answers by the id and by each key alike, and says which of them names nothing', async () => {
  await admin.send('PATCH', row, { tst_document: 'D', tst_line: 7 });
  const names = ["tst_key='K-1'", "tst_document='D',tst_line=7", "tst_line=7,tst_document='D'"];
  for (const name of names)
    expect((await admin.get(`tst_invoices(${name})?$select=tst_name`)).body['tst_name']).toBe('second');
  const missing = ["tst_key='K-2'", "tst_document='D',tst_line=8", '00000000-0000-4000-8000-000000000001'];
  const codes = [];
  for (const name of missing)
    codes.push((await admin.get(`tst_invoices(${name})?$select=tst_name`)).error.code);
  expect(codes).toEqual(['0x80060891', '0x80060891', '0x80040217']);
});

it('heeds a role that was taken away', async () => {
  const { client, id } = await personWith(server, 'Ledger App');
  expect((await client.get(byKey)).body['tst_name']).toBe('second');
  expect((await admin.get(byKey)).body['tst_name']).toBe('second');
  const roles = `systemusers(${id})/systemuserroles_association`;
  const { first } = await admin.get("roles?$filter=name eq 'No Privileges'");
  await admin.send('POST', `${roles}/$ref`, {
    '@odata.id': `${admin.base}roles(${String(first['roleid'])})`,
  });
  const { first: app } = await admin.get("roles?$filter=name eq 'Ledger App'");
  const taken = await admin.send('DELETE', `${roles}(${String(app['roleid'])})/$ref`);
  expect(taken.status).toBe(204);
  const refused = await client.get(byKey);
  expect([refused.status, refused.error.message]).toEqual([
    403,
    expect.stringContaining('prvReadtst_Invoice'),
  ]);
  expect((await admin.get(byKey)).body['tst_name']).toBe('second');
});

it('shows a column that was defined since', async () => {
  const address = `${row}?$expand=owninguser($select=fullname)`;
  expect((await admin.get(address)).body).not.toHaveProperty('tst_remark');
  const column = {
    '@odata.type': `${crm}.StringAttributeMetadata`,
    SchemaName: 'tst_remark',
    MaxLength: 20,
    FormatName: { Value: 'Text' },
    RequiredLevel: { Value: 'None' },
    DisplayName: label('Remark'),
  };
  const place = "EntityDefinitions(LogicalName='tst_invoice')/Attributes";
  expect((await admin.send('POST', place, column)).status).toBe(204);
  await admin.send('PATCH', row, { tst_remark: 'new' });
  expect((await admin.get(address)).body).toMatchObject({ tst_remark: 'new', tst_name: 'second' });
});
