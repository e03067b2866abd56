/**
 * Parts of the stack are killed at the worst moments. Whatever dies: nobody gets a message twice, what may have been sent is shown to a
 * person, and everything else comes out as if nothing had happened.
 */
import { addDays } from '../../local/erp/days.ts';
import { samplePortfolio } from '../../local/erp/sample/portfolio.ts';
import { randomOf } from '../../local/erp/sample/random.ts';
import { sampleHistory } from '../../local/erp/sample/sample-history.ts';
import { runDay } from '../../local/start/run-day.ts';
import { differences, outcomeOf, unknownIn, type Outcome } from './stack/outcome.ts';
import { patienceMs, startScenario, waitMs, type Scenario } from './stack/scenario.ts';
import { openDataverseGate } from './stack/dataverse-gate.ts';
import { openSmsGate } from './stack/sms-gate.ts';
import { openSmtpGate } from './stack/smtp-gate.ts';
import { killingClock, strike, type Gates, type Plan, type Point, type Victim } from './stack/strike.ts';

const startsOn = '2026-03-02';
/** Two days, and two after a week, when the first calls are due. */
const days = [0, 1, 7, 8].map((day) => addDays(startsOn, day));
const history = sampleHistory(samplePortfolio({ startsOn, debtors: 150, days: 10 }));

const points: readonly Point[] = [
  'import',
  'evaluation',
  'betweenReserveAndSend',
  'betweenSendAndReceipt',
  'clockAdvance',
];
const victims: readonly Victim[] = ['host', 'dataverse', 'servicebus', 'all'];

const seeds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

function planOf(seed: number): Plan {
  const random = randomOf('crash', seed);
  return {
    // Every point comes up, whatever the seeds.
    point: points[(seed - 1) % points.length] ?? 'import',
    victim: random.pick(victims),
    channel: random.pick(['mail', 'sms'] as const),
    at: random.between(0, 9),
  };
}

let undisturbed: Outcome;
beforeAll(async () => {
  undisturbed = await run(async (scenario) => {
    for (const day of days) await scenario.day(day, history);
    return outcomeOf(scenario);
  });
}, patienceMs);

it('reaches enough customers for a crash to matter', () => {
  const states = Map.groupBy(undisturbed.actions.values(), ({ state }) => state);
  expect(states.get('Sent')?.length).toBeGreaterThan(30);
  expect([...states.keys()].sort()).toEqual(['Sent', 'With a person']);
  expect(new Set([...undisturbed.actions.values()].map(({ channel }) => channel))).toEqual(
    new Set(['E-mail', 'Letter', 'SMS', 'Call', 'Hand-over to a person']),
  );
});

it('strikes at every point, and every part dies', () => {
  const plans = seeds.map(planOf);
  expect(new Set(plans.map(({ point }) => point))).toEqual(new Set(points));
  expect(new Set(plans.map(({ victim }) => victim))).toEqual(new Set(victims));
});

it.each(seeds.map((seed) => [seed, planOf(seed)] as const))(
  'seed %i: %j',
  async (_seed, plan) => {
    await run(async (scenario, gates) => {
      await daysWithStrike(scenario, gates, plan);
      const dead = plan.victim === 'all' ? ['servicebus', 'dataverse', 'outbox', 'host'] : [plan.victim];
      for (const part of dead) {
        expect(scenario.log.join('\n')).toContain(`${part} ended (SIGKILL) and is started again`);
      }
      const disturbed = await outcomeOf(scenario);
      expect(differences(undisturbed, disturbed)).toEqual([]);
      // Only a kill while something is being sent may lose track of a message.
      if (plan.point === 'import' || plan.point === 'evaluation') expect(unknownIn(disturbed)).toEqual([]);
    });
  },
  patienceMs,
);

async function daysWithStrike(scenario: Scenario, gates: Gates, plan: Plan): Promise<void> {
  const stack = plan.point === 'clockAdvance' ? killingClock(scenario.stack, plan) : scenario.stack;
  let isStruck = plan.point === 'clockAdvance';
  const work = async (): Promise<void> => {
    for (const day of days) await runDay(stack, day, history, { patienceMs: waitMs });
    if (!isStruck) throw new Error('The days ended before the point came');
  };
  const hit = async (): Promise<void> => {
    if (isStruck) return;
    await strike(scenario, gates, plan);
    isStruck = true;
  };
  await Promise.all([work(), hit()]);
}

async function run<T>(story: (scenario: Scenario, gates: Gates) => Promise<T>): Promise<T> {
  let scenario: Scenario | undefined;
  const outbox = (): URL => new URL(scenario?.stack.addresses.outbox ?? 'http://127.0.0.1');
  const dataverse = await openDataverseGate(
    () => new URL(scenario?.stack.addresses.dataverse ?? 'http://127.0.0.1'),
  );
  const mail = await openSmtpGate(() => Number(outbox().port) + 1);
  const sms = await openSmsGate(() => `${outbox().origin}/sms`);
  try {
    scenario = await startScenario({
      startsOn,
      settings: {
        DATAVERSE_URL: dataverse.url,
        SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
        SMS_GATEWAY_URL: `http://127.0.0.1:${sms.port}/sms`,
      },
    });
    return await story(scenario, { dataverse, mail, sms });
  } finally {
    await scenario?.stop();
    await dataverse.close();
    await mail.close();
    await sms.close();
  }
}
