/** Promises: their state is a function of promise, payments and day, and nothing is lost between what was promised, paid and left. */
import { isBusinessDay, type Calendar } from '@dunlin/shared/calendar/calendar';
import { addDays, daysBetween, isoDate, type IsoDate } from '@dunlin/shared/dates/iso-date';
import { money } from '@dunlin/shared/money/money';
import { checkPromise } from '@dunlin/shared/promises/check';
import { withEffectiveDueDates, type DueDateChange } from '@dunlin/shared/promises/due-date-change';
import { instalmentText, parseInstalments } from '@dunlin/shared/promises/instalment-text';
import { promiseLevel } from '@dunlin/shared/promises/level';
import { oldestItems } from '@dunlin/shared/promises/oldest-items';
import { instalmentPlan } from '@dunlin/shared/promises/plan';
import { lastDayToPay, type PromiseRules, type PromiseToPay } from '@dunlin/shared/promises/promise';
import {
  promiseStanding,
  type PromiseCircumstances,
  type PromiseStanding,
} from '@dunlin/shared/promises/standing';
import { promisedAmounts, type PromisedAmount } from '@dunlin/shared/promises/suppression';
import type { Payment } from '@dunlin/shared/receivables/payment';
import type { Receivable } from '@dunlin/shared/receivables/receivable';
import { hungary } from '@dunlin/shared/strategy/testing/a-policy';
import fc from 'fast-check';
import { manyRuns, oneIn, runs } from './runs.ts';

const madeOn = isoDate('2025-03-10');
const lastLook = 60;

type Story = {
  readonly promise: PromiseToPay;
  readonly around: PromiseCircumstances;
  /** Days after the promise was made. */
  readonly day: number;
};

const rulesOf: fc.Arbitrary<PromiseRules> = fc
  .record({
    graceDays: fc.integer({ min: 0, max: 4 }),
    toleranceBasisPoints: fc.constantFrom(0, 0, 100, 2_500),
    tolerance: fc.constantFrom(0, 2, 50),
    defaultClause: fc.constantFrom('nextInstalment', 'wholePlanDue'),
  })
  .map(({ tolerance, ...some }) => ({
    ...some,
    toleranceMinor: { EUR: tolerance },
    maxHorizonDays: 60,
    maxPlanDays: 60,
    approvalFromLevel: 3,
    maxOpenPromises: 3,
    confirmationOffsetDays: 0,
  }));

type Item = { readonly amount: number; readonly share: number; readonly credited: number };

const item: fc.Arbitrary<Item> = fc.record({
  amount: fc.integer({ min: 1, max: 60 }).map((tens) => tens * 10),
  share: fc.constantFrom(1, 1, 0.5),
  credited: fc.constantFrom(0, 0, 0, 0.3, 1),
});

const paymentOf = fc.record({
  item: fc.nat(2),
  day: fc.integer({ min: -10, max: lastLook }),
  share: fc.constantFrom(0.1, 0.5, 0.5, 1, 1, 1.2),
  reversedAfter: fc.constantFrom(undefined, undefined, undefined, 0, 3, 20),
});

/** A promise of one to three items in one to three instalments, with a ledger that fits the payments. */
function story(of: {
  /** Whether payments may be taken back, and the promise too. */
  readonly reversals?: boolean;
  readonly withdrawals?: boolean;
  /** One item, one instalment. */
  readonly simple?: boolean;
}): fc.Arbitrary<Story> {
  return fc
    .record({
      items: fc.array(item, { minLength: 1, maxLength: of.simple ? 1 : 3 }),
      cuts: fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: of.simple ? 0 : 2 }),
      gaps: fc.array(fc.integer({ min: 1, max: 15 }), { minLength: 3, maxLength: 3 }),
      payments: fc.array(paymentOf, { maxLength: 5 }),
      rules: rulesOf,
      withdrawnAfter: !of.withdrawals
        ? fc.constant(undefined)
        : fc.constantFrom(undefined, undefined, undefined, 0, 5, 30),
      day: fc.nat(lastLook),
    })
    .map(({ items, cuts, gaps, payments, rules, withdrawnAfter, day }) => {
      const promised = items.map(({ amount, share }) => amount * share);
      const promise: PromiseToPay = {
        id: 'P-1',
        debtor: 'D-1',
        currency: 'EUR',
        madeOn,
        recordedBy: 'anna',
        items: promised.map((minor, at) => ({
          receivable: `id-${at}`,
          document: `doc-${at}`,
          amount: money(minor, 'EUR'),
        })),
        instalments: parts(total(promised), cuts).map((minor, at) => ({
          dueOn: addDays(madeOn, total(gaps.slice(0, at + 1))),
          amount: money(minor, 'EUR'),
        })),
        ...(withdrawnAfter !== undefined && { withdrawnOn: addDays(madeOn, withdrawnAfter) }),
      };
      const paid = payments.flatMap((one, at) => rowsOf(one, at, items, of.reversals ?? false));
      const receivables = items.map((one, at) => receivableOf(one, at, paid));
      return { promise, around: { payments: paid, receivables, rules, calendar: hungary }, day };
    });
}

function rowsOf(
  payment: { item: number; day: number; share: number; reversedAfter: number | undefined },
  at: number,
  items: readonly Item[],
  reversals: boolean,
): readonly Payment[] {
  const amount = items[payment.item]?.amount ?? 100;
  const minor = Math.round(amount * payment.share);
  const row = {
    id: `pay-${at}`,
    document: `doc-${payment.item}`,
    paidOn: addDays(madeOn, payment.day),
    amount: money(minor, 'EUR'),
  };
  if (!reversals || payment.reversedAfter === undefined) return [row];
  const paidOn = addDays(row.paidOn, payment.reversedAfter);
  return [row, { ...row, id: `${row.id}-back`, paidOn, amount: money(-minor, 'EUR') }];
}

function receivableOf({ amount, credited }: Item, at: number, paid: readonly Payment[]): Receivable {
  const cleared = total(
    paid.filter(({ document }) => document === `doc-${at}`).map((one) => one.amount.minor),
  );
  const open = Math.max(0, amount - Math.round(amount * credited) - cleared);
  const dueOn = addDays(madeOn, -30 + at);
  return {
    id: `id-${at}`,
    document: `doc-${at}`,
    kind: 'invoice',
    state: open === 0 ? 'settled' : 'open',
    issuedOn: dueOn,
    dueOn,
    amount: money(amount, 'EUR'),
    open: money(open, 'EUR'),
  };
}

/** A whole cut into parts of at least one. */
function parts(whole: number, tenths: readonly number[]): readonly number[] {
  const cuts = [...new Set(tenths.map((tenth) => Math.floor((whole * tenth) / 10)))].filter(
    (cut) => cut > 0 && cut < whole,
  );
  const edges = [0, ...cuts.sort((a, b) => a - b), whole];
  return edges.slice(1).map((edge, at) => edge - (edges[at] ?? 0));
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0);
}

function on(day: number): IsoDate {
  return addDays(madeOn, day);
}

function standingOn({ promise, around }: Story, day: number): PromiseStanding {
  return promiseStanding(promise, around, on(day));
}

/** What may not change between two days on which nothing can change by itself. */
function seen({ state, paid, owed, brokenOn, instalments }: PromiseStanding): unknown {
  return { state, paid, owed, brokenOn, instalments: instalments.map((one) => one.state) };
}

/** As `toEqual`, which takes longer than what is looked at here: it is asked only where the texts differ. */
function expectSame(found: unknown, expected: unknown): void {
  if (JSON.stringify(found) !== JSON.stringify(expected)) expect(found).toEqual(expected);
}

const anyStory = story({ reversals: true, withdrawals: true });
const withoutReversals = story({ withdrawals: true });
const steadyStory = story({});

describe('the state of a promise', () => {
  it('of one item and one instalment follows from what came by the last day (invariant 11)', () => {
    const simple = story({ simple: true });
    fc.assert(
      fc.property(simple, ({ promise, around, day }) => {
        const [receivable] = around.receivables;
        const lastDay = lastDayToPay(promise.instalments[0]?.dueOn ?? madeOn, around);
        if (!receivable || !lastDay) throw new Error('a story has an invoice and a calendar');
        const of = (from: IsoDate, to: IsoDate): number =>
          total(
            around.payments
              .filter((one) => one.document === 'doc-0' && from <= one.paidOn && one.paidOn <= to)
              .map(({ amount }) => amount.minor),
          );
        const [first, next, now] = [isoDate('2025-01-01'), addDays(madeOn, 1), on(day)];
        const credited = Math.max(
          0,
          receivable.amount.minor - receivable.open.minor - of(first, isoDate('2025-12-31')),
        );
        const promised = promise.items[0]?.amount.minor ?? 0;
        const owed = Math.min(promised, receivable.amount.minor - credited);
        const unpromised = receivable.amount.minor - credited - owed;
        const came = Math.max(0, of(first, madeOn) - unpromised) + of(next, now < lastDay ? now : lastDay);
        const share = Math.floor((owed * around.rules.toleranceBasisPoints) / 10_000);
        const tolerance = Math.min(share, around.rules.toleranceMinor['EUR'] ?? 0);
        const expected =
          owed === 0
            ? 'withdrawn'
            : came > 0 && came >= owed - tolerance
              ? 'kept'
              : now <= lastDay
                ? 'open'
                : came > 0
                  ? 'partiallyKept'
                  : 'broken';
        expectSame(promiseStanding(promise, around, now).state, expected);
      }),
      manyRuns,
    );
  });

  it('does not depend on the order of rows, nor on rows of others', () => {
    const strangers: readonly Payment[] = [
      { id: 'x', document: 'other', paidOn: on(3), amount: money(50, 'EUR') },
      { id: 'y', document: '', paidOn: on(3), amount: money(50, 'EUR') },
    ];
    const before = [promised('P-0', -30), promised('P-00', -20)];
    fc.assert(
      fc.property(anyStory, ({ promise, around, day }) => {
        const shuffled = {
          ...around,
          payments: [...strangers, ...around.payments.toReversed()],
          receivables: around.receivables.toReversed(),
        };
        const items = promise.items.toReversed();
        const { items: here, ...expected } = promiseStanding(promise, around, on(day));
        const { items: there, ...found } = promiseStanding({ ...promise, items }, shuffled, on(day));
        expectSame(found, expected);
        expectSame(there.toReversed(), here);
        const all = [...before, promise];
        expectSame(
          promisedAmounts(all.toReversed(), shuffled, on(day)),
          promisedAmounts(all, around, on(day)),
        );
        const [shuffledLevel, level] = [shuffled, around].map((one) =>
          promiseLevel(promise, all, one, on(day)),
        );
        expectSame(shuffledLevel, level);
      }),
      manyRuns,
    );
  });

  it('only changes on the days it names', () => {
    fc.assert(
      fc.property(anyStory, (story) => {
        const standing = standingOn(story, story.day);
        const next = standing.nextChangeOn;
        const until = next === undefined ? lastLook + 30 : daysBetween(madeOn, next) - 1;
        const middle = Math.floor((story.day + until) / 2);
        expectSame(seen(standingOn(story, middle)), seen(standing));
        expectSame(seen(standingOn(story, until)), seen(standing));
        return until >= story.day;
      }),
      manyRuns,
    );
  });

  it('once decided stays, unless a payment is taken back', () => {
    let decided = 0;
    fc.assert(
      fc.property(withoutReversals, fc.nat(lastLook), (story, later) => {
        const [now, then] = [story.day, story.day + later].map((day) => standingOn(story, day));
        if (now?.state !== 'open' && story.day + later > story.day) decided += 1;
        return (
          (now?.state === 'open' || then?.state === now?.state) &&
          now?.instalments.every(
            ({ state }, at) => state === 'open' || then?.instalments[at]?.state === state,
          )
        );
      }),
      manyRuns,
    );
    expect(decided).toBeGreaterThanOrEqual(oneIn(3, manyRuns));
  });

  it('is not worse for more money in time, and no better for money after the last day', () => {
    const rank = ['broken', 'partiallyKept', 'kept'];
    const bare = steadyStory.map(({ around, ...rest }) => ({
      ...rest,
      around: { ...around, receivables: around.receivables.map((one) => ({ ...one, open: one.amount })) },
    }));
    const more = fc.record({
      item: fc.nat(2),
      day: fc.integer({ min: 1, max: lastLook }),
      minor: fc.nat(400),
    });
    fc.assert(
      fc.property(bare, more, ({ promise, around }, { item, day, minor }) => {
        const paying = (payments: readonly Payment[]): PromiseStanding =>
          promiseStanding(promise, { ...around, ...ledgerAfter(around.receivables, payments) }, on(200));
        const payment: Payment = {
          id: 'more',
          document: `doc-${item}`,
          paidOn: on(day),
          amount: money(minor, 'EUR'),
        };
        const [before, after] = [paying(around.payments), paying([...around.payments, payment])];
        const tooLate = before.instalments.every(({ lastDay = madeOn }) => payment.paidOn > lastDay);
        return (
          rank.indexOf(after.state) >= rank.indexOf(before.state) &&
          after.paid.minor >= before.paid.minor &&
          (!tooLate || after.state === before.state)
        );
      }),
      manyRuns,
    );
  });

  it('of a payment that was taken back is as if it had never come', () => {
    const payment = fc.record({
      day: fc.integer({ min: 1, max: 30 }),
      minor: fc.integer({ min: 700, max: 900 }),
    });
    fc.assert(
      fc.property(withoutReversals, payment, (story, { day, minor }) => {
        // No other payment is of that amount, so that there is no doubt which one is meant.
        const row = { id: 'bounced', document: 'doc-0', paidOn: on(day), amount: money(minor, 'EUR') };
        const back = { ...row, id: 'bounced-back', paidOn: on(day + 2), amount: money(-minor, 'EUR') };
        const payments = [...story.around.payments, row, back];
        const bounced = promiseStanding(story.promise, { ...story.around, payments }, on(day + 2));
        expectSame(seen(bounced), seen(promiseStanding(story.promise, story.around, on(day + 2))));
      }),
      manyRuns,
    );
  });

  it('is the same for all amounts times a thousand', () => {
    const exact = anyStory.map(({ around, ...rest }) => ({
      ...rest,
      around: { ...around, rules: { ...around.rules, toleranceBasisPoints: 10_000 } },
    }));
    fc.assert(
      fc.property(exact, ({ promise, around, day }) => {
        const times = ({ minor }: { minor: number }) => money(minor * 1_000, 'EUR');
        const large = promiseStanding(
          {
            ...promise,
            items: promise.items.map((one) => ({ ...one, amount: times(one.amount) })),
            instalments: promise.instalments.map((one) => ({ ...one, amount: times(one.amount) })),
          },
          {
            ...around,
            payments: around.payments.map((one) => ({ ...one, amount: times(one.amount) })),
            receivables: around.receivables.map((one) => ({
              ...one,
              amount: times(one.amount),
              open: times(one.open),
            })),
            rules: {
              ...around.rules,
              toleranceMinor: { EUR: (around.rules.toleranceMinor['EUR'] ?? 0) * 1_000 },
            },
          },
          on(day),
        );
        const small = promiseStanding(promise, around, on(day));
        // A tolerance as large as the instalment asks for one minor unit at least, which does not scale.
        fc.pre(
          small.instalments.every(({ owed }) => owed.minor > (around.rules.toleranceMinor['EUR'] ?? 0) + 1),
        );
        expectSame(
          large.instalments.map((one) => one.state),
          small.instalments.map((one) => one.state),
        );
        return large.paid.minor === small.paid.minor * 1_000;
      }),
      manyRuns,
    );
  });
});

describe('what is promised, owed, paid and left', () => {
  it('adds up, over instalments and over items', () => {
    fc.assert(
      fc.property(anyStory, (story) => {
        const { promised, owed, paid, outstanding, instalments, items } = standingOn(story, story.day);
        const sums = [instalments, items].flatMap((all) => [
          total(all.map((one) => one.owed.minor)),
          total(all.map((one) => one.paid.minor)),
        ]);
        expectSame(sums, [owed.minor, paid.minor, owed.minor, paid.minor]);
        return (
          owed.minor - paid.minor === outstanding.minor &&
          owed.minor <= promised.minor &&
          [...instalments, ...items].every((one) => 0 <= one.paid.minor && one.paid.minor <= one.owed.minor)
        );
      }),
      manyRuns,
    );
  });

  it('is not asked for as long as it is promised: never more than is open, nor than is left of open instalments', () => {
    let found = 0;
    fc.assert(
      fc.property(anyStory, fc.integer({ min: 1, max: 5 }), (story, days) => {
        const { promise, around, day } = story;
        const other = { ...promise, id: 'P-2', madeOn: addDays(madeOn, days) };
        const amounts = promisedAmounts([promise, other], around, on(day));
        const minorOf = (which: (one: PromisedAmount) => boolean): number =>
          total(amounts.filter(which).map(({ amount }) => amount.minor));
        found += amounts.length;
        const { state, instalments } = standingOn(story, day);
        const left = instalments.filter((one) => one.state === 'open').map((one) => one.outstanding.minor);
        return (
          amounts.every(({ amount, until = madeOn }) => amount.minor > 0 && until >= on(day)) &&
          around.receivables.every(
            ({ id, open }) => minorOf(({ receivable }) => receivable === id) <= open.minor,
          ) &&
          minorOf((one) => one.promise === 'P-1') <= (state === 'open' ? total(left) : 0)
        );
      }),
      manyRuns,
    );
    expect(found).toBeGreaterThanOrEqual(oneIn(4, manyRuns));
  });

  it('is asked for again the day after the day that was named', () => {
    let again = 0;
    fc.assert(
      fc.property(withoutReversals, ({ promise, around, day }) => {
        const unpaid = { ...around, payments: around.payments.filter((one) => one.paidOn <= on(day)) };
        for (const { until = madeOn, receivable } of promisedAmounts([promise], unpaid, on(day))) {
          again += 1;
          const after = promisedAmounts([promise], unpaid, addDays(until, 1));
          expect(after.filter((one) => one.receivable === receivable && one.until === until)).toEqual([]);
        }
      }),
      manyRuns,
    );
    expect(again).toBeGreaterThanOrEqual(oneIn(5, manyRuns));
  });

  it('is the whole promise on the day an accepted one is made', () => {
    const fresh = steadyStory.map(({ promise, around }) => ({
      promise,
      around: { ...around, payments: [] },
    }));
    fc.assert(
      fc.property(fresh, ({ promise, around }) => {
        const result = checkPromise(promise, { ...around, promises: [] }, madeOn);
        fc.pre(result.ok);
        const amounts = promisedAmounts([promise], around, madeOn);
        return (
          total(amounts.map(({ amount }) => amount.minor)) ===
          total(promise.items.map(({ amount }) => amount.minor))
        );
      }),
      manyRuns,
    );
  });
});

describe('an instalment plan', () => {
  const plans = fc.record({
    minor: fc.integer({ min: 1, max: 100_000_000 }),
    count: fc.integer({ min: 1, max: 24 }),
    startsIn: fc.nat(30),
    rhythm: fc.constantFrom('weekly', 'fortnightly', 'monthly'),
  });
  const calendar: Calendar = { ...hungary, coveredTo: isoDate('2029-12-31') };

  it('sums to the cent, in equal parts but for less than a unit each, on business days, and can be read back', () => {
    fc.assert(
      fc.property(plans, ({ minor, count, startsIn, rhythm }) => {
        fc.pre(minor >= count);
        const firstDueOn = addDays(madeOn, startsIn);
        const plan = instalmentPlan({ total: money(minor, 'EUR'), count, firstDueOn, rhythm, calendar });
        if (!plan.ok) throw new Error(JSON.stringify(plan));
        const amounts = plan.instalments.map(({ amount }) => amount.minor);
        const [first = 0, last = 0] = [amounts[0], amounts.at(-1)];
        const days = plan.instalments.map(({ dueOn }) => dueOn);
        expectSame(days, [...new Set(days)].sort());
        expectSame(parseInstalments(instalmentText(plan.instalments), 'EUR'), plan);
        return (
          total(amounts) === minor &&
          amounts.length === count &&
          amounts.slice(0, -1).every((amount) => amount === first) &&
          0 <= last - first &&
          last - first < count &&
          days.every((day) => isBusinessDay(calendar, day))
        );
      }),
      manyRuns,
    );
  });

  it('for the oldest items is accepted as a promise', () => {
    fc.assert(
      fc.property(plans, withoutReversals, ({ minor, count, startsIn, rhythm }, { around }) => {
        const fresh = around.receivables.map((one) => ({ ...one, state: 'open', open: one.amount }) as const);
        const { items, left } = oldestItems(money(minor, 'EUR'), fresh);
        const covered = total(items.map(({ amount }) => amount.minor));
        expect(covered + left.minor).toBe(minor);
        fc.pre(covered >= count);
        const firstDueOn = addDays(madeOn, startsIn);
        const plan = instalmentPlan({ total: money(covered, 'EUR'), count, firstDueOn, rhythm, calendar });
        if (!plan.ok) throw new Error(JSON.stringify(plan));
        const promise = { ...promised('P-9', 0), items, instalments: plan.instalments };
        const rules = { ...around.rules, maxHorizonDays: 60, maxPlanDays: 1_000 };
        const question = { ...around, receivables: fresh, payments: [], rules, calendar, promises: [] };
        expect(checkPromise(promise, question, madeOn)).toEqual({ ok: true });
      }),
      runs,
    );
  });
});

describe('a changed due date', () => {
  const change = fc.record({
    at: fc.nat(2),
    to: fc.integer({ min: 1, max: 40 }),
    from: fc.nat(30),
    approvedBy: fc.constantFrom(undefined, 'anna', 'bela'),
  });

  it('holds for one item, in whatever order changes come, and never loses the original', () => {
    let changed = 0;
    fc.assert(
      fc.property(withoutReversals, fc.array(change, { maxLength: 5 }), ({ around, day }, made) => {
        const changes = made.map(({ at, to, from, approvedBy }, number): DueDateChange => {
          const originalDueOn = around.receivables[at]?.dueOn ?? madeOn;
          return {
            id: `C-${number}`,
            receivable: `id-${at}`,
            originalDueOn,
            newDueOn: addDays(originalDueOn, to),
            validFrom: on(from),
            requestedBy: 'anna',
            ...(approvedBy !== undefined && { approvedBy }),
          };
        });
        const effective = withEffectiveDueDates(around.receivables, changes, on(day));
        expectSame(withEffectiveDueDates(around.receivables, changes.toReversed(), on(day)), effective);
        expectSame(
          effective.map(({ originalDueOn, ...rest }) => ({ ...rest, dueOn: originalDueOn ?? rest.dueOn })),
          around.receivables,
        );
        changed += effective.filter(({ originalDueOn }) => originalDueOn !== undefined).length;
        return effective.every(({ id, dueOn, originalDueOn }) => {
          const holding = changes
            .filter((one) => one.receivable === id && one.approvedBy === 'bela' && one.validFrom <= on(day))
            .map(({ newDueOn }) => newDueOn);
          return originalDueOn === undefined ? holding.length === 0 : holding.includes(dueOn);
        });
      }),
      manyRuns,
    );
    expect(changed).toBeGreaterThanOrEqual(oneIn(6, manyRuns));
  });
});

function promised(id: string, day: number): PromiseToPay {
  return {
    id,
    debtor: 'D-1',
    currency: 'EUR',
    madeOn: on(day),
    recordedBy: 'anna',
    items: [{ receivable: 'id-0', document: 'doc-0', amount: money(5, 'EUR') }],
    instalments: [{ dueOn: on(day + 5), amount: money(5, 'EUR') }],
  };
}

/** The ledger once the payments are posted; nothing else has changed it. */
function ledgerAfter(
  receivables: readonly Receivable[],
  payments: readonly Payment[],
): Pick<PromiseCircumstances, 'payments' | 'receivables'> {
  return {
    payments,
    receivables: receivables.map((one) => {
      const paid = total(
        payments.filter(({ document }) => document === one.document).map(({ amount }) => amount.minor),
      );
      const open = Math.max(0, one.amount.minor - paid);
      return { ...one, state: open === 0 ? 'settled' : 'open', open: money(open, 'EUR') };
    }),
  };
}
