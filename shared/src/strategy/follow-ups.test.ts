/** Calls that confirm promised payments, and disputes for which a department has not answered. */
import type { ActionRecord, PlannedAction } from '../actions/action.ts';
import { inWords } from '../actions/reason.ts';
import { instant } from '../dates/instant.ts';
import { isoDate } from '../dates/iso-date.ts';
import { aClosedDispute, aDispute } from '../disputes/testing/a-dispute.ts';
import { aHold } from '../holds/testing/a-hold.ts';
import { aPayment, aPromise } from '../promises/testing/a-promise.ts';
import { evaluate } from './evaluate.ts';
import { followUpDays } from './follow-ups.ts';
import type { Facts } from './facts.ts';
import { recheck } from './recheck.ts';
import { reconcile } from './reconcile.ts';
import { aDebtor, anAction, aReceivable } from './testing/a-debtor.ts';
import { agreements, aPolicy } from './testing/a-policy.ts';

const invoice = aReceivable({ dueOn: '2025-03-01' });
/** A call on the business day after the promised one. */
const calling = aPolicy({
  agreements: { promises: { ...agreements.promises, confirmationOffsetDays: 1 } },
});
/** 100 euros by Thursday 20 March 2025; grace ends on Monday the 24th. */
const promised = aDebtor({ receivables: [invoice], promises: [aPromise()] });
const followUp = (facts: Facts, on: string, policy = calling) =>
  evaluate(policy, facts, isoDate(on)).followUps[0];

function made(action: PlannedAction, state: ActionRecord['state']): ActionRecord {
  const { key, step, channel, lines, plannedOn } = action;
  const happened = state !== 'planned';
  return {
    key,
    step: step.code,
    stepOrder: step.order,
    channel,
    state,
    lines,
    ...(happened && { executedOn: plannedOn }),
  };
}
const callOn21st = (): PlannedAction => {
  const found = followUp(promised, '2025-03-21');
  if (found?.state !== 'due') throw new Error('no call is due');
  return found.action;
};

describe('the call that confirms a promised payment (F059)', () => {
  it('comes on the business day after the promised one, about what is missing', () => {
    expect(followUp(promised, '2025-03-20')).toMatchObject({ state: 'later', until: '2025-03-21' });
    expect(callOn21st()).toMatchObject({
      key: 'D-1|confirm-payment|P-1#1',
      channel: 'call',
      amount: { minor: 100_00, currency: 'EUR' },
      lines: [{ receivable: 'INV-1', amount: { minor: 100_00 } }],
    });
    expect(callOn21st().because.map(inWords)).toEqual([
      '100.00 EUR are promised for 2025-03-20 and have not come in',
    ]);
  });

  it('no item comes further by it', () => {
    expect(callOn21st().lines.map(({ step }) => step)).toEqual([undefined]);
  });

  it('is about the rest when part of it came', () => {
    const facts = aDebtor({
      receivables: [aReceivable({ dueOn: '2025-03-01', open: 40 })],
      promises: [aPromise()],
      payments: [aPayment('2025-03-19', 60)],
    });
    expect(followUp(facts, '2025-03-21')).toMatchObject({ action: { amount: { minor: 40_00 } } });
  });

  it('is closed by the payment, planned or with a person', () => {
    const paid = aReceivable({ dueOn: '2025-03-01', open: 0, state: 'settled' });
    for (const [state, what] of [
      ['planned', 'cancel'],
      ['withPerson', 'close'],
    ] as const) {
      const facts = aDebtor({
        receivables: [paid],
        promises: [aPromise()],
        payments: [aPayment('2025-03-21', 100)],
        history: [made(callOn21st(), state)],
      });
      const decision = evaluate(calling, facts, isoDate('2025-03-22'));
      expect(reconcile(decision, facts.history)[what]).toEqual([
        { key: 'D-1|confirm-payment|P-1#1', because: [{ code: 'promisePaid', promisedFor: '2025-03-20' }] },
      ]);
    }
  });

  it('is not given twice, also when the one who had it gave up', () => {
    for (const state of ['withPerson', 'done', 'failed'] as const) {
      const facts = { ...promised, history: [made(callOn21st(), state)] };
      expect(followUp(facts, '2025-03-24')?.state).toBe('begun');
    }
  });

  it('waits when the customer heard from us that day, and is not cancelled for it', () => {
    const planned = { ...promised, history: [made(callOn21st(), 'planned')] };
    const facts = {
      ...planned,
      history: [...planned.history, anAction({ step: 'first-notice', item: 'INV-2', on: '2025-03-21' })],
    };
    const decision = evaluate(calling, facts, isoDate('2025-03-21'));
    expect(decision.followUps[0]).toMatchObject({ state: 'later', until: '2025-03-24' });
    expect(reconcile(decision, facts.history).cancel).toEqual([]);
    expect(
      recheck('D-1|confirm-payment|P-1#1', calling, facts, instant('2025-03-21T09:00:00Z')),
    ).toMatchObject({
      kind: 'postpone',
      until: '2025-03-24T07:00:00.000Z',
    });
  });

  it('waits when the strategy writes to the customer that day; a task of its own is no contact', () => {
    // INV-2 is 8 days late on the 21st, INV-3 is 55.
    const written = {
      ...promised,
      receivables: [invoice, aReceivable({ id: 'INV-2', dueOn: '2025-03-13' })],
    };
    const decision = evaluate(calling, written, isoDate('2025-03-21'));
    expect(decision.actions.map(({ key }) => key)).toEqual(['D-1|first-notice|INV-2']);
    expect(decision.followUps[0]).toMatchObject({ state: 'later', until: '2025-03-24' });
    const handedOver = {
      ...promised,
      receivables: [invoice, aReceivable({ id: 'INV-3', dueOn: '2025-01-25' })],
      history: [anAction({ step: 'pre-legal', on: '2025-03-06', item: 'INV-3' })],
    };
    expect(evaluate(calling, handedOver, isoDate('2025-03-21')).actions.map(({ key }) => key)).toEqual([
      'D-1|hand-over|INV-3',
      'D-1|confirm-payment|P-1#1',
    ]);
  });

  it('is one a day: of two promises the first is asked about, and the other on the next day', () => {
    const facts = aDebtor({
      receivables: [invoice, aReceivable({ id: 'INV-2', dueOn: '2025-03-01' })],
      promises: [aPromise({ id: 'P-2', items: { 'INV-2': 100 } }), aPromise()],
    });
    const states = (of: Facts, on: string): readonly string[] =>
      evaluate(calling, of, isoDate(on)).followUps.map((one) => `${one.key} ${one.state}`);
    const expected = ['D-1|confirm-payment|P-1#1 due', 'D-1|confirm-payment|P-2#1 later'];
    expect(states(facts, '2025-03-21')).toEqual(expected);
    expect(states({ ...facts, promises: facts.promises.toReversed() }, '2025-03-21')).toEqual(expected);
    const called = { ...facts, history: [made(callOn21st(), 'done')] };
    expect(states(called, '2025-03-24')).toEqual([
      'D-1|confirm-payment|P-1#1 begun',
      'D-1|confirm-payment|P-2#1 due',
    ]);
  });

  it('stands beside the strategy, in the customer’s hours, whatever was done before', () => {
    const facts = { ...promised, history: [anAction({ step: 'first-notice', on: '2025-03-11' })] };
    const londoner = aDebtor({
      receivables: [invoice],
      promises: [aPromise()],
      customer: { zone: 'Europe/London' },
    });
    const nobody = aDebtor({
      receivables: [invoice],
      promises: [aPromise()],
      customer: { zone: 'Europe/London' },
      reachableBy: ['email'],
    });
    expect(followUp(facts, '2025-03-21')).toMatchObject({
      state: 'due',
      action: {
        step: { code: 'confirm-payment', order: 1 },
        strategy: 'agreements',
        template: 'confirm-payment',
        payBy: '2025-03-21',
        plannedOn: '2025-03-21',
        notBefore: '2025-03-21T07:00:00.000Z',
      },
    });
    expect(followUp(londoner, '2025-03-21')).toMatchObject({
      action: { channel: 'call', notBefore: '2025-03-21T08:00:00.000Z' },
    });
    // The task is for somebody in Budapest.
    expect(followUp(nobody, '2025-03-21')).toMatchObject({
      action: { channel: 'person', notBefore: '2025-03-21T07:00:00.000Z' },
    });
  });

  it('is a day on which the decision changes, and the day after it is looked at again', () => {
    expect(evaluate(calling, promised, isoDate('2025-03-19')).nextChangeOn).toBe('2025-03-21');
    expect(evaluate(calling, promised, isoDate('2025-03-21')).nextChangeOn).toBe('2025-03-22');
    const followUps = evaluate(calling, promised, isoDate('2025-03-21')).followUps;
    expect(followUpDays(followUps, isoDate('2025-03-21'))).toEqual(['2025-03-22']);
    const held = { ...promised, holds: [aHold()] };
    const unending = evaluate(calling, held, isoDate('2025-03-21')).followUps;
    expect(followUpDays(unending, isoDate('2025-03-21'))).toEqual([]);
    const done = { ...promised, history: [made(callOn21st(), 'done')] };
    const begun = evaluate(calling, done, isoDate('2025-03-24')).followUps;
    expect(followUpDays(begun, isoDate('2025-03-24'))).toEqual([]);
  });

  it('begins with the day the promise was made', () => {
    expect(followUp(promised, '2025-03-09')).toBeUndefined();
    expect(followUp(promised, '2025-03-10')).toMatchObject({ state: 'later', until: '2025-03-21' });
  });

  it('is one for each instalment, about what is missing of it', () => {
    const plan = aPromise({
      by: { '2025-03-20': 70, '2025-04-22': 30 },
      items: { 'INV-1': 60, 'INV-2': 40 },
    });
    const facts = aDebtor({
      receivables: [
        aReceivable({ id: 'INV-2', dueOn: '2025-03-01', amount: 40 }),
        aReceivable({ dueOn: '2025-03-01', amount: 60 }),
      ],
      promises: [plan],
    });
    const lines = (of: Facts, on: string, key: string): readonly string[] | undefined => {
      const due = evaluate(calling, of, isoDate(on)).followUps.find((one) => one.key.endsWith(key));
      return due?.state === 'due'
        ? due.action.lines.map(({ receivable, amount }) => `${receivable} ${amount.minor}`)
        : undefined;
    };
    expect(lines(facts, '2025-03-21', 'P-1#1')).toEqual(['INV-1 6000', 'INV-2 1000']);
    const paid = {
      ...facts,
      receivables: [
        aReceivable({ id: 'INV-2', dueOn: '2025-03-01', amount: 40, open: 30 }),
        aReceivable({ dueOn: '2025-03-01', amount: 60, open: 0, state: 'settled' }),
      ],
      payments: [aPayment('2025-03-19', 60), aPayment('2025-03-20', 10, { document: 'INV-2' })],
    };
    expect(lines(paid, '2025-04-23', 'P-1#1')).toBeUndefined();
    expect(lines(paid, '2025-04-23', 'P-1#2')).toEqual(['INV-2 3000']);
  });

  it('is about no more than is still open of the invoice', () => {
    // The ledger has credited 70 of the 100 that were promised.
    const credited = { ...promised, receivables: [aReceivable({ dueOn: '2025-03-01', open: 30 })] };
    expect(followUp(credited, '2025-03-21')).toMatchObject({ action: { amount: { minor: 30_00 } } });
  });

  it('is missed where the ledger does not have the invoice any more, and where the calendar ends', () => {
    expect(followUp({ ...promised, receivables: [] }, '2025-03-21')?.state).toBe('missed');
    const late = { ...promised, promises: [aPromise({ madeOn: '2026-12-20', by: { '2026-12-31': 100 } })] };
    expect(followUp(late, '2026-12-30')?.state).toBe('missed');
  });

  it('is made at the last look, and not when the promise was taken back meanwhile', () => {
    const facts = { ...promised, history: [made(callOn21st(), 'planned')] };
    const now = instant('2025-03-21T09:00:00Z');
    expect(recheck('D-1|confirm-payment|P-1#1', calling, facts, now).kind).toBe('send');
    const withdrawn = { ...facts, promises: [aPromise({ withdrawnOn: '2025-03-21' })] };
    expect(recheck('D-1|confirm-payment|P-1#1', calling, withdrawn, now)).toEqual({
      kind: 'cancel',
      because: [{ code: 'promiseOver', promisedFor: '2025-03-20' }],
    });
  });

  it('waits for a hold to end', () => {
    const facts = { ...promised, holds: [aHold({ until: '2025-03-25' })] };
    const waiting = followUp(facts, '2025-03-21');
    expect(waiting).toMatchObject({ state: 'later', until: '2025-03-26' });
    expect(waiting?.because.map(inWords)).toEqual([
      '100.00 EUR are promised for 2025-03-20 and have not come in',
      'a hold (agreement) is in force until 2025-03-25',
    ]);
    const unending = { ...promised, holds: [aHold()] };
    expect(followUp(unending, '2025-03-21')?.because).toContainEqual({ code: 'held', reason: 'agreement' });
    expect(followUp(unending, '2025-03-21')).not.toHaveProperty('until');
  });

  it('is a task where the customer has no phone', () => {
    const facts = aDebtor({ receivables: [invoice], promises: [aPromise()], reachableBy: ['email'] });
    expect(followUp(facts, '2025-03-21')).toMatchObject({ action: { channel: 'person' } });
  });

  it('is not begun a week late: what was broken long ago has its own task', () => {
    const early = aDebtor({
      receivables: [aReceivable({ dueOn: '2025-06-30' })],
      promises: [aPromise()],
    });
    expect(followUp(early, '2025-03-28')?.state).toBe('due');
    expect(followUp(early, '2025-03-29')?.state).toBe('missed');
  });

  it('is nobody’s where the company does not ask for it', () => {
    expect(evaluate(aPolicy(), promised, isoDate('2025-03-21')).followUps).toEqual([]);
  });
});

describe('a department that does not answer in time (F065)', () => {
  const policy = aPolicy({
    agreements: {
      disputeTasks: [{ department: 'billing', mandatory: true, withinDays: 3, escalatesAfterDays: 1 }],
    },
  });
  // Opened on Monday 10 March: to be answered by the 13th, escalated on the 14th.
  const disputed = aDebtor({ receivables: [invoice], disputes: [aDispute({ of: { 'INV-1': 30 } })] });

  it('is a supervisor’s from the day it escalates', () => {
    expect(followUp(disputed, '2025-03-13', policy)).toMatchObject({ state: 'later', until: '2025-03-14' });
    const due = followUp(disputed, '2025-03-14', policy);
    expect(due).toMatchObject({
      key: 'D-1|dispute-overdue|DSP-1#billing',
      action: { channel: 'person', amount: { minor: 30_00 } },
    });
    expect(due?.because.map(inWords)).toEqual(['billing was to answer by 2025-03-13']);
  });

  it('is over when the task is closed, and when the dispute is settled', () => {
    const answered = {
      ...disputed,
      closedTasks: [{ key: 'DSP-1|billing', closedOn: isoDate('2025-03-14') }],
    };
    const settled = {
      ...disputed,
      disputes: [aClosedDispute({ state: 'rejected', resolvedOn: '2025-03-14' })],
    };
    for (const facts of [answered, settled]) {
      const { followUps } = evaluate(policy, facts, isoDate('2025-03-17'));
      expect(followUps.map(({ state, because }) => [state, because.map(inWords)])).toEqual([
        ['closed', ['billing has answered, or the dispute is settled']],
      ]);
    }
  });

  it('waits between the deadline and the day it escalates', () => {
    const patient = aPolicy({
      agreements: {
        disputeTasks: [{ department: 'billing', mandatory: true, withinDays: 3, escalatesAfterDays: 2 }],
      },
    });
    // Friday the 14th is too late, Monday the 17th is the second business day after the deadline.
    expect(followUp(disputed, '2025-03-14', patient)).toMatchObject({ state: 'later', until: '2025-03-17' });
    expect(followUp(disputed, '2025-03-17', patient)?.state).toBe('due');
  });

  it('is one task for each dispute, in their order, about what is open of its invoices', () => {
    const facts = aDebtor({
      receivables: [
        invoice,
        aReceivable({ id: 'INV-2', dueOn: '2025-03-01', open: 20 }),
        aReceivable({ id: 'INV-3', dueOn: '2025-03-01', open: 0, state: 'settled' }),
      ],
      disputes: [
        aDispute({ id: 'DSP-2', of: { 'INV-2': 30, 'INV-3': 'all' } }),
        aDispute({ id: 'DSP-1', of: { 'INV-1': 'all' } }),
      ],
    });
    const tasks = (of: Facts): readonly string[] =>
      evaluate(policy, of, isoDate('2025-03-14')).followUps.map((one) =>
        one.state === 'due'
          ? `${one.key}: ${one.action.lines.map((line) => `${line.receivable} ${line.amount.minor}`).join()}`
          : one.state,
      );
    const expected = [
      'D-1|dispute-overdue|DSP-1#billing: INV-1 10000',
      'D-1|dispute-overdue|DSP-2#billing: INV-2 2000',
    ];
    expect(tasks(facts)).toEqual(expected);
    expect(tasks({ ...facts, disputes: facts.disputes.toReversed() })).toEqual(expected);
  });

  it('is nobody’s when nothing of what is disputed is open, nor where the calendar ends before', () => {
    const settled = { ...disputed, receivables: [{ ...invoice, state: 'settled' as const }] };
    expect(followUp(settled, '2025-03-14', policy)?.state).toBe('missed');
    const late = aDebtor({ receivables: [invoice], disputes: [aDispute({ openedOn: '2026-12-30' })] });
    expect(evaluate(policy, late, isoDate('2026-12-31')).followUps).toEqual([]);
    const rejected = aClosedDispute({ state: 'rejected', openedOn: '2026-12-30', resolvedOn: '2026-12-31' });
    expect(evaluate(policy, { ...late, disputes: [rejected] }, isoDate('2026-12-31')).followUps).toEqual([]);
  });

  it('is looked at again on the day after the deadline and on the day it escalates', () => {
    const early = { ...disputed, receivables: [aReceivable({ dueOn: '2025-06-30' })] };
    expect(evaluate(policy, early, isoDate('2025-03-12')).nextChangeOn).toBe('2025-03-14');
  });
});
