/** What is agreed with customers and who has to have a part in it: departments, supervisors, the ERP. Told as rows and files show it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Customer } from './stack/ledger.ts';
import { messagesIn } from './stack/outbox.ts';
import { openItemsOf, type OpenItem } from './stack/open-items.ts';
import { actionsIn, activitiesIn, label, type Row } from './stack/rows.ts';
import { collector, patienceMs, startScenario, supervisor, type Scenario } from './stack/scenario.ts';

const firm = (number: string, name: string): Customer => ({
  number,
  name,
  kind: 'business',
  language: 'en',
  email: `${name.toLowerCase()}@example.com`,
  mobile: '+36201234567',
  street: 'Fő utca 1.',
  city: 'Budapest',
});
const customers = [
  firm('K1', 'Anvil'),
  firm('K2', 'Birch'),
  firm('K3', 'Cedar'),
  firm('K4', 'Drum'),
  firm('K5', 'Elm'),
];

const invoice = (customer: string, dueOn: string, amount: string): OpenItem => ({
  customer,
  document: `INV-${customer}`,
  issuedOn: '2026-01-10',
  dueOn,
  amount,
});
const ofAnvil = invoice('K1', '2026-02-25', '100.00');
const ofBirch = invoice('K2', '2026-02-25', '80.00');
const ofCedar = invoice('K3', '2026-02-25', '200.00');
const ofDrum = invoice('K4', '2026-02-25', '70.00');
const ofElm = invoice('K5', '2026-01-20', '500.00');

const paid = (document: string, of: OpenItem, on: string, amount: string): OpenItem => ({
  customer: of.customer,
  document,
  kind: 'payment',
  issuedOn: on,
  amount,
  open: '0.00',
  clears: of.document,
});

/** What the ERP says each morning of the evening before. */
function itemsOn(day: string): readonly OpenItem[] {
  return [
    // Anvil pays 60 of the 100 it promised.
    ...(day < '2026-03-11'
      ? [ofAnvil]
      : [{ ...ofAnvil, open: '40.00' }, paid('P-1', ofAnvil, '2026-03-10', '60.00')]),
    // Birch pays what it promised, a day late.
    ...(day < '2026-03-12' ? [ofBirch] : [paid('P-2', ofBirch, '2026-03-11', '80.00')]),
    // Cedar is credited 50, which the ERP sets off against the invoice at once.
    ...(day < '2026-03-12'
      ? [ofCedar]
      : [
          { ...ofCedar, open: '150.00' },
          {
            ...ofCedar,
            document: 'CN-1',
            kind: 'creditNote' as const,
            issuedOn: '2026-03-11',
            amount: '50.00',
            open: '0.00',
          },
        ]),
    ofDrum,
    ...(day < '2026-04-08' ? [ofElm] : [paid('P-3', ofElm, '2026-04-07', '500.00')]),
  ];
}

describe('agreements that others have a part in', () => {
  let scenario: Scenario;
  const ledger = openItemsOf(customers, itemsOn);

  beforeAll(async () => {
    scenario = await startScenario({ startsOn: '2026-03-01' });
    const { api } = scenario;
    await api.update(await path('dun_companies', `dun_code eq 'DEMO'`), {
      dun_confirmationdays: 1,
      dun_disputetasks: 'billing within 3 days, escalates after 2 days, mandatory',
      dun_disputeapprovals: 'Dunlin Supervisor from EUR 0',
      dun_creditrules: 'pre-legal: blocked after a step with credit hold',
    });
    // Deliveries stop with the letter before legal steps; the notice before it is the final one.
    await api.update(await stepOf('pre-legal-notice'), { dun_creditholdset: true });
    await api.update(await stepOf('second-notice'), { dun_tone: 784_000_003 });
    await scenario.day('2026-03-01', ledger);
    await scenario.until('2026-03-02', '05:00');
  }, patienceMs);
  afterAll(() => scenario.stop());

  async function path(set: string, filter: string): Promise<string> {
    const id = `${set === 'dun_companies' ? 'dun_company' : set.slice(0, -1)}id`;
    const [row] = await scenario.api.list<Record<string, string>>(`${set}?$select=${id}&$filter=${filter}`);
    if (!row) throw new Error(`There is no ${filter} among ${set}`);
    return `${set}(${row[id] ?? ''})`;
  }
  async function stepOf(code: string): Promise<string> {
    const [row] = await scenario.api.list<Record<string, string>>(
      `dun_strategysteps?$select=dun_strategystepid&$expand=dun_strategyid($select=dun_code)&$filter=dun_code eq '${code}' and dun_strategyid/dun_code eq 'business'`,
    );
    return `dun_strategysteps(${row?.['dun_strategystepid'] ?? ''})`;
  }
  const bind = async (set: string, filter: string): Promise<string> => `/${await path(set, filter)}`;
  const debtor = (number: string): Promise<string> => bind('dun_debtors', `dun_number eq '${number}'`);
  const item = (number: string): Promise<string> => bind('dun_receivables', `dun_name eq 'INV-${number}'`);
  const euros = async (): Promise<string> => {
    const [row] = await scenario.api.list<Record<string, string>>(
      `transactioncurrencies?$select=transactioncurrencyid&$filter=isocurrencycode eq 'EUR'`,
    );
    return `/transactioncurrencies(${row?.['transactioncurrencyid'] ?? ''})`;
  };
  const promiseBy = async (number: string, amount: number): Promise<void> => {
    const api = await scenario.apiAs(collector);
    await api.create('dun_promises', {
      'dun_debtorid@odata.bind': await debtor(number),
      dun_amount: amount,
      dun_dueon: '2026-03-10',
      'transactioncurrencyid@odata.bind': await euros(),
    });
  };
  const rowsOf = (set: string, select: string, number: string): Promise<readonly Row[]> =>
    scenario.api.list<Row>(
      `${set}?$select=${select}&$filter=dun_debtorid/dun_number eq '${number}'&$orderby=createdon`,
    );
  const actionsOf = async (number: string): Promise<readonly string[]> =>
    (await actionsIn(scenario.api))
      .filter((action) => action.debtor === number)
      .map(({ step, state, amount }) => `${step} ${state} ${amount}`);
  const days = async (from: string, to: string): Promise<void> => {
    for (let day = from; day <= to; day = nextDay(day)) await scenario.day(day, ledger);
  };
  /** What the ERP was asked of a customer, as its files say, whether it has taken them or not. */
  const commandsOf = (number: string): readonly Record<string, unknown>[] => {
    const folder = join(scenario.stack.dropFolder, 'commands');
    return [folder, join(folder, 'done')]
      .flatMap((at) => readdirSync(at).map((name) => join(at, name)))
      .filter((name) => name.endsWith('.json'))
      .map((name) => JSON.parse(readFileSync(name, 'utf8')) as Record<string, unknown>)
      .filter(({ customer }) => customer === number)
      .sort((a, b) => (String(a['on']) < String(b['on']) ? -1 : 1));
  };

  it(
    'a dispute about part of an invoice: the department has a task, and letters go on for the rest',
    async () => {
      const api = await scenario.apiAs(collector);
      await api.create('dun_disputes', {
        'dun_debtorid@odata.bind': await debtor('K3'),
        'dun_receivableid@odata.bind': await item('K3'),
        'transactioncurrencyid@odata.bind': await euros(),
        dun_amount: 50,
        dun_reason: 784_000_000,
        dun_description: 'The price was agreed lower.',
      });
      await promiseBy('K1', 100);
      await promiseBy('K2', 80);
      await scenario.untilQuiet();
      const [task] = (await activitiesIn(scenario.api, 'tasks')).filter(({ subject }) =>
        subject.includes('Cedar'),
      );
      expect(task).toMatchObject({
        subject: 'Dispute of Cedar: billing',
        isOpen: true,
        queues: ['Dunlin review'],
      });
      expect(task?.description).toContain('About INV-K3, 50.00 EUR (price). By 2026-03-05.');
      await scenario.until('2026-03-02', '20:00');
      expect(await actionsOf('K3')).toContain('first-notice Sent 150');
      const mail = (await messagesIn(scenario.stack)).find(({ to }) => to.includes('cedar'));
      expect(mail?.text).toContain('150.00');
    },
    patienceMs,
  );

  it(
    'a due date is changed once somebody else has approved it, not by the one who asked (complaint 20)',
    async () => {
      const sam = await scenario.apiAs(supervisor);
      const clara = await scenario.apiAs(collector);
      const ask = async (): Promise<Readonly<Record<string, unknown>>> => ({
        'dun_debtorid@odata.bind': await debtor('K4'),
        'dun_receivableid@odata.bind': await item('K4'),
        dun_newdueon: '2026-05-15',
        dun_reason: 'Seasonal business.',
      });
      const changes = async (): Promise<readonly string[]> =>
        (await rowsOf('dun_duedatechanges', 'dun_name,statuscode,dun_newdueon', 'K4'))
          .map((row) => `${String(row['dun_newdueon'])} ${label(row, 'statuscode')}`)
          .sort();
      const approve = async (): Promise<void> =>
        sam.create('dun_approvals', {
          'dun_duedatechangeid@odata.bind': await bind(
            'dun_duedatechanges',
            `dun_debtorid/dun_number eq 'K4' and statuscode eq 1`,
          ),
        });
      await sam.create('dun_duedatechanges', await ask());
      await scenario.untilQuiet();
      await approve();
      await scenario.untilQuiet();
      expect(await changes()).toEqual(['2026-05-15 Waits for approval']);
      const [refused] = await scenario.api.list<Row>('dun_approvals?$select=statuscode,dun_result');
      expect(label(refused ?? {}, 'statuscode')).toBe('Does not count');
      expect(refused?.['dun_result']).toContain('somebody else');

      await sam.update(await path('dun_duedatechanges', `dun_newdueon eq 2026-05-15`), {
        dun_withdrawnon: '2026-03-02',
      });
      await clara.create('dun_duedatechanges', { ...(await ask()), dun_newdueon: '2026-04-15' });
      await scenario.untilQuiet();
      expect(await changes()).toEqual(['2026-04-15 Waits for approval', '2026-05-15 Ended']);
      await expect(clara.create('dun_approvals', {})).rejects.toThrow('403');
      expect(commandsOf('K4')).toEqual([]);
      await approve();
      await scenario.untilQuiet();
      expect(await changes()).toEqual(['2026-04-15 Approved', '2026-05-15 Ended']);
      const [row] = await rowsFor('K4');
      expect(row).toMatchObject({ dun_oldestdueon: '2026-04-15', dun_overdue: 0 });
      expect(row?.['dun_because']).toContain('Its due date was changed from 2026-02-25 to 2026-04-15.');
      expect(commandsOf('K4')).toMatchObject([
        { kind: 'dueDate', company: 'DEMO', document: 'INV-K4', from: '2026-02-25', to: '2026-04-15' },
      ]);
    },
    patienceMs,
  );
  const rowsFor = (number: string): Promise<readonly Row[]> =>
    scenario.api.list<Row>(
      `dun_debtors?$select=dun_because,dun_oldestdueon,dun_overdue,dun_tradingstatus&$filter=dun_number eq '${number}'`,
    );

  it(
    'a task that is not closed in time goes to a supervisor',
    async () => {
      await days('2026-03-03', '2026-03-09');
      const [task] = (await activitiesIn(scenario.api, 'tasks')).filter(({ subject }) =>
        subject.includes('waits'),
      );
      expect(task).toMatchObject({
        subject: 'A dispute waits for a department',
        isOpen: true,
        queues: ['Dunlin review'],
      });
      expect(task?.description).toContain('Billing was to answer by 2026-03-05.');
    },
    patienceMs,
  );

  it(
    'a settlement waits for the task and for a supervisor, then the credit note is asked for once',
    async () => {
      const clara = await scenario.apiAs(collector);
      const dispute = await path('dun_disputes', `dun_debtorid/dun_number eq 'K3'`);
      const state = async (): Promise<readonly unknown[]> => {
        const [row] = await rowsOf('dun_disputes', 'statuscode,dun_result,dun_erpdocument,dun_granted', 'K3');
        return [label(row ?? {}, 'statuscode'), row?.['dun_result'], row?.['dun_erpdocument']];
      };
      await clara.update(dispute, {
        statecode: 1,
        statuscode: 2,
        dun_settlement: 784_000_000,
        dun_resolution: 'The offer says 150.',
      });
      await scenario.untilQuiet();
      expect(await state()).toEqual([
        'Under review',
        'tasks (billing): The task of billing has to be closed first; its deadline is 2026-03-05',
        null,
      ]);
      const [task] = (await activitiesIn(scenario.api, 'tasks')).filter(({ subject }) =>
        subject.includes('billing'),
      );
      await clara.update(`tasks(${task?.id ?? ''})`, { statecode: 1, statuscode: 5 });
      await scenario.untilQuiet();
      expect((await state())[1]).toBe(
        'approvals (Dunlin Supervisor): Somebody who holds the role Dunlin Supervisor has to approve 50.00 EUR',
      );
      expect((await actionsOf('K3')).filter((action) => action.startsWith('dispute-overdue'))).toEqual([
        'dispute-overdue Cancelled 50',
      ]);
      expect(commandsOf('K3')).toEqual([]);
      const sam = await scenario.apiAs(supervisor);
      await sam.create('dun_approvals', { 'dun_disputeid@odata.bind': `/${dispute}`, dun_comment: 'Seen.' });
      await scenario.untilQuiet();
      expect(await state()).toEqual(['Accepted', null, null]);
      expect(commandsOf('K3')).toMatchObject([
        {
          kind: 'creditNote',
          amount: '50.00',
          currency: 'EUR',
          reason: 'price',
          lines: [{ document: 'INV-K3', amount: '50.00' }],
        },
      ]);
      // Until the credit note is there, its amount is not asked for.
      await days('2026-03-10', '2026-03-11');
      expect((await rowsFor('K3'))[0]?.['dun_because']).toContain('50.00 EUR are disputed.');
      await days('2026-03-12', '2026-03-12');
      expect(await state()).toEqual(['Accepted', null, 'CN-1']);
      expect((await rowsFor('K3'))[0]?.['dun_because']).not.toContain('disputed');
      expect(commandsOf('K3')).toHaveLength(1);
    },
    patienceMs,
  );

  it(
    'a call to confirm a promise is closed by the payment, and made where it does not come',
    async () => {
      expect((await actionsOf('K2')).filter((action) => action.startsWith('confirm'))).toEqual([
        'confirm-payment Cancelled 80',
      ]);
      const calls = await activitiesIn(scenario.api, 'phonecalls');
      expect(
        calls.filter(({ description }) => description.includes('80.00 EUR')).map(({ isOpen }) => isOpen),
      ).toEqual([false]);
      expect((await actionsOf('K1')).filter((action) => action.startsWith('confirm'))).toEqual([
        'confirm-payment With a person 40',
      ]);
      const [promise] = await rowsOf('dun_promises', 'statuscode,dun_result', 'K2');
      expect(label(promise ?? {}, 'statuscode')).toBe('Kept');
    },
    patienceMs,
  );

  it(
    'a promise that was kept in part makes one task, and what is missing is asked for',
    async () => {
      await days('2026-03-13', '2026-03-16');
      const [promise] = await rowsOf('dun_promises', 'statuscode,dun_result', 'K1');
      expect(label(promise ?? {}, 'statuscode')).toBe('Partially kept');
      const tasks = (await activitiesIn(scenario.api, 'tasks')).filter(({ subject }) =>
        subject.startsWith('Promise not kept'),
      );
      expect(tasks.map(({ subject }) => subject.replaceAll('\u00a0', ' '))).toEqual([
        'Promise not kept: Anvil, 40.00 EUR',
      ]);
      expect((await rowsFor('K1'))[0]?.['dun_because']).not.toContain('promised');
    },
    patienceMs,
  );

  it(
    'the letter before legal steps stops deliveries: the ERP is told once, and once more when it is paid (invariant 13)',
    async () => {
      await days('2026-03-17', '2026-04-07');
      expect(await actionsOf('K5')).toContain('pre-legal-notice Sent 500');
      const holds = async (): Promise<readonly unknown[]> =>
        (
          await rowsOf('dun_creditholds', 'statuscode,dun_rule,dun_amounts,dun_placedon,dun_releasedon', 'K5')
        ).map((row) => [
          label(row, 'statuscode'),
          row['dun_rule'],
          row['dun_amounts'],
          row['dun_releasedon'],
        ]);
      expect(await holds()).toEqual([['In force', 'pre-legal', 'EUR 500.00', null]]);
      expect(label((await rowsFor('K5'))[0] ?? {}, 'dun_tradingstatus')).toBe('Blocked');
      expect(commandsOf('K5')).toMatchObject([
        { kind: 'tradingStatus', customer: 'K5', status: 'blocked', reason: 'pre-legal' },
      ]);
      const letter = (await actionsIn(scenario.api)).find(({ step }) => step === 'pre-legal-notice');
      const [placed] = await rowsOf('dun_creditholds', 'dun_placedon', 'K5');
      expect(placed?.['dun_placedon']).toBe(letter?.executedOn);
      await days('2026-04-08', '2026-04-08');
      expect(await holds()).toEqual([['Released', 'pre-legal', 'EUR 500.00', '2026-04-08']]);
      expect(label((await rowsFor('K5'))[0] ?? {}, 'dun_tradingstatus')).toBe('Free');
      expect(commandsOf('K5').map(({ status }) => status)).toEqual(['blocked', 'free']);
    },
    patienceMs,
  );

  it('what the ERP is told is one file a row', async () => {
    const rows = await scenario.api.list<Row>('dun_erpcommands?$select=dun_erpcommandid,statuscode');
    const ids = customers.flatMap(({ number }) => commandsOf(number).map(({ id }) => id));
    expect(ids.sort()).toEqual(rows.map((row) => row['dun_erpcommandid']).sort());
    expect(new Set(rows.map((row) => label(row, 'statuscode')))).toEqual(new Set(['Sent']));
  });
});

function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
