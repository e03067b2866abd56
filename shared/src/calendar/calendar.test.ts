import { isoDate } from '../dates/iso-date.ts';
import { addBusinessDays, isBusinessDay, roll, rollForward, type Calendar } from './calendar.ts';

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

describe('rolling by convention', () => {
  it.each([
    ['2025-05-05', '2025-05-05', '2025-05-05', '2025-05-05', 'a business day stays'],
    ['2025-05-10', '2025-05-12', '2025-05-12', '2025-05-09', 'a Saturday'],
    ['2025-05-17', '2025-05-17', '2025-05-17', '2025-05-17', 'a Saturday worked by decree stays'],
    ['2025-05-18', '2025-05-19', '2025-05-19', '2025-05-17', 'a Sunday after a worked Saturday'],
  ])('%s: following %s, modified following %s, preceding %s (%s)', (date, following, modified, preceding) => {
    expect(roll(may, isoDate(date), 'following')).toBe(following);
    expect(roll(may, isoDate(date), 'modifiedFollowing')).toBe(modified);
    expect(roll(may, isoDate(date), 'preceding')).toBe(preceding);
  });

  it('modified following does not leave the month', () => {
    const year: Calendar = { ...may, coveredFrom: isoDate('2025-01-01'), coveredTo: isoDate('2025-12-31') };
    // 31 May 2025 is a Saturday.
    expect(roll(year, isoDate('2025-05-31'), 'following')).toBe('2025-06-02');
    expect(roll(year, isoDate('2025-05-31'), 'modifiedFollowing')).toBe('2025-05-30');
  });

  it('is not known when a day outside is needed, even if the day before is known', () => {
    expect(roll(may, isoDate('2025-05-31'), 'modifiedFollowing')).toBeUndefined();
    expect(roll(may, isoDate('2025-05-31'), 'preceding')).toBe('2025-05-30');
    expect(roll(may, isoDate('2025-05-01'), 'preceding')).toBeUndefined();
  });

  it('ends at the last date there is', () => {
    const never: Calendar = { ...may, weekend: [1, 2, 3, 4, 5, 6, 7], coveredTo: isoDate('9999-12-31') };
    expect(roll(never, isoDate('9999-12-30'), 'following')).toBeUndefined();
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
