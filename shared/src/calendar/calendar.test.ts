import { isoDate } from '../dates/iso-date.ts';
import { addBusinessDays, isBusinessDay, rollForward, type Calendar } from './calendar.ts';

/** May 2025 in Hungary: the 1st and 2nd are free, and Saturday the 17th is worked for the 2nd. */
const may: Calendar = {
  code: 'HU',
  weekend: [6, 7],
  holidays: new Set(['2025-05-01', '2025-05-02'].map(isoDate)),
  workingDays: new Set([isoDate('2025-05-17')]),
  coveredFrom: isoDate('2025-05-01'),
  coveredTo: isoDate('2025-05-31'),
};

describe('a business day', () => {
  it.each([
    ['2025-05-05', true, 'a Monday'],
    ['2025-05-01', false, 'a holiday'],
    ['2025-05-10', false, 'a Saturday'],
    ['2025-05-11', false, 'a Sunday'],
    ['2025-05-17', true, 'a Saturday worked by decree'],
  ])('%s: %s, %s', (date, expected) => {
    expect(isBusinessDay(may, isoDate(date))).toBe(expected);
  });

  it('is not known outside the calendar’s coverage, whose ends are within', () => {
    expect(isBusinessDay(may, isoDate('2025-04-30'))).toBeUndefined();
    expect(isBusinessDay(may, isoDate('2025-05-01'))).toBe(false);
    expect(isBusinessDay(may, isoDate('2025-05-31'))).toBe(false);
    expect(isBusinessDay(may, isoDate('2025-06-01'))).toBeUndefined();
  });

  it('may follow another weekend', () => {
    const fridayAndSaturday = { ...may, weekend: [5, 6] };
    expect(isBusinessDay(fridayAndSaturday, isoDate('2025-05-11'))).toBe(true);
    expect(isBusinessDay(fridayAndSaturday, isoDate('2025-05-09'))).toBe(false);
  });
});

describe('rolling forward', () => {
  it.each([
    ['2025-05-05', '2025-05-05'],
    ['2025-05-01', '2025-05-05'],
    ['2025-05-10', '2025-05-12'],
    ['2025-05-17', '2025-05-17'],
    ['2025-05-18', '2025-05-19'],
  ])('%s is %s', (date, expected) => {
    expect(rollForward(may, isoDate(date))).toBe(expected);
  });

  it('past the end is not known', () => {
    expect(rollForward(may, isoDate('2025-05-31'))).toBeUndefined();
  });
});

describe('adding business days', () => {
  it.each([
    ['2025-05-09', 1, '2025-05-12'],
    ['2025-05-10', 1, '2025-05-12'],
    ['2025-05-16', 1, '2025-05-17'],
    ['2025-05-16', 2, '2025-05-19'],
    ['2025-05-12', -1, '2025-05-09'],
    ['2025-05-11', -1, '2025-05-09'],
    ['2025-05-19', -1, '2025-05-17'],
    ['2025-05-10', 0, '2025-05-10'],
  ])('%s and %d is %s', (date, days, expected) => {
    expect(addBusinessDays(may, isoDate(date), days)).toBe(expected);
  });

  it('is not known when a day outside is needed', () => {
    expect(addBusinessDays(may, isoDate('2025-05-30'), 1)).toBeUndefined();
    expect(addBusinessDays(may, isoDate('2025-05-05'), -1)).toBeUndefined();
    expect(addBusinessDays(may, isoDate('2025-06-01'), 0)).toBeUndefined();
  });
});
