import { ledger } from '../fixtures/ledger.ts';
import { startTestServer, type Client, type TestServer } from '../fixtures/server.ts';
import { packSolution } from '../fixtures/solution.ts';

const maps =
  '<EntityMaps><EntityMap><EntitySource>tst_debtor</EntitySource><EntityTarget>tst_invoice</EntityTarget><AttributeMaps>' +
  '<AttributeMap><AttributeSource>tst_number</AttributeSource><AttributeTarget>tst_document</AttributeTarget></AttributeMap>' +
  '</AttributeMaps></EntityMap><EntityMap><EntitySource>tst_invoice</EntitySource><EntityTarget>phonecall</EntityTarget><AttributeMaps>' +
  '<AttributeMap><AttributeSource>tst_debtorid</AttributeSource><AttributeTarget>tst_debtorid</AttributeTarget></AttributeMap>' +
  '<AttributeMap><AttributeSource>tst_paid</AttributeSource><AttributeTarget>leftvoicemail</AttributeTarget></AttributeMap>' +
  '</AttributeMaps></EntityMap></EntityMaps>';

let server: TestServer;
let admin: Client;

beforeAll(async () => {
  server = await startTestServer({ zip: packSolution({ ...ledger, xml: maps }) });
  admin = await server.as('admin@local');
});

afterAll(async () => server.stop());

async function begins(
  client: Client,
  from: string,
  table: string,
  type = 'ValidForCreate',
): Promise<unknown> {
  const aliases =
    `@r=${encodeURIComponent(`{'@odata.id':'${from}'}`)}&@t='${table}'` +
    `&@f=Microsoft.Dynamics.CRM.TargetFieldType'${type}'`;
  const answer = await client.get(
    `InitializeFrom(EntityMoniker=@r,TargetEntityName=@t,TargetFieldType=@f)?${aliases}`,
  );
  if (answer.status !== 200) return answer.error.message;
  return Object.fromEntries(Object.entries(answer.body).filter(([name]) => name !== '@odata.context'));
}

describe('InitializeFrom', () => {
  it('takes over what the map names, and points back at the row', async () => {
    const debtor = await admin.create('tst_debtors', { tst_name: 'Alba Kft.', tst_number: '4711' });
    expect(await begins(admin, `tst_debtors(${debtor})`, 'tst_invoice')).toEqual({
      '@odata.type': '#Microsoft.Dynamics.CRM.tst_invoice',
      'tst_debtorid@odata.bind': `tst_debtors(${debtor})`,
      tst_document: '4711',
    });
  });

  it('takes over lookups as references, and leaves out what is empty', async () => {
    const debtor = await admin.create('tst_debtors', { tst_name: 'Alba Kft.' });
    const invoice = await admin.create('tst_invoices', {
      tst_paid: true,
      'tst_debtorid@odata.bind': `/tst_debtors(${debtor})`,
    });
    expect(await begins(admin, `tst_invoices(${invoice})`, 'phonecall')).toEqual({
      '@odata.type': '#Microsoft.Dynamics.CRM.phonecall',
      'tst_debtorid@odata.bind': `tst_debtors(${debtor})`,
      leftvoicemail: true,
    });
    expect(await begins(admin, `tst_debtors(${debtor})`, 'tst_invoice')).not.toHaveProperty('tst_document');
  });

  it('refuses a table or a kind of columns that does not exist, and whoever may not read the row', async () => {
    const debtor = await admin.create('tst_debtors', { tst_name: 'Alba Kft.' });
    const from = `tst_debtors(${debtor})`;
    expect(await begins(admin, from, 'tst_nothing')).toBe(
      "The entity with a name = 'tst_nothing' was not found.",
    );
    expect(await begins(admin, from, 'tst_invoice', 'Some')).toMatch(/is not a TargetFieldType/);
    expect(await begins(await server.as('app@local'), from, 'tst_invoice')).toMatch(
      /has not been assigned any roles/,
    );
  });
});

describe('maps in a package', () => {
  it('are rows that can be read', async () => {
    const { rows } = await admin.get(
      "attributemaps?$select=sourceattributename,targetattributename&$filter=entitymapid/sourceentityname eq 'tst_debtor'",
    );
    expect(rows).toEqual([
      expect.objectContaining({ sourceattributename: 'tst_number', targetattributename: 'tst_document' }),
    ]);
  });

  it('are refused when a column is missing', async () => {
    const wrong = packSolution({ ...ledger, xml: maps.replace('tst_number', 'tst_nummer') });
    await expect(startTestServer({ zip: wrong })).rejects.toThrow(
      'the map from tst_debtor to tst_invoice: there is no column tst_debtor.tst_nummer',
    );
  });
});
