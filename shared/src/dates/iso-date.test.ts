import {
  addDays,
  dateOf,
  dateOfDayNumber,
  dayNumber,
  daysBetween,
  earlier,
  formatDate,
  isoDate,
  later,
  parseIsoDate,
  weekdayOf,
} from './iso-date.ts';

describe('a date', () => {
  it.each(['2024-02-29', '2000-02-29', '2025-12-31', '0001-01-01', '9999-12-31'])('%s exists', (text) => {
    expect(parseIsoDate(text)).toBe(text);
  });

  it.each([
    ...['2025-02-29', '1900-02-29', '2100-02-29', '2025-04-31', '2025-13-01', '2025-00-10', '2025-01-00'],
    ...['0000-01-01', '2025-1-1', '25-01-01', '2025-01-01T00:00:00Z', ' 2025-01-01', '2025/01/01', ''],
  ])('%s does not', (text) => {
    expect(parseIsoDate(text)).toBeUndefined();
    expect(() => isoDate(text)).toThrow(`Not a date (YYYY-MM-DD): ${text}`);
  });

  it('is made of year, month and day', () => {
    expect(dateOf(2025, 3, 1)).toBe('2025-03-01');
    expect(dateOf(33, 4, 3)).toBe('0033-04-03');
    expect(dateOf(2025, 2, 29)).toBeUndefined();
    expect(dateOf(2025, 2.5, 1)).toBeUndefined();
    expect(dateOf(Number.NaN, 1, 1)).toBeUndefined();
    expect(dateOf(9999, 12, 31)).toBe('9999-12-31');
    expect(dateOf(10_000, 1, 1)).toBeUndefined();
  });
});

describe('days', () => {
  it.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2025-02-28', 1, '2025-03-01'],
    ['2024-12-31', 1, '2025-01-01'],
    ['2025-03-01', -1, '2025-02-28'],
    // Clocks change on 30 March 2025; days do not care.
    ['2025-03-29', 2, '2025-03-31'],
    ['2024-02-29', 366, '2025-03-01'],
    ['0099-12-31', 1, '0100-01-01'],
  ])('%s and %d days is %s', (date, days, expected) => {
    expect(addDays(isoDate(date), days)).toBe(expected);
    expect(daysBetween(isoDate(date), isoDate(expected))).toBe(days);
  });

  it('after never are never, and before the first date there is none', () => {
    expect(addDays(isoDate('9999-12-31'), 8)).toBe('9999-12-31');
    expect(addDays(isoDate('0001-01-01'), -8)).toBe('0001-01-01');
  });

  it('are counted from 1970', () => {
    expect(dayNumber(isoDate('1970-01-01'))).toBe(0);
    expect(dayNumber(isoDate('2000-03-01'))).toBe(11_017);
    expect(dateOfDayNumber(-1)).toBe('1969-12-31');
  });

  it('have weekdays from Monday, 1, to Sunday, 7', () => {
    expect(weekdayOf(isoDate('2025-03-10'))).toBe(1);
    expect(weekdayOf(isoDate('2025-03-16'))).toBe(7);
    expect(weekdayOf(isoDate('1969-12-31'))).toBe(3);
  });

  it('come earlier or later', () => {
    const [a, b] = [isoDate('2025-03-01'), isoDate('2025-03-02')];
    expect([earlier(a, b), earlier(b, a), later(a, b), later(b, a)]).toEqual([a, a, b, b]);
  });
});

describe('a date as people write it', () => {
  it.each([
    ['hu', '2025. 03. 01.'],
    ['pl', '01.03.2025'],
    ['ro', '01.03.2025'],
    ['de', '01.03.2025'],
    ['en-GB', '01/03/2025'],
  ])('in %s: %s', (locale, expected) => {
    expect(formatDate(isoDate('2025-03-01'), locale)).toBe(expected);
  });
});
