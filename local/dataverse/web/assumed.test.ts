/** What could not be confirmed and belongs to no other test: each has its place, named in assumptions.ts. */
import { join } from 'node:path';
import { tempFolder } from '../../fixtures/temp-folder.ts';
import { writeClockFile } from '../../clock.ts';
import { startTestServer, type Client, type TestServer } from '../fixtures/server.ts';
import { fiscalStretch } from '../query/fiscal.ts';

let server: TestServer;
let admin: Client;
const folder = tempFolder('assumed');
const clock = join(folder, 'clock.json');

beforeAll(async () => {
  writeClockFile(clock, 0);
  server = await startTestServer({ folder, clock });
  admin = await server.as('admin@local');
});

afterAll(async () => server.stop());

const crm = 'Microsoft.Dynamics.CRM';

it('assumed: fiscal years begin on 1 January and have four periods', () => {
  const may = Date.parse('2025-05-10T12:00:00Z');
  const day = (milliseconds = 0): string => new Date(milliseconds).toISOString().slice(0, 10);
  const stretch = (operator: string): readonly string[] => {
    const { from, until } = fiscalStretch(operator, may, []) ?? {};
    return [day(from), day(until)];
  };
  expect(stretch('this-fiscal-year')).toEqual(['2025-01-01', '2026-01-01']);
  expect(stretch('this-fiscal-period')).toEqual(['2025-04-01', '2025-07-01']);
});

it('assumed: the only lookup of a table to itself is its hierarchy', async () => {
  const above = await admin.create('accounts', { name: 'above' });
  const under = await admin.create('accounts', {
    name: 'under',
    'parentaccountid@odata.bind': `/accounts(${above})`,
  });
  const filter = (column: string, id: string): string =>
    `$filter=${crm}.Under(PropertyName='${column}',PropertyValue='${id}')`;
  expect((await admin.get(`accounts?$select=name&${filter('accountid', above)}`)).list('accountid')).toEqual([
    under,
  ]);
  const none = await admin.get(`tst_debtors?$select=tst_name&${filter('tst_debtorid', above)}`);
  expect([none.status, none.error.message]).toEqual([
    400,
    "The table 'tst_debtor' has no hierarchical relationship.",
  ]);
});

it.each([
  ['new_box', 'new_boxes'],
  ['new_city', 'new_cities'],
  ['new_day', 'new_days'],
])('assumed: the set of %s, which is given no name, is %s', async (table, set) => {
  const label = { LocalizedLabels: [{ Label: table, LanguageCode: 1033 }] };
  const made = await admin.send('POST', 'EntityDefinitions', {
    '@odata.type': `${crm}.EntityMetadata`,
    SchemaName: table,
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
  expect([made.status, (await admin.get(set)).status]).toEqual([204, 200]);
});

it('assumed: a delta token that is too old is refused with 0x80044352', async () => {
  const tracked = await admin.get('contacts?$select=lastname', { Prefer: 'odata.track-changes' });
  const link = String(tracked.body['@odata.deltaLink']).slice(admin.base.length);
  expect((await admin.get(link)).status).toBe(200);
  writeClockFile(clock, 91 * 24 * 60 * 60 * 1_000);
  await fetch(`http://127.0.0.1:${server.port}/_local/clock`, { method: 'POST' });
  const later = await server.as('admin@local');
  const { status, error } = await later.get(link);
  expect([status, error.code]).toEqual([400, '0x80044352']);
});
