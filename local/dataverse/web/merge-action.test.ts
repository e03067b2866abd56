import { packLedger } from '../fixtures/ledger.ts';
import { personWith } from '../fixtures/people.ts';
import {
  everyAnnotation,
  startTestServer,
  type Answer,
  type Client,
  type TestServer,
} from '../fixtures/server.ts';

let server: TestServer;
let admin: Client;

beforeAll(async () => {
  server = await startTestServer({ zip: packLedger() });
  admin = await server.as('admin@local');
});

afterAll(async () => server.stop());

const crm = 'Microsoft.Dynamics.CRM';
const account = (id: string): object => ({ '@odata.type': `${crm}.account`, accountid: id });
const make = async (name: string, more: object = {}): Promise<string> =>
  admin.create('accounts', { name, ...more });

async function merge(
  client: Client,
  master: string,
  subordinate: string,
  more: object = {},
): Promise<Answer> {
  const body = { Target: account(master), Subordinate: account(subordinate), PerformParentingChecks: false };
  return client.send('POST', 'Merge', { ...body, ...more });
}

describe('merging', () => {
  it('assumed: leaves the master with what belonged to both, and the other inactive, naming its master', async () => {
    const master = await make('Anvil', { telephone1: '1' });
    const double = await make('Anvil Ltd', { telephone1: '2', fax: '3' });
    const debtor = await admin.create('tst_debtors', {
      tst_name: 'of the double',
      tst_number: 'M1',
      'tst_customerid_account@odata.bind': `/accounts(${double})`,
    });
    const task = await admin.create('tasks', {
      subject: 'call them',
      'regardingobjectid_account_task@odata.bind': `/accounts(${double})`,
    });
    const contact = await admin.create('contacts', {
      lastname: 'Smith',
      'parentcustomerid_account@odata.bind': `/accounts(${double})`,
    });
    const UpdateContent = { '@odata.type': `${crm}.account`, name: 'Anvil Limited' };
    expect((await merge(admin, master, double, { UpdateContent })).status).toBe(204);
    expect((await admin.get(`accounts(${master})`)).body).toMatchObject({
      name: 'Anvil Limited',
      telephone1: '1',
      fax: null,
      statecode: 0,
      merged: false,
    });
    expect((await admin.get(`accounts(${double})`)).body).toMatchObject({
      name: 'Anvil Ltd',
      statecode: 1,
      statuscode: 2,
      merged: true,
      _masterid_value: master,
    });
    const pointers = [
      (await admin.get(`tst_debtors(${debtor})`)).body['_tst_customerid_value'],
      (await admin.get(`tasks(${task})`)).body['_regardingobjectid_value'],
      (await admin.get(`activitypointers(${task})`)).body['_regardingobjectid_value'],
      (await admin.get(`contacts(${contact})`)).body['_parentcustomerid_value'],
    ];
    expect(pointers).toEqual([master, master, master, master]);
    const parties = await admin.get(
      `activityparties?$filter=_activityid_value eq ${task} and participationtypemask eq 8`,
      everyAnnotation,
    );
    expect(parties.list('_partyid_value')).toEqual([master]);
  });

  it('puts nobody above themselves', async () => {
    const parent = await make('Parent');
    const child = await make('Child', { 'parentaccountid@odata.bind': `/accounts(${parent})` });
    expect((await merge(admin, child, parent)).status).toBe(204);
    expect((await admin.get(`accounts(${child})`)).body['_parentaccountid_value']).toBeNull();
  });

  it('stands in the history of the row that is no longer used', async () => {
    const { first } = await admin.get('organizations?$select=organizationid');
    await admin.send('PATCH', `organizations(${String(first['organizationid'])})`, { isauditenabled: true });
    const [master, double] = [await make('Kept'), await make('Double')];
    await merge(admin, master, double);
    const { rows } = await admin.get(`audits?$filter=_objectid_value eq ${double} and action eq 12`);
    expect(rows).toHaveLength(1);
  });

  it('needs the privilege, and rights on both', async () => {
    const clerk = await personWith(server, 'Ledger App');
    const refused = await merge(clerk.client, await make('One'), await make('Two'));
    expect(refused).toMatchObject({
      status: 403,
      error: { message: 'Merge is not allowed: caller does not have the privilege or access.' },
    });
  });

  it('asks for the same parent when told to', async () => {
    const parent = await make('Group');
    const child = await make('Below', { 'parentaccountid@odata.bind': `/accounts(${parent})` });
    const other = await make('Elsewhere');
    expect((await merge(admin, other, child, { PerformParentingChecks: true })).status).toBe(400);
    expect((await merge(admin, other, child)).status).toBe(204);
  });

  it('refuses one row, another table, inactive ones, and half a request', async () => {
    const [one, two] = [await make('One'), await make('Two')];
    const invoice = await admin.create('tst_invoices', { tst_key: 'merge' });
    const Target = { '@odata.type': `${crm}.tst_invoice`, tst_invoiceid: invoice };
    const answers = [
      await merge(admin, one, one),
      await merge(admin, one, two, { Target, Subordinate: Target }),
      await merge(admin, one, two, { PerformParentingChecks: null }),
      await merge(admin, one, two, { UpdateContent: { nothing: 1 } }),
    ];
    await admin.send('PATCH', `accounts(${two})`, { statecode: 1, statuscode: 2 });
    answers.push(await merge(admin, one, two), await merge(admin, two, one));
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400, 400]);
    expect(answers[0]?.error.message).toBe(
      'Merge cannot be performed on master and sub-entities that are identical.',
    );
    expect(answers[4]?.error.message).toBe(`sub-entity:account-${two} is deactive`);
  });
});
