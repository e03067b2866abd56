import { addDays, dayNumber, isoOf, readDay, sequenceOf, writeDay } from './days.ts';

describe('days', () => {
  it('count from 1970-01-01 and back', () => {
    expect(dayNumber('1970-01-02')).toBe(1);
    expect(isoOf(dayNumber('2024-02-29') + 1)).toBe('2024-03-01');
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
    expect(sequenceOf('2013-03-01')).toBe(20130301);
    expect(() => dayNumber('2025-02-29')).toThrow('Not a day (YYYY-MM-DD): 2025-02-29');
  });

  it.each([
    ['1/3/2012', 'M/d/yyyy', '2012-01-03'],
    ['03.01.2012', 'dd.MM.yyyy', '2012-01-03'],
    ['20120103', 'yyyyMMdd', '2012-01-03'],
    ['31.02.2012', 'dd.MM.yyyy', undefined],
    ['', 'dd.MM.yyyy', undefined],
    ['soon', 'dd.MM.yyyy', undefined],
  ])('read %p by %s as %s', (text, pattern, day) => {
    expect(readDay(text, pattern)).toBe(day);
  });

  it('are written in a pattern', () => {
    expect(writeDay('2012-01-03', 'dd.MM.yyyy')).toBe('03.01.2012');
    expect(writeDay('2012-01-03', 'M/d/yyyy')).toBe('1/3/2012');
  });
});
