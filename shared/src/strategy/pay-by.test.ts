import { isoDate } from '../dates/iso-date.ts';
import { payBy } from './pay-by.ts';
import { hungary } from './testing/a-policy.ts';

function asked(today: string, payByDays: number, lastDue = '2025-03-01'): string {
  return payBy({ payByDays }, { lastDue: isoDate(lastDue), today: isoDate(today), calendar: hungary });
}

describe('the day to pay by', () => {
  it('is so many days after the message as its step says', () => {
    expect(asked('2025-03-21', 7)).toBe('2025-03-28');
    expect(asked('2025-03-21', 14)).toBe('2025-04-04');
    expect(asked('2025-03-21', 0)).toBe('2025-03-21');
  });

  it('is the business day after it where no bank works: over Easter', () => {
    expect(asked('2025-04-11', 7)).toBe('2025-04-22');
  });

  it('is the due date of what is not due yet', () => {
    expect(asked('2025-03-21', 7, '2025-03-22')).toBe('2025-03-22');
    expect(asked('2025-03-21', 7, '2025-03-21')).toBe('2025-03-28');
  });

  it('stays as it is beyond the calendar', () => {
    expect(asked('2026-12-30', 7)).toBe('2027-01-06');
  });
});
