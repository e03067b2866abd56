/** When and how customers are contacted in the running product: calls by hand, another clock, an address that fails, a rule that cannot say. */
import type { WebApi } from '../../local/start/web-api.ts';
import { ledgerOf, type Customer, type Item } from './stack/ledger.ts';
import { messagesIn, minuteOf } from './stack/outbox.ts';
import { actionsIn, activitiesIn, dispatchesIn } from './stack/rows.ts';
import { collector, patienceMs, startScenario, supervisor, type Scenario } from './stack/scenario.ts';
import { openSmtpGate, type SmtpGate } from './stack/smtp-gate.ts';

const anvil: Customer = {
  number: 'K1',
  name: 'Anvil Ltd',
  kind: 'business',
  language: 'en',
  email: 'anvil@example.com',
};
const bea: Customer = {
  number: 'K2',
  name: 'Bea Moss',
  kind: 'consumer',
  language: 'en',
  email: 'bea@example.com',
};
const coral: Customer = { ...anvil, number: 'K3', name: 'Coral Inc', email: 'coral@example.com' };
const dart: Customer = {
  ...anvil,
  number: 'K4',
  name: 'Dart Ltd',
  email: 'gone@example.com',
  street: 'Hauptstr. 1',
  city: 'Berlin',
};

/** First notices come three days after the due date to firms and four to people: Bea's on Monday 2 March, the others' on Tuesday. */
const anItem = (customer: Customer, dueOn: string): Item => ({
  customer: customer.number,
  document: `INV-${customer.number}`,
  issuedOn: '2026-02-01',
  dueOn,
  amount: '100.00',
});
const ledger = ledgerOf([anvil, bea, coral, dart], () => [
  anItem(anvil, '2026-02-28'),
  anItem(bea, '2026-02-26'),
  anItem(coral, '2026-02-28'),
  anItem(dart, '2026-02-28'),
]);

type DebtorRow = {
  readonly dun_debtorid: string;
  readonly _dun_customerid_value: string;
  readonly dun_because: string | null;
  readonly dun_nextstepon: string | null;
  readonly dun_failedaddresses: string | null;
};

describe('customers are contacted when and how they may be', () => {
  let gate: SmtpGate;
  let scenario: Scenario;
  let upstream = 0;
  beforeAll(async () => {
    gate = await openSmtpGate(() => upstream);
    gate.behave({ kind: 'refuse', recipient: 'gone@example.com' });
    scenario = await startScenario({
      startsOn: '2026-03-01',
      settings: { SMTP_URL: `smtp://127.0.0.1:${gate.port}` },
    });
    upstream = Number(new URL(scenario.stack.addresses.outbox).port) + 1;
  }, patienceMs);
  afterAll(async () => {
    await scenario.stop();
    await gate.close();
  });

  const debtorOf = async ({ number }: Customer): Promise<DebtorRow> => {
    const [row] = await scenario.api.list<DebtorRow>(`dun_debtors?$filter=dun_number eq '${number}'`);
    if (!row) throw new Error(`There is no debtor ${number}`);
    return row;
  };
  /** A call somebody made and wrote down, as the timeline of the customer's form does it. */
  const logCall = async (api: WebApi, customer: Customer): Promise<void> => {
    const { _dun_customerid_value: id } = await debtorOf(customer);
    const kind = customer.kind === 'business' ? 'account' : 'contact';
    const subject = `Spoke with ${customer.name}`;
    await api.create('phonecalls', {
      subject,
      directioncode: true,
      [`regardingobjectid_${kind}_phonecall@odata.bind`]: `/${kind}s(${id})`,
    });
    const [call] = await api.list<{ activityid: string }>(
      `phonecalls?$select=activityid&$filter=subject eq '${subject}'`,
    );
    await api.update(`phonecalls(${call?.activityid})`, { statecode: 1, statuscode: 2 });
  };
  const sentTo = async (customer: Customer): Promise<readonly string[]> => {
    const actions = await actionsIn(scenario.api);
    const dispatches = await dispatchesIn(scenario.api);
    const messages = await messagesIn(scenario.stack);
    return actions
      .filter(({ debtor }) => debtor === customer.number)
      .flatMap(({ id }) => dispatches.filter(({ action }) => action === id))
      .flatMap(({ id }) => messages.filter(({ key }) => key === id))
      .map((one) => `${one.kind} at ${minuteOf(one)}`);
  };

  it(
    'a call logged by hand at seven in the morning postpones the e-mail of nine o’clock (complaint 3)',
    async () => {
      await scenario.day('2026-03-01', ledger);
      await scenario.until('2026-03-02', '06:00');
      expect((await actionsIn(scenario.api)).map(({ debtor, state }) => `${debtor} ${state}`)).toEqual([
        'K2 Planned',
      ]);
      await logCall(await scenario.apiAs(collector), bea);
      await scenario.until('2026-03-02', '12:00');
      expect(await sentTo(bea)).toEqual([]);
    },
    patienceMs,
  );

  it(
    'a call logged by hand on Monday holds back Tuesday’s letter, and says so (complaint 3)',
    async () => {
      await logCall(await scenario.apiAs(collector), anvil);
      await scenario.until('2026-03-03', '06:00');
      const { dun_because, dun_nextstepon } = await debtorOf(anvil);
      expect(dun_because).toContain('The last contact was on 2026-03-02, and 3 days must pass.');
      expect(dun_nextstepon).toBe('2026-03-05');
    },
    patienceMs,
  );

  it(
    'a customer in New York is written to in their morning',
    async () => {
      const { dun_debtorid } = await debtorOf(coral);
      const api = await scenario.apiAs(supervisor);
      await api.update(`dun_debtors(${dun_debtorid})`, { dun_timezone: 'America/New_York' });
      await scenario.until('2026-03-03', '20:00');
      // Nine o'clock in winter time, five hours behind UTC.
      expect(await sentTo(coral)).toEqual(['mail at 2026-03-03T14:00']);
    },
    patienceMs,
  );

  it(
    'an address that does not exist is not used again: the letter goes at once (complaint 7)',
    async () => {
      expect(await sentTo(dart)).toEqual(['letter at 2026-03-03T08:00']);
      const { dun_failedaddresses } = await debtorOf(dart);
      expect(dun_failedaddresses).toBe('email 2026-03-03 gone@example.com');
      const [action] = (await actionsIn(scenario.api)).filter(({ debtor }) => debtor === dart.number);
      expect(action).toMatchObject({ state: 'Sent', channel: 'Letter' });
      expect(action?.because).toContain('Email is not used: the address failed on 2026-03-03.');
    },
    patienceMs,
  );

  it(
    'both get their first notice once the gap has passed',
    async () => {
      await scenario.day('2026-03-04', ledger);
      await scenario.until('2026-03-05', '20:00');
      expect([await sentTo(anvil), await sentTo(bea)]).toEqual([
        ['mail at 2026-03-05T08:00'],
        ['mail at 2026-03-05T08:00'],
      ]);
    },
    patienceMs,
  );

  it(
    'a calendar that ends reaches a person: nobody is contacted, and an alarm says what to complete',
    async () => {
      const [calendar] = await scenario.api.list<{ dun_calendarid: string }>(
        `dun_calendars?$select=dun_calendarid&$filter=dun_code eq 'DE'`,
      );
      const api = await scenario.apiAs(supervisor);
      await api.update(`dun_calendars(${calendar?.dun_calendarid})`, { dun_coveredto: '2026-03-06' });
      await api.create('dun_policyversions', { dun_name: 'A calendar that ends' });
      await scenario.untilQuiet();
      await scenario.day('2026-03-09', ledger);
      const tasks = await activitiesIn(scenario.api, 'tasks');
      expect(tasks.map(({ subject }) => subject)).toContain(
        'Dunlin Demo Kft.: Customers are not contacted: the calendar DE does not cover the days needed',
      );
    },
    patienceMs,
  );
});
