import { describe, expect, it } from '@jest/globals';
import { formatDay, formatInstant, instantOf, parseDay, wallTimeOf } from './dates.ts';
import { formatMoney, formatNumber, parseNumber } from './numbers.ts';

/** Intl writes non-breaking spaces; a reader of a test sees plain ones. */
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

describe('numbers', () => {
  it('are written and read as the language does', () => {
    expect(formatNumber('en-US', 1234.5, { minimum: 2, maximum: 2 })).toBe('1,234.50');
    expect(plain(formatNumber('hu-HU', 12_345.5, { minimum: 2, maximum: 2 }))).toBe('12 345,50');
    expect(plain(formatNumber('pl-PL', 1234.5, { minimum: 2, maximum: 2 }))).toBe('1 234,50');
    expect(formatNumber('de-DE', 1234.5, { minimum: 2, maximum: 2 })).toBe('1.234,50');
    expect(formatNumber('ro-RO', 1234.5, { minimum: 2, maximum: 2 })).toBe('1.234,50');
    expect(parseNumber('pl-PL', '1 234,5')).toBe(1234.5);
    expect(parseNumber('ro-RO', '1.234,5')).toBe(1234.5);
    expect(parseNumber('hu-HU', '12 345,50')).toBe(12_345.5);
    expect(parseNumber('en-US', '-1,234.5')).toBe(-1234.5);
    expect(parseNumber('de-DE', '1.234,5')).toBe(1234.5);
  });

  it('are not guessed: what another language would mean is refused', () => {
    expect(parseNumber('en-US', '12,5')).toBeUndefined();
    expect(parseNumber('hu-HU', '12.5')).toBeUndefined();
    expect(parseNumber('en-US', '1,23,456')).toBeUndefined();
    expect(parseNumber('en-US', 'about 12')).toBeUndefined();
    expect(parseNumber('en-US', '1.')).toBeUndefined();
    expect(parseNumber('en-US', '')).toBeUndefined();
  });

  it('of money carry the currency of the row', () => {
    expect(plain(formatMoney('en-US', 1234.5, { symbol: '€', precision: 2 }))).toBe('€1,234.50');
    expect(plain(formatMoney('hu-HU', 1_234_500, { symbol: 'Ft', precision: 0 }))).toBe('1 234 500 Ft');
    expect(plain(formatMoney('de-DE', 1234.5, { symbol: '€', precision: 2 }))).toBe('1.234,50 €');
    expect(plain(formatMoney('pl-PL', -1234.5, { symbol: 'zł', precision: 2 }))).toBe('-1 234,50 zł');
    expect(plain(formatMoney('ro-RO', 1234.5, { symbol: 'lei', precision: 2 }))).toBe('1.234,50 lei');
  });
});

describe('days', () => {
  it('are the same day in every zone', () => {
    expect(formatDay('en-US', '2025-03-01')).toBe('3/1/2025');
    expect(plain(formatDay('hu-HU', '2025-03-01'))).toBe('2025. 03. 01.');
    expect(['de-DE', 'pl-PL', 'ro-RO'].map((locale) => formatDay(locale, '2025-03-01'))).toEqual([
      '01.03.2025',
      '01.03.2025',
      '01.03.2025',
    ]);
  });

  it('are read in the order of the language, and in ISO form', () => {
    expect(parseDay('en-US', '3/1/2025')).toBe('2025-03-01');
    expect(parseDay('de-DE', '1.3.2025')).toBe('2025-03-01');
    expect(parseDay('hu-HU', '2025. 3. 1.')).toBe('2025-03-01');
    expect(parseDay('pl-PL', '1.03.2025')).toBe('2025-03-01');
    expect(parseDay('ro-RO', '01.03.2025')).toBe('2025-03-01');
    expect(parseDay('de-DE', '2025-03-01')).toBe('2025-03-01');
  });

  it('that do not exist are refused', () => {
    expect(parseDay('en-US', '2/29/2025')).toBeUndefined();
    expect(parseDay('en-US', 'tomorrow')).toBeUndefined();
    expect(parseDay('en-US', '3/1')).toBeUndefined();
  });
});

describe('instants', () => {
  it('are shown in the zone of the user', () => {
    expect(wallTimeOf('2025-01-31T23:30:00Z', 'Europe/Budapest')).toEqual({
      day: '2025-02-01',
      time: '00:30',
    });
    expect(plain(formatInstant('en-US', 'America/New_York', '2025-01-31T23:30:00Z'))).toBe(
      '1/31/2025 6:30 PM',
    );
    expect(plain(formatInstant('hu-HU', 'Europe/Budapest', '2025-01-31T23:30:00Z'))).toBe(
      '2025. 02. 01. 0:30',
    );
  });

  it('come back from the wall time, in winter and in summer', () => {
    expect(instantOf({ day: '2025-02-01', time: '00:30' }, 'Europe/Budapest')).toBe('2025-01-31T23:30:00Z');
    expect(instantOf({ day: '2025-07-01', time: '09:00' }, 'Europe/Budapest')).toBe('2025-07-01T07:00:00Z');
  });

  it('of the hour skipped in spring and of the hour that comes twice in autumn are defined', () => {
    expect(instantOf({ day: '2025-03-30', time: '02:30' }, 'Europe/Budapest')).toBe('2025-03-30T01:30:00Z');
    expect(instantOf({ day: '2025-10-26', time: '02:30' }, 'Europe/Budapest')).toBe('2025-10-26T00:30:00Z');
  });
});
