import { localDate } from './local-date.ts';

const instant = Date.parse('2013-03-01T08:00:00.250Z');
const LocalDate = localDate(() => instant + 0.9);

describe('the local Date', () => {
  it('is now on the local clock, in whole milliseconds', () => {
    expect(LocalDate.now()).toBe(instant);
    expect(new LocalDate().toISOString()).toBe('2013-03-01T08:00:00.250Z');
    expect(Date.parse(LocalDate())).toBe(Date.parse('2013-03-01T08:00:00Z'));
  });

  it('makes, parses and computes dates as Date does', () => {
    expect(new LocalDate(2020, 1, 29, 12).getTime()).toBe(new Date(2020, 1, 29, 12).getTime());
    expect(new LocalDate('2020-02-29').toISOString()).toBe('2020-02-29T00:00:00.000Z');
    expect(new LocalDate(0).getTime()).toBe(0);
    expect(Number.isNaN(new LocalDate('no date').getTime())).toBe(true);
    expect(LocalDate.UTC(2020, 0)).toBe(Date.UTC(2020, 0));
    expect(LocalDate.parse('2020-02-29')).toBe(Date.parse('2020-02-29'));
    expect([LocalDate.name, LocalDate.length]).toEqual(['Date', 7]);
  });

  it('shares its instances with Date', () => {
    expect(new LocalDate()).toBeInstanceOf(Date);
    expect(new Date()).toBeInstanceOf(LocalDate);
    class Deadline extends LocalDate {
      isPast = (): boolean => this.getTime() < LocalDate.now();
    }
    expect(new Deadline(0)).toBeInstanceOf(Deadline);
    expect(new Deadline(0).isPast()).toBe(true);
  });
});
