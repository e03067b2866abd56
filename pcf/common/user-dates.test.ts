import { isoDate } from '@dunlin/shared/dates/iso-date';
import { fakeContext } from './testing/fake-context.ts';
import { userDates } from './user-dates.ts';

const budapest = (date: Date): number => (date < new Date('2025-03-30T01:00:00Z') ? 60 : 120);
const now = new Date('2025-03-14T23:30:00Z');

function datesAt(offsetMinutes: number): ReturnType<typeof userDates> {
  return userDates(fakeContext({ parameters: {}, offsetMinutes }), now);
}

describe('dates of a user', () => {
  it('begin and end where the user lives, not where the browser or the server is', () => {
    expect(datesAt(0).today).toBe('2025-03-14');
    expect(datesAt(60).today).toBe('2025-03-15');
    expect(datesAt(-8 * 60).today).toBe('2025-03-14');
    expect(datesAt(60).dayOf('2025-03-01T23:00:00Z')).toBe('2025-03-02');
  });

  it('follow the clock changes of that place', () => {
    const context = fakeContext({ parameters: {} });
    const userSettings = { getTimeZoneOffsetMinutes: (date = now) => budapest(date) };
    const dates = userDates({ formatting: context.formatting, userSettings }, now);
    expect(dates.moment('2025-03-30T00:30:00Z')).toBe('30/3/2025 01:30');
    expect(dates.moment('2025-03-30T01:30:00Z')).toBe('30/3/2025 03:30');
  });

  it.each([-11 * 60, 0, 60, 14 * 60])(
    'a day of the calendar stays that day at %i minutes from UTC',
    (offset) => {
      expect(datesAt(offset).day(isoDate('2025-01-01'))).toBe('1/1/2025');
      expect(datesAt(offset).day(isoDate('9999-12-31'))).toBe('31/12/9999');
      expect(datesAt(offset).month(isoDate('2025-03-01'))).toBe('3/2025');
    },
  );
});
