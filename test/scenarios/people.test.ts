/** What people do, and what sinks do to them: releasing, stopping, calling, and mail servers that are not there, refuse, or break off. */
import type { ErpHistory } from '../../local/erp/history.ts';
import { askToSync } from '../../local/start/sync-erp.ts';
import { ledgerOf, type Item } from './stack/ledger.ts';
import { messagesIn, minuteOf } from './stack/outbox.ts';
import { actionsIn, activitiesIn, dispatchesIn, type Activity } from './stack/rows.ts';
import {
  collector,
  patienceMs,
  release,
  startScenario,
  supervisor,
  type Scenario,
} from './stack/scenario.ts';
import { openSmtpGate, type SmtpGate } from './stack/smtp-gate.ts';
import { firm, ofFirm, ofPerson, person } from './stack/two-customers.ts';

// Budapest is an hour ahead of UTC, so the contact window is from 08:00 to 17:00 UTC.
const monday = '2026-03-02';

/** Both customers owe what they owe, day after day. */
const unpaid = ledgerOf([firm, person], () => [ofFirm, ofPerson]);

describe('people decide what is sent', () => {
  it(
    'holds the first run until a supervisor releases it; it goes out when the window opens',
    () =>
      story({ hold: true }, async (scenario) => {
        await scenario.day('2026-03-02', unpaid);
        await scenario.day('2026-03-03', unpaid);
        expect(await states(scenario)).toEqual(['K1 first-notice Planned', 'K2 first-notice Planned']);
        expect(await sent(scenario)).toEqual([]);

        await release(await scenario.apiAs(supervisor));
        await scenario.untilQuiet();
        // It is nine in the evening in Budapest.
        expect(await sent(scenario)).toEqual([]);

        await scenario.day('2026-03-04', unpaid);
        expect(await states(scenario)).toEqual(['K1 first-notice Sent', 'K2 first-notice Sent']);
        expect(await sent(scenario)).toEqual([
          'mail to anvil@example.com at 2026-03-04T08:00',
          'mail to bea@example.com at 2026-03-04T08:00',
        ]);
      }),
    patienceMs,
  );

  it(
    'sends nothing while the stop switch is on, and goes on within the window when it is off',
    () =>
      story({}, async (scenario) => {
        const api = await scenario.apiAs(supervisor);
        const [control] = await api.list<{ dun_sendcontrolid: string }>(
          'dun_sendcontrols?$select=dun_sendcontrolid',
        );
        const stop = (dun_stopped: boolean): Promise<void> =>
          api.update(`dun_sendcontrols(${control?.dun_sendcontrolid})`, {
            dun_stopped,
            dun_reason: 'Wrong bank account',
          });
        await stop(true);
        await scenario.day('2026-03-02', unpaid);
        expect(await sent(scenario)).toEqual([]);
        expect(await states(scenario)).toEqual(['K1 first-notice Planned', 'K2 first-notice Planned']);

        await scenario.until('2026-03-03', '09:00');
        await stop(false);
        await scenario.until('2026-03-03', '20:00');
        expect(await sent(scenario)).toEqual([
          'mail to anvil@example.com at 2026-03-03T09:00',
          'mail to bea@example.com at 2026-03-03T09:00',
        ]);
      }),
    patienceMs,
  );

  it(
    'lets neither a collector release nor stop',
    () =>
      story({ hold: true }, async (scenario) => {
        await expect(release(await scenario.apiAs(collector))).rejects.toThrow('403');
        expect(await scenario.api.list('dun_companies?$filter=dun_released eq true')).toEqual([]);
      }),
    patienceMs,
  );

  it(
    'sends nothing from a ledger older than three days and tells a reviewer once a day',
    () =>
      story({}, async (scenario) => {
        // Due on Wednesday: a reminder on Monday and one on the day; the first notice would come on Monday the ninth.
        const item: Item = { ...ofPerson, dueOn: '2026-03-04' };
        const news: ErpHistory = ledgerOf([person], (day) =>
          day === '2026-03-02' || day > '2026-03-10' ? [item] : undefined,
        );
        for (let day = 2; day <= 10; day += 1)
          await scenario.day(`2026-03-${String(day).padStart(2, '0')}`, news);
        expect(await states(scenario)).toEqual([
          'K2 due-date-reminder Sent',
          'K2 first-notice Planned',
          'K2 pre-due-reminder Sent',
        ]);
        const alarms = (await activitiesIn(scenario.api, 'tasks')).map(
          ({ subject, description, queues }) => `${subject} / ${description} / ${queues.join()}`,
        );
        const alarm = (age: number): string =>
          `Dunlin Demo Kft.: Nothing is sent / Nothing is sent: the ledger is of 2026-03-02, ${age} days old; at most 3 are allowed. / Dunlin review`;
        expect(alarms).toEqual([4, 5, 6, 7, 8].map(alarm));

        await scenario.day('2026-03-11', news);
        // What waited for the ledger is handed over as soon as it is new enough.
        expect((await sent(scenario)).at(-1)).toBe('mail to bea@example.com at 2026-03-11T08:00');
      }),
    patienceMs,
  );

  it(
    'goes on after a collector’s call, when the wait of the next step has passed',
    () =>
      story({}, async (scenario) => {
        for (let day = 2; day <= 9; day += 1) await scenario.day(`2026-03-0${day}`, unpaid);
        // Eight days after the first notice, which asked for payment within seven.
        await scenario.until('2026-03-10', '12:00');
        const api = await scenario.apiAs(collector);
        const [call, ...others] = await activitiesIn(api, 'phonecalls');
        expect(others).toEqual([]);
        expect(call).toMatchObject({
          subject: 'Call Anvil Ltd (K1): 100.00 EUR',
          isOpen: true,
          queues: ['Dunlin calls'],
        });
        await api.update(`phonecalls(${call?.id})`, { statecode: 1, statuscode: 2 });
        await scenario.untilQuiet();
        expect(await states(scenario, 'K1')).toEqual(['K1 call Done by a person', 'K1 first-notice Sent']);
        const [debtor] = await scenario.api.list<Record<string, unknown>>(
          `dun_debtors?$select=dun_stage,dun_nextstep,dun_nextstepon,dun_evaluatedon&$filter=dun_number eq 'K1'`,
        );
        // The second notice was due on 6 March, fourteen days after the due date; three days after the call it is Friday the 13th.
        expect(debtor).toMatchObject({
          dun_stage: 'Call',
          dun_nextstep: 'Second notice',
          dun_nextstepon: '2026-03-13',
          dun_evaluatedon: '2026-03-10',
        });
        for (const day of ['2026-03-11', '2026-03-12', '2026-03-13']) await scenario.day(day, unpaid);
        expect((await sent(scenario)).filter((line) => line.includes('anvil'))).toEqual([
          'mail to anvil@example.com at 2026-03-02T08:00',
          'mail to anvil@example.com at 2026-03-13T08:00',
        ]);
      }),
    patienceMs,
  );

  it(
    'cancels what was paid between planning and sending',
    () =>
      story({ startsOn: '2026-03-01' }, async (scenario) => {
        const paid = ledgerOf([firm, person], (day) =>
          day === '2026-03-02' ? [ofPerson] : [ofFirm, ofPerson],
        );
        await scenario.day('2026-03-01', paid);
        await scenario.until('2026-03-02', '06:00');
        expect(await states(scenario)).toEqual(['K1 first-notice Planned', 'K2 first-notice Planned']);
        await paid.drop(scenario.stack.dropFolder, '2026-03-02');
        await askToSync(scenario.stack);
        await scenario.until('2026-03-02', '20:00');
        expect(await states(scenario)).toEqual(['K1 first-notice Cancelled', 'K2 first-notice Sent']);
        expect((await actionsIn(scenario.api)).map(({ result }) => result)).toContain(
          'Nothing is left to collect.',
        );
        expect(await sent(scenario)).toEqual(['mail to bea@example.com at 2026-03-02T08:00']);
      }),
    patienceMs,
  );
});

describe('sinks that misbehave', () => {
  it(
    'gives what an unknown mailbox refuses, and no letter can carry, to a person once, and goes on with the others (complaint 7)',
    () =>
      story({}, async (scenario, gate) => {
        gate.behave({ kind: 'refuse', recipient: 'anvil@example.com' });
        await scenario.day('2026-03-02', unpaid);
        await scenario.day('2026-03-03', unpaid);
        expect(await states(scenario)).toEqual(['K1 first-notice With a person', 'K2 first-notice Sent']);
        expect(
          (await dispatchesIn(scenario.api)).map(({ state, receipt }) => `${state}: ${receipt}`),
        ).toContain(
          "Failed: anvil@example.com cannot be reached: Can't send mail - all recipients were rejected: 550 5.1.1 No such mailbox",
        );
        expect((await reviews(scenario)).map((text) => text.slice(0, 40))).toEqual([
          'Cannot be reached: Anvil Ltd (K1), 100.0',
        ]);
        expect(await sent(scenario)).toEqual(['mail to bea@example.com at 2026-03-02T08:00']);
      }),
    patienceMs,
  );

  it(
    'tries again when no mail server is there, and sends once',
    () =>
      story({}, async (scenario, gate) => {
        await gate.close();
        await scenario.until('2026-03-02', '03:00');
        await unpaid.drop(scenario.stack.dropFolder, '2026-03-02');
        await scenario.until('2026-03-02', '08:10');
        expect(await states(scenario)).toEqual(['K1 first-notice Planned', 'K2 first-notice Planned']);
        await gate.open();
        await scenario.until('2026-03-02', '20:00');
        expect(await states(scenario)).toEqual(['K1 first-notice Sent', 'K2 first-notice Sent']);
        // Tried at the opening of the window, five minutes later, and a quarter of an hour after that.
        expect(await sent(scenario)).toEqual([
          'mail to anvil@example.com at 2026-03-02T08:20',
          'mail to bea@example.com at 2026-03-02T08:20',
        ]);
        const attempts = Map.groupBy(await dispatchesIn(scenario.api), ({ recipient }) => recipient);
        expect([...attempts.values()].map((rows) => rows.map(({ state }) => state))).toEqual([
          ['Failed', 'Failed', 'Sent'],
          ['Failed', 'Failed', 'Sent'],
        ]);
      }),
    patienceMs,
  );

  it(
    'asks a person when the connection breaks after the message was handed over, and never sends it again',
    () =>
      story({}, async (scenario, gate) => {
        gate.behave({ kind: 'breakAfterData' });
        await scenario.day(
          '2026-03-02',
          ledgerOf([firm], () => [ofFirm]),
        );
        gate.behave({ kind: 'pass' });
        await scenario.day(
          '2026-03-03',
          ledgerOf([firm], () => [ofFirm]),
        );
        expect(await states(scenario)).toEqual(['K1 first-notice Unknown, needs a person']);
        expect(await reviews(scenario)).toEqual([
          expect.stringMatching(
            /^Perhaps sent: First notice – Anvil Ltd \/ Nobody can tell whether this was sent: .* \/ Dunlin review$/,
          ),
        ]);
        expect(await sent(scenario)).toEqual(['mail to anvil@example.com at 2026-03-02T08:00']);
      }),
    patienceMs,
  );

  it(
    'gives an action without a template to a person',
    () =>
      story({}, async (scenario) => {
        const [template] = await scenario.api.list<{ dun_templateid: string }>(
          `dun_templates?$select=dun_templateid&$filter=dun_code eq 'first-notice' and dun_language eq 'en' and dun_channel eq 784000000`,
        );
        await scenario.api.update(`dun_templates(${template?.dun_templateid})`, {
          statecode: 1,
          statuscode: 2,
        });
        await scenario.day('2026-03-02', unpaid);
        expect(await states(scenario)).toEqual([
          'K1 first-notice Failed, needs a person',
          'K2 first-notice Sent',
        ]);
        expect(await reviews(scenario)).toEqual([
          expect.stringMatching(
            /^Could not be sent: First notice – Anvil Ltd \/ There is no template first-notice for email in the language en\s+Mend it and cancel this task/,
          ),
        ]);
      }),
    patienceMs,
  );
});

function story(
  options: { readonly startsOn?: string; readonly hold?: boolean },
  tell: (scenario: Scenario, gate: SmtpGate) => Promise<void>,
): Promise<void> {
  return withGate(async (gate, upstream) => {
    const scenario = await startScenario({
      startsOn: monday,
      ...options,
      settings: { SMTP_URL: `smtp://127.0.0.1:${gate.port}` },
    });
    upstream(Number(new URL(scenario.stack.addresses.outbox).port) + 1);
    try {
      await tell(scenario, gate);
    } finally {
      await scenario.stop();
    }
  });
}

async function withGate(
  tell: (gate: SmtpGate, upstream: (port: number) => void) => Promise<void>,
): Promise<void> {
  let port = 0;
  const gate = await openSmtpGate(() => port);
  try {
    await tell(gate, (upstream) => (port = upstream));
  } finally {
    await gate.close();
  }
}

/** Each action of a debtor, or of all, and what became of it. */
async function states({ api }: Scenario, debtor?: string): Promise<readonly string[]> {
  return (await actionsIn(api))
    .filter((action) => debtor === undefined || action.debtor === debtor)
    .map((action) => `${action.debtor} ${action.step} ${action.state}`)
    .sort();
}

async function sent({ stack }: Scenario): Promise<readonly string[]> {
  return (await messagesIn(stack))
    .map((one) => `${one.kind} to ${/<(.*)>/.exec(one.to)?.[1] ?? one.to} at ${minuteOf(one)}`)
    .sort((a, b) => (a.slice(-16) + a < b.slice(-16) + b ? -1 : 1));
}

async function reviews({ api }: Scenario): Promise<readonly string[]> {
  return (await activitiesIn(api, 'tasks'))
    .filter(({ isOpen }: Activity) => isOpen)
    .map(({ subject, description, queues }) => `${subject} / ${description} / ${queues.join()}`);
}
