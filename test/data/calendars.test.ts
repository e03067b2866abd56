/** The calendars that come with the solution, against facts about holidays and working days of the countries they are of. */
import { readFileSync } from 'node:fs';
import { addBusinessDays, isBusinessDay, roll, type Calendar } from '@dunlin/shared/calendar/calendar';
import { addDays, isoDate, weekdayOf, type IsoDate } from '@dunlin/shared/dates/iso-date';

type Row = {
  readonly dun_code: string;
  readonly dun_weekend: string;
  readonly dun_holidays: readonly string[];
  readonly dun_workingdays?: readonly string[];
  readonly dun_coveredfrom: string;
  readonly dun_coveredto: string;
};

const file = new URL('../../solution/data/starter/dun_calendar.json', import.meta.url);
const rows = JSON.parse(readFileSync(file, 'utf8')) as readonly Row[];

function calendarOf(code: string): Calendar {
  const row = rows.find(({ dun_code }) => dun_code === code);
  if (!row) throw new Error(`There is no calendar ${code}`);
  return {
    code,
    weekend: row.dun_weekend.split(',').map(Number),
    holidays: datesOf(row.dun_holidays),
    workingDays: datesOf(row.dun_workingdays ?? []),
    coveredFrom: isoDate(row.dun_coveredfrom),
    coveredTo: isoDate(row.dun_coveredto),
  };
}

function datesOf(lines: readonly string[]): ReadonlySet<IsoDate> {
  return new Set(lines.map((line) => isoDate(line.slice(0, 10))));
}

const hungary = calendarOf('HU');
const poland = calendarOf('PL');
const romania = calendarOf('RO');

/** Free weekdays and worked weekend days of a year, all that is unlike an ordinary week. */
function unusualDays(
  calendar: Calendar,
  year: number,
): { free: readonly string[]; worked: readonly string[] } {
  const days = Array.from({ length: 366 }, (_, at) => addDays(isoDate(`${year}-01-01`), at)).filter((day) =>
    day.startsWith(`${year}`),
  );
  const isWeekend = (day: IsoDate): boolean => weekdayOf(day) > 5;
  return {
    free: days.filter((day) => !isWeekend(day) && !isBusinessDay(calendar, day)),
    worked: days.filter((day) => isWeekend(day) && isBusinessDay(calendar, day)),
  };
}

describe('Hungary', () => {
  it('works on three Saturdays of 2026 by decree, for a Friday or Christmas Eve (oracle 5.3 HU working Saturdays)', () => {
    expect(unusualDays(hungary, 2026)).toEqual({
      worked: ['2026-01-10', '2026-08-08', '2026-12-12'],
      free: [
        ...['2026-01-01', '2026-01-02', '2026-04-03', '2026-04-06', '2026-05-01', '2026-05-25'],
        ...['2026-08-20', '2026-08-21', '2026-10-23', '2026-12-24', '2026-12-25'],
      ],
    });
  });

  it('counts a worked Saturday, 8 August 2026, and skips the day it is worked for (oracle 5.3 HU working Saturdays)', () => {
    expect(isBusinessDay(hungary, isoDate('2026-08-08'))).toBe(true);
    expect(addBusinessDays(hungary, isoDate('2026-08-07'), 1)).toBe('2026-08-08');
    expect(isBusinessDay(hungary, isoDate('2026-08-15'))).toBe(false);
    expect(addBusinessDays(hungary, isoDate('2026-08-19'), 1)).toBe('2026-08-24');
  });

  it('has the transferred rest day of Christmas Eve 2026 (oracle 5.3 HU 24 December)', () => {
    expect(isBusinessDay(hungary, isoDate('2026-12-24'))).toBe(false);
    expect(isBusinessDay(hungary, isoDate('2026-12-23'))).toBe(true);
    expect(roll(hungary, isoDate('2026-12-24'), 'following')).toBe('2026-12-28');
    expect(roll(hungary, isoDate('2026-12-24'), 'preceding')).toBe('2026-12-23');
  });

  it.each([
    [2013, ['2013-08-24', '2013-12-07', '2013-12-21']],
    [2014, ['2014-05-10', '2014-10-18', '2014-12-13']],
    [2017, []],
    [2020, ['2020-08-29', '2020-12-12']],
    [2023, []],
    [2025, ['2025-05-17', '2025-10-18', '2025-12-13']],
  ])('worked in %d on the Saturdays of the decree: %j', (year, worked) => {
    expect(unusualDays(hungary, year).worked).toEqual(worked);
  });

  it('does not answer for years whose decree is not known: before 2013 and from 2027 on', () => {
    expect(isBusinessDay(hungary, isoDate('2012-12-31'))).toBeUndefined();
    expect(isBusinessDay(hungary, isoDate('2013-01-02'))).toBe(true);
    expect(isBusinessDay(hungary, isoDate('2026-12-31'))).toBe(true);
    expect(isBusinessDay(hungary, isoDate('2027-01-04'))).toBeUndefined();
    expect(addBusinessDays(hungary, isoDate('2026-12-30'), 2)).toBeUndefined();
  });
});

describe('Romania', () => {
  it('in 2025: the long New Year, Orthodox Easter 18–21 April and Pentecost (oracle 5.3 RO 2025)', () => {
    const holidays = [...romania.holidays].filter((day) => day.startsWith('2025')).toSorted();
    expect(holidays).toEqual([
      ...['2025-01-01', '2025-01-02', '2025-01-06', '2025-01-07', '2025-01-24'],
      ...['2025-04-18', '2025-04-20', '2025-04-21', '2025-05-01', '2025-06-01', '2025-06-08', '2025-06-09'],
      ...['2025-08-15', '2025-11-30', '2025-12-01', '2025-12-25', '2025-12-26'],
    ]);
    for (const day of ['2025-04-18', '2025-04-19', '2025-04-20', '2025-04-21'])
      expect(isBusinessDay(romania, isoDate(day))).toBe(false);
    expect(addBusinessDays(romania, isoDate('2025-04-17'), 1)).toBe('2025-04-22');
  });

  it('keeps Orthodox Easter where it is not the Western one', () => {
    // 2024: Orthodox Good Friday 3 May and Easter Monday 6 May; the Western ones were 29 March and 1 April.
    expect(isBusinessDay(romania, isoDate('2024-03-29'))).toBe(true);
    expect(isBusinessDay(romania, isoDate('2024-04-01'))).toBe(true);
    expect(isBusinessDay(romania, isoDate('2024-05-03'))).toBe(false);
    expect(isBusinessDay(romania, isoDate('2024-05-06'))).toBe(false);
    // 2026: 10 and 13 April, a week after the Western ones.
    expect(isBusinessDay(romania, isoDate('2026-04-03'))).toBe(true);
    expect(isBusinessDay(romania, isoDate('2026-04-10'))).toBe(false);
    expect(isBusinessDay(romania, isoDate('2026-04-13'))).toBe(false);
  });

  it('has Epiphany and Saint John free since 2024', () => {
    expect(isBusinessDay(romania, isoDate('2023-01-06'))).toBe(true);
    expect(isBusinessDay(romania, isoDate('2025-01-06'))).toBe(false);
  });
});

describe('Poland', () => {
  it.each([
    ['2024-12-24', true],
    ['2025-12-24', false],
    ['2026-12-24', false],
  ])(
    'Christmas Eve is free since 2025: %s is a business day: %s (oracle 5.3 PL 24 December)',
    (day, business) => {
      expect(isBusinessDay(poland, isoDate(day))).toBe(business);
    },
  );

  it('in 2026', () => {
    expect(unusualDays(poland, 2026)).toEqual({
      worked: [],
      free: [
        ...['2026-01-01', '2026-01-06', '2026-04-06', '2026-05-01', '2026-06-04'],
        ...['2026-11-11', '2026-12-24', '2026-12-25'],
      ],
    });
  });
});

describe('every calendar', () => {
  it.each(rows.map(({ dun_code }) => dun_code))('%s answers within its coverage and nowhere else', (code) => {
    const calendar = calendarOf(code);
    const { coveredFrom, coveredTo } = calendar;
    expect(isBusinessDay(calendar, coveredFrom)).toBeDefined();
    expect(isBusinessDay(calendar, coveredTo)).toBeDefined();
    expect(isBusinessDay(calendar, addDays(coveredFrom, -1))).toBeUndefined();
    expect(isBusinessDay(calendar, addDays(coveredTo, 1))).toBeUndefined();
    expect(roll(calendar, addDays(coveredTo, 1), 'preceding')).toBeUndefined();
  });

  it.each(rows.map(({ dun_code }) => dun_code))('%s has no day that is both free and worked', (code) => {
    const { holidays, workingDays, weekend } = calendarOf(code);
    for (const day of workingDays) {
      expect(holidays.has(day)).toBe(false);
      expect(weekend).toContain(weekdayOf(day));
    }
  });
});
