import { describe, expect, it } from '@jest/globals';
import { formatting } from './formatting.ts';
import { userSettings } from './user-settings.ts';

const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');
const english = formatting('en-US', { symbol: '€', precision: 2 });
const hungarian = formatting('hu-HU', { symbol: '€', precision: 2 });

describe('context.formatting', () => {
  it('writes amounts with the base currency, or with the symbol and decimals asked for', () => {
    expect(english.formatCurrency(-1234.5)).toBe('-€1,234.50');
    expect(plain(hungarian.formatCurrency(1234.5, 0, 'Ft'))).toBe('1 235 Ft');
    expect(plain(formatting('pl-PL', { symbol: 'zł', precision: 2 }).formatCurrency(1234.5))).toBe(
      '1 234,50 zł',
    );
    expect(english.formatDecimal(1.005, 1)).toBe('1.0');
    expect(english.formatInteger(1234.9)).toBe('1,234');
  });

  it('writes the local parts of a date', () => {
    const date = new Date(2025, 2, 1, 14, 5);
    expect(plain(english.formatDateShort(date, true))).toBe('3/1/2025 2:05 PM');
    expect(plain(hungarian.formatDateShort(date))).toBe('2025. 03. 01.');
    expect(english.formatDateLong(date)).toBe('Saturday, March 1, 2025');
    expect(plain(hungarian.formatDateYearMonth(date))).toBe('2025. március');
    const longIn = (locale: string): string =>
      formatting(locale, { symbol: '€', precision: 2 }).formatDateLong(date);
    expect(['de-DE', 'pl-PL', 'ro-RO'].map(longIn)).toEqual([
      'Samstag, 1. März 2025',
      'sobota, 1 marca 2025',
      'sâmbătă, 1 martie 2025',
    ]);
    expect(
      [1031, 1033, 1038, 1045, 1048].map((id) =>
        formatting('de-DE', { symbol: '€', precision: 2 }).formatLanguage(id),
      ),
    ).toEqual(['Deutsch', 'Englisch', 'Ungarisch', 'Polnisch', 'Rumänisch']);
    expect(english.getWeekOfYear(new Date(2024, 11, 30))).toBe(1);
  });

  it('writes a date for a filter in UTC', () => {
    const date = new Date('2025-03-01T23:30:00Z');
    expect(english.formatDateAsFilterStringInUTC(date)).toBe('2025-03-01');
    expect(english.formatDateAsFilterStringInUTC(date, true)).toBe('2025-03-01T23:30:00Z');
  });
});

describe('context.userSettings', () => {
  const clara = {
    userId: 'ab',
    fullName: 'Clara Collector',
    languageId: 1038,
    roleIds: undefined,
    locale: 'hu-HU',
    timeZone: 'Europe/Budapest',
    isRightToLeft: false,
    currency: { symbol: '€', precision: 2 },
  };

  it('tells the language, the zone and the formats of the user', () => {
    const settings = userSettings(clara);
    expect([settings.userId, settings.languageId]).toEqual(['{AB}', 1038]);
    expect(settings.getTimeZoneOffsetMinutes(new Date('2025-07-01T00:00:00Z'))).toBe(120);
    expect(settings.numberFormattingInfo.numberDecimalSeparator).toBe(',');
    expect(settings.dateFormattingInfo.monthNames[2]).toBe('március');
    expect(settings.dateFormattingInfo.dayNames[0]).toBe('vasárnap');
  });

  it('refuses by name what it cannot tell', () => {
    expect(() => userSettings(clara).securityRoles).toThrow('may not read roles');
  });
});
