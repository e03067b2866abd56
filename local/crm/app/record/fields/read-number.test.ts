import { describe, expect, it } from '@jest/globals';
import { aColumn } from '../testing/a-table.ts';
import { decimalsOf, readNumber } from './read-number.ts';

const amount = aColumn('amount', { type: 'money', minimum: 0, maximum: 1000 });
const count = aColumn('count', { type: 'integer', minimum: 0, maximum: 100 });

describe('a number typed in', () => {
  it('is read as the language writes it; nothing is no number', () => {
    expect(readNumber(amount, 'en-US', '12.50', 2)).toEqual({ kind: 'number', value: 12.5 });
    expect(readNumber(amount, 'hu-HU', '12,50', 2)).toEqual({ kind: 'number', value: 12.5 });
    expect(readNumber(amount, 'en-US', '  ', 2)).toEqual({ kind: 'number', value: null });
  });

  it('is refused with the reason', () => {
    const reason = (...args: Parameters<typeof readNumber>): string => {
      const read = readNumber(...args);
      return read.kind === 'refused' ? read.reason : '';
    };
    expect(reason(amount, 'en-US', '12,5', 2)).toBe('“12,5” is not a number. Write it like 1,234.50.');
    expect(reason(amount, 'en-US', '12.555', 2)).toBe('At most 2 decimals.');
    expect(reason(amount, 'en-US', '1001', 2)).toBe('Between 0 and 1,000.');
    expect(reason(count, 'en-US', '1.5', 0)).toBe('“1.5” is not a whole number.');
  });
});

it('amounts have the decimals of their currency', () => {
  expect([decimalsOf(amount, 0), decimalsOf(amount, undefined), decimalsOf(count, 2)]).toEqual([0, 2, 0]);
});
