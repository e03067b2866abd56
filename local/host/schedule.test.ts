import { HostRefusal } from './refusal.ts';
import { parseSchedule } from './schedule.ts';

function next(expression: string, after: string, timeZone = 'UTC'): string {
  return new Date(parseSchedule(expression, timeZone, 'test').nextAfter(Date.parse(after))).toISOString();
}

describe('a schedule', () => {
  it('fires at the next instant of its six fields, seconds first', () => {
    expect(next('30 15 2 * * *', '2013-03-01T02:15:29Z')).toBe('2013-03-01T02:15:30.000Z');
    expect(next('30 15 2 * * *', '2013-03-01T02:15:30Z')).toBe('2013-03-02T02:15:30.000Z');
    expect(next('*/10 * * * * *', '2013-03-01T02:15:30.001Z')).toBe('2013-03-01T02:15:40.000Z');
  });

  it('takes 5/20 as every twentieth minute from the fifth', () => {
    expect(next('0 5/20 * * * *', '2013-03-01T02:26:00Z')).toBe('2013-03-01T02:45:00.000Z');
  });

  it('wants both the day of the month and the day of the week', () => {
    // The first 13th of a month after 1 March 2013 that is a Friday is 13 September.
    expect(next('0 0 6 13 * 5', '2013-03-01T00:00:00Z')).toBe('2013-09-13T06:00:00.000Z');
    expect(next('0 0 6 13 * Fri', '2013-03-01T00:00:00Z')).toBe('2013-09-13T06:00:00.000Z');
  });

  it('fires on working days only when asked', () => {
    // 1 March 2013 was a Friday.
    expect(next('0 0 6 * * 1-5', '2013-03-01T07:00:00Z')).toBe('2013-03-04T06:00:00.000Z');
  });

  it('follows the clocks of the zone it is given', () => {
    expect(next('0 0 2 * * *', '2013-01-10T00:30:00Z', 'Europe/Budapest')).toBe('2013-01-10T01:00:00.000Z');
    expect(next('0 0 2 * * *', '2013-07-10T00:30:00Z', 'Europe/Budapest')).toBe('2013-07-11T00:00:00.000Z');
  });

  it.each([
    ['0 * * * *', 'six fields'],
    ['00:05:00', 'six fields'],
    ['0 0 6 L * *', 'NCRONTAB'],
    ['0 0 6 ? * *', 'NCRONTAB'],
    ['0 0 6 * * 7', '0 (Sunday) to 6'],
    ['0 61 6 * * *', '61'],
    ['0 0 6 30 2 *', 'never fires'],
  ])('refuses %s', (expression, reason) => {
    const parse = () => parseSchedule(expression, 'UTC', 'nightly');
    expect(parse).toThrow(HostRefusal);
    expect(parse).toThrow('Function "nightly"');
    expect(parse).toThrow(reason);
  });
});
