/** What people find in the history of a row, and what they do not. */
import { join } from 'node:path';
import { writeClockFile } from '../../clock.ts';
import { tempFolder } from '../../fixtures/temp-folder.ts';
import { ledger } from '../fixtures/ledger.ts';
import { personWith, type Person } from '../fixtures/people.ts';
import {
  everyAnnotation,
  startTestServer,
  type Client,
  type Fields,
  type TestServer,
} from '../fixtures/server.ts';
import { packSolution, type FixtureColumn } from '../fixtures/solution.ts';

const bankAccount: FixtureColumn = {
  name: 'tst_bankaccount',
  type: 'nvarchar',
  xml: '<Format>text</Format><MaxLength>34</MaxLength><IsSecured>1</IsSecured>',
};
const counter: FixtureColumn = {
  name: 'tst_reminders',
  type: 'int',
  xml: '<IsAuditEnabled>0</IsAuditEnabled>',
};
const story: FixtureColumn = { name: 'tst_story', type: 'ntext', xml: '<MaxLength>10000</MaxLength>' };

let server: TestServer;
let admin: Client;
let clerk: Person;
let clock: string;

beforeAll(async () => {
  const folder = tempFolder('dataverse');
  clock = join(folder, 'clock');
  server = await startTestServer({
    folder,
    clock,
    zip: packSolution({
      ...ledger,
      tables: (ledger.tables ?? []).map((table) =>
        table.name === 'tst_Debtor'
          ? { ...table, audited: true, columns: [...table.columns, bankAccount, counter, story] }
          : table.name === 'tst_Invoice'
            ? { ...table, audited: true }
            : table,
      ),
      roles: {
        Clerk: { prvReadtst_Debtor: 'Global', prvWritetst_Debtor: 'Global', prvReadUser: 'Global' },
        Auditor: {
          prvReadtst_Debtor: 'Global',
          prvReadAuditSummary: 'Global',
          prvReadRecordAuditHistory: 'Global',
        },
        'Auditor of Nothing': { prvReadAuditSummary: 'Global', prvReadRecordAuditHistory: 'Global' },
      },
    }),
  });
  admin = await server.as('admin@local');
  clerk = await personWith(server, 'Clerk');
  await turn(true);
});

afterAll(async () => server.stop());

async function turn(on: boolean, days = 30): Promise<void> {
  const { first } = await admin.get('organizations?$select=organizationid');
  const settings = { isauditenabled: on, auditretentionperiodv2: days };
  await admin.send('PATCH', `organizations(${String(first['organizationid'])})`, settings);
}

/** Tokens end with the day, so everybody signs in again. */
async function later(days: number): Promise<void> {
  writeClockFile(clock, days * 86_400_000);
  await fetch(`http://127.0.0.1:${server.port}/_local/clock`, { method: 'POST' });
  admin = await server.as('admin@local');
}

const parameter = (value: unknown): string => encodeURIComponent(JSON.stringify(value));

async function historyOf(client: Client, address: string, paging?: object): Promise<Fields> {
  const answer =
    paging === undefined
      ? await client.get(`RetrieveRecordChangeHistory(Target=@t)?@t=${parameter({ '@odata.id': address })}`)
      : await client.get(
          `RetrieveRecordChangeHistory(Target=@t,PagingInfo=@p)?@t=${parameter({ '@odata.id': address })}&@p=${parameter(paging)}`,
          everyAnnotation,
        );
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.body['AuditDetailCollection'] as Fields;
}

async function detailsOf(client: Client, address: string): Promise<readonly Fields[]> {
  return (await historyOf(client, address))['AuditDetails'] as Fields[];
}

const action = (detail: Fields | undefined): unknown => (detail?.['AuditRecord'] as Fields)['action'];

describe('the history of a row', () => {
  it('has who changed what and when, old and new, newest first', async () => {
    const debtor = await admin.create('tst_debtors', { tst_name: 'Anvil', tst_number: 'D1' });
    await clerk.client.send('PATCH', `tst_debtors(${debtor})`, { tst_name: 'Anvil Ltd', tst_number: null });
    const details = await detailsOf(admin, `tst_debtors(${debtor})`);
    expect(details).toMatchObject([
      {
        '@odata.type': '#Microsoft.Dynamics.CRM.AttributeAuditDetail',
        OldValue: {
          '@odata.type': '#Microsoft.Dynamics.CRM.tst_debtor',
          tst_name: 'Anvil',
          tst_number: 'D1',
        },
        NewValue: { '@odata.type': '#Microsoft.Dynamics.CRM.tst_debtor', tst_name: 'Anvil Ltd' },
        AuditRecord: {
          action: 2,
          operation: 2,
          _userid_value: clerk.id,
          _callinguserid_value: null,
          _objectid_value: debtor,
          objecttypecode: 'tst_debtor',
          attributemask: '10002,10003',
        },
      },
      {
        OldValue: {},
        NewValue: { tst_name: 'Anvil', tst_number: 'D1', statecode: 0 },
        AuditRecord: { action: 1 },
      },
    ]);
    expect((details[0]?.['AuditRecord'] as Fields)['createdon']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(details[0]?.['NewValue']).not.toHaveProperty('tst_number');
  });

  it('is not longer for what changes nothing, or only what is not audited', async () => {
    const debtor = await admin.create('tst_debtors', { tst_name: 'Bolt', tst_number: 'D2' });
    await admin.send('PATCH', `tst_debtors(${debtor})`, { tst_name: 'Bolt' });
    await admin.send('PATCH', `tst_debtors(${debtor})`, { tst_reminders: 3 });
    expect((await detailsOf(admin, `tst_debtors(${debtor})`)).map(action)).toEqual([1]);
  });

  it('assumed: names assigning, states, sharing, and the end', async () => {
    const debtor = await admin.create('tst_debtors', { tst_name: 'Cog', tst_number: 'D3' });
    const address = `tst_debtors(${debtor})`;
    await admin.send('PATCH', address, { 'ownerid@odata.bind': `/systemusers(${clerk.id})` });
    await admin.send('PATCH', address, { statecode: 1, statuscode: 2 });
    await admin.send('PATCH', address, { statecode: 0, statuscode: 1 });
    const Target = { '@odata.type': 'Microsoft.Dynamics.CRM.tst_debtor', tst_debtorid: debtor };
    const { UserId: self } = (await admin.get('WhoAmI')).body;
    const Principal = { '@odata.type': 'Microsoft.Dynamics.CRM.systemuser', systemuserid: self };
    await admin.send('POST', 'GrantAccess', {
      Target,
      PrincipalAccess: { Principal, AccessMask: 'ReadAccess' },
    });
    await admin.send('POST', 'RevokeAccess', { Target, Revokee: Principal });
    await admin.send('DELETE', address);
    const details = await detailsOf(admin, address);
    expect(details.map(action)).toEqual([3, 49, 14, 4, 5, 13, 1]);
    expect(details[0]).toMatchObject({ OldValue: { tst_name: 'Cog', tst_number: 'D3' }, NewValue: {} });
    expect(details[2]).toMatchObject({
      '@odata.type': '#Microsoft.Dynamics.CRM.ShareAuditDetail',
      OldPrivileges: 'None',
      NewPrivileges: 'ReadAccess',
      Principal: { ownerid: self },
    });
  });

  it('says who really sent what somebody did for another', async () => {
    const { UserId: self } = (await admin.get('WhoAmI')).body;
    const debtor = await admin.create('tst_debtors', { tst_name: 'Drum', tst_number: 'D4' });
    const acting = { CallerObjectId: clerk.objectId };
    await admin.send('PATCH', `tst_debtors(${debtor})`, { tst_name: 'Drums' }, acting);
    const [change] = await detailsOf(admin, `tst_debtors(${debtor})`);
    expect(change).toMatchObject({
      AuditRecord: { _userid_value: clerk.id, _callinguserid_value: self },
    });
  });

  it('comes in pages, with amounts, names and dates as people read them', async () => {
    const debtor = await admin.create('tst_debtors', { tst_name: 'Edge', tst_number: 'D5' });
    const invoice = await admin.create('tst_invoices', {
      tst_key: 'I5',
      tst_amount: 1200,
      tst_dueon: '2025-03-31',
      'tst_debtorid@odata.bind': `/tst_debtors(${debtor})`,
    });
    await admin.send('PATCH', `tst_invoices(${invoice})`, { tst_amount: 900 });
    const paging = { PageNumber: 1, Count: 1, ReturnTotalRecordCount: true };
    const first = await historyOf(admin, `tst_invoices(${invoice})`, paging);
    expect(first).toMatchObject({ MoreRecords: true, TotalRecordCount: 2 });
    expect(first['AuditDetails']).toMatchObject([
      {
        OldValue: { tst_amount: 1200, 'tst_amount@OData.Community.Display.V1.FormattedValue': '€1,200.00' },
        NewValue: { tst_amount: 900, 'tst_amount@OData.Community.Display.V1.FormattedValue': '€900.00' },
        AuditRecord: {
          'action@OData.Community.Display.V1.FormattedValue': 'Update',
          '_userid_value@OData.Community.Display.V1.FormattedValue': 'Local Administrator',
          '_objectid_value@Microsoft.Dynamics.CRM.lookuplogicalname': 'tst_invoice',
          'objecttypecode@OData.Community.Display.V1.FormattedValue': 'tst_Invoice',
        },
      },
    ]);
    const last = await historyOf(admin, `tst_invoices(${invoice})`, { ...paging, PageNumber: 2 });
    expect(last).toMatchObject({ MoreRecords: false, TotalRecordCount: 2 });
    expect(last['AuditDetails']).toMatchObject([
      {
        OldValue: {},
        NewValue: {
          tst_dueon: '2025-03-31',
          _tst_debtorid_value: debtor,
          '_tst_debtorid_value@OData.Community.Display.V1.FormattedValue': 'Edge',
        },
      },
    ]);
  });

  it('can be asked for one column, and for one change', async () => {
    const debtor = await admin.create('tst_debtors', { tst_name: 'Fork', tst_number: 'D6' });
    const address = `tst_debtors(${debtor})`;
    await admin.send('PATCH', address, { tst_number: 'D6a', tst_name: 'Forks' });
    await admin.send('PATCH', address, { tst_name: 'Forked' });
    const target = parameter({ '@odata.id': address });
    const numbers = await admin.get(
      `RetrieveAttributeChangeHistory(Target=@t,AttributeLogicalName='tst_number')?@t=${target}`,
    );
    expect(numbers.body['AuditDetailCollection']).toMatchObject({
      TotalRecordCount: -1,
      AuditDetails: [
        { OldValue: { tst_number: 'D6' }, NewValue: { tst_number: 'D6a' } },
        { OldValue: {}, NewValue: { tst_number: 'D6' } },
      ],
    });
    expect(JSON.stringify(numbers.body)).not.toContain('Forks');
    const { rows } = await admin.get(`audits?$filter=_objectid_value eq ${debtor} and operation eq 1`);
    const one = await admin.get(
      `audits(${String(rows[0]?.['auditid'])})/Microsoft.Dynamics.CRM.RetrieveAuditDetails`,
    );
    expect(one.body['AuditDetail']).toMatchObject({
      NewValue: { tst_name: 'Fork' },
      AuditRecord: { action: 1 },
    });
  });

  it('says what a lookup pointed at', async () => {
    const account = await admin.create('accounts', { name: 'Pair' });
    const contact = await admin.create('contacts', { lastname: 'Pair' });
    await admin.send('PATCH', `accounts(${account})`, {
      'primarycontactid@odata.bind': `/contacts(${contact})`,
    });
    const details = await detailsOf(admin, `accounts(${account})`);
    expect(details[0]).toMatchObject({ OldValue: {}, NewValue: { _primarycontactid_value: contact } });
  });

  it('cuts texts of more than 5,000 characters', async () => {
    const debtor = await admin.create('tst_debtors', { tst_name: 'Long', tst_story: 'x'.repeat(6_000) });
    const [made] = await detailsOf(admin, `tst_debtors(${debtor})`);
    expect((made?.['NewValue'] as Fields)['tst_story']).toBe(`${'x'.repeat(5_000)}…`);
  });
});

describe('histories are', () => {
  let debtor: string;
  beforeAll(async () => {
    debtor = await admin.create('tst_debtors', {
      tst_name: 'Gear',
      tst_number: 'D7',
      tst_bankaccount: 'HU42',
    });
  });

  it('only for whoever has the privileges', async () => {
    const address = parameter({ '@odata.id': `tst_debtors(${debtor})` });
    const refused = await clerk.client.get(`RetrieveRecordChangeHistory(Target=@t)?@t=${address}`);
    expect(refused).toMatchObject({ status: 403, error: { code: '0x80040220' } });
    expect(refused.error.message).toContain('prvReadRecordAuditHistory');
    const summary = await clerk.client.get('audits');
    expect(summary.error.message).toContain('prvReadAuditSummary');
    const nothing = await personWith(server, 'Auditor of Nothing');
    const unreadable = await nothing.client.get(`RetrieveRecordChangeHistory(Target=@t)?@t=${address}`);
    expect(unreadable.error.message).toContain('prvReadtst_Debtor');
  });

  it('without the columns that are secured from their reader', async () => {
    const auditor = await personWith(server, 'Auditor');
    const [seen] = await detailsOf(auditor.client, `tst_debtors(${debtor})`);
    expect(seen?.['NewValue']).toMatchObject({ tst_name: 'Gear' });
    expect(seen?.['NewValue']).not.toHaveProperty('tst_bankaccount');
    const [all] = await detailsOf(admin, `tst_debtors(${debtor})`);
    expect(all?.['NewValue']).toHaveProperty('tst_bankaccount', 'HU42');
    const column = await auditor.client.get(
      `RetrieveAttributeChangeHistory(Target=@t,AttributeLogicalName='tst_bankaccount')?@t=${parameter({ '@odata.id': `tst_debtors(${debtor})` })}`,
    );
    expect(column.body['AuditDetailCollection']).toMatchObject({ AuditDetails: [] });
  });

  it('written by nobody, and deleted only as a whole', async () => {
    const { rows } = await admin.get(`audits?$filter=_objectid_value eq ${debtor}`);
    const id = String(rows[0]?.['auditid']);
    expect((await admin.send('POST', 'audits', {})).error.message).toContain("'Create'");
    expect((await admin.send('PATCH', `audits(${id})`, {})).error.message).toContain("'Update'");
    expect((await admin.send('DELETE', `audits(${id})`)).error.message).toContain("'Delete'");
    const Target = { '@odata.type': 'Microsoft.Dynamics.CRM.tst_debtor', tst_debtorid: debtor };
    const refused = await clerk.client.send('POST', 'DeleteRecordChangeHistory', { Target });
    expect(refused.error.message).toContain('prvDeleteRecordChangeHistory');
    const deleted = await admin.send('POST', 'DeleteRecordChangeHistory', { Target });
    expect(deleted.body).toMatchObject({ DeletedEntriesCount: 1 });
    expect(await detailsOf(admin, `tst_debtors(${debtor})`)).toEqual([]);
  });

  it('kept for as many days as the organization says when they are written', async () => {
    await turn(true, 10);
    const short = await admin.create('tst_debtors', { tst_name: 'Ten days', tst_number: 'D8' });
    await turn(true, -1);
    const long = await admin.create('tst_debtors', { tst_name: 'For ever', tst_number: 'D9' });
    await later(9);
    await admin.create('tst_debtors', { tst_name: 'Ninth', tst_number: 'D12' });
    expect(await detailsOf(admin, `tst_debtors(${short})`)).toHaveLength(1);
    await later(10);
    await admin.create('tst_debtors', { tst_name: 'Next', tst_number: 'D10' });
    expect(await detailsOf(admin, `tst_debtors(${short})`)).toHaveLength(0);
    expect(await detailsOf(admin, `tst_debtors(${long})`)).toHaveLength(1);
  });

  it('not written while the organization does not audit', async () => {
    await turn(false);
    const quiet = await admin.create('tst_debtors', { tst_name: 'Quiet', tst_number: 'D11' });
    await turn(true);
    expect(await detailsOf(admin, `tst_debtors(${quiet})`)).toEqual([]);
  });

  it('told of by the definitions', async () => {
    const table = await admin.get(
      "EntityDefinitions(LogicalName='tst_debtor')?$select=IsAuditEnabled&$expand=Attributes($select=LogicalName,IsAuditEnabled,ColumnNumber)",
    );
    expect(table.body).toMatchObject({ IsAuditEnabled: { Value: true, CanBeChanged: true } });
    const columns = table.body['Attributes'] as Fields[];
    const audited = (name: string): unknown =>
      columns.find((column) => column['LogicalName'] === name)?.['IsAuditEnabled'];
    expect(audited('tst_name')).toMatchObject({ Value: true });
    expect(audited('tst_reminders')).toMatchObject({ Value: false });
    expect(audited('modifiedon')).toMatchObject({ Value: false });
  });
});

it.each([
  ['Target is missing', 'RetrieveRecordChangeHistory()'],
  ['Target is no row', 'RetrieveRecordChangeHistory(Target=@t)?@t={}'],
  ['an alias has no value', 'RetrieveRecordChangeHistory(Target=@t)'],
  [
    'paging is no JSON',
    "RetrieveRecordChangeHistory(Target=@t,PagingInfo=@p)?@t={'@odata.id':'accounts(00000000-0000-0000-0000-000000000001)'}&@p=x",
  ],
  [
    'a page is not a number',
    "RetrieveRecordChangeHistory(Target=@t,PagingInfo=@p)?@t={'@odata.id':'accounts(00000000-0000-0000-0000-000000000001)'}&@p={%22PageNumber%22:0}",
  ],
  [
    'the column does not exist',
    "RetrieveAttributeChangeHistory(Target=@t,AttributeLogicalName='none')?@t={'@odata.id':'accounts(00000000-0000-0000-0000-000000000001)'}",
  ],
])('is refused when %s', async (_why, path) => {
  expect((await admin.get(path)).status).toBe(400);
});
