/** The same server driven by a client we did not write. */
import { DynamicsWebApi } from 'dynamics-web-api';
import { startTestServer, tokenOf, type TestServer } from '../fixtures/server.ts';

let server: TestServer;
let client: DynamicsWebApi;

beforeAll(async () => {
  server = await startTestServer();
  client = new DynamicsWebApi({
    serverUrl: `http://127.0.0.1:${server.port}`,
    dataApi: { version: '9.2' },
    onTokenRefresh: async () => tokenOf(server.port, 'admin@local'),
    useEntityNames: true,
  });
});

afterAll(async () => server.stop());

async function createRow(request: Parameters<typeof client.create>[0]): Promise<string> {
  const id: unknown = await client.create(request);
  return String(id);
}

interface Invoice {
  tst_invoiceid: string;
  tst_name: string;
  tst_key: string;
  tst_line: number;
}

describe('dynamics-web-api', () => {
  it('creates, reads, updates and deletes by table name', async () => {
    const id = await createRow({
      collection: 'tst_invoice',
      data: { tst_name: 'Ünal & Söhne', tst_key: 'dwa1' },
    });
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    const read = await client.retrieve<Invoice>({
      collection: 'tst_invoice',
      key: "tst_key='dwa1'",
      select: ['tst_name'],
    });
    expect(read.tst_name).toBe('Ünal & Söhne');
    const updated: unknown = await client.update({
      collection: 'tst_invoice',
      key: id,
      data: { tst_name: 'two' },
      returnRepresentation: true,
    });
    expect(updated).toMatchObject({ tst_name: 'two' });
    await client.deleteRecord({ collection: 'tst_invoice', key: id });
    await expect(client.retrieve({ collection: 'tst_invoice', key: id })).rejects.toMatchObject({
      status: 404,
      code: '0x80040217',
    });
  });

  it('upserts, and keeps to its conditions', async () => {
    const data = { tst_name: 'u' };
    await client.upsert({ collection: 'tst_invoice', key: "tst_key='dwa2'", data });
    expect(
      await client.upsert({ collection: 'tst_invoice', key: "tst_key='dwa2'", data, ifnonematch: '*' }),
    ).toBeNull();
    expect(
      await client.upsert({ collection: 'tst_invoice', key: "tst_key='dwa-none'", data, ifmatch: '*' }),
    ).toBeNull();
  });

  it('reads pages, counts, and expands', async () => {
    const debtor = await createRow({
      collection: 'tst_debtor',
      data: { tst_name: 'DWA', tst_number: 'DWA' },
    });
    for (let line = 1; line <= 5; line += 1) {
      await client.create({
        collection: 'tst_invoice',
        data: { tst_line: line, 'tst_debtorid@odata.bind': `tst_debtors(${debtor})` },
      });
    }
    const filter = `_tst_debtorid_value eq ${debtor}`;
    const all = await client.retrieveAll<Invoice>({
      collection: 'tst_invoice',
      filter,
      select: ['tst_line'],
      orderBy: ['tst_line desc'],
    });
    expect(all.value.map((row) => row.tst_line)).toEqual([5, 4, 3, 2, 1]);
    const page = await client.retrieveMultiple<Invoice>({
      collection: 'tst_invoice',
      filter,
      maxPageSize: 2,
      count: true,
    });
    expect(page.oDataCount).toBe(5);
    const next = await client.retrieveMultiple<Invoice>(
      { collection: 'tst_invoice', maxPageSize: 2 },
      page.oDataNextLink,
    );
    expect(next.value).toHaveLength(2);
    expect(await client.count({ collection: 'tst_invoice', filter })).toBe(5);
    const expanded = await client.retrieve<Record<string, Invoice[]>>({
      collection: 'tst_debtor',
      key: debtor,
      select: ['tst_name'],
      expand: [{ property: 'tst_debtor_invoices', select: ['tst_line'], filter: 'tst_line lt 3' }],
    });
    expect(expanded['tst_debtor_invoices']).toHaveLength(2);
  });

  it('fetches all pages of a FetchXML query', async () => {
    const fetchXml =
      '<fetch count="2"><entity name="tst_invoice"><attribute name="tst_line"/><filter><condition attribute="tst_line" operator="not-null"/></filter></entity></fetch>';
    const all = await client.fetchAll<Invoice>({
      collection: 'tst_invoice',
      fetchXml,
      includeAnnotations: '*',
    });
    expect(all.value.map((row) => row.tst_line).sort()).toEqual([1, 2, 3, 4, 5]);
  });

  it('sends a batch with a change set', async () => {
    client.startBatch();
    void client.create({ collection: 'tst_debtors', data: { tst_number: 'batch' }, contentId: '1' });
    void client.create({
      collection: 'tst_invoices',
      data: { tst_key: 'dwa-batch', 'tst_debtorid@odata.bind': '$1' },
    });
    const results = await client.executeBatch();
    expect(results).toHaveLength(2);
    const read = await client.retrieve<Record<string, { tst_number: string }>>({
      collection: 'tst_invoice',
      key: "tst_key='dwa-batch'",
      expand: [{ property: 'tst_debtorid', select: ['tst_number'] }],
    });
    expect(read['tst_debtorid']?.tst_number).toBe('batch');
  });

  it('connects rows, calls functions and actions, reads definitions', async () => {
    const me = await client.callFunction<{ UserId: string }>('WhoAmI');
    const roles = await client.retrieveMultiple<{ roleid: string }>({
      collection: 'role',
      filter: "name eq 'Basic User'",
    });
    const role = roles.value[0]?.roleid ?? '';
    await client.associate({
      collection: 'systemuser',
      primaryKey: me.UserId,
      relationshipName: 'systemuserroles_association',
      relatedCollection: 'role',
      relatedKey: role,
    });
    await client.disassociate({
      collection: 'systemuser',
      primaryKey: me.UserId,
      relationshipName: 'systemuserroles_association',
      relatedKey: role,
    });
    const keys = await client.retrieveEntity<{ Keys: { LogicalName: string }[] }>({
      key: "LogicalName='tst_invoice'",
      expand: [{ property: 'Keys' }],
    });
    expect(keys.Keys.map((key) => key.LogicalName)).toEqual(['tst_invoice_key', 'tst_invoice_line']);
    const created = await client.callAction<{ Ids: string[] }>({
      collection: 'tst_invoice',
      actionName: 'Microsoft.Dynamics.CRM.CreateMultiple',
      action: { Targets: [{ '@odata.type': 'Microsoft.Dynamics.CRM.tst_invoice', tst_key: 'dwa-bulk' }] },
    });
    expect(created.Ids).toHaveLength(1);
  });

  it('uploads and downloads a file', async () => {
    const id = await createRow({ collection: 'tst_invoice', data: {} });
    const data = Buffer.from('%PDF-1.7 test');
    await client.uploadFile({
      collection: 'tst_invoice',
      key: id,
      fieldName: 'tst_document_pdf',
      fileName: 'a.pdf',
      data,
    });
    const file = await client.downloadFile({
      collection: 'tst_invoice',
      key: id,
      property: 'tst_document_pdf',
    });
    expect([file.fileName, Buffer.from(file.data as Uint8Array).toString()]).toEqual([
      'a.pdf',
      '%PDF-1.7 test',
    ]);
  });
});
