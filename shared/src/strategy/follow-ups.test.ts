/** Calls that confirm promised payments, and disputes for which a department has not answered. */
import type { ActionRecord, PlannedAction } from '../actions/action.ts';
import { inWords } from '../actions/reason.ts';
import { instant } from '../dates/instant.ts';
import { isoDate } from '../dates/iso-date.ts';
import { aClosedDispute, aDispute } from '../disputes/testing/a-dispute.ts';
import { aHold } from '../holds/testing/a-hold.ts';
import { aPayment, aPromise } from '../promises/testing/a-promise.ts';
import { evaluate } from './evaluate.ts';
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
    expect(followUp(facts, '2025-03-21')).toMatchObject({ state: 'later', until: '2025-03-26' });
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
      expect(followUp(facts, '2025-03-17', policy)?.state).toBe('closed');
    }
  });

  it('is looked at again on the day after the deadline and on the day it escalates', () => {
    const early = { ...disputed, receivables: [aReceivable({ dueOn: '2025-06-30' })] };
    expect(evaluate(policy, early, isoDate('2025-03-12')).nextChangeOn).toBe('2025-03-14');
  });
});
