/** What holds of disputes, whoever writes what: amounts, deadlines, approvals and credit notes. */
import { isBusinessDay } from '@dunlin/shared/calendar/calendar';
import { addDays, daysBetween, isoDate, type IsoDate } from '@dunlin/shared/dates/iso-date';
import {
  approvalStanding,
  rolesNeeded,
  type Approval,
  type ApprovalRule,
} from '@dunlin/shared/disputes/approval';
import { checkDispute } from '@dunlin/shared/disputes/check-dispute';
import { creditNotesReceived } from '@dunlin/shared/disputes/credit-note';
import { isSettled, type Dispute, type DisputeItem } from '@dunlin/shared/disputes/dispute';
import { disputedAmounts, nextDisputeChange } from '@dunlin/shared/disputes/disputed-amounts';
import { restarts, resumesOn, type ResumeRules } from '@dunlin/shared/disputes/resumption';
import { settle } from '@dunlin/shared/disputes/settle';
import { tasksOf, taskStanding, type TaskRule } from '@dunlin/shared/disputes/tasks';
import { money, type Money } from '@dunlin/shared/money/money';
import type { Receivable } from '@dunlin/shared/receivables/receivable';
import { hungary } from '@dunlin/shared/strategy/testing/a-policy';
import fc from 'fast-check';
import { manyRuns, oneIn, runs } from './runs.ts';

const firstDay = isoDate('2025-03-01');
const day = fc.nat(60).map((days) => addDays(firstDay, days));
const currency = fc.constantFrom('EUR', 'EUR', 'EUR', 'HUF');
const document = fc.constantFrom('A', 'B', 'C', 'D');

const receivable: fc.Arbitrary<Receivable> = fc
  .record({
    document,
    kind: fc.constantFrom('invoice', 'invoice', 'invoice', 'creditNote', 'unappliedCash'),
    state: fc.constantFrom('open', 'open', 'open', 'open', 'settled', 'reversed'),
    currency,
    minor: fc.constantFrom(100, 1_000, 1_999, 25_000),
    share: fc.constantFrom(0, 0.5, 1, 1),
  })
  .map(({ document, kind, state, currency, minor, share }) => ({
    id: document,
    document,
    kind,
    state,
    issuedOn: firstDay,
    dueOn: firstDay,
    amount: money(minor, currency),
    open: money(Math.round(minor * share), currency),
  }));

const ledger = fc.uniqueArray(receivable, { selector: ({ id }) => id, maxLength: 4 });

const claim = fc.integer({ min: -200, max: 30_000 });

const item: fc.Arbitrary<DisputeItem> = fc
  .record({ receivable: document, minor: fc.option(claim), currency })
  .map(({ receivable, minor, currency }) =>
    minor === null ? { receivable } : { receivable, amount: money(minor, currency) },
  );

/** Also such as nobody would accept: negative, in other currencies, on items there are not. */
const dispute: fc.Arbitrary<Dispute> = fc
  .record({
    id: fc.uuid(),
    openedOn: day,
    lasts: fc.nat(40),
    items: fc.array(item, { maxLength: 3 }),
    state: fc.constantFrom('open', 'underReview', 'accepted', 'rejected', 'withdrawn'),
    granted: fc.array(fc.record({ receivable: document, minor: claim, currency }), { maxLength: 2 }),
    credited: fc.boolean(),
  })
  .map(({ id, openedOn, lasts, items, state, granted, credited }): Dispute => {
    const complaint = { id, debtor: 'D-1', reason: 'price', openedOn, openedBy: 'Anna', items };
    if (state === 'open' || state === 'underReview') return { ...complaint, state };
    const resolvedOn = addDays(openedOn, lasts);
    if (state !== 'accepted') return { ...complaint, state, resolvedOn };
    return {
      ...complaint,
      state,
      resolvedOn,
      resolution: 'credit',
      granted: granted.map(({ receivable, minor, currency }) => ({
        receivable,
        amount: money(minor, currency),
      })),
      ...(credited && { erpDocument: 'CN-1' }),
    };
  });

function unsettled(state: 'open' | 'underReview'): fc.Arbitrary<Dispute> {
  return dispute.map(({ id, debtor, reason, openedOn, openedBy, items }) => ({
    ...{ id, debtor, reason, openedOn, openedBy, items },
    state,
  }));
}

const resumeRule = fc.record({
  goesOn: fc.constantFrom('whereItWas' as const, 'firstNotice' as const),
  waitDays: fc.constantFrom(0, 0, 1, 10),
});
const rules: fc.Arbitrary<ResumeRules> = fc.record({
  accepted: resumeRule,
  rejected: resumeRule,
  withdrawn: resumeRule,
});

const situation = fc.record({
  disputes: fc.uniqueArray(dispute, { selector: ({ id }) => id, maxLength: 4 }),
  receivables: ledger,
  rules,
  asOf: day,
});
type Situation = typeof situation extends fc.Arbitrary<infer S> ? S : never;

function minorOf(
  { disputes, receivables, rules }: Omit<Situation, 'asOf'>,
  asOf: IsoDate,
): ReadonlyMap<string, number> {
  const amounts = disputedAmounts({ disputes, receivables, rules }, asOf);
  return new Map([...amounts].map(([id, { disputed }]) => [id, disputed.minor]));
}

describe('what is disputed', () => {
  it('is more than nothing, no more than is open, and only of open invoices in their currency', () => {
    let found = 0;
    fc.assert(
      fc.property(situation, (given) => {
        for (const [id, { disputed, disputes }] of disputedAmounts(given, given.asOf)) {
          found += 1;
          const receivable = given.receivables.find((one) => one.id === id);
          expect(receivable?.kind).toBe('invoice');
          expect(receivable?.state).toBe('open');
          expect(disputed.currency).toBe(receivable?.open.currency);
          expect(disputed.minor).toBeGreaterThan(0);
          expect(disputed.minor).toBeLessThanOrEqual(receivable?.open.minor ?? 0);
          expect(disputes.length).toBeGreaterThan(0);
        }
      }),
      manyRuns,
    );
    expect(found).toBeGreaterThanOrEqual(oneIn(60, manyRuns));
  });

  it('does not depend on the order of rows', () => {
    fc.assert(
      fc.property(situation, (given) => {
        const turned = {
          ...given,
          disputes: given.disputes.map((one) => ({ ...one, items: [...one.items].reverse() })).reverse(),
          receivables: [...given.receivables].reverse(),
        };
        const sorted = (of: Situation): unknown =>
          [...disputedAmounts(of, of.asOf)].sort(([a], [b]) => (a < b ? -1 : 1));
        expect(sorted(turned)).toEqual(sorted(given));
        expect(new Map([...restarts(turned, given.asOf)].sort())).toEqual(
          new Map([...restarts(given, given.asOf)].sort()),
        );
      }),
      manyRuns,
    );
  });

  it('stays the same until the next day on which it can change by itself', () => {
    let waiting = 0;
    fc.assert(
      fc.property(situation, fc.nat(60), (given, ahead) => {
        const { asOf, disputes, rules } = given;
        const next = nextDisputeChange(disputes, rules, asOf);
        const inBetween = next === undefined ? ahead : ahead % daysBetween(asOf, next);
        const then = addDays(asOf, inBetween);
        if (next !== undefined && inBetween > 0) waiting += minorOf(given, asOf).size;
        expect(minorOf(given, then)).toEqual(minorOf(given, asOf));
        expect(restarts(given, then)).toEqual(restarts(given, asOf));
      }),
      manyRuns,
    );
    expect(waiting).toBeGreaterThanOrEqual(oneIn(100, manyRuns));
  });

  it('never shrinks by another dispute', () => {
    fc.assert(
      fc.property(situation, dispute, (given, another) => {
        const more = minorOf({ ...given, disputes: [...given.disputes, another] }, given.asOf);
        for (const [id, minor] of minorOf(given, given.asOf)) {
          expect(more.get(id)).toBeGreaterThanOrEqual(minor);
        }
      }),
      manyRuns,
    );
  });

  it('grows with all amounts alike', () => {
    const times = (amount: Money, by: number): Money => money(amount.minor * by, amount.currency);
    fc.assert(
      fc.property(situation, fc.integer({ min: 1, max: 1_000 }), (given, by) => {
        const scaled = {
          ...given,
          receivables: given.receivables.map((one) => ({
            ...one,
            amount: times(one.amount, by),
            open: times(one.open, by),
          })),
          disputes: given.disputes.map((one): Dispute => {
            const items = one.items.map(({ receivable, amount }) =>
              amount ? { receivable, amount: times(amount, by) } : { receivable },
            );
            if (one.state !== 'accepted') return { ...one, items };
            const granted = one.granted.map((grant) => ({ ...grant, amount: times(grant.amount, by) }));
            return { ...one, items, granted };
          }),
        };
        const expected = [...minorOf(given, given.asOf)].map(([id, minor]) => [id, minor * by] as const);
        expect(minorOf(scaled, given.asOf)).toEqual(new Map(expected));
      }),
      manyRuns,
    );
  });

  it('grows by exactly what a dispute says that passed the check', () => {
    let passed = 0;
    const wanted = fc.record({
      at: fc.nat(3),
      share: fc.constantFrom('all' as const, 0.1, 0.5, 1, 1.1),
      openedOn: day,
    });
    fc.assert(
      fc.property(situation, wanted, (given, { at, share, openedOn }) => {
        const { disputes, receivables, rules } = given;
        const target = receivables[at % receivables.length];
        if (!target) return;
        const { minor, currency } = target.open;
        const items: readonly DisputeItem[] = [
          {
            receivable: target.id,
            ...(share !== 'all' && { amount: money(Math.round(minor * share), currency) }),
          },
        ];
        const another: Dispute = {
          ...{ id: 'another', debtor: 'D-1', reason: 'price', openedOn, openedBy: 'Anna' },
          ...{ items, state: 'open' },
        };
        if (!checkDispute(another, { receivables, disputes, reasons: ['price'], rules }, openedOn).ok) return;
        passed += 1;
        const before = minorOf(given, openedOn).get(target.id) ?? 0;
        const after = minorOf({ ...given, disputes: [...disputes, another] }, openedOn).get(target.id);
        expect(after).toBe(share === 'all' ? minor : before + Math.round(minor * share));
      }),
      manyRuns,
    );
    expect(passed).toBeGreaterThan(manyRuns.numRuns / 10);
  });

  it('is left alone as a whole for as long as the rule says after a dispute of the whole', () => {
    let left = 0;
    fc.assert(
      fc.property(situation, (given) => {
        const waiting = given.disputes.filter(
          (one) => isSettled(one) && one.openedOn <= given.asOf && given.asOf < resumesOn(one, given.rules),
        );
        const amounts = minorOf(given, given.asOf);
        for (const { items } of waiting.filter(({ state }) => state !== 'accepted')) {
          for (const { receivable } of items.filter(({ amount }) => amount === undefined)) {
            const one = given.receivables.find(
              ({ id, kind, state }) => id === receivable && kind === 'invoice' && state === 'open',
            );
            if (one) left += 1;
            expect(amounts.get(receivable) ?? 0).toBe(one?.open.minor ?? 0);
          }
        }
      }),
      manyRuns,
    );
    expect(left).toBeGreaterThanOrEqual(oneIn(300, manyRuns));
  });
});

describe('departmental tasks', () => {
  const taskRule: fc.Arbitrary<TaskRule> = fc.record({
    department: fc.constantFrom('billing', 'finance', 'operations'),
    mandatory: fc.boolean(),
    withinDays: fc.integer({ min: 1, max: 15 }),
    escalatesAfterDays: fc.integer({ min: 1, max: 5 }),
  });

  it('are due on business days after the dispute was opened, one a department, in whatever order rules stand', () => {
    fc.assert(
      fc.property(dispute, fc.array(taskRule, { maxLength: 5 }), day, (dispute, rules, asOf) => {
        const tasks = tasksOf(dispute, rules, hungary) ?? [];
        expect(tasks.map(({ department }) => department)).toEqual(
          [...new Set(rules.map(({ department }) => department))].sort(),
        );
        expect(tasksOf(dispute, [...rules].reverse(), hungary)).toEqual(tasks);
        const order = ['inTime', 'overdue', 'escalated'];
        for (const task of tasks) {
          expect(isBusinessDay(hungary, task.deadline)).toBe(true);
          expect(isBusinessDay(hungary, task.escalatesOn)).toBe(true);
          expect(task.deadline > dispute.openedOn).toBe(true);
          const [now, then] = [asOf, addDays(asOf, 1)].map((on) => order.indexOf(taskStanding(task, on)));
          expect(then).toBeGreaterThanOrEqual(now ?? 0);
        }
      }),
      runs,
    );
  });
});

describe('approvals', () => {
  const role = fc.constantFrom<string>('finance', 'sales', 'team lead');
  const rule: fc.Arbitrary<ApprovalRule> = fc.record(
    {
      role,
      currency: fc.constant('EUR'),
      fromMinor: fc.constantFrom(0, 1_000, 10_000),
      reasons: fc.constantFrom(['price'], ['quality'], ['price', 'quality']),
    },
    { requiredKeys: ['role', 'currency', 'fromMinor'] },
  );
  const matrix = fc.array(rule, { minLength: 1, maxLength: 5 });
  const person = fc.constantFrom('Anna', 'Béla', 'Cecil', 'Dóra');
  const approval: fc.Arbitrary<Approval> = fc.record({
    role,
    by: person,
    on: day,
    decision: fc.constantFrom('approved', 'approved', 'declined'),
    comment: fc.constant(''),
    resolution: fc.constantFrom('credit', 'credit', 'reject'),
    amount: fc.constantFrom(1_000, 1_000, 10_000).map((minor) => money(minor, 'EUR')),
  });

  it('are needed of no fewer roles for more money, in whatever order the matrix stands', () => {
    fc.assert(
      fc.property(matrix, fc.nat(20_000), fc.nat(20_000), (matrix, minor, more) => {
        const roles = (rules: readonly ApprovalRule[], of: number): readonly string[] => {
          const needed = rolesNeeded(rules, {
            reason: 'price',
            resolution: 'credit',
            amount: money(of, 'EUR'),
          });
          return needed.ok ? needed.roles : ['nobody can say'];
        };
        expect(roles(matrix, minor + more)).toEqual(expect.arrayContaining([...roles(matrix, minor)]));
        expect(roles([...matrix].reverse(), minor)).toEqual(roles(matrix, minor));
      }),
      manyRuns,
    );
  });

  it('are complete only when different people, none of them involved, approved exactly this as each role', () => {
    let complete = 0;
    const roles = fc.uniqueArray(role, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(roles, fc.array(approval, { maxLength: 10 }), person, (roles, approvals, involved) => {
        const atStake = {
          reason: 'price',
          resolution: 'credit',
          amount: money(1_000, 'EUR'),
        } as const;
        const question = { atStake, roles, approvals, involved: [involved] };
        const standing = approvalStanding(question);
        expect(approvalStanding({ ...question, approvals: [...approvals].reverse() })).toEqual(standing);
        if (standing.kind !== 'approved') return;
        complete += 1;
        const valid = approvals.filter(
          ({ by, decision, resolution, amount }) =>
            by !== involved && decision === 'approved' && resolution === 'credit' && amount.minor === 1_000,
        );
        const people = new Set(valid.filter((one) => roles.includes(one.role)).map(({ by }) => by));
        expect(roles.every((role) => valid.some((one) => one.role === role))).toBe(true);
        expect(people.size).toBeGreaterThanOrEqual(roles.length);
      }),
      manyRuns,
    );
    expect(complete).toBeGreaterThan(manyRuns.numRuns / 50);
  });
});

describe('a credit that was granted', () => {
  it('keeps its amount from being asked for until its own credit note is there', () => {
    let settledOnes = 0;
    const grant = fc.integer({ min: 1, max: 25_000 });
    fc.assert(
      fc.property(unsettled('underReview'), ledger, grant, rules, (dispute, receivables, minor, rules) => {
        const [first] = dispute.items;
        const target = receivables.find(({ id }) => id === first?.receivable);
        fc.pre(target !== undefined && dispute.items.length === 1);
        const settled = settle(
          {
            dispute,
            proposal: {
              resolution: 'credit',
              granted: [{ receivable: target.id, amount: money(minor, target.open.currency) }],
              proposedBy: 'Béla',
              comment: 'Agreed',
            },
            receivables,
            tasks: [],
            matrix: ['EUR', 'HUF'].map((currency) => ({ role: 'nobody', currency, fromMinor: 1e9 })),
            approvals: [],
          },
          addDays(dispute.openedOn, 3),
        );
        if (!settled.ok) return;
        settledOnes += 1;
        const disputes = [settled.dispute];
        for (const after of [3, 30, 300]) {
          const amounts = minorOf({ disputes, receivables, rules }, addDays(dispute.openedOn, after));
          expect(amounts.get(target.id)).toBeGreaterThanOrEqual(minor);
        }
        const credited = disputes.map((one) => ({ ...one, erpDocument: 'CN-9' }));
        expect(minorOf({ disputes: credited, receivables, rules }, addDays(dispute.openedOn, 300)).size).toBe(
          0,
        );
      }),
      runs,
    );
    expect(settledOnes).toBeGreaterThan(runs.numRuns / 100);
  });

  it('is met by one credit note at most, and no note meets two', () => {
    let met = 0;
    const note = fc
      .record({
        minor: fc.constantFrom(100, 200),
        issuedOn: day,
        state: fc.constantFrom('open', 'settled', 'reversed'),
      })
      .map(({ minor, issuedOn, state }) => ({ minor, issuedOn, state }));
    const accepted = fc
      .record({ id: fc.uuid(), resolvedOn: day, minor: fc.constantFrom(100, 200) })
      .map(({ id, resolvedOn, minor }): Dispute => ({
        id,
        debtor: 'D-1',
        reason: 'price',
        openedOn: firstDay,
        openedBy: 'Anna',
        items: [{ receivable: 'A' }],
        state: 'accepted',
        resolvedOn,
        resolution: 'credit',
        granted: [{ receivable: 'A', amount: money(minor, 'EUR') }],
      }));
    fc.assert(
      fc.property(
        fc.uniqueArray(accepted, { selector: ({ id }) => id, maxLength: 5 }),
        fc.array(note, { maxLength: 5 }),
        (disputes, notes) => {
          const receivables = notes.map(({ minor, issuedOn, state }, at): Receivable => ({
            id: `CN-${at}`,
            document: `CN-${at}`,
            kind: 'creditNote',
            state,
            issuedOn,
            dueOn: issuedOn,
            amount: money(minor, 'EUR'),
            open: money(minor, 'EUR'),
          }));
          const received = creditNotesReceived(disputes, receivables);
          met += received.length;
          expect(new Set(received.map(({ dispute }) => dispute)).size).toBe(received.length);
          expect(new Set(received.map(({ document }) => document)).size).toBe(received.length);
          expect(creditNotesReceived([...disputes].reverse(), [...receivables].reverse())).toEqual(received);
          const documents = new Map(received.map(({ dispute, document }) => [dispute, document]));
          const written = disputes.map((one) => {
            const erpDocument = documents.get(one.id);
            return erpDocument === undefined ? one : { ...one, erpDocument };
          });
          expect(creditNotesReceived(written as readonly Dispute[], receivables)).toEqual([]);
        },
      ),
      manyRuns,
    );
    expect(met).toBeGreaterThanOrEqual(oneIn(5, manyRuns));
  });
});
