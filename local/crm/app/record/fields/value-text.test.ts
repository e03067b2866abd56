import { describe, expect, it } from '@jest/globals';
import { aColumn } from '../testing/a-table.ts';
import type { FieldValue } from '../values.ts';
import { valueText } from './value-text.ts';

const hungarian = {
  locale: 'hu-HU',
  timeZone: 'Europe/Budapest',
  currency: { code: 'HUF', symbol: 'Ft', precision: 0 },
};

function shown(column: ReturnType<typeof aColumn>, value: FieldValue): string {
  return valueText(column, value, hungarian).replace(/[\u00a0\u202f]/g, ' ');
}

describe('a value', () => {
  it('of money has the symbol and decimals of its row', () => {
    expect(shown(aColumn('a', { type: 'money' }), 1_289_603)).toBe('1 289 603 Ft');
  });

  it('of a day is that day; an instant is in the zone of the user; others are the same everywhere', () => {
    const date = (dateBehavior: string): ReturnType<typeof aColumn> =>
      aColumn('d', { type: 'datetime', dateBehavior, dateOnly: dateBehavior === 'DateOnly' });
    expect(shown(date('DateOnly'), '2025-03-01')).toBe('2025. 03. 01.');
    expect(shown(date('UserLocal'), '2025-02-28T23:30:00Z')).toBe('2025. 03. 01. 0:30');
    expect(shown(date('TimeZoneIndependent'), '2025-02-28T23:30:00Z')).toBe('2025. 02. 28. 23:30');
  });

  it('of choices is the label, or the number where the label is gone', () => {
    const kind = aColumn('k', { type: 'choice', options: [{ value: 1, label: 'Számla' }] });
    expect([shown(kind, 1), shown(kind, 7)]).toEqual(['Számla', '7']);
    const yesNo = aColumn('b', {
      type: 'boolean',
      options: [
        { value: 0, label: 'Nem' },
        { value: 1, label: 'Igen' },
      ],
    });
    expect(shown(yesNo, true)).toBe('Igen');
  });

  it('that is not there is empty', () => {
    expect(shown(aColumn('a', { type: 'money' }), null)).toBe('');
  });
});
