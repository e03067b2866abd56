/**
 * The decision core beside rule engines of others and a loop written by hand. All of them answer the same question for every invoice –
 * which step is due today, or is one to come, or is none left – and their answers are compared before anything is timed.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { addDays, dayNumber, daysBetween, isoDate } from '@dunlin/shared/dates/iso-date';
import { fromMajor } from '@dunlin/shared/money/money';
import type { Receivable } from '@dunlin/shared/receivables/receivable';
import { nextStep } from '@dunlin/shared/strategy/next-step';
import { stepPlan } from '@dunlin/shared/strategy/step-plan';
import type { TakenSteps } from '@dunlin/shared/strategy/steps-taken';
import { aPolicy, aStep, aStrategy } from '../../shared/src/strategy/testing/a-policy.ts';
import type { Million } from './a-million.ts';
import type { Bench, Figure } from './bench.ts';
import { median } from './bench.ts';
import { handWrittenLoop, jsonLogicEngine, jsonLogicJs, jsonRulesEngine } from './rule-engines.ts';
import { wholeDecisions } from './whole-decisions.ts';

const asOf = isoDate('2025-06-30');
const rounds = 9;

/** Six steps from the reminder to the hand-over, in calendar days: what every engine can express. */
const strategy = aStrategy({
  steps: [
    aStep({ code: 'reminder', order: 1, offsetDays: -5 }),
    aStep({ code: 'first-notice', order: 2, offsetDays: 3, waitDays: 3 }),
    aStep({ code: 'call', order: 3, offsetDays: 10, waitDays: 5 }),
    aStep({ code: 'second-notice', order: 4, offsetDays: 18, waitDays: 5 }),
    aStep({ code: 'pre-legal', order: 5, offsetDays: 35, waitDays: 10 }),
    aStep({ code: 'hand-over', order: 6, offsetDays: 55, waitDays: 14 }),
  ],
});

export type Case = { readonly receivable: Receivable; readonly taken: TakenSteps | undefined };

/** The same as numbers, for engines that know no dates; reckoned by each of them, as it is part of deciding. */
export function factsOf({ receivable, taken }: Case) {
  return {
    daysPastDue: daysBetween(receivable.dueOn, asOf),
    takenOrder: taken?.order ?? 0,
    // Large when no step was taken: no wait holds it up.
    daysSinceTaken: taken === undefined ? 100_000 : daysBetween(taken.on, asOf),
  };
}

export type Contender = {
  readonly name: string;
  /** The step's code when one is due, `later` when one is to come, `none` when none is left; one answer an invoice. */
  decide(cases: readonly Case[]): readonly string[] | Promise<readonly string[]>;
};

export const engine: Bench = {
  name: 'engine',
  measures:
    'invoices decided a second, 100,000 invoices of 10,000 customers and 6 steps, beside rule engines and a loop',
  async run({ say }) {
    const cases = makeCases(100_000);
    const contenders = [
      dunlin,
      handWrittenLoop(strategy, asOf),
      jsonLogicEngine(strategy),
      jsonLogicJs(strategy),
      jsonRulesEngine(strategy),
    ];
    const expected = await dunlin.decide(cases);
    const runners = await Promise.all(
      contenders.map(async (contender) => {
        // The slowest would take minutes for all of them; a part of the invoices is enough for a rate.
        const share = contender.name === 'json-rules-engine' ? cases.slice(0, 5_000) : cases;
        compare(contender.name, await contender.decide(share), expected);
        return { contender, share, seconds: [] as number[] };
      }),
    );
    // In turns, so that a busy moment of the machine is not one contender's alone.
    for (let round = 0; round < rounds; round++) {
      for (const { contender, share, seconds } of runners) {
        const start = performance.now();
        await contender.decide(share);
        seconds.push((performance.now() - start) / 1000);
      }
    }
    const figures = runners.map(({ contender: { name }, share, seconds }): Figure => {
      const rate = share.length / median(seconds);
      say(`  ${name}: ${Math.round(rate).toLocaleString('en')} invoices a second`);
      return {
        name,
        value: rate,
        unit: 'invoices/s',
        rate: 'invoicesPerSecond',
        ...(name === 'dunlin' && { floor: 2_000_000 }),
      };
    });
    const rateOf = (name: string): number => figures.find((figure) => figure.name === name)?.value ?? 0;
    figures.push(
      {
        name: 'json-logic-engine / dunlin',
        value: rateOf('json-logic-engine') / rateOf('dunlin'),
        unit: 'times',
        limit: 1,
      },
      { name: 'loop / dunlin', value: rateOf('loop') / rateOf('dunlin'), unit: 'times', limit: 5 },
      ...wholeDecisions(),
      ...aMillion(),
    );
    return figures;
  },
};

/** With reasons, as the product asks it. */
export const dunlin: Contender = {
  name: 'dunlin',
  decide: (cases) => {
    const { calendar } = aPolicy();
    const plan = stepPlan(strategy, 'bench');
    const planOfDay = { plan, calendar, today: dayNumber(asOf) };
    return cases.map((item) => {
      const next = nextStep(item, planOfDay);
      return next.kind === 'due' ? next.step.code : next.kind === 'later' ? 'later' : 'none';
    });
  },
};

const noSteps: TakenSteps['ever'] = new Map();

/** Ten invoices a customer, due over five months, at every stage. */
export function makeCases(count: number): readonly Case[] {
  const first = isoDate('2025-02-15');
  return Array.from({ length: count }, (_, at): Case => {
    const dueOn = addDays(first, (at * 7) % 151);
    const order = Math.floor(at / 10) % 7;
    const on = addDays(asOf, -((at * 11) % 40));
    const taken = order === 0 ? undefined : { order, on, counted: noSteps, ever: noSteps };
    const receivable: Receivable = {
      id: `item-${at}`,
      document: `INV-${at}`,
      kind: 'invoice',
      state: 'open',
      issuedOn: dueOn,
      dueOn,
      amount: fromMajor(100, 'EUR'),
      open: fromMajor(100, 'EUR'),
    };
    return { receivable, taken };
  });
}

function compare(name: string, found: readonly string[], expected: readonly string[]): void {
  const at = found.findIndex((decision, index) => decision !== expected[index]);
  if (at >= 0) throw new Error(`${name} decides ${found[at]} for invoice ${at}, and dunlin ${expected[at]}`);
}

/** In a process of its own, so that its memory is that of the million alone. */
function aMillion(): readonly Figure[] {
  const script = join(import.meta.dirname, 'a-million.ts');
  const said = execFileSync(process.execPath, [script], { encoding: 'utf8' });
  const { ratio, megabytes } = JSON.parse(said) as Million;
  return [
    { name: '1,000,000 / 100,000 invoices', value: ratio, unit: 'times', limit: 12 },
    { name: 'memory with 1,000,000 invoices', value: megabytes, unit: 'MB', limit: 1_000 },
  ];
}
