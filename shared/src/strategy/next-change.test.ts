/** The next day on which a decision can change: only debtors whose day has come are evaluated. */
import { isoDate } from '../dates/iso-date.ts';
import { evaluate } from './evaluate.ts';
import type { Facts } from './facts.ts';
import type { Policy } from './policy.ts';
import { aCreditNote, aDebtor, anAction, aReceivable } from './testing/a-debtor.ts';
import { aPolicy, aStep, businessSteps } from './testing/a-policy.ts';

function nextChange(date: string, facts: Facts, policy: Policy = aPolicy()): string | undefined {
  return evaluate(policy, facts, isoDate(date)).nextChangeOn;
}

const invoice = aReceivable({ dueOn: '2025-03-13' });

describe('the next day on which a decision can change', () => {
  it('is the day of the next step', () => {
    expect(nextChange('2025-03-01', aDebtor({ receivables: [invoice] }))).toBe('2025-03-10');
  });

  it('is tomorrow when something is planned: what should be done today is looked at again', () => {
    expect(nextChange('2025-03-10', aDebtor({ receivables: [invoice] }))).toBe('2025-03-11');
  });

  it('is the day after the due date, when the item becomes overdue', () => {
    const history = [anAction({ step: 'due-date', on: '2025-03-13' })];
    expect(nextChange('2025-03-13', aDebtor({ receivables: [invoice], history }))).toBe('2025-03-14');
    expect(nextChange('2025-03-14', aDebtor({ receivables: [invoice], history }))).toBe('2025-03-21');
  });

  it('is the day on which the wait since the last step ends', () => {
    const history = [anAction({ step: 'first-notice', on: '2025-03-28' })];
    expect(nextChange('2025-03-29', aDebtor({ receivables: [invoice], history }))).toBe('2025-04-04');
  });

  it('is the next business day for what waits over a weekend', () => {
    const history = [anAction({ step: 'second-notice', on: '2025-03-31' })];
    const late = aReceivable({ dueOn: '2025-03-01' });
    // The call is due since 5 April, a Saturday.
    expect(nextChange('2025-04-05', aDebtor({ receivables: [late], history }))).toBe('2025-04-07');
  });

  it('is the end of the gap after a contact', () => {
    const facts = aDebtor({
      receivables: [aReceivable({ id: 'INV-2', dueOn: '2025-03-11' })],
      history: [anAction({ step: 'first-notice', on: '2025-03-17', item: 'INV-1' })],
    });
    const policy = aPolicy({ contact: { minimumGapDays: 7 } });
    expect(nextChange('2025-03-19', facts, policy)).toBe('2025-03-24');
  });

  it('is the end of the days on which a reminder that cannot be sent makes sense', () => {
    const facts = aDebtor({ receivables: [invoice], reachableBy: ['letter'] });
    // The reminder is due on the 10th and makes sense until the 12th; from the 13th it is another step’s turn.
    expect(nextChange('2025-03-10', facts)).toBe('2025-03-13');
  });

  it('is the end of the days on which a step below its minimum makes sense', () => {
    const steps = businessSteps.map((step) =>
      step.code === 'first-notice' ? { ...step, validDays: 5 } : step,
    );
    const facts = aDebtor({ receivables: [aReceivable({ dueOn: '2025-03-13', amount: 9 })] });
    expect(nextChange('2025-03-21', facts, aPolicy({ steps }))).toBe('2025-03-27');
  });

  it('is the day on which another item becomes overdue and may lift the total over the minimum', () => {
    const facts = aDebtor({
      receivables: [
        aReceivable({ dueOn: '2025-03-13', amount: 6 }),
        aReceivable({ id: 'INV-2', dueOn: '2025-03-24', amount: 6 }),
      ],
      history: [anAction({ step: 'due-date', on: '2025-03-24', item: 'INV-2' })],
    });
    expect(nextChange('2025-03-24', facts)).toBe('2025-03-25');
  });

  it.each([
    ['nothing is open', aDebtor({ receivables: [] })],
    ['credits cover everything', aDebtor({ receivables: [invoice, aCreditNote({ amount: 100 })] })],
    [
      'a failed step waits for a person',
      aDebtor({
        receivables: [invoice],
        history: [anAction({ step: 'first-notice', on: '2025-03-21', state: 'failed' })],
      }),
    ],
    [
      'all steps are taken',
      aDebtor({ receivables: [invoice], history: [anAction({ step: 'hand-over', on: '2025-05-07' })] }),
    ],
    [
      'an overdue item stays below the minimum',
      aDebtor({ receivables: [aReceivable({ dueOn: '2025-03-13', amount: 9 })] }),
    ],
  ])('does not exist when %s: only news can change it', (_, facts) => {
    expect(nextChange('2025-05-20', facts)).toBeUndefined();
  });

  it('is not the day after the due date of an item that a credit covers', () => {
    const covered = aDebtor({ receivables: [invoice, aCreditNote({ amount: 100 })] });
    expect(nextChange('2025-03-01', covered)).toBeUndefined();
  });

  it('is the day after the due date also where no segment matches: the case opens then', () => {
    const facts = aDebtor({ receivables: [invoice], kind: 'consumer' });
    expect(nextChange('2025-03-01', facts)).toBe('2025-03-14');
    expect(nextChange('2025-03-14', facts)).toBeUndefined();
  });

  it('is the first day of a calendar that has not begun', () => {
    const policy = aPolicy({ calendar: { coveredFrom: isoDate('2025-06-01') } });
    expect(nextChange('2025-03-21', aDebtor({ receivables: [invoice] }), policy)).toBe('2025-06-01');
  });

  it('is never for an item that is due on the last day there is', () => {
    const facts = aDebtor({ receivables: [aReceivable({ dueOn: '9999-12-31' })] });
    expect(nextChange('2025-03-21', facts)).toBe('9999-12-28');
    const steps = [aStep({ code: 'first-notice', order: 1, offsetDays: 8 })];
    expect(nextChange('2025-03-21', facts, aPolicy({ steps }))).toBe('9999-12-31');
    expect(evaluate(aPolicy({ steps }), facts, isoDate('2025-03-21')).actions).toEqual([]);
  });

  it('does not move because of steps of other items that are settled', () => {
    const steps = [aStep({ code: 'first-notice', order: 1, offsetDays: 8 })];
    const paid = aReceivable({ id: 'INV-2', dueOn: '2025-03-12', open: 0, state: 'settled' });
    expect(nextChange('2025-03-14', aDebtor({ receivables: [invoice, paid] }), aPolicy({ steps }))).toBe(
      '2025-03-21',
    );
  });
});
