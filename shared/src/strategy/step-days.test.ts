import { dateOfDayNumber, dayNumber, isoDate, type IsoDate } from '../dates/iso-date.ts';
import { dayOfStep, lastSensibleDay } from './step-days.ts';
import type { Step } from './policy.ts';
import { aStep, hungary } from './testing/a-policy.ts';

function dateOfStep(step: Step, dueOn: IsoDate, calendar = hungary): IsoDate | undefined {
  const day = dayOfStep(step, dayNumber(dueOn), calendar);
  return day === undefined ? undefined : dateOfDayNumber(day);
}

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
});

describe('the last day on which a step makes sense', () => {
  /** Of an item that fell due on Thursday 13 March 2025. */
  function lastDay(offsetDays: number, validDays?: number): IsoDate | undefined {
    const dueOn = dayNumber(isoDate('2025-03-13'));
    const valid = validDays === undefined ? {} : { validDays };
    const step = aStep({ code: 'step', order: 1, offsetDays, ...valid });
    const day = lastSensibleDay(step, dueOn + offsetDays, dueOn);
    return day === undefined ? undefined : dateOfDayNumber(day);
  }

  it.each([
    // What announces the due date comes before it, however long it is said to be valid.
    [-3, undefined, '2025-03-12'],
    [-3, 1, '2025-03-11'],
    [-3, 10, '2025-03-12'],
    // What is about the due date itself may come later when it says so.
    [0, undefined, '2025-03-13'],
    [0, 2, '2025-03-15'],
    [8, undefined, undefined],
    [8, 5, '2025-03-26'],
  ])('%d days from the due date, valid for %s days, is %s', (offsetDays, validDays, expected) => {
    expect(lastDay(offsetDays, validDays)).toBe(expected);
  });
});
