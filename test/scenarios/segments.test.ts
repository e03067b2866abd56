/** Segments, severity, early warnings and alerts in the running product: what moves a debtor, who may, and where it can be seen. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { adminToken } from '../../local/start/web-api.ts';
import type { ErpHistory } from '../../local/erp/history.ts';
import { writeDrop } from '../../local/erp/write-drop.ts';
import { itemsFile, mapping, type Item } from './stack/ledger.ts';
import { repository } from './stack/npm-start.ts';
import { patienceMs, startScenario, supervisor, type Scenario } from './stack/scenario.ts';

const customers = [
  'number,name,kind,country,language,email,limit,currency',
  'K1,Anvil Ltd,business,DE,en,anvil@example.com,1000.00,EUR',
  'K2,Bea Moss,consumer,DE,en,bea@example.com,,',
].join('\r\n');

const limits = {
  ...mapping,
  customers: {
    columns: {
      number: 'number',
      name: 'name',
      kind: 'kind',
      country: 'country',
      language: 'language',
      email: 'email',
      creditLimit: 'limit',
      limitCurrency: 'currency',
    },
    numbers: { decimal: '.' },
  },
};

const item = (customer: string, document: string, dueOn: string, amount: string): Item => ({
  customer,
  document,
  issuedOn: '2026-02-01',
  dueOn,
  amount,
});

/** 95 % of the limit is used from the 2nd on, all of it and more on the 4th, little on the 6th. */
const history: ErpHistory = {
  source: 'books',
  drop(folder, day) {
    const open: Record<string, readonly Item[]> = {
      '2026-03-01': [item('K1', 'INV-1', '2026-04-20', '800.00'), item('K2', 'INV-2', '2026-02-25', '40.00')],
      '2026-03-02': [item('K1', 'INV-1', '2026-04-20', '950.00'), item('K2', 'INV-2', '2026-02-25', '40.00')],
      '2026-03-04': [
        item('K1', 'INV-1', '2026-04-20', '1050.00'),
        item('K2', 'INV-2', '2026-02-25', '40.00'),
      ],
      '2026-03-06': [item('K1', 'INV-1', '2026-04-20', '100.00'), item('K2', 'INV-2', '2026-02-25', '40.00')],
    };
    const items = open[day];
    if (!items) return Promise.resolve(undefined);
    return writeDrop(folder, {
      source: 'books',
      day,
      mode: 'full',
      items: itemsFile(items),
      customers: Buffer.from(`${customers}\r\n`),
      mapping: Buffer.from(JSON.stringify(limits)),
    });
  },
};

type Row = Readonly<Record<string, unknown>>;

let scenario: Scenario;
beforeAll(async () => {
  scenario = await startScenario({ startsOn: '2026-03-01' });
}, patienceMs);
afterAll(() => scenario.stop());

const formatted = (row: Row, name: string): unknown =>
  row[`_${name}_value@OData.Community.Display.V1.FormattedValue`] ?? null;

async function debtor(number: string): Promise<Row> {
  const [row] = await scenario.api.list<Row>(
    `dun_debtors?$select=dun_debtorid,dun_atrisk,dun_creditlimit,dun_overdue,dun_because,_dun_segmentid_value,_dun_severityid_value,_transactioncurrencyid_value&$filter=dun_number eq '${number}'`,
  );
  if (!row) throw new Error(`There is no debtor ${number}`);
  return row;
}

async function alerts(): Promise<readonly string[]> {
  const rows = await scenario.api.list<Row>(
    'dun_alerts?$select=dun_name,dun_raisedon,dun_clearedon,dun_because&$orderby=dun_raisedon,dun_name',
  );
  return rows.map((row) =>
    [row['dun_name'], row['dun_raisedon'], row['dun_clearedon'] ?? 'stands', row['dun_because']].join(' | '),
  );
}

it(
  'warns of a customer who uses up the limit before anything is overdue, once, and takes it back',
  async () => {
    await scenario.day('2026-03-01', history);
    expect(await alerts()).toEqual([]);
    await scenario.day('2026-03-02', history);
    expect((await debtor('K1'))['dun_atrisk']).toBe('Credit limit nearly used');
    await scenario.day('2026-03-03', history);
    await scenario.day('2026-03-04', history);
    expect(await alerts()).toEqual([
      'Credit limit nearly used: Anvil Ltd | 2026-03-02 | stands | credit limit use 95 % (at least 90 %)',
      'Over the credit limit: Anvil Ltd | 2026-03-04 | stands | credit limit use 105 % (more than 100 %)',
    ]);
    await scenario.day('2026-03-05', history);
    await scenario.day('2026-03-06', history);
    expect((await alerts()).map((line) => line.split(' | ').slice(1, 3))).toEqual([
      ['2026-03-02', '2026-03-06'],
      ['2026-03-04', '2026-03-06'],
    ]);
    expect((await debtor('K1'))['dun_atrisk']).toBeNull();
  },
  patienceMs,
);

it(
  'sorts what is late by severity and says why',
  async () => {
    const [firm, person] = [await debtor('K1'), await debtor('K2')];
    expect([formatted(firm, 'dun_severityid'), formatted(person, 'dun_severityid')]).toEqual([null, 'Minor']);
    expect([formatted(firm, 'transactioncurrencyid'), firm['dun_creditlimit']]).toEqual(['Euro', 1000]);
    expect(person['dun_because']).toContain('Segment Consumers: kind consumer (is consumer).');
  },
  patienceMs,
);

it(
  'scores how willing a customer is to pay, says by what, and scores nobody of whom nothing is known',
  async () => {
    const columns = ['dun_number', 'dun_willingness', 'dun_willingnessclass', 'dun_willingnesswhy'].join(',');
    const rows = await scenario.api.list<Row>(
      `dun_debtors?$select=${columns},dun_willingnesson&$orderby=dun_number`,
    );
    const [firm, person] = rows;
    expect([firm?.['dun_willingness'], firm?.['dun_willingnesswhy']]).toEqual([null, null]);
    // Of 30, 15 and 5 points the last 5 alone: 10 percent. It was so from the first day on, and written once.
    expect(person).toMatchObject({
      dun_willingness: 10,
      dun_willingnessclass: 'poor',
      dun_willingnesson: '2026-03-01',
      dun_willingnesswhy: [
        'recent late share 100 %: 0 of 30 points',
        'average days late not known: counts neither way',
        'days slower not known: counts neither way',
        'percent overdue 100 %: 0 of 15 points',
        'promises kept not known: counts neither way',
        'credit limit use not known: counts neither way',
        'failed addresses 0: 5 of 5 points',
      ].join('\n'),
    });
    const [view] = await scenario.api.list<Row>(
      "savedqueries?$select=savedqueryid&$filter=name eq 'At risk first'",
    );
    const shown = await scenario.api.list<Row>(`dun_debtors?savedQuery=${String(view?.['savedqueryid'])}`);
    expect(shown.map((row) => row['dun_number'])).toEqual(['K2']);
  },
  patienceMs,
);

it(
  'follows the segment that a supervisor chose, to its last day, and notes the changes',
  async () => {
    const api = await scenario.apiAs(supervisor);
    const { dun_debtorid: id } = await debtor('K2');
    const [businesses] = await api.list<Row>(
      `dun_segments?$select=dun_segmentid&$filter=dun_code eq 'businesses'`,
    );
    await api.update(`dun_debtors(${String(id)})`, {
      'dun_segmentoverrideid@odata.bind': `/dun_segments(${String(businesses?.['dun_segmentid'])})`,
      dun_segmentoverrideuntil: '2026-03-07',
      dun_segmentoverridereason: 'one-man business',
    });
    await scenario.untilQuiet();
    expect(formatted(await debtor('K2'), 'dun_segmentid')).toBe('Businesses');
    await scenario.until('2026-03-08', '12:00');
    expect(formatted(await debtor('K2'), 'dun_segmentid')).toBe('Consumers');
    const changes = await scenario.api.list<Row>(
      'dun_segmentchanges?$select=dun_changedon,_dun_beforeid_value,_dun_afterid_value,dun_because&$orderby=dun_changedon',
    );
    expect(
      changes.map((row) => [
        row['dun_changedon'],
        formatted(row, 'dun_beforeid'),
        formatted(row, 'dun_afterid'),
        row['dun_because'],
      ]),
    ).toEqual([
      [
        '2026-03-06',
        'Consumers',
        'Businesses',
        'Segment Businesses, chosen by a person until 2026-03-07: one-man business.',
      ],
      ['2026-03-08', 'Businesses', 'Consumers', 'Segment Consumers: kind consumer (is consumer).'],
    ]);
  },
  patienceMs,
);

it(
  'proposes segments that decide nothing until somebody activates them',
  async () => {
    const run = promisify(execFile);
    const { stdout } = await run(
      process.execPath,
      [
        'functions/propose-segments.ts',
        '--url',
        scenario.stack.addresses.dataverse,
        '--company',
        'DEMO',
        '--on',
        '2026-03-08',
      ],
      { cwd: repository, env: { ...process.env, DATAVERSE_TOKEN: await adminToken(scenario.stack) } },
    );
    expect(stdout).toContain('2 debtors, 2 segments proposed');
    const proposed = await scenario.api.list<Row>(
      `dun_segments?$select=dun_name,dun_rule,statuscode,statecode&$filter=startswith(dun_code,'proposed-')&$orderby=dun_priority`,
    );
    expect(proposed.map((row) => [row['dun_name'], row['dun_rule'], row['statecode']])).toEqual([
      ['Other businesses', 'kind is business', 1],
      ['Other consumers', 'kind is consumer', 1],
    ]);
  },
  patienceMs,
);
