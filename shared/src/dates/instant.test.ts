import {
  dateIn,
  instant,
  instantIn,
  instantOfMilliseconds,
  millisecondsOf,
  minutesAfter,
  timeIn,
  timeOfDay,
} from './instant.ts';
import { isoDate } from './iso-date.ts';

function at(zone: string, date: string, time: string): string {
  return instantIn(zone, isoDate(date), timeOfDay(time));
}

describe('an instant', () => {
  it('is written with Z', () => {
    expect(instant('2025-03-01T08:00:00Z')).toBe('2025-03-01T08:00:00Z');
    expect(instant('2025-03-01T08:00:00.123Z')).toBe('2025-03-01T08:00:00.123Z');
    for (const text of [
      '2025-03-01T08:00:00',
      '2025-03-01T08:00:00+01:00',
      '2025-03-01',
      '2025-03-01T25:00:00Z',
      ' 2025-03-01T08:00:00Z',
      '2025-03-01T08:00:00Z ',
      '+002025-03-01T08:00:00Z',
      '2025-03-01T08:00:00Z (local)',
    ]) {
      expect(() => instant(text)).toThrow(`Not an instant (YYYY-MM-DDThh:mm:ssZ): ${text}`);
    }
  });

  it('can be counted from', () => {
    expect(minutesAfter(instant('2025-03-01T08:00:00Z'), 90)).toBe('2025-03-01T09:30:00.000Z');
    expect(instantOfMilliseconds(millisecondsOf(instant('2025-03-01T08:00:00Z')))).toBe(
      '2025-03-01T08:00:00.000Z',
    );
  });
});

describe('a time of day', () => {
  it('has two digits of hours and minutes', () => {
    expect(['00:00', '09:30', '23:59'].map(timeOfDay)).toEqual(['00:00', '09:30', '23:59']);
    for (const text of ['24:00', '9:30', '09:60', '09:30:00', '109:30', '']) {
      expect(() => timeOfDay(text)).toThrow(`Not a time of day (HH:MM): ${text}`);
    }
  });
});

describe('what clocks show', () => {
  it.each([
    ['Europe/Budapest', '2025-01-15T23:30:00Z', '2025-01-16', '00:30'],
    ['Europe/Budapest', '2025-07-15T21:59:59Z', '2025-07-15', '23:59'],
    ['America/New_York', '2025-01-15T03:00:00Z', '2025-01-14', '22:00'],
    ['Asia/Kolkata', '2025-01-15T18:30:00Z', '2025-01-16', '00:00'],
    ['UTC', '2025-01-15T00:00:00Z', '2025-01-15', '00:00'],
  ])('in %s at %s: %s %s', (zone, moment, date, time) => {
    expect(dateIn(zone, instant(moment))).toBe(date);
    expect(timeIn(zone, instant(moment))).toBe(time);
  });

  it('in a zone that does not exist is refused', () => {
    expect(() => dateIn('Europe/Atlantis', instant('2025-01-15T00:00:00Z'))).toThrow(RangeError);
  });
});

describe('the instant of a time of day', () => {
  it('follows winter and summer time', () => {
    expect(at('Europe/Budapest', '2025-01-15', '08:00')).toBe('2025-01-15T07:00:00.000Z');
    expect(at('Europe/Budapest', '2025-07-15', '08:00')).toBe('2025-07-15T06:00:00.000Z');
    expect(at('Europe/Budapest', '2025-03-30', '08:00')).toBe('2025-03-30T06:00:00.000Z');
    expect(at('Europe/Budapest', '2025-10-26', '08:00')).toBe('2025-10-26T07:00:00.000Z');
  });

  it('that the spring change skips is the first after the gap', () => {
    // At 02:00 clocks go to 03:00, which is 01:00 UTC.
    expect(at('Europe/Budapest', '2025-03-30', '02:30')).toBe('2025-03-30T01:00:00.000Z');
    expect(at('Europe/Budapest', '2025-03-30', '02:00')).toBe('2025-03-30T01:00:00.000Z');
    expect(at('Europe/Budapest', '2025-03-30', '01:59')).toBe('2025-03-30T00:59:00.000Z');
    expect(at('Europe/Budapest', '2025-03-30', '03:00')).toBe('2025-03-30T01:00:00.000Z');
  });

  it('that the autumn change repeats is its first pass', () => {
    // At 03:00 summer time, 01:00 UTC, clocks go back to 02:00.
    expect(at('Europe/Budapest', '2025-10-26', '02:30')).toBe('2025-10-26T00:30:00.000Z');
    expect(at('Europe/Budapest', '2025-10-26', '03:00')).toBe('2025-10-26T02:00:00.000Z');
  });

  it('knows changes of half an hour, at midnight and of a whole day', () => {
    expect(at('Australia/Lord_Howe', '2025-10-05', '02:15')).toBe('2025-10-04T15:30:00.000Z');
    expect(at('Africa/Cairo', '2025-04-25', '00:30')).toBe('2025-04-24T22:00:00.000Z');
    // Samoa went from Thursday 29 to Saturday 31 December 2011.
    expect(at('Pacific/Apia', '2011-12-30', '08:00')).toBe('2011-12-30T10:00:00.000Z');
  });
});
