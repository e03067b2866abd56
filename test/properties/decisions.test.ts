/** What holds of a single decision, for debtors somewhere in the middle of their story. */
import type { ActionRecord } from '@dunlin/shared/actions/action';
import { canonicalJson } from '@dunlin/shared/actions/keys';
import { countsAsTaken } from '@dunlin/shared/actions/states';
import type { IsoDate } from '@dunlin/shared/dates/iso-date';
import { money, type Currency, type Money } from '@dunlin/shared/money/money';
import type { Decision } from '@dunlin/shared/strategy/decision';
import { evaluate } from '@dunlin/shared/strategy/evaluate';
import { factsHash, type Facts } from '@dunlin/shared/strategy/facts';
import type { Policy, Step } from '@dunlin/shared/strategy/policy';
import { reconcile } from '@dunlin/shared/strategy/reconcile';
import fc from 'fast-check';
import { oneIn, runs } from './runs.ts';
import { simulate } from './simulate.ts';
import { scaledRule } from './some-rules.ts';
import { richWorld } from './rich-world.ts';
import { dateOfDay, world } from './world.ts';

type Situation = { readonly policy: Policy; readonly facts: Facts; readonly asOf: IsoDate };

const states: readonly ActionRecord['state'][] = [
  ...(['planned', 'reserved', 'withPerson', 'unknown', 'failed', 'sent', 'done', 'cancelled'] as const),
];

/** A debtor after some weeks, some of whose actions came to another end than usual: the day after, or on one on which something changes. */
const situation: fc.Arbitrary<Situation> = fc
  .record({
    world: fc.oneof(world({ days: 100, changing: true }), richWorld({ days: 100, changing: true })),
    days: fc.integer({ min: 1, max: 100 }),
    changes: fc.nat(3),
    ends: fc.array(fc.option(fc.constantFrom(...states), { freq: 3 }), { maxLength: 12 }),
  })
  .map(({ world, days, changes, ends }) => {
    const { facts } = simulate(world, { days, how: 'whenDue' });
    const history = facts.history.map((record, at) => ended(record, ends[at] ?? record.state));
    const later = { ...facts, history };
    let asOf = dateOfDay(days);
    for (let at = 0; at < changes; at++) asOf = evaluate(world.policy, later, asOf).nextChangeOn ?? asOf;
    return { policy: world.policy, facts: later, asOf };
  });

function ended({ executedOn, ...record }: ActionRecord, state: ActionRecord['state']): ActionRecord {
  // Only what was carried out has a day.
  if (executedOn === undefined) return { ...record, state: countsAsTaken(state) ? record.state : state };
  return { ...record, state, ...(countsAsTaken(state) && { executedOn }) };
}

describe('a decision', () => {
  it('does not depend on the order of rows (invariant 2, complaint 21)', () => {
    const shuffled = situation.chain(({ policy, facts, asOf }) =>
      fc
        .record({
          receivables: shuffle(facts.receivables),
          history: shuffle(facts.history),
          addresses: shuffle(facts.debtor.reach.addresses),
          steps: shuffle(policy.strategies[0]?.steps ?? []),
        })
        .map(({ receivables, history, addresses, steps }) => ({
          given: { policy, facts, asOf },
          other: {
            policy: { ...policy, strategies: policy.strategies.map((one) => ({ ...one, steps })) },
            facts: {
              ...facts,
              receivables,
              history,
              debtor: { ...facts.debtor, reach: { ...facts.debtor.reach, addresses } },
            },
            asOf,
          },
        })),
    );
    fc.assert(
      fc.property(shuffled, ({ given, other }) => {
        expect(canonicalJson(decide(other))).toBe(canonicalJson(decide(given)));
        expect(factsHash(other.facts)).toBe(factsHash(given.facts));
      }),
      runs,
    );
  });

  it('is made from its arguments alone and leaves them as they were', () => {
    fc.assert(
      fc.property(situation, (situation) => {
        const first = canonicalJson(decide(deepFrozen(situation)));
        expect(canonicalJson(decide(structuredClone(situation)))).toBe(first);
      }),
      runs,
    );
  });

  it('never asks for an action that had an effect or failed', () => {
    let taken = 0;
    fc.assert(
      fc.property(situation, (situation) => {
        const stored = new Map(situation.facts.history.map(({ key, state }) => [key, state]));
        if ([...stored.values()].some((state) => state === 'failed' || countsAsTaken(state)))
          taken += decide(situation).actions.length;
        const found = decide(situation).actions.map(({ key }) => stored.get(key) ?? 'new');
        expect(found.filter((state) => !['new', 'planned', 'cancelled'].includes(state))).toEqual([]);
      }),
      runs,
    );
    expect(taken).toBeGreaterThanOrEqual(oneIn(60, runs));
  });

  it('is settled once it is applied: deciding again changes nothing', () => {
    let carriedOut = 0;
    fc.assert(
      fc.property(situation, (situation) => {
        const decision = decide(situation);
        const applied = { ...situation, facts: afterwards(situation.facts, decision) };
        carriedOut += decision.actions.length;
        const again = decide(applied);
        expect(reconcile(again, applied.facts.history)).toEqual({
          create: [],
          replan: [],
          cancel: [],
          close: [],
        });
        expect(again).toEqual({ ...decision, episode: { kind: 'none' } });
      }),
      runs,
    );
    expect(carriedOut).toBeGreaterThanOrEqual(oneIn(60, runs));
  });

  it('names a later day for the next one', () => {
    fc.assert(
      fc.property(situation, (situation) => {
        const { nextChangeOn, asOf } = decide(situation);
        expect(nextChangeOn === undefined || nextChangeOn > asOf).toBe(true);
      }),
      runs,
    );
  });

  it('gives a reason for every verdict and every action (complaint 28)', () => {
    fc.assert(
      fc.property(situation, (situation) => {
        const { verdicts, actions, because } = decide(situation);
        expect([...verdicts, ...actions].filter((one) => one.because.length === 0)).toEqual([]);
        expect(verdicts.length > 0 || because.length > 0).toBe(true);
      }),
      runs,
    );
  });

  it('stays the same when all amounts and minimums grow alike (invariant 15)', () => {
    let compared = 0;
    fc.assert(
      fc.property(situation, fc.constantFrom(2, 3, 7, 100), (situation, factor) => {
        const { policy, facts, asOf } = situation;
        const grow = ({ minor, currency }: Money): Money => money(minor * factor, currency);
        const growAll = <T extends { readonly amount: Money }>(all: readonly T[]): readonly T[] =>
          all.map((one) => ({ ...one, amount: grow(one.amount) }));
        const { creditLimit } = facts.debtor;
        // What a promise may be short of is a share of it, or an amount for each currency.
        const { promises } = policy.agreements;
        const tolerance = { ...promises, toleranceMinor: scaled(promises.toleranceMinor, factor) };
        const grown = decide({
          policy: withSteps(
            { ...policy, agreements: { ...policy.agreements, promises: tolerance } },
            ({ condition, ...step }) => ({
              ...step,
              minimumMinor: scaled(step.minimumMinor, factor),
              ...(condition && { condition: scaledRule(condition, factor) }),
            }),
          ),
          facts: {
            ...facts,
            debtor: { ...facts.debtor, ...(creditLimit && { creditLimit: grow(creditLimit) }) },
            promises: facts.promises.map((one) => ({
              ...one,
              instalments: growAll(one.instalments),
              items: growAll(one.items),
            })),
            receivables: facts.receivables.map((one) => ({
              ...one,
              amount: grow(one.amount),
              open: grow(one.open),
            })),
          },
          asOf,
        });
        const decision = decide(situation);
        compared += decision.actions.length;
        expect(contentOf(grown)).toEqual(contentOf(decision));
        expect(grown.actions.map(({ amount }) => amount)).toEqual(
          decision.actions.map(({ amount }) => grow(amount)),
        );
      }),
      runs,
    );
    expect(compared).toBeGreaterThanOrEqual(oneIn(60, runs));
  });

  it('stays the same when the strategy is renumbered in the same order (complaint 26)', () => {
    fc.assert(
      fc.property(situation, fc.constantFrom(0.1, 2, 10), (situation, factor) => {
        const policy = withSteps(situation.policy, (step) => ({ ...step, order: step.order * factor }));
        expect(contentOf(decide({ ...situation, policy }))).toEqual(contentOf(decide(situation)));
      }),
      runs,
    );
  });
});

function decide({ policy, facts, asOf }: Situation): Decision {
  return evaluate(policy, facts, asOf);
}

/** What is done for which items, without amounts and the numbers of steps. */
function contentOf({ verdicts, actions, nextChangeOn }: Decision): unknown {
  return {
    verdicts: verdicts.map(({ item, kind, step }) => [item.receivable.id, kind, step?.code]),
    actions: actions.map(({ key, channel, lines }) => [
      key,
      channel,
      lines.map(({ receivable, step }) => [receivable, step?.code]),
    ]),
    nextChangeOn,
  };
}

/** The facts after the decision was written, before anything was carried out. */
function afterwards(facts: Facts, decision: Decision): Facts {
  const { create, replan, cancel, close } = reconcile(decision, facts.history);
  const planned = [...create, ...replan].map((action): ActionRecord => {
    const { key, step, channel, lines } = action;
    const { strategy, payBy } = action;
    return { key, step: step.code, stepOrder: step.order, strategy, payBy, channel, state: 'planned', lines };
  });
  const cancelled = new Set([...cancel, ...close].map(({ key }) => key));
  const replaced = new Set(planned.map(({ key }) => key));
  const history = facts.history
    .filter(({ key }) => !replaced.has(key))
    .map((record) => (cancelled.has(record.key) ? { ...record, state: 'cancelled' as const } : record));
  const { episode: before, ...rest } = facts;
  const episode =
    decision.episode.kind === 'open'
      ? decision.episode
      : decision.episode.kind === 'none'
        ? before
        : undefined;
  return { ...rest, history: [...history, ...planned], ...(episode && { episode }) };
}

function scaled(
  minor: Readonly<Record<Currency, number>>,
  factor: number,
): Readonly<Record<Currency, number>> {
  return Object.fromEntries(Object.entries(minor).map(([currency, one]) => [currency, one * factor]));
}

function withSteps(policy: Policy, change: (step: Step) => Step): Policy {
  const strategies = policy.strategies.map((one) => ({ ...one, steps: one.steps.map(change) }));
  return { ...policy, strategies };
}

function shuffle<T>(all: readonly T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray([...all], { minLength: all.length, maxLength: all.length });
}

function deepFrozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.values(value).forEach(deepFrozen);
    Object.freeze(value);
  }
  return value;
}
