/** What holds of decisions about agreements, whatever people wrote: order, days, and that nobody is asked twice. */
import type { ActionRecord } from '@dunlin/shared/actions/action';
import { addDays, daysBetween, isoDate, later, type IsoDate } from '@dunlin/shared/dates/iso-date';
import type { Dispute } from '@dunlin/shared/disputes/dispute';
import type { CreditRule, TradingOrder } from '@dunlin/shared/holds/trading-status';
import { money } from '@dunlin/shared/money/money';
import type { DueDateChange } from '@dunlin/shared/promises/due-date-change';
import type { PromiseToPay } from '@dunlin/shared/promises/promise';
import type { Payment } from '@dunlin/shared/receivables/payment';
import type { Receivable } from '@dunlin/shared/receivables/receivable';
import type { Decision } from '@dunlin/shared/strategy/decision';
import { evaluate } from '@dunlin/shared/strategy/evaluate';
import { factsHash, type Facts } from '@dunlin/shared/strategy/facts';
import { reconcile } from '@dunlin/shared/strategy/reconcile';
import { aDebtor } from '@dunlin/shared/strategy/testing/a-debtor';
import { agreements, aPolicy } from '@dunlin/shared/strategy/testing/a-policy';
import fc from 'fast-check';
import { oneIn, runs } from './runs.ts';

const firstDay = isoDate('2025-03-03');
const day = fc.nat(40).map((days) => addDays(firstDay, days));
const item = fc.constantFrom('A', 'B', 'C');

const receivable: fc.Arbitrary<Receivable> = fc
  .record({
    id: item,
    dueOn: day,
    minor: fc.constantFrom(1_000, 9_900, 50_000),
    paid: fc.constantFrom(0, 0, 0.5, 1),
  })
  .map(({ id, dueOn, minor, paid }) => ({
    id,
    document: id,
    kind: 'invoice',
    state: paid === 1 ? 'settled' : 'open',
    issuedOn: firstDay,
    dueOn,
    amount: money(minor, 'EUR'),
    open: money(Math.round(minor * (1 - paid)), 'EUR'),
  }));

const payment: fc.Arbitrary<Payment> = fc
  .record({ id: fc.uuid(), document: item, paidOn: day, minor: fc.constantFrom(500, 1_000, 4_950, 50_000) })
  .map(({ minor, ...rest }) => ({ ...rest, amount: money(minor, 'EUR') }));

const promise: fc.Arbitrary<PromiseToPay> = fc
  .record({
    id: fc.uuid(),
    madeOn: day,
    after: fc.uniqueArray(fc.integer({ min: 0, max: 25 }), { minLength: 1, maxLength: 3 }),
    receivable: item,
    part: fc.constantFrom(500, 1_000, 4_950),
    withdrawn: fc.option(fc.nat(20), { freq: 4 }),
  })
  .map(({ id, madeOn, after, receivable, part, withdrawn }) => ({
    id,
    debtor: 'D-1',
    currency: 'EUR',
    madeOn,
    recordedBy: 'anna',
    instalments: [...after]
      .sort((a, b) => a - b)
      .map((days) => ({ dueOn: addDays(madeOn, days), amount: money(part, 'EUR') })),
    items: [{ receivable, document: receivable, amount: money(part * after.length, 'EUR') }],
    ...(withdrawn !== null && { withdrawnOn: addDays(madeOn, withdrawn) }),
  }));

const dispute: fc.Arbitrary<Dispute> = fc
  .record({
    id: fc.uuid(),
    openedOn: day,
    receivable: item,
    minor: fc.option(fc.constantFrom(500, 1_000)),
    outcome: fc.constantFrom('open', 'open', 'rejected', 'withdrawn'),
    lasts: fc.nat(20),
  })
  .map(({ id, openedOn, receivable, minor, outcome, lasts }): Dispute => {
    const complaint = {
      id,
      debtor: 'D-1',
      reason: 'price',
      openedOn,
      openedBy: 'anna',
      items: [{ receivable, ...(minor !== null && { amount: money(minor, 'EUR') }) }],
    };
    return outcome === 'open'
      ? { ...complaint, state: 'open' }
      : { ...complaint, state: outcome, resolvedOn: addDays(openedOn, lasts) };
  });

const order: fc.Arbitrary<TradingOrder> = fc
  .record({
    id: fc.uuid(),
    status: fc.constantFrom('free', 'conditional', 'blocked'),
    from: day,
    lasts: fc.nat(20),
  })
  .map(({ id, status, from, lasts }) => ({
    id,
    debtor: 'D-1',
    status,
    reason: 'known',
    from,
    until: addDays(from, lasts),
    setBy: 'petra',
  }));

const rules: readonly CreditRule[] = [
  { code: 'late', status: 'blocked', when: 'overdue', days: 20, minimumMinor: { EUR: 2_000 } },
];

const asksFor = {
  promises: { ...agreements.promises, confirmationOffsetDays: 1 },
  disputeTasks: [{ department: 'billing', mandatory: true, withinDays: 3, escalatesAfterDays: 1 }],
  credit: rules,
};
const policy = aPolicy({ agreements: asksFor });
/** Where no message of the day keeps a call waiting. */
const withoutSteps = aPolicy({ agreements: asksFor, steps: [] });

const world = fc
  .record({
    receivables: fc.uniqueArray(receivable, { selector: ({ id }) => id, minLength: 1, maxLength: 3 }),
    payments: fc.array(payment, { maxLength: 3 }),
    promises: fc.array(promise, { maxLength: 3 }),
    disputes: fc.array(dispute, { maxLength: 2 }),
    orders: fc.array(order, { maxLength: 2 }),
    changes: fc.array(fc.record({ receivable: item, later: fc.integer({ min: 1, max: 40 }), from: day }), {
      maxLength: 2,
    }),
  })
  .map(({ changes, ...rows }): Facts => ({
    ...aDebtor(rows),
    dueDateChanges: changes.flatMap(({ receivable, later, from }, at): readonly DueDateChange[] => {
      const found = rows.receivables.find(({ id }) => id === receivable);
      if (!found) return [];
      return [
        {
          id: `C-${at}`,
          receivable,
          originalDueOn: found.dueOn,
          newDueOn: addDays(found.dueOn, later),
          validFrom: from,
          requestedBy: 'anna',
          approvedBy: 'petra',
        },
      ];
    }),
  }));

const turned = (facts: Facts): Facts => ({
  ...facts,
  receivables: facts.receivables.toReversed(),
  payments: facts.payments.toReversed(),
  promises: facts.promises.toReversed(),
  disputes: facts.disputes.toReversed(),
  orders: facts.orders.toReversed(),
  dueDateChanges: facts.dueDateChanges.toReversed(),
});

/** What of a decision must not change before the day it names. */
function gist({ verdicts, followUps, trading, promises, episode }: Decision) {
  return {
    verdicts: verdicts.map(({ item, kind }) => [item.receivable.id, kind, item.collectible.minor]),
    followUps: followUps.map(({ key, state }) => `${key} ${state}`).sort(),
    status: trading.standing.status,
    promises: promises.map(({ promise: { id }, standing }) => `${id} ${standing.state}`).sort(),
    episode: episode.kind,
  };
}

describe('decisions about agreements', () => {
  it('do not depend on the order of rows (invariant 2)', () => {
    fc.assert(
      fc.property(world, day, (facts, asOf) => {
        expect(gist(evaluate(policy, turned(facts), asOf))).toEqual(gist(evaluate(policy, facts, asOf)));
        expect(factsHash(turned(facts))).toBe(factsHash(facts));
      }),
      runs,
    );
  });

  it('stay the same until the day they name, when nobody writes anything', () => {
    let between = 0;
    fc.assert(
      fc.property(world, day, fc.nat(60), (facts, asOf, ahead) => {
        const decision = evaluate(policy, facts, asOf);
        const { nextChangeOn } = decision;
        const days = nextChangeOn === undefined ? ahead : ahead % daysBetween(asOf, nextChangeOn);
        if (nextChangeOn !== undefined && days > 0) between += 1;
        expect(gist(evaluate(policy, facts, addDays(asOf, days)))).toEqual(gist(decision));
      }),
      runs,
    );
    expect(between).toBeGreaterThanOrEqual(oneIn(6, runs));
  });

  it('ask people once for each promise and department, however often one looks (invariant 3)', () => {
    let tasks = 0;
    fc.assert(
      fc.property(world, (facts) => {
        let history: readonly ActionRecord[] = [];
        const keys: string[] = [];
        for (let at = 0; at < 60; at += 1) {
          const asOf = addDays(firstDay, at);
          const known = { ...facts, history };
          const { create } = reconcile(evaluate(policy, known, asOf), history);
          keys.push(...create.map(({ key }) => key));
          history = [...history, ...create.map((action): ActionRecord => handedOver(action, asOf))];
        }
        tasks += keys.length;
        expect(new Set(keys).size).toBe(keys.length);
      }),
      { ...runs, numRuns: Math.ceil(runs.numRuns / 10) },
    );
    expect(tasks).toBeGreaterThanOrEqual(oneIn(4, runs));
  });

  it('call about no promise that is paid, over, or not yet to be confirmed (invariant 4)', () => {
    let calls = 0;
    fc.assert(
      fc.property(world, day, fc.nat(3), (facts, day, changes) => {
        let asOf = day;
        // A call is due for a week: hardly ever on any day, but on one on which something changes.
        for (let at = 0; at < changes; at++) asOf = evaluate(withoutSteps, facts, asOf).nextChangeOn ?? asOf;
        const { actions, promises } = evaluate(withoutSteps, facts, asOf);
        for (const { step, occurrence, amount } of actions) {
          if (step.code !== 'confirm-payment') continue;
          calls += 1;
          const [id, number] = occurrence.split('#');
          const standing = promises.find(({ promise }) => promise.id === id)?.standing;
          const instalment = standing?.instalments.find((one) => String(one.number) === number);
          expect(instalment?.outstanding.minor).toBeGreaterThanOrEqual(amount.minor);
          expect(instalment && later(instalment.dueOn, asOf)).toBe(asOf);
        }
      }),
      runs,
    );
    expect(calls).toBeGreaterThanOrEqual(oneIn(60, runs));
  });

  it('name a hold for every restriction, and none otherwise (invariant 13)', () => {
    let restricted = 0;
    fc.assert(
      fc.property(world, day, (facts, asOf) => {
        const { standing, change } = evaluate(policy, facts, asOf).trading;
        if (standing.status !== 'free') restricted += 1;
        expect(change.place?.status ?? 'free').toBe(standing.status);
        expect(change.command?.status ?? 'free').toBe(standing.status);
      }),
      runs,
    );
    expect(restricted).toBeGreaterThanOrEqual(oneIn(10, runs));
  });
});

function handedOver(
  { key, step, channel, lines }: Decision['actions'][number],
  executedOn: IsoDate,
): ActionRecord {
  return {
    key,
    step: step.code,
    stepOrder: step.order,
    channel,
    lines,
    executedOn,
    state: channel === 'call' || channel === 'person' ? 'withPerson' : 'sent',
  };
}
