import { startTestServer, type Client, type TestServer } from '../fixtures/server.ts';

let server: TestServer;
let admin: Client;

beforeAll(async () => {
  server = await startTestServer();
  admin = await server.as('admin@local');
});

afterAll(async () => server.stop());

const asFile = (name: string) => ({
  'Content-Type': 'application/octet-stream',
  'x-ms-file-name': encodeURIComponent(name),
});

describe('a file column', () => {
  it('keeps the exact bytes and the name, and forgets them', async () => {
    const id = await admin.create('tst_invoices', { tst_name: 'with file' });
    const column = `tst_invoices(${id})/tst_document_pdf`;
    expect((await admin.get(`${column}/$value`)).status).toBe(204);
    const bytes = Uint8Array.from([0, 255, 37, 80, 68, 70, 10, 13]);
    expect((await admin.send('PATCH', column, bytes, asFile('Számla 1.pdf'))).status).toBe(204);
    const response = await fetch(`${admin.base}${column}/$value`, {
      headers: { Authorization: `Bearer ${admin.token}` },
    });
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
    expect(decodeURIComponent(response.headers.get('x-ms-file-name') ?? '')).toBe('Számla 1.pdf');
    expect(
      (await admin.get(`tst_invoices(${id})?$select=tst_document_pdf`)).body['tst_document_pdf'],
    ).toMatch(/^[0-9a-f-]{36}$/);
    expect((await admin.send('DELETE', column)).status).toBe(204);
    expect((await admin.get(`${column}/$value`)).status).toBe(204);
  });

  it('refuses more than the column takes, and a file without a name', async () => {
    const id = await admin.create('tst_invoices', {});
    const column = `tst_invoices(${id})/tst_document_pdf`;
    expect((await admin.send('PATCH', column, new Uint8Array(1025), asFile('big.pdf'))).status).toBe(400);
    const unnamed = await admin.send('PATCH', column, new Uint8Array(1), {
      'Content-Type': 'application/octet-stream',
    });
    expect(unnamed.status).toBe(400);
    expect((await admin.send('POST', 'tst_invoices', { tst_document_pdf: 'x' })).status).toBe(400);
  });
});
