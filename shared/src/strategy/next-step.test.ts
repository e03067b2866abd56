import { isoDate } from '../dates/iso-date.ts';
import { dateOfStep, nextStep, stepsTaken } from './next-step.ts';
import type { Step } from './policy.ts';
import { anAction, aReceivable } from './testing/a-debtor.ts';
import { aStep, aStrategy, hungary } from './testing/a-policy.ts';

const strategy = aStrategy();

describe('the day of a step', () => {
  const business = (offsetDays: number): Step =>
    aStep({ code: 'step', order: 1, offsetDays, dayCount: 'business' });

  it.each([
    ['2025-03-13', 1, '2025-03-14'],
    ['2025-03-13', 8, '2025-03-25'],
    ['2025-03-13', -3, '2025-03-10'],
    // Four days off over Easter, then two in May, with the Saturday worked for them.
    ['2025-04-16', 3, '2025-04-23'],
    ['2025-04-30', 1, '2025-05-05'],
    ['2025-05-16', 1, '2025-05-17'],
    // The due date itself, whatever day it is.
    ['2025-03-15', 0, '2025-03-15'],
  ])('of %s plus %d business days is %s', (dueOn, days, expected) => {
    expect(dateOfStep(business(days), isoDate(dueOn), hungary)).toBe(expected);
  });

  it('in calendar days needs no calendar', () => {
    const step = aStep({ code: 'step', order: 1, offsetDays: 3 });
    expect(dateOfStep(step, isoDate('2031-02-27'), hungary)).toBe('2031-03-02');
  });

  it('of an item from before the calendar counts from the calendar’s first day', () => {
    // Monday 1 January 2024 is a business day of this calendar, so the second after it is Wednesday.
    expect(dateOfStep(business(2), isoDate('2019-05-06'), hungary)).toBe('2024-01-03');
  });

  it('is unknown beyond the calendar', () => {
    expect(dateOfStep(business(5), isoDate('2026-12-30'), hungary)).toBeUndefined();
  });

  it('that is unknown keeps the item waiting for a calendar, unless the step is a reminder gone by', () => {
    const ask = (steps: readonly Step[], dueOn: string): string => {
      const next = nextStep({
        receivable: aReceivable({ dueOn }),
        strategy: { ...strategy, steps },
        segment: 'business',
        taken: undefined,
        calendar: hungary,
        asOf: isoDate('2026-12-31'),
      });
      return `${next.kind} ${next.because.map(({ code }) => code).join()}`;
    };
    expect(ask([business(5)], '2026-12-30')).toBe('none calendarEnds');
    expect(ask([business(-3), { ...business(5), order: 2 }], '2019-05-06')).toBe('due stepMissed,stepDue');
  });
});

describe('steps taken', () => {
  it('are known per item, each with its own step', () => {
    const history = [
      anAction({ step: 'pre-due', on: '2025-03-10', item: 'INV-1' }),
      anAction({
        step: 'second-notice',
        on: '2025-03-31',
        item: 'INV-1',
        along: { 'INV-2': 'first-notice' },
      }),
    ];
    expect(stepsTaken(history, strategy)).toEqual(
      new Map([
        ['INV-1', { order: 4, on: '2025-03-31' }],
        ['INV-2', { order: 3, on: '2025-03-31' }],
      ]),
    );
  });

  it('count only with a day and in a state that may have had an effect', () => {
    const sent = anAction({ step: 'first-notice', on: '2025-03-21' });
    const { executedOn: day, ...withoutDay } = sent;
    expect(day).toBe('2025-03-21');
    expect(stepsTaken([withoutDay], strategy).size).toBe(0);
    expect(stepsTaken([{ ...sent, state: 'cancelled' }], strategy).size).toBe(0);
    expect(stepsTaken([sent], strategy).size).toBe(1);
  });

  it('do not count for items that were only listed, but their wait does', () => {
    const history = [anAction({ step: 'second-notice', on: '2025-03-21', listed: ['INV-2'] })];
    expect(stepsTaken(history, strategy).get('INV-2')).toEqual({ order: 0, on: '2025-03-21' });
    const call = [anAction({ step: 'call', on: '2025-03-21', listed: ['INV-2'] })];
    expect(stepsTaken(call, strategy).has('INV-2')).toBe(false);
  });

  it('count by their code: the furthest step of this strategy, and the day of the last one of all', () => {
    const moved = {
      ...strategy,
      steps: [aStep({ code: 'second-notice', order: 70, offsetDays: 18 })],
    };
    const history = [
      anAction({ step: 'second-notice', on: '2025-03-31' }),
      anAction({ step: 'call', on: '2025-04-07' }),
    ];
    expect(stepsTaken(history, moved).get('INV-1')).toEqual({ order: 70, on: '2025-04-07' });
  });
});
