import { dateReader, isDatePattern } from './date-pattern.ts';

describe('isDatePattern', () => {
  it.each(['M/d/yyyy', 'dd.MM.yyyy', 'yyyyMMdd', 'd. M. yyyy', 'yyyy-M-d'])('knows %s', (pattern) => {
    expect(isDatePattern(pattern)).toBe(true);
  });
  it.each(['', 'dd.MM', 'dd.MM.yy', 'dMyyyy', 'dd.MM.yyyy HH', 'dd.dd.MM.yyyy', 'd1M.yyyy', 'ddd.MM.yyyy'])(
    'refuses %p',
    (pattern) => {
      expect(isDatePattern(pattern)).toBe(false);
    },
  );
});

describe('dateReader', () => {
  const cases: readonly [string, string, string | undefined][] = [
    ['M/d/yyyy', '1/3/2012', '2012-01-03'],
    ['M/d/yyyy', '12/31/2012', '2012-12-31'],
    ['dd/MM/yyyy', '03/01/2012', '2012-01-03'],
    ['dd.MM.yyyy', '29.02.2024', '2024-02-29'],
    ['dd.MM.yyyy', '29.02.2025', undefined],
    ['dd.MM.yyyy', '1.02.2025', undefined],
    ['dd.MM.yyyy', '01x02x2025', undefined],
    ['yyyyMMdd', '20250201', '2025-02-01'],
    ['M/d/yyyy', '31/12/2012', undefined],
    ['M/d/yyyy', '1/3/2012 ', undefined],
    ['M/d/yyyy', '1/3/12', undefined],
  ];
  it.each(cases)('by %s reads %p as %s', (pattern, text, date) => {
    expect(dateReader(pattern)(text)).toBe(date);
  });
});
