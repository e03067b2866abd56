import { startTestServer, type Client, type TestServer } from '../fixtures/server.ts';

let server: TestServer;
let admin: Client;

beforeAll(async () => {
  server = await startTestServer();
  admin = await server.as('admin@local');
});

afterAll(async () => server.stop());

const type = { '@odata.type': 'Microsoft.Dynamics.CRM.tst_invoice' };
const bulk = (action: string, targets: readonly object[]) =>
  admin.send('POST', `tst_invoices/Microsoft.Dynamics.CRM.${action}`, { Targets: targets });

describe('bulk messages', () => {
  it('creates many rows and gives their ids in order', async () => {
    const answer = await bulk('CreateMultiple', [
      { ...type, tst_key: 'm1', tst_name: 'one' },
      { ...type, tst_key: 'm2', tst_name: 'two' },
    ]);
    expect(answer.status).toBe(200);
    expect(answer.body['@odata.context']).toBe(
      `${admin.base}$metadata#Microsoft.Dynamics.CRM.CreateMultipleResponse`,
    );
    const names = await Promise.all(
      (answer.body['Ids'] as string[]).map(
        async (id) => (await admin.get(`tst_invoices(${id})?$select=tst_name`)).body['tst_name'] as string,
      ),
    );
    expect(names).toEqual(['one', 'two']);
  });

  it('creates none when one is refused', async () => {
    const answer = await bulk('CreateMultiple', [
      { ...type, tst_key: 'n1' },
      { ...type, tst_key: 'm1' },
    ]);
    expect([answer.status, answer.error.code]).toEqual([412, '0x80060892']);
    expect((await admin.get("tst_invoices(tst_key='n1')")).status).toBe(404);
  });

  it('upserts by the key in @odata.id and updates by primary key', async () => {
    const upserted = await bulk('UpsertMultiple', [
      { ...type, '@odata.id': "tst_invoices(tst_key='m1')", tst_name: 'one again' },
      { ...type, '@odata.id': "tst_invoices(tst_key='u1')", tst_name: 'new' },
    ]);
    expect(upserted.status).toBe(204);
    const { rows } = await admin.get(
      "tst_invoices?$filter=tst_key eq 'm1' or tst_key eq 'u1'&$orderby=tst_key&$select=tst_name",
    );
    expect(rows.map((row) => row['tst_name'])).toEqual(['one again', 'new']);
    const id = rows[1]?.['tst_invoiceid'] as string;
    expect((await bulk('UpdateMultiple', [{ ...type, tst_invoiceid: id, tst_paid: true }])).status).toBe(204);
    expect((await admin.get(`tst_invoices(${id})?$select=tst_paid`)).body['tst_paid']).toBe(true);
  });

  it('wants the type of each target', async () => {
    expect((await bulk('CreateMultiple', [{ tst_key: 'x' }])).status).toBe(400);
  });

  it('exists for custom tables, accounts and contacts, and not for activities', async () => {
    const filters = await admin.get(
      "sdkmessagefilters?$select=primaryobjecttypecode&$expand=sdkmessageid($select=name)&$filter=sdkmessageid/name eq 'UpsertMultiple'",
    );
    const tables = (filters.rows as { primaryobjecttypecode: string }[])
      .map((row) => row.primaryobjecttypecode)
      .sort();
    expect(tables).toEqual([
      'account',
      'appnotification',
      'contact',
      'tst_debtor',
      'tst_invoice',
      'tst_policy',
    ]);
    const refused = await admin.send('POST', 'phonecalls/Microsoft.Dynamics.CRM.CreateMultiple', {
      Targets: [{ '@odata.type': 'Microsoft.Dynamics.CRM.phonecall', subject: 'x' }],
    });
    expect(refused.status).toBe(400);
  });
});
