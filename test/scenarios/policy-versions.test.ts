/** A supervisor changes the strategy while letters are under way: from its day on the new one decides, and nobody is asked twice or forgotten. */
import { ledgerOf, type Customer, type Item } from './stack/ledger.ts';
import { actionsIn } from './stack/rows.ts';
import { patienceMs, startScenario, supervisor, type Scenario } from './stack/scenario.ts';

const customer = (number: string, name: string): Customer => ({
  number,
  name,
  kind: 'business',
  language: 'en',
  email: `${number.toLowerCase()}@example.com`,
});
const customers = [customer('K1', 'Anvil Ltd'), customer('K2', 'Bellows Ltd')];
const items: readonly Item[] = [
  { customer: 'K1', document: 'INV-1', issuedOn: '2026-02-01', dueOn: '2026-03-02', amount: '100.00' },
  { customer: 'K2', document: 'INV-2', issuedOn: '2026-02-01', dueOn: '2026-03-03', amount: '200.00' },
];

type Row = Readonly<Record<string, unknown>>;

describe('a policy that changes', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await startScenario({ startsOn: '2026-03-03' });
  }, patienceMs);
  afterAll(() => scenario.stop());

  const ledger = ledgerOf(customers, () => items);
  const stepRow = async (code: string): Promise<string> => {
    const [row] = await scenario.api.list<Row>(
      `dun_strategysteps?$select=dun_strategystepid&$filter=dun_code eq '${code}' and dun_strategyid/dun_code eq 'business' and statecode eq 0`,
    );
    return `dun_strategysteps(${String(row?.['dun_strategystepid'])})`;
  };
  const publish = async (version: Row): Promise<Row | undefined> => {
    const api = await scenario.apiAs(supervisor);
    await api.create('dun_policyversions', version);
    await scenario.untilQuiet();
    const versions = await scenario.api.list<Row>(
      `dun_policyversions?$filter=dun_name eq '${String(version['dun_name'])}'`,
    );
    return versions[0];
  };
  const sent = async (): Promise<readonly string[]> =>
    (await actionsIn(scenario.api))
      .map(({ debtor, step, state, plannedOn, policyVersion }) =>
        [debtor, step, state, plannedOn, `version ${policyVersion.split('-')[0] ?? ''}`].join(' '),
      )
      .sort();
  const statusOf = (row: Row | undefined): unknown =>
    row?.['statuscode@OData.Community.Display.V1.FormattedValue'];

  it(
    'decides today by the old version and tomorrow by the new one',
    async () => {
      for (const day of ['2026-03-03', '2026-03-04']) await scenario.day(day, ledger);
      const api = await scenario.apiAs(supervisor);
      await api.update(await stepRow('first-notice'), { dun_offsetdays: 6 });
      const version = await publish({
        dun_name: 'More time',
        dun_effectiveon: '2026-03-06',
        dun_note: 'Payments often arrive on the fifth day.',
      });
      expect(statusOf(version)).toBe('Published');
      expect(version).toMatchObject({ dun_number: 2, dun_problems: null });
      expect(version?.['dun_changes']).toBe(
        'Businesses: First notice comes 3 days later (from 3 to 6 days after the due date).',
      );
      expect(version?.['dun_migration']).toContain('2 open invoices of 2 debtors: 2 go on as before');
      await scenario.day('2026-03-05', ledger);
      expect(await sent()).toEqual(['K1 first-notice Sent 2026-03-05 version 1']);
      await scenario.day('2026-03-06', ledger);
      // By the old version it would have gone out today.
      expect(await sent()).toHaveLength(1);
      const runs = await scenario.api.list<Row>('dun_policyruns?$orderby=dun_startedon desc');
      expect(runs[0]).toMatchObject({ dun_startedon: '2026-03-06', dun_left: 0, statecode: 1 });
      await scenario.day('2026-03-09', ledger);
      expect(await sent()).toEqual([
        'K1 first-notice Sent 2026-03-05 version 1',
        'K2 first-notice Sent 2026-03-09 version 2',
      ]);
    },
    patienceMs,
  );

  it(
    'is refused with the place named while it cannot be used, and the version before goes on deciding',
    async () => {
      const api = await scenario.apiAs(supervisor);
      const step = await stepRow('second-notice');
      await api.update(step, { dun_template: 'no-such-text', dun_minimumamounts: 'HUF -5' });
      const version = await publish({ dun_name: 'Broken', dun_effectiveon: '2026-03-01' });
      expect(statusOf(version)).toBe('Not valid');
      expect(String(version?.['dun_problems']).split('\n')).toEqual([
        'in force from (2026-03-01): it is in the past; choose 2026-03-09 or a later day',
        'step business/second-notice: not a minimum amount such as "HUF 3000": "HUF -5"',
      ]);
      await api.update(step, { dun_minimumamounts: null });
      const other = await publish({ dun_name: 'Still broken' });
      expect(other?.['dun_problems']).toContain(
        'step business/second-notice, template (no-such-text): there is no text of this code for the channel email',
      );
      await api.update(step, { dun_template: 'second-notice' });
    },
    patienceMs,
  );

  it(
    'keeps every item in its place when its step is replaced (complaint 26)',
    async () => {
      const api = await scenario.apiAs(supervisor);
      await api.update(await stepRow('first-notice'), { statecode: 1, statuscode: 2 });
      const [strategy] = await scenario.api.list<Row>(`dun_strategies?$filter=dun_code eq 'business'`);
      await api.create('dun_strategysteps', {
        'dun_strategyid@odata.bind': `/dun_strategies(${String(strategy?.['dun_strategyid'])})`,
        dun_code: 'opening-notice',
        dun_name: 'Opening notice',
        dun_order: 2,
        dun_trigger: 784_000_000,
        dun_offsetdays: 4,
        dun_daycount: 784_000_000,
        dun_waitdays: 3,
        dun_channel: 784_000_000,
        dun_template: 'first-notice',
        dun_tone: 784_000_001,
        dun_grouping: 784_000_001,
      });
      const lost = await publish({ dun_name: 'Step gone' });
      expect(statusOf(lost)).toBe('Not valid');
      expect(lost?.['dun_problems']).toContain(
        'step business/first-notice (2 open invoices): they stand at it and would begin again; keep it, or say which step stands for it',
      );
      const kept = await publish({
        dun_name: 'Step replaced',
        dun_mapping: 'first-notice -> opening-notice',
      });
      expect(statusOf(kept)).toBe('Published');
      expect(kept?.['dun_migration']).toContain(
        '2 × from business/first-notice (next: call) to business/opening-notice (next: call)',
      );
      await scenario.day('2026-03-10', ledger);
      await scenario.day('2026-03-11', ledger);
      await scenario.day('2026-03-12', ledger);
      const after = await sent();
      expect(after.filter((line) => line.includes('notice'))).toEqual([
        'K1 first-notice Sent 2026-03-05 version 1',
        'K2 first-notice Sent 2026-03-09 version 2',
      ]);
    },
    patienceMs,
  );

  it(
    'cannot be changed by people once it is made',
    async () => {
      const api = await scenario.apiAs(supervisor);
      const [version] = await scenario.api.list<Row>(`dun_policyversions?$filter=dun_number eq 2`);
      const path = `dun_policyversions(${String(version?.['dun_policyversionid'])})`;
      await expect(api.update(path, { dun_mapping: null })).rejects.toThrow('403');
    },
    patienceMs,
  );
});
