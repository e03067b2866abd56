import { isoDate } from '../dates/iso-date.ts';
import { money } from '../money/money.ts';
import { hungary } from '../strategy/testing/a-policy.ts';
import { instalmentText } from './instalment-text.ts';
import { instalmentPlan, type Rhythm } from './plan.ts';

function plan(of: {
  readonly minor: number;
  readonly count: number;
  readonly first: string;
  readonly rhythm?: Rhythm;
  readonly currency?: string;
}): string | readonly string[] {
  const { minor, count, first, rhythm = 'monthly', currency = 'EUR' } = of;
  const result = instalmentPlan({
    total: money(minor, currency),
    count,
    firstDueOn: isoDate(first),
    rhythm,
    calendar: hungary,
  });
  return result.ok
    ? instalmentText(result.instalments).split('\n')
    : result.refusals.map(({ code, field, value }) => `${code} ${field}: ${value}`);
}

describe('an instalment plan (F060)', () => {
  it('has equal parts, and what is left over in the last', () => {
    expect(plan({ minor: 100_00, count: 3, first: '2025-03-20' })).toEqual([
      '2025-03-20 33.33',
      '2025-04-22 33.33',
      '2025-05-20 33.34',
    ]);
    expect(plan({ minor: 1_000, count: 3, first: '2025-03-20', currency: 'JPY' })).toEqual([
      '2025-03-20 333',
      '2025-04-22 333',
      '2025-05-20 334',
    ]);
  });

  it('of one instalment is a simple promise', () => {
    expect(plan({ minor: 100_00, count: 1, first: '2025-03-20' })).toEqual(['2025-03-20 100.00']);
  });

  it('from the 31st takes the last day of shorter months, comes back to the 31st, and avoids Sundays', () => {
    expect(plan({ minor: 400, count: 4, first: '2025-01-31' })).toEqual([
      '2025-01-31 1.00',
      '2025-02-28 1.00',
      '2025-03-31 1.00',
      '2025-04-30 1.00',
    ]);
    expect(plan({ minor: 200, count: 2, first: '2025-04-30' })).toEqual([
      '2025-04-30 1.00',
      '2025-05-30 1.00',
    ]);
    expect(plan({ minor: 300, count: 3, first: '2025-06-30' })).toEqual([
      '2025-06-30 1.00',
      '2025-07-30 1.00',
      '2025-09-01 1.00',
    ]);
  });

  it('goes on into the next year', () => {
    expect(plan({ minor: 200, count: 2, first: '2025-12-15' })).toEqual([
      '2025-12-15 1.00',
      '2026-01-15 1.00',
    ]);
  });

  it('by the week and the fortnight moves holidays one by one', () => {
    expect(plan({ minor: 300, count: 3, first: '2025-04-18', rhythm: 'weekly' })).toEqual([
      '2025-04-22 1.00',
      '2025-04-25 1.00',
      '2025-05-05 1.00',
    ]);
    expect(plan({ minor: 200, count: 2, first: '2025-04-04', rhythm: 'fortnightly' })).toEqual([
      '2025-04-04 1.00',
      '2025-04-22 1.00',
    ]);
  });

  it('is refused for what is no number of instalments', () => {
    for (const count of [0, -1, 1.5, 521, Number.NaN]) {
      expect(plan({ minor: 100_00, count, first: '2025-03-20' })).toEqual([`notACount count: ${count}`]);
    }
    expect(plan({ minor: 100_00, count: 520, first: '2025-03-20' })).toEqual([
      'calendarEnds firstDueOn: 2027-01-20',
    ]);
  });

  it('is refused when an instalment would be nothing', () => {
    expect(plan({ minor: 3, count: 3, first: '2025-03-20' })).toHaveLength(3);
    expect(plan({ minor: 2, count: 3, first: '2025-03-20' })).toEqual(['tooSmall count: 0.02 EUR in 3']);
  });

  it('is refused beyond the calendar', () => {
    expect(plan({ minor: 200, count: 2, first: '2026-12-15' })).toEqual([
      'calendarEnds firstDueOn: 2027-01-15',
    ]);
  });

  it('is refused when two instalments fall on one business day', () => {
    const closed = { ...hungary, weekend: [1, 2, 3, 4, 5, 6, 7] };
    const calendar = { ...closed, workingDays: new Set(['2025-03-20', '2025-04-30'].map(isoDate)) };
    const result = instalmentPlan({
      total: money(3, 'EUR'),
      count: 3,
      firstDueOn: isoDate('2025-03-20'),
      rhythm: 'weekly',
      calendar,
    });
    const refusals = [{ code: 'sameDay', field: 'rhythm', value: '2025-04-30' }];
    expect(result).toMatchObject({ ok: false, refusals });
    const once = { ...closed, workingDays: new Set([isoDate('2025-04-30')]) };
    const both = instalmentPlan({
      total: money(2, 'EUR'),
      count: 2,
      firstDueOn: isoDate('2025-03-20'),
      rhythm: 'weekly',
      calendar: once,
    });
    expect(both).toMatchObject({ ok: false, refusals });
  });
});
