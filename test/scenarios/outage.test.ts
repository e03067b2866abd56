/** The app stands still for a week while the ERP, Dataverse and the queues go on: what should have happened is caught up, once. */
import { addDays } from '../../local/erp/days.ts';
import { instantOn } from '../../local/start/day.ts';
import { ledgerOf, type Customer, type Item } from './stack/ledger.ts';
import { messagesIn } from './stack/outbox.ts';
import { actionsIn } from './stack/rows.ts';
import { patienceMs, startScenario, type Scenario } from './stack/scenario.ts';
import { firm } from './stack/two-customers.ts';

const person: Customer = {
  number: 'K2',
  name: 'Bea Moss',
  kind: 'consumer',
  language: 'en',
  email: 'bea@example.com',
};
const issuedOn = '2026-02-01';
/** First notice three days after the due date: on 5 March, before the outage. */
const beforeOutage: Item = {
  customer: 'K1',
  document: 'INV-1',
  issuedOn,
  dueOn: '2026-03-02',
  amount: '100.00',
};
/** First notice four days after the due date: on Monday 9 March, in the outage. */
const inOutage: Item = { customer: 'K2', document: 'INV-2', issuedOn, dueOn: '2026-03-05', amount: '40.00' };
/** To be announced on 7 March, due and paid while nobody looked. */
const paidMeanwhile: Item = {
  customer: 'K2',
  document: 'INV-3',
  issuedOn,
  dueOn: '2026-03-10',
  amount: '25.00',
};

const ledger = ledgerOf([firm, person], (day) =>
  day < '2026-03-11' ? [beforeOutage, inOutage, paidMeanwhile] : [beforeOutage, inOutage],
);

let scenario: Scenario;
beforeAll(async () => {
  scenario = await startScenario({ startsOn: '2026-03-01' });
}, patienceMs);
afterAll(() => scenario.stop());

async function story(): Promise<readonly string[]> {
  const actions = await actionsIn(scenario.api);
  return actions.map(
    ({ executedOn, debtor, step, state, lines }) =>
      `${executedOn ?? '–'} ${debtor} ${step} ${state}: ${lines.map(({ document }) => document).join(', ')}`,
  );
}

it(
  'a week without the app is caught up, each step once and nothing that makes no sense any more (complaint 2, invariant 7)',
  async () => {
    for (let day = '2026-03-01'; day < '2026-03-06'; day = addDays(day, 1)) await scenario.day(day, ledger);
    const sentBefore = [
      '2026-03-05 K1 first-notice Sent: INV-1',
      '2026-03-05 K2 due-date-reminder Sent: INV-2',
    ];
    expect(await story()).toEqual(expect.arrayContaining(sentBefore));

    const { stack } = scenario;
    const host = stack.parts.find(({ name }) => name === 'host');
    host?.expectEnd();
    await host?.stop();
    for (let day = '2026-03-06'; day <= '2026-03-12'; day = addDays(day, 1)) {
      await stack.setClock(instantOn(day, '03:00'));
      await ledger.drop(stack.dropFolder, day);
    }
    await stack.setClock(instantOn('2026-03-12', '20:00'));

    await stack.startHost();
    await scenario.day('2026-03-13', ledger);
    const mails = (await messagesIn(stack)).filter(({ to }) => to.includes('bea')).map(({ text }) => text);
    expect(await story()).toEqual([
      '2026-03-02 K2 pre-due-reminder Sent: INV-2',
      ...sentBefore,
      // On the 9th had anybody been there; the call on the 13th is eight days after the notice all the same.
      '2026-03-13 K2 first-notice Sent: INV-2',
      '2026-03-13 K1 call With a person: INV-1',
    ]);
    expect(mails.filter((text) => text.includes('INV-3'))).toEqual([]);

    const caughtUp = await story();
    await scenario.day('2026-03-14', ledger);
    expect(await story()).toEqual(caughtUp);
  },
  patienceMs,
);
