/** Only debtors whose outcome can change are evaluated: that must come to the same as evaluating everybody every day. */
import type { IsoDate } from '@dunlin/shared/dates/iso-date';
import type { Decision } from '@dunlin/shared/strategy/decision';
import { evaluate } from '@dunlin/shared/strategy/evaluate';
import { isUpcoming } from '@dunlin/shared/strategy/policy';
import { reconcile } from '@dunlin/shared/strategy/reconcile';
import fc from 'fast-check';
import { oneIn, runs } from './runs.ts';
import { richWorld } from './rich-world.ts';
import type { Story } from '../simulation/simulate.ts';
import { simulate } from './simulate.ts';
import { dateOfDay, world, type World } from './world.ts';

const days = 100;

describe('evaluating only on the day a decision named', () => {
  it('carries out the same as evaluating every day, whether the ledger changes or not (invariant 7)', () => {
    let carriedOut = 0;
    const worlds = fc.oneof(
      world({ days, changing: true }),
      world({ days, changing: false }),
      richWorld({ days, changing: true }),
    );
    fc.assert(
      fc.property(worlds, (world) => {
        const everyDay = simulate(world, { days, how: 'everyDay' });
        const whenDue = simulate(world, { days, how: 'whenDue' });
        carriedOut += whenDue.carriedOut.length;
        expectSame(whenDue.carriedOut, everyDay.carriedOut);
        expectSame(whenDue.facts, everyDay.facts);
      }),
      runs,
    );
    expect(carriedOut).toBeGreaterThanOrEqual(oneIn(1, runs));
  });

  it('misses nothing in between: on no day before would a verdict, the stage or the next step be another', () => {
    let daysBetweenLooks = 0;
    fc.assert(
      fc.property(fc.oneof(world({ days, changing: true }), richWorld({ days, changing: true })), (world) => {
        let last: Decision | undefined;
        simulate(world, {
          days,
          how: 'whenDue',
          watch(facts, day, decision) {
            if (decision) {
              last = decision;
              return;
            }
            daysBetweenLooks += 1;
            const between = evaluate(world.policy, facts, dateOfDay(day));
            const found = { position: positionOf(between), changes: reconcile(between, facts.history) };
            const expected = {
              position: last && positionOf(last),
              changes: { create: [], replan: [], cancel: [], close: [] },
            };
            expectSame(found, expected);
          },
        });
      }),
      runs,
    );
    expect(daysBetweenLooks).toBeGreaterThanOrEqual(oneIn(1, runs));
  });

  it('is worth it: fewer than half of the days', () => {
    const worlds = fc.sample(world({ days, changing: true }), { numRuns: 200, seed: 1 });
    const evaluated = worlds.map((one) => simulate(one, { days, how: 'whenDue' }).evaluatedOn.length);
    const share = evaluated.reduce((a, b) => a + b) / (days * worlds.length);
    expect(share).toBeLessThan(0.5);
  });
});

describe('after an outage', () => {
  it('every step about overdue items is caught up, once (invariant 7, complaint 2)', () => {
    let delayed = 0;
    const horizon = 250;
    const outage = fc.record({ from: fc.nat(150), days: fc.integer({ min: 1, max: 14 }) });
    fc.assert(
      fc.property(world({ days: horizon, changing: false }), outage, (any, outage) => {
        const world = withLastingSteps(any);
        const undisturbed = simulate(world, { days: horizon, how: 'whenDue' });
        const caughtUp = simulate(world, { days: horizon, how: 'whenDue', outage });
        if (JSON.stringify(caughtUp.carriedOut) !== JSON.stringify(undisturbed.carriedOut)) delayed += 1;
        expect(overdueSteps(world, caughtUp)).toEqual(overdueSteps(world, undisturbed));
      }),
      runs,
    );
    expect(delayed).toBeGreaterThanOrEqual(oneIn(20, runs));
  });
});

/** Comparing texts first is what makes a hundred thousand days affordable. */
function expectSame(found: unknown, expected: unknown): void {
  if (JSON.stringify(found) !== JSON.stringify(expected)) expect(found).toEqual(expected);
}

type Position = {
  readonly verdicts: readonly (readonly [string, string, string | undefined, IsoDate | undefined])[];
  readonly outlook: Decision['outlook'];
};

function positionOf({ verdicts, outlook }: Decision): Position {
  return {
    verdicts: verdicts.map((verdict) => [
      verdict.item.receivable.id,
      verdict.kind,
      verdict.step?.code,
      verdict.kind === 'wait' ? verdict.until : undefined,
    ]),
    outlook,
  };
}

/**
 * Overdue steps that never stop making sense, and without minimums: those are reached, or not, by the items that come to a step together.
 * Without the pack that ends: what comes after its last day waits for another text.
 */
function withLastingSteps(world: World): World {
  const strategies = world.policy.strategies.map((strategy) => ({
    ...strategy,
    steps: strategy.steps.map(({ validDays, ...any }) => {
      const step = { ...any, minimumMinor: {} };
      return validDays !== undefined && isUpcoming(step) ? { ...step, validDays } : step;
    }),
  }));
  const packs = (world.policy.contact.packs ?? []).filter((code) => code !== 'TEST');
  return { ...world, policy: { ...world.policy, strategies, contact: { ...world.policy.contact, packs } } };
}

/** Each item with each overdue step it took, once for every time. */
function overdueSteps(world: World, { carriedOut }: Story): readonly string[] {
  const overdue = new Set(
    world.policy.strategies
      .flatMap(({ steps }) => steps.filter((step) => !isUpcoming(step)))
      .map(({ code }) => code),
  );
  return carriedOut
    .flatMap(({ action }) => action.lines)
    .flatMap(({ receivable, step }) => (step && overdue.has(step.code) ? [`${receivable} ${step.code}`] : []))
    .sort();
}
