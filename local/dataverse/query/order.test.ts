/** By what lists are ordered: names of lookups, labels of choices, in the language of whoever asks. */
import { startTestServer, type Client, type TestServer } from '../fixtures/server.ts';

let server: TestServer;
let admin: Client;

beforeAll(async () => {
  server = await startTestServer();
  admin = await server.as('admin@local');
  // Ids run against the names: Zelkova's debtor is made with the smallest one.
  const debtors = [
    ['00000000-0000-4000-8000-000000000d01', 'Zelkova'],
    ['00000000-0000-4000-8000-000000000d02', 'almond'],
    ['00000000-0000-4000-8000-000000000d03', 'Birch'],
  ] as const;
  for (const [id, name] of debtors) {
    await admin.create('tst_debtors', { tst_debtorid: id, tst_name: name });
    await admin.create('tst_invoices', {
      tst_name: `of ${name}`,
      // 1 is Invoice, 2 is Credit note: C comes before I.
      tst_kind: name === 'Birch' ? 2 : 1,
      'tst_debtorid@odata.bind': `/tst_debtors(${id})`,
    });
  }
  await admin.create('tst_invoices', { tst_name: 'of nobody', tst_kind: 1 });
});

afterAll(() => server.stop());

const fetchOrdered = (attribute: string, more = ''): string =>
  `tst_invoices?fetchXml=${encodeURIComponent(
    `<fetch ${more}><entity name="tst_invoice"><attribute name="tst_name"/><order attribute="${attribute}"/></entity></fetch>`,
  )}`;

describe('a lookup is ordered by the name it shows', () => {
  const byName = ['of nobody', 'of almond', 'of Birch', 'of Zelkova'];

  it('in FetchXML', async () => {
    expect((await admin.get(fetchOrdered('tst_debtorid'))).list('tst_name')).toEqual(byName);
  });

  it('in OData', async () => {
    const { rows } = await admin.get('tst_invoices?$select=tst_name&$orderby=_tst_debtorid_value');
    expect(rows.map((row) => row['tst_name'])).toEqual(byName);
  });

  it('from page to page', async () => {
    const { rows, pages } = await admin.all('tst_invoices?$select=tst_name&$orderby=_tst_debtorid_value', {
      Prefer: 'odata.maxpagesize=1',
    });
    expect([rows.map((row) => row['tst_name']), pages]).toEqual([byName, 4]);
  });

  it('when it can point at several tables', async () => {
    const account = await admin.create('accounts', { name: 'Willow Ltd' });
    const contact = await admin.create('contacts', { lastname: 'Aspen' });
    for (const [name, bind, id] of [
      ['company', 'tst_customerid_account', `/accounts(${account})`],
      ['person', 'tst_customerid_contact', `/contacts(${contact})`],
    ] as const) {
      await admin.create('tst_debtors', { tst_name: name, [`${bind}@odata.bind`]: id });
    }
    const { rows } = await admin.get(
      'tst_debtors?$select=tst_name&$filter=_tst_customerid_value ne null&$orderby=_tst_customerid_value',
    );
    expect(rows.map((row) => row['tst_name'])).toEqual(['person', 'company']);
  });
});

describe('a choice', () => {
  it('is ordered by its label in FetchXML', async () => {
    expect((await admin.get(fetchOrdered('tst_kind'))).first['tst_name']).toBe('of Birch');
  });

  it('is ordered by its value in OData', async () => {
    const { rows } = await admin.get('tst_invoices?$select=tst_name&$orderby=tst_kind');
    expect(rows.at(-1)?.['tst_name']).toBe('of Birch');
  });
});
