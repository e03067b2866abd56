/** A year with strategies that use all there is: events, conditions, jumps, heads-ups and repeats. */
import { daysBetween, type IsoDate } from '@dunlin/shared/dates/iso-date';
import { headsUpCode, isInChain, isUpcoming, type Step } from '@dunlin/shared/strategy/policy';
import { isGuarded, stepPlan } from '@dunlin/shared/strategy/step-plan';
import fc from 'fast-check';
import { contactBreaches } from './breaches-of-year.ts';
import { richWorld } from './rich-world.ts';
import { oneIn, runs } from './runs.ts';
import type { CarriedOut } from '../simulation/simulate.ts';
import { simulate } from './simulate.ts';
import type { World } from './world.ts';

const days = 365;

describe('a year with everything a strategy may say', () => {
  it('does nothing twice, nothing legal without a final notice, and keeps the rules of contact (invariants 3, 5 and 6)', () => {
    const happened = { contacts: 0, headsUps: 0, legal: 0, answers: 0, again: 0 };
    fc.assert(
      fc.property(richWorld({ days, changing: true }), (world) => {
        const { carriedOut } = simulate(world, { days, how: 'whenDue' });
        for (const { action } of carriedOut) {
          const step = world.policy.strategies[0]?.steps.find(({ code }) => code === action.step.code);
          happened.contacts += 1;
          if (action.step.code === headsUpCode) happened.headsUps += 1;
          if (step && isGuarded(step)) happened.legal += 1;
          if (step && !isInChain(step)) happened.answers += 1;
          if (action.occurrence.includes('@')) happened.again += 1;
        }
        expect([
          ...doneTwice(carriedOut),
          ...answeredTwice(world, carriedOut),
          ...withoutWarning(world, carriedOut),
          ...contactBreaches(world, carriedOut),
          ...againTooSoon(world, carriedOut),
        ]).toEqual([]);
      }),
      runs,
    );
    expect(happened.contacts).toBeGreaterThanOrEqual(oneIn(2, runs));
    expect(happened.headsUps).toBeGreaterThanOrEqual(oneIn(60, runs));
    expect(happened.legal).toBeGreaterThanOrEqual(oneIn(60, runs));
    expect(happened.answers).toBeGreaterThanOrEqual(oneIn(60, runs));
    expect(happened.again).toBeGreaterThanOrEqual(oneIn(60, runs));
  });
});

function doneTwice(carriedOut: readonly CarriedOut[]): readonly string[] {
  const keys = carriedOut.map(({ action }) => action.key);
  return keys.filter((key, at) => keys.indexOf(key) !== at);
}

/** A promise, a dispute or a crossing of the limit is answered once by each step, item by item. */
function answeredTwice(world: World, carriedOut: readonly CarriedOut[]): readonly string[] {
  const answers = carriedOut.flatMap(({ action }) =>
    action.lines.flatMap(({ receivable, step }) =>
      step && !isInChain(stepOf(world, step.code))
        ? [`${receivable} ${step.code} ${step.occurrence ?? 'nothing'}`]
        : [],
    ),
  );
  return answers.filter((one, at) => answers.indexOf(one) !== at);
}

function withoutWarning(world: World, carriedOut: readonly CarriedOut[]): readonly string[] {
  const plan = stepPlan(world.policy.strategies[0]!, 'business');
  const taken = new Set<string>();
  return carriedOut.flatMap(({ action }) =>
    action.lines.flatMap(({ receivable, step }) => {
      if (!step) return [];
      taken.add(`${receivable} ${step.code}`);
      const link = plan.chain.find((one) => one.step.code === step.code);
      if (!link || !isGuarded(link.step)) return [];
      const { needs } = link;
      const warned = needs !== undefined && needs !== 'missing' && taken.has(`${receivable} ${needs.code}`);
      return warned ? [] : [`${receivable} took ${step.code} without a final notice`];
    }),
  );
}

/** A step comes again only when the strategy repeats it, and not before its days. */
function againTooSoon(world: World, carriedOut: readonly CarriedOut[]): readonly string[] {
  const last = new Map<string, IsoDate>();
  return carriedOut.flatMap(({ on, action }) =>
    action.lines.flatMap(({ receivable, step: taken }) => {
      const step = taken && stepOf(world, taken.code);
      if (!step || !isInChain(step)) return [];
      const before = last.get(`${receivable} ${step.code}`);
      last.set(`${receivable} ${step.code}`, on);
      if (before === undefined) return [];
      if (step.repeatDays === undefined || isUpcoming(step)) return [`${receivable} took ${step.code} twice`];
      return daysBetween(before, on) < step.repeatDays
        ? [`${receivable} took ${step.code} again too soon`]
        : [];
    }),
  );
}

function stepOf({ policy }: World, code: string): Step {
  const step = policy.strategies[0]?.steps.find((one) => one.code === code);
  if (!step || code === headsUpCode) throw new Error(`There is no step ${code}`);
  return step;
}
