import { isoDate } from '../dates/iso-date.ts';
import { payBy } from './pay-by.ts';
import { hungary } from './testing/a-policy.ts';

function asked(on: string, payByDays: number, ...due: readonly string[]): string {
  return payBy({ payByDays }, { on: isoDate(on), dueDates: due.map(isoDate), calendar: hungary });
}

describe('the day to pay by', () => {
  it.each([
    ['2025-03-21', 7, '2025-03-28'],
    ['2025-03-21', 14, '2025-04-04'],
    ['2025-03-21', 0, '2025-03-21'],
    // Good Friday, Easter and its Monday.
    ['2025-04-11', 7, '2025-04-22'],
    // Beyond the calendar.
    ['2026-12-30', 7, '2027-01-06'],
  ])('of a message of %s with %d days to pay is %s', (on, payByDays, expected) => {
    expect(asked(on, payByDays, '2025-03-01', '2025-02-01')).toBe(expected);
  });

  it('is the due date of what is not due yet', () => {
    expect(asked('2025-03-21', 7, '2025-03-01', '2025-03-22')).toBe('2025-03-22');
    expect(asked('2025-03-21', 7, '2025-03-21')).toBe('2025-03-28');
  });
});
