import { isoDate } from '../dates/iso-date.ts';
import { confirmationCalls } from './confirmation.ts';
import type { PromiseToPay } from './promise.ts';
import type { PromiseCircumstances } from './standing.ts';
import { aPayment, aPromise, circumstances } from './testing/a-promise.ts';

function calls(promise: PromiseToPay, around: PromiseCircumstances, asOf: string): readonly string[] {
  return confirmationCalls(promise, around, isoDate(asOf)).map(
    ({ instalment, on, state, because }) =>
      `${instalment} on ${on ?? 'nobody knows'}: ${state}${because ? `, ${because}` : ''}`,
  );
}

describe('the call that confirms a payment (F059)', () => {
  it.each([
    [1, '2025-03-20', '2025-03-21'],
    [0, '2025-03-20', '2025-03-20'],
    [0, '2025-03-22', '2025-03-24'],
    [-1, '2025-03-24', '2025-03-21'],
    [2, '2025-04-17', '2025-04-23'],
  ])('%d business days from %s is on %s', (confirmationOffsetDays, dueOn, expected) => {
    const around = circumstances({ rules: { confirmationOffsetDays } });
    expect(calls(aPromise({ by: { [dueOn]: 100 } }), around, '2025-03-10')).toEqual([
      `1 on ${expected}: planned`,
    ]);
  });

  it('is closed when the payment came first', () => {
    const around = circumstances({ paid: [aPayment('2025-03-19', 100)] });
    expect(calls(aPromise(), around, '2025-03-18')).toEqual(['1 on 2025-03-21: planned']);
    expect(calls(aPromise(), around, '2025-03-19')).toEqual(['1 on 2025-03-21: closed, paid']);
  });

  it('is closed when what came was enough, within the tolerance', () => {
    const around = circumstances({ paid: [aPayment('2025-03-19', 99)] });
    expect(calls(aPromise(), around, '2025-03-19')).toEqual(['1 on 2025-03-21: closed, paid']);
  });

  it('is closed when all came, though too late to keep the promise', () => {
    const around = circumstances({ paid: [aPayment('2025-03-26', 100)] });
    expect(calls(aPromise(), around, '2025-03-25')).toEqual(['1 on 2025-03-21: planned']);
    expect(calls(aPromise(), around, '2025-03-26')).toEqual(['1 on 2025-03-21: closed, paid']);
  });

  it('is planned again when the payment is taken back', () => {
    const around = circumstances({ paid: [aPayment('2025-03-19', 100), aPayment('2025-03-20', -100)] });
    expect(calls(aPromise(), around, '2025-03-20')).toEqual(['1 on 2025-03-21: planned']);
  });

  it('is closed when the promise was withdrawn, or the invoice credited', () => {
    expect(calls(aPromise({ withdrawnOn: '2025-03-12' }), circumstances(), '2025-03-12')).toEqual([
      '1 on 2025-03-21: closed, withdrawn',
    ]);
    const credited = circumstances({ credited: { 'INV-1': 100 } });
    expect(calls(aPromise(), credited, '2025-03-12')).toEqual(['1 on 2025-03-21: closed, withdrawn']);
  });

  it('is one for each instalment', () => {
    const plan = aPromise({ by: { '2025-03-20': 50, '2025-04-22': 50 } });
    const around = circumstances({ paid: [aPayment('2025-03-18', 50)] });
    expect(calls(plan, around, '2025-03-18')).toEqual([
      '1 on 2025-03-21: closed, paid',
      '2 on 2025-04-23: planned',
    ]);
  });

  it('is not made for what follows a default that ended the plan', () => {
    const plan = aPromise({ by: { '2025-03-20': 50, '2025-04-22': 50 } });
    const ended = circumstances({ rules: { defaultClause: 'wholePlanDue' } });
    expect(calls(plan, ended, '2025-03-24')).toEqual([
      '1 on 2025-03-21: planned',
      '2 on 2025-04-23: planned',
    ]);
    expect(calls(plan, ended, '2025-03-25')).toEqual([
      '1 on 2025-03-21: planned',
      '2 on 2025-04-23: closed, planEnded',
    ]);
    expect(calls(plan, circumstances(), '2025-03-25')).toEqual([
      '1 on 2025-03-21: planned',
      '2 on 2025-04-23: planned',
    ]);
  });

  it('has no day beyond the calendar', () => {
    expect(calls(aPromise({ by: { '2026-12-31': 100 } }), circumstances(), '2025-03-10')).toEqual([
      '1 on nobody knows: planned',
    ]);
  });
});
