/** What customers say, written down by a collector in the CRM: it is checked, and changes what is sent from then on. */
import { adminToken } from '../../local/start/web-api.ts';
import { ledgerOf, type Customer, type Item } from './stack/ledger.ts';
import { messagesIn } from './stack/outbox.ts';
import { actionsIn, activitiesIn } from './stack/rows.ts';
import { collector, patienceMs, startScenario, type Scenario } from './stack/scenario.ts';

const firm: Customer = {
  number: 'K1',
  name: 'Anvil Ltd',
  kind: 'business',
  language: 'en',
  email: 'anvil@example.com',
};
const person: Customer = {
  number: 'K2',
  name: 'Bea Moss',
  kind: 'consumer',
  language: 'en',
  email: 'bea@example.com',
};
const older: Item = {
  customer: 'K1',
  document: 'INV-1',
  issuedOn: '2026-02-01',
  dueOn: '2026-02-20',
  amount: '100.00',
};
const younger: Item = {
  customer: 'K1',
  document: 'INV-3',
  issuedOn: '2026-02-01',
  dueOn: '2026-02-26',
  amount: '60.00',
};
const ofPerson: Item = {
  customer: 'K2',
  document: 'INV-2',
  issuedOn: '2026-02-01',
  dueOn: '2026-02-25',
  amount: '40.00',
};

const next: Item = { ...ofPerson, document: 'INV-9', issuedOn: '2026-03-10', dueOn: '2026-04-10' };

type Row = Readonly<Record<string, unknown>>;

describe('promises and disputes change what is sent', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await startScenario({ startsOn: '2026-03-01' });
  }, patienceMs);
  afterAll(() => scenario.stop());

  // Bea has paid by the evening of 5 March, Anvil by that of the 16th.
  const ledger = ledgerOf([firm, person], (day) => {
    if (day < '2026-03-05') return [older, younger, ofPerson];
    return day < '2026-03-16' ? [older, younger] : [next];
  });
  const idOf = async (set: string, filter: string, id: string): Promise<string> => {
    const [row] = await scenario.api.list<Record<string, string>>(`${set}?$select=${id}&$filter=${filter}`);
    if (!row) throw new Error(`There is no ${filter} among ${set}`);
    return row[id] ?? '';
  };
  const bindOf = async (set: string, filter: string, id: string): Promise<string> =>
    `/${set}(${await idOf(set, filter, id)})`;
  const debtor = (number: string): Promise<string> =>
    bindOf('dun_debtors', `dun_number eq '${number}'`, 'dun_debtorid');
  const invoice = (document: string): Promise<string> =>
    bindOf('dun_receivables', `dun_name eq '${document}'`, 'dun_receivableid');
  const euros = (): Promise<string> =>
    bindOf('transactioncurrencies', `isocurrencycode eq 'EUR'`, 'transactioncurrencyid');
  const states = async (number: string): Promise<readonly string[]> =>
    (await actionsIn(scenario.api))
      .filter(({ debtor }) => debtor === number)
      .map(({ step, state, amount }) => `${step} ${state} ${amount}`)
      .sort();
  const promises = async (): Promise<readonly string[]> =>
    (
      await scenario.api.list<Row>(
        `dun_promises?$select=dun_name,statuscode,dun_result,dun_paid&$orderby=dun_amount`,
      )
    ).map((row) =>
      [row['dun_name'], row['statuscode@OData.Community.Display.V1.FormattedValue'], row['dun_result']]
        .join(' / ')
        .replaceAll('\u00a0', ' '),
    );

  it(
    'a promise for the oldest invoice takes it out of the letter of the next morning',
    async () => {
      await scenario.day('2026-03-01', ledger);
      await scenario.until('2026-03-02', '06:00');
      expect(await states('K1')).toEqual(['first-notice Planned 160']);
      const api = await scenario.apiAs(collector);
      await api.create('dun_promises', {
        'dun_debtorid@odata.bind': await debtor('K1'),
        dun_amount: 100,
        dun_dueon: '2026-03-10',
        'transactioncurrencyid@odata.bind': await euros(),
      });
      await scenario.untilQuiet();
      expect(await promises()).toEqual([
        '100.00 EUR by 2026-03-10, Anvil Ltd / Open / 0.00 EUR of 100.00 EUR paid.',
      ]);
      const items = await scenario.api.list<Row>('dun_promiseitems?$select=dun_name,dun_amount');
      expect(items.map((row) => [row['dun_name'], row['dun_amount']])).toEqual([['INV-1', 100]]);
      await scenario.until('2026-03-02', '20:00');
      expect(await states('K1')).toEqual(['first-notice Cancelled 160', 'first-notice Sent 60']);
      const [mail] = (await messagesIn(scenario.stack)).filter(({ to }) => to.includes('anvil'));
      expect(mail?.text).toContain('INV-3');
      expect(mail?.text).not.toContain('INV-1');
    },
    patienceMs,
  );

  it(
    'a promise over what is open is refused with the reason, and nothing changes',
    async () => {
      const api = await scenario.apiAs(collector);
      await api.create('dun_promises', {
        'dun_debtorid@odata.bind': await debtor('K2'),
        dun_amount: 400,
        dun_dueon: '2026-03-10',
        'transactioncurrencyid@odata.bind': await euros(),
      });
      await scenario.untilQuiet();
      const refused = (await promises()).at(-1);
      expect(refused).toContain('/ Not valid / ');
      expect(refused).toContain('40.00 EUR');
    },
    patienceMs,
  );

  it(
    'a promise that was paid is kept',
    async () => {
      const api = await scenario.apiAs(collector);
      await api.create('dun_promises', {
        'dun_debtorid@odata.bind': await debtor('K2'),
        dun_amount: 40,
        dun_dueon: '2026-03-06',
        'transactioncurrencyid@odata.bind': await euros(),
      });
      for (const day of ['2026-03-03', '2026-03-04', '2026-03-05']) await scenario.day(day, ledger);
      expect((await promises())[0]).toBe(
        '40.00 EUR by 2026-03-06, Bea Moss / Kept / 40.00 EUR of 40.00 EUR paid; kept on 2026-03-05.',
      );
    },
    patienceMs,
  );

  it(
    'a dispute about part of an invoice leaves the rest of it to be asked for',
    async () => {
      const api = await scenario.apiAs(collector);
      await api.create('dun_disputes', {
        'dun_debtorid@odata.bind': await debtor('K1'),
        'dun_receivableid@odata.bind': await invoice('INV-3'),
        'transactioncurrencyid@odata.bind': await euros(),
        dun_amount: 20,
        dun_reason: 784_000_001,
        dun_description: 'Two boxes were missing.',
      });
      await scenario.untilQuiet();
      const [dispute] = await scenario.api.list<Row>('dun_disputes?$select=dun_name,dun_openedon,statuscode');
      expect(dispute).toMatchObject({
        dun_name: 'INV-3 Anvil Ltd',
        dun_openedon: '2026-03-05',
        statuscode: 1,
      });
      const [row] = await scenario.api.list<Row>(
        `dun_debtors?$select=dun_because&$filter=dun_number eq 'K1'`,
      );
      expect(row?.['dun_because']).toContain('20.00 EUR are disputed.');
    },
    patienceMs,
  );

  it(
    'a promise that is broken makes a task and lets the strategy go on the day after the grace',
    async () => {
      for (let day = 6; day <= 13; day += 1) {
        await scenario.day(`2026-03-${String(day).padStart(2, '0')}`, ledger);
      }
      expect((await promises())[1]).toBe(
        '100.00 EUR by 2026-03-10, Anvil Ltd / Broken / 0.00 EUR of 100.00 EUR paid; not in full in time, on 2026-03-13.',
      );
      const tasks = await activitiesIn(scenario.api, 'tasks');
      expect(
        tasks
          .filter(({ subject }) => subject.startsWith('Promise not kept'))
          .map(({ subject, queues }) => [subject.replaceAll('\u00a0', ' '), queues]),
      ).toEqual([['Promise not kept: Anvil Ltd, 100.00 EUR', ['Dunlin review']]]);
      // INV-1 goes along with the cumulative second notice for what is not disputed of INV-3.
      expect(await states('K1')).toContain('second-notice Sent 140');
    },
    patienceMs,
  );

  it(
    'a call somebody deleted does not hold up its debtor when everything is paid',
    async () => {
      const [call] = await activitiesIn(scenario.api, 'phonecalls');
      await fetch(`${scenario.stack.addresses.dataverse}/api/data/v9.2/phonecalls(${call?.id})`, {
        method: 'DELETE',
        headers: { authorization: `Bearer ${await adminToken(scenario.stack)}` },
      });
      expect(await activitiesIn(scenario.api, 'phonecalls')).toEqual([]);
      await scenario.day('2026-03-16', ledger);
      expect((await states('K1')).filter((state) => state.startsWith('call'))).toEqual(['call Cancelled 40']);
      const [row] = await scenario.api.list<Row>(
        `dun_debtors?$select=dun_evaluatedon&$filter=dun_number eq 'K1'`,
      );
      expect(row).toMatchObject({ dun_evaluatedon: '2026-03-16' });
    },
    patienceMs,
  );

  it(
    'a promised item without an amount takes its promise out of the reckoning at once, and says so',
    async () => {
      const api = await scenario.apiAs(collector);
      await api.create('dun_promises', {
        'dun_debtorid@odata.bind': await debtor('K2'),
        dun_amount: 30,
        dun_dueon: '2026-04-10',
        'transactioncurrencyid@odata.bind': await euros(),
      });
      await scenario.untilQuiet();
      const made = await bindOf('dun_promises', 'dun_amount eq 30', 'dun_promiseid');
      await api.create('dun_promiseitems', {
        'dun_promiseid@odata.bind': made,
        'dun_receivableid@odata.bind': await invoice('INV-9'),
      });
      await scenario.untilQuiet();
      const [row] = await scenario.api.list<Row>(
        `dun_promises?$select=statuscode,dun_result&$filter=dun_amount eq 30`,
      );
      expect(row?.['statuscode@OData.Community.Display.V1.FormattedValue']).toBe('Not valid');
      expect(row?.['dun_result']).toBe('promised items: say how much of each is promised, in its currency');
    },
    patienceMs,
  );
});
