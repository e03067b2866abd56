/** Worlds whose strategies use all there is: steps after events, conditions, jumps, a heads-up, repeats, tones; with promises and disputes. */
import { addDays } from '@dunlin/shared/dates/iso-date';
import type { Dispute } from '@dunlin/shared/disputes/dispute';
import { money } from '@dunlin/shared/money/money';
import type { PromiseToPay } from '@dunlin/shared/promises/promise';
import type { Rule } from '@dunlin/shared/segments/rule';
import { ruleIn } from '@dunlin/shared/segments/rule-text';
import type { Step, Strategy, Tone, Trigger } from '@dunlin/shared/strategy/policy';
import { aStep } from '@dunlin/shared/strategy/testing/a-policy';
import fc from 'fast-check';
import { dateOfDay, world, type LedgerItem, type World } from './world.ts';

const conditions: readonly (Rule | undefined)[] = [
  ...Array<undefined>(6).fill(undefined),
  ruleIn('overdue more than EUR 50 or HUF 40'),
  ruleIn('days past due at least 20'),
];

const touch = fc.record({
  tone: fc.constantFrom<Tone>('friendly', 'neutral', 'firm', 'final', 'final', 'legal'),
  trigger: fc.constantFrom<Trigger>('dueDate', 'dueDate', 'dueDate', 'previousStep'),
  creditHold: fc.constantFrom(false, false, false, true),
  condition: fc.constantFrom(...conditions),
});

const afterEvents = fc.array(
  fc.record({
    trigger: fc.constantFrom<Trigger>('promiseBroken', 'disputeClosed', 'limitCrossed'),
    offsetDays: fc.constantFrom(0, 1, 5),
    dayCount: fc.constantFrom<Step['dayCount']>('calendar', 'business'),
    validDays: fc.constantFrom(3, 20),
    waitDays: fc.constant(0),
    channel: fc.constantFrom<Step['channel']>('email', 'call', 'letter'),
    grouping: fc.constantFrom<Step['grouping']>('invoice', 'step', 'customer'),
  }),
  { maxLength: 2 },
);

const manner = fc.record({
  lateStart: fc.constantFrom<Strategy['lateStart']>('oneByOne', 'jump'),
  netting: fc.constantFrom<Strategy['netting']>('oldestFirst', 'oldestFirst', 'none'),
  onSegmentChange: fc.constantFrom<Strategy['onSegmentChange']>('mapped', 'restart'),
  headsUpDays: fc.option(fc.constantFrom(1, 2), { nil: undefined, freq: 2 }),
  repeatDays: fc.option(fc.constantFrom(10, 14), { nil: undefined, freq: 2 }),
});

export function richWorld(of: { readonly days: number; readonly changing: boolean }): fc.Arbitrary<World> {
  return fc
    .record({
      world: world(of),
      touches: fc.array(touch, { minLength: 6, maxLength: 6 }),
      afterEvents,
      manner,
      said: fc.array(
        fc.record({
          item: fc.nat(5),
          kind: fc.constantFrom('promise', 'dispute'),
          day: fc.nat(of.days),
          days: fc.integer({ min: 1, max: 30 }),
        }),
        { maxLength: 2 },
      ),
      limited: fc.boolean(),
    })
    .map(({ world, touches, afterEvents, manner, said, limited }) => {
      const { headsUpDays, repeatDays, ...rest } = manner;
      const strategies = world.policy.strategies.map((strategy): Strategy => ({
        ...strategy,
        ...rest,
        ...(headsUpDays !== undefined && { headsUpDays }),
        steps: [
          ...touched(strategy.steps, touches, repeatDays),
          ...afterEvents.map((step, at) => aStep({ ...step, code: `event-${at + 1}`, order: 25 + at })),
        ],
      }));
      return {
        ...world,
        policy: { ...world.policy, strategies },
        ...(limited && { creditLimit: money(30_000, 'EUR') }),
        promises: said.flatMap((one, at) => promiseOf(one, at, world.items)),
        disputes: said.flatMap((one, at) => disputeOf(one, at, world.items)),
      };
    });
}

type Touch = typeof touch extends fc.Arbitrary<infer T> ? T : never;

function touched(
  steps: readonly Step[],
  touches: readonly Touch[],
  repeatDays: number | undefined,
): readonly Step[] {
  return steps.map((step, at) => {
    const { condition, trigger, ...touch } = touches[at]!;
    const canFollow = at > 0 && step.offsetDays > 0;
    return {
      ...step,
      ...touch,
      trigger: canFollow ? trigger : 'dueDate',
      ...(condition && { condition }),
      ...(repeatDays !== undefined && at === steps.length - 1 && step.offsetDays > 0 && { repeatDays }),
    };
  });
}

type Said = { readonly item: number; readonly kind: string; readonly day: number; readonly days: number };

function itemOf({ item }: Said, items: readonly LedgerItem[]): LedgerItem | undefined {
  const one = items[item];
  return one?.kind === 'invoice' ? one : undefined;
}

function promiseOf(one: Said, at: number, items: readonly LedgerItem[]): readonly PromiseToPay[] {
  const item = itemOf(one, items);
  if (!item || one.kind !== 'promise') return [];
  const { currency } = item.amount;
  return [
    {
      id: `promise-${at + 1}`,
      debtor: 'D',
      currency,
      madeOn: dateOfDay(one.day),
      recordedBy: 'U',
      instalments: [{ dueOn: addDays(dateOfDay(one.day), one.days), amount: item.amount }],
      items: [{ receivable: item.id, document: item.document, amount: item.amount }],
    },
  ];
}

function disputeOf(one: Said, at: number, items: readonly LedgerItem[]): readonly Dispute[] {
  const item = itemOf(one, items);
  if (!item || one.kind !== 'dispute') return [];
  return [
    {
      id: `dispute-${at + 1}`,
      debtor: 'D',
      reason: 'price',
      openedOn: dateOfDay(one.day),
      openedBy: 'U',
      items: [{ receivable: item.id }],
      state: 'rejected',
      resolvedOn: addDays(dateOfDay(one.day), one.days),
    },
  ];
}
