/** Each assumption the other way; as assumed they are held by the tests named "assumed" beside the code they are about. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { writeClockFile } from '../clock.ts';
import { tempFolder } from '../fixtures/temp-folder.ts';
import { assumptions, assumptionsNamed, type Assumption } from './assumptions.ts';
import { personWith, type Person } from './fixtures/people.ts';
import {
  startTestServer,
  type Answer,
  type Client,
  type Fields,
  type TestServer,
} from './fixtures/server.ts';
import { lookup, money, packSolution, text } from './fixtures/solution.ts';
import { fiscalStretch } from './query/fiscal.ts';

const crm = 'Microsoft.Dynamics.CRM';
const reaches = { Assign: 'Cascade', Share: 'Cascade', Unshare: 'Cascade', Reparent: 'Cascade' } as const;
const rights = ['Create', 'Read', 'Write', 'Append', 'AppendTo', 'Assign', 'Share'];

/** Debtors with items below them; a clerk may assign the debtors only. A control beside them. */
function solution(): Uint8Array {
  const packed = packSolution({
    tables: [
      {
        name: 'tst_Debtor',
        set: 'tst_debtors',
        audited: true,
        columns: [text('tst_name', 100), { name: 'tst_customerid', type: 'customer' }],
      },
      {
        name: 'tst_Item',
        set: 'tst_items',
        keys: { tst_item_key: ['tst_key'], tst_item_line: ['tst_document', 'tst_line'] },
        columns: [
          text('tst_name', 100),
          text('tst_key', 20),
          text('tst_document', 20),
          { name: 'tst_line', type: 'int', xml: '<MinValue>0</MinValue><MaxValue>1000</MaxValue>' },
          money('tst_amount'),
          lookup('tst_debtorid'),
        ],
      },
    ],
    relationships: [
      {
        name: 'tst_debtor_account',
        from: 'tst_Debtor',
        column: 'tst_customerid',
        to: 'Account',
        navigation: 'tst_customerid_account',
      },
      {
        name: 'tst_debtor_items',
        from: 'tst_Item',
        column: 'tst_debtorid',
        to: 'tst_Debtor',
        handsDown: reaches,
      },
    ],
    roles: {
      Clerk: Object.fromEntries(
        ['tst_Debtor', 'tst_Item']
          .flatMap((table) => rights.map((right) => `prv${right}${table}`))
          .filter((privilege) => privilege !== 'prvAssigntst_Item')
          .map((privilege) => [privilege, 'Basic']),
      ),
    },
    xml:
      '<CustomControls><CustomControl><Name>tst_Sample.Dial</Name>' +
      '<FileName>/Controls/tst_Sample.Dial/ControlManifest.xml</FileName></CustomControl></CustomControls>',
  });
  const manifest =
    '<manifest><control namespace="Sample" constructor="Dial" version="1.0.0" control-type="virtual">' +
    '<property name="value" usage="bound" of-type="Decimal" required="true" />' +
    '<resources><code path="bundle.js" order="1" /></resources></control></manifest>';
  return zipSync({
    ...unzipSync(packed),
    'Controls/tst_Sample.Dial/ControlManifest.xml': strToU8(manifest),
    'Controls/tst_Sample.Dial/bundle.js': strToU8('var dial;'),
  });
}

const folder = tempFolder('otherwise');
const clock = join(folder, 'clock.json');
let server: TestServer;
let admin: Client;
let clerk: Person;
let other: Person;

beforeAll(async () => {
  writeClockFile(clock, 0);
  const otherwise = Object.keys(assumptions) as Assumption[];
  server = await startTestServer({ zip: solution(), folder, clock, otherwise });
  admin = await server.as('admin@local');
  clerk = await personWith(server, 'Clerk');
  other = await personWith(server, 'Clerk');
});
afterAll(() => server.stop());

const refusal = ({ status, error }: Answer): readonly unknown[] => [status, error.code];
const owned = ({ id }: Person): Fields => ({ 'ownerid@odata.bind': `/systemusers(${id})` });
const under = (debtor: string): Fields => ({ 'tst_debtorid@odata.bind': `/tst_debtors(${debtor})` });

let items = 0;

/** Every key of an item is complete and its own. */
function item(values: Fields): Fields {
  items += 1;
  return { tst_key: `item ${items}`, tst_document: 'D', tst_line: items, ...values };
}

async function partiesOf(set: string, key: string, id: string): Promise<readonly unknown[]> {
  const { body } = await admin.get(`${set}(${id})?$select=subject&$expand=${key}_activity_parties`);
  return (body[`${key}_activity_parties`] as Fields[]).map((party) => party['participationtypemask']);
}

const stories: Readonly<Record<Assumption, () => Promise<void>>> = {
  async fiscalYearOfCalendar() {
    const { from, until } = fiscalStretch('this-fiscal-year', Date.parse('2025-05-10T12:00:00Z'), []) ?? {};
    const days = [from, until].map((at) => new Date(at ?? 0).toISOString().slice(0, 10));
    expect(days).toEqual(['2025-04-01', '2026-04-01']);
    await Promise.resolve();
  },
  async selfLookupIsHierarchy() {
    const above = await admin.create('accounts', { name: 'above' });
    const filter = `${crm}.Under(PropertyName='accountid',PropertyValue='${above}')`;
    expect((await admin.get(`accounts?$select=name&$filter=${filter}`)).status).toBe(400);
  },
  async setNameInPlural() {
    const label = { LocalizedLabels: [{ Label: 'Box', LanguageCode: 1033 }] };
    await admin.send('POST', 'EntityDefinitions', {
      '@odata.type': `${crm}.EntityMetadata`,
      SchemaName: 'new_box',
      DisplayName: label,
      DisplayCollectionName: label,
      OwnershipType: 'UserOwned',
      Attributes: [
        {
          '@odata.type': `${crm}.StringAttributeMetadata`,
          SchemaName: 'new_name',
          DisplayName: label,
          MaxLength: 50,
          IsPrimaryName: true,
        },
      ],
    });
    expect([(await admin.get('new_boxs')).status, (await admin.get('new_boxes')).status]).toEqual([200, 404]);
  },
  async oldDeltaTokenIsBadRequest() {
    const tracked = await admin.get('contacts?$select=lastname', { Prefer: 'odata.track-changes' });
    const link = String(tracked.body['@odata.deltaLink']).slice(admin.base.length);
    writeClockFile(clock, 91 * 24 * 60 * 60 * 1_000);
    await fetch(`http://127.0.0.1:${server.port}/_local/clock`, { method: 'POST' });
    expect((await (await server.as('admin@local')).get(link)).status).toBe(410);
    writeClockFile(clock, 0);
    await fetch(`http://127.0.0.1:${server.port}/_local/clock`, { method: 'POST' });
  },
  async behindCookieIsOverlooked() {
    for (const name of ['a', 'b', 'c']) await admin.create('contacts', { lastname: name });
    const page = await admin.get('contacts?$select=lastname', { Prefer: 'odata.maxpagesize=1' });
    const link = String(page.body['@odata.nextLink']).slice(admin.base.length);
    expect([(await admin.get(link)).status, (await admin.get(`${link}/`)).status]).toEqual([200, 400]);
  },
  async emptyDiffersFromValues() {
    await admin.create('tst_items', item({ tst_document: 'E', tst_line: 1, tst_name: 'x' }));
    await admin.create('tst_items', item({ tst_document: 'E', tst_line: 2 }));
    const found = await admin.get(
      "tst_items?$select=tst_line&$filter=tst_document eq 'E' and tst_name ne 'y'",
    );
    expect(found.list('tst_line')).toEqual([1]);
  },
  async auditActionsByWhatChanged() {
    const { first } = await admin.get('organizations?$select=organizationid');
    await admin.send('PATCH', `organizations(${String(first['organizationid'])})`, { isauditenabled: true });
    const debtor = await admin.create('tst_debtors', {});
    await admin.send('PATCH', `tst_debtors(${debtor})`, { statecode: 1, statuscode: 2 });
    const { body } = await admin.get(
      `RetrieveRecordChangeHistory(Target=@t)?@t={"@odata.id":"tst_debtors(${debtor})"}`,
    );
    const { AuditDetails: details } = body['AuditDetailCollection'] as { AuditDetails: Fields[] };
    expect(details.map(({ AuditRecord: audit }) => (audit as Fields)['action'])).toEqual([2, 1]);
  },
  async unknownToActForIsForbidden() {
    const headers = { CallerObjectId: '00000000-0000-4000-8000-00000000beef' };
    expect((await admin.send('GET', 'WhoAmI', undefined, headers)).status).toBe(404);
  },
  async removedQueueItemIsDeleted() {
    const queue = await admin.create('queues', { name: 'Work' });
    const task = await admin.create('tasks', { subject: 'Look' });
    const { body } = await admin.send('POST', `queues(${queue})/${crm}.AddToQueue`, {
      Target: { '@odata.type': `${crm}.task`, activityid: task },
    });
    const item = `queueitems(${String(body['QueueItemId'])})`;
    await admin.send('POST', `${item}/${crm}.RemoveFromQueue`, {});
    expect((await admin.get(`${item}?$select=statecode`)).body['statecode']).toBe(1);
  },
  async issuedEmailIsPending() {
    const mail = await admin.create('emails', {
      subject: 'Hello',
      email_activity_parties: [
        { participationtypemask: 1, 'partyid_systemuser@odata.bind': `/systemusers(${clerk.id})` },
        { participationtypemask: 2, addressused: 'anna@example.invalid' },
      ],
    });
    await admin.send('POST', `emails(${mail})/${crm}.SendEmail`, { IssueSend: true });
    expect((await admin.get(`emails(${mail})?$select=statuscode`)).body['statuscode']).toBe(3);
  },
  async platformAddsParties() {
    const task = await admin.create('tasks', { subject: 'Look' });
    expect(await partiesOf('tasks', 'task', task)).toEqual([]);
  },
  async updateReplacesParties() {
    const party = { participationtypemask: 2, addressused: 'anna@example.invalid' };
    const mail = await admin.create('emails', { subject: 'Hello', email_activity_parties: [party] });
    await admin.send('PATCH', `emails(${mail})`, {
      email_activity_parties: [{ ...party, participationtypemask: 3 }],
    });
    expect((await partiesOf('emails', 'email', mail)).toSorted()).toEqual([2, 3]);
  },
  async amountsAreRoundedByCurrency() {
    const { first } = await admin.get("transactioncurrencies?$filter=isocurrencycode eq 'HUF'");
    const forint = `transactioncurrencies(${String(first['transactioncurrencyid'])})`;
    await admin.send('PATCH', forint, { currencyprecision: 0 });
    const id = await admin.create(
      'tst_items',
      item({
        tst_amount: 10.55,
        'transactioncurrencyid@odata.bind': `/${forint}`,
      }),
    );
    expect((await admin.get(`tst_items(${id})?$select=tst_amount`)).body['tst_amount']).toBe(10.55);
  },
  async emptyTextsAreNotKept() {
    const id = await admin.create('tst_items', item({ tst_name: '' }));
    expect((await admin.get(`tst_items(${id})?$select=tst_name`)).body['tst_name']).toBe('');
  },
  async keyMayBeRepeated() {
    const path = "tst_items(tst_key='k')";
    expect((await admin.send('PATCH', path, { tst_key: 'k', tst_name: 'x' })).status).toBe(400);
    expect((await admin.send('PATCH', path, { tst_name: 'x' })).status).toBe(204);
  },
  async incompleteKeysDoNotHold() {
    await admin.create('tst_items', item({ tst_document: 'same', tst_line: null }));
    const again = await admin.send('POST', 'tst_items', item({ tst_document: 'same', tst_line: null }));
    expect(refusal(again)).toEqual([412, '0x80060892']);
  },
  async platformColumnsAreRefused() {
    const id = await admin.create('tst_items', item({ createdon: '2001-01-01T00:00:00Z' }));
    const { body } = await admin.get(`tst_items(${id})?$select=createdon`);
    expect(String(body['createdon']) > '2002').toBe(true);
  },
  async assigningNeedsEveryRight() {
    const debtor = await admin.create('tst_debtors', owned(clerk));
    const id = await admin.create('tst_items', item({ ...under(debtor), ...owned(clerk) }));
    expect((await clerk.client.send('PATCH', `tst_debtors(${debtor})`, owned(other))).status).toBe(204);
    expect((await admin.get(`tst_items(${id})?$select=_ownerid_value`)).body['_ownerid_value']).toBe(
      other.id,
    );
  },
  async ownerAboveMayDoEverything() {
    const debtor = await admin.create('tst_debtors', owned(clerk));
    const id = await admin.create('tst_items', item(under(debtor)));
    expect((await clerk.client.get(`tst_items(${id})?$select=tst_name`)).status).toBe(403);
  },
  async inheritedSharesAreNotListed() {
    const debtor = await admin.create('tst_debtors', {});
    const id = await admin.create('tst_items', item(under(debtor)));
    await admin.send('POST', 'GrantAccess', {
      Target: { '@odata.type': `${crm}.tst_debtor`, tst_debtorid: debtor },
      PrincipalAccess: {
        AccessMask: 'ReadAccess',
        Principal: { '@odata.type': `${crm}.systemuser`, systemuserid: clerk.id },
      },
    });
    const { body } = await admin.get(
      `RetrieveSharedPrincipalsAndAccess(Target=@t)?@t={"@odata.id":"tst_items(${id})"}`,
    );
    expect(body['PrincipalAccesses']).toMatchObject([{ AccessMask: 'ReadAccess' }]);
  },
  async ribbonsBringTheirWords() {
    const { body } = await admin.get(
      `RetrieveEntityRibbon(EntityName='tst_debtor',RibbonLocationFilter=${crm}.RibbonLocationFilters'All')`,
    );
    const { 'RibbonXml.xml': xml = new Uint8Array() } = unzipSync(
      Buffer.from(String(body['CompressedEntityXml']), 'base64'),
    );
    const ribbon = new TextDecoder().decode(xml);
    expect([ribbon.includes('<RibbonDefinition>'), ribbon.includes('LocLabels')]).toEqual([true, false]);
  },
  async mergingFollowsEveryRelationship() {
    const [master, double] = [await admin.create('accounts', {}), await admin.create('accounts', {})];
    const debtor = await admin.create('tst_debtors', {
      'tst_customerid_account@odata.bind': `/accounts(${double})`,
    });
    const account = (accountid: string): Fields => ({ '@odata.type': `${crm}.account`, accountid });
    const merged = await admin.send('POST', 'Merge', {
      Target: account(master),
      Subordinate: account(double),
      PerformParentingChecks: false,
    });
    const { body } = await admin.get(`tst_debtors(${debtor})?$select=_tst_customerid_value`);
    expect([merged.status, body['_tst_customerid_value']]).toEqual([204, double]);
  },
  async controlFilesAreNamedByPath() {
    const found = await admin.get("webresourceset?$select=name&$filter=contains(name,'Sample.Dial')");
    expect(found.list('name')).toEqual(['Sample.Dial/bundle.js']);
  },
};

it.each(Object.entries(assumptions))('%s otherwise', async (name) => {
  await stories[name as Assumption]();
});

it('names those there are when there is none of that name', () => {
  expect(() => assumptionsNamed(['emptyIsEmpty'])).toThrow(
    "There is no assumption 'emptyIsEmpty'; there are fiscalYearOfCalendar, selfLookupIsHierarchy,",
  );
});

describe('as assumed', () => {
  const root = new URL('./', import.meta.url).pathname;

  it.each(Object.entries(assumptions))('%s stands in one place, which asks', (name, { place }) => {
    const asking = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .filter((file) => readFileSync(join(root, file), 'utf8').includes(`assumes('${name}')`));
    expect(asking).toEqual([place]);
  });

  it.each(Object.entries(assumptions))('%s is held by a test named assumed', (_, { test }) => {
    expect(readFileSync(join(root, test), 'utf8')).toMatch(/'[^'\n]*assumed: /);
  });
});
