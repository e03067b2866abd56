/** What was typed into a field for numbers: the number, or what is wrong with it. */
import type { ColumnInfo } from '../../data/columns.ts';
import { say } from '../../text/text.ts';
import { formatNumber, parseNumber } from '../formats/numbers.ts';

export type NumberRead =
  | { readonly kind: 'number'; readonly value: number | null }
  | { readonly kind: 'refused'; readonly reason: string };

type NumberColumn = Pick<ColumnInfo, 'type' | 'precision' | 'minimum' | 'maximum'>;

/** @param decimals how many the value may have: of the currency for money */
export function readNumber(column: NumberColumn, locale: string, text: string, decimals: number): NumberRead {
  if (text.trim() === '') return { kind: 'number', value: null };
  const value = parseNumber(locale, text);
  if (value === undefined) {
    const example = formatNumber(locale, decimals === 0 ? 1234 : 1234.5, {
      minimum: decimals,
      maximum: decimals,
    });
    return refused(say('notANumber', { text, example }));
  }
  if (column.type === 'integer' && !Number.isInteger(value)) return refused(say('notWhole', { text }));
  if (Number(value.toFixed(decimals)) !== value) return refused(say('tooManyDecimals', { digits: decimals }));
  const { minimum = -Infinity, maximum = Infinity } = column;
  if (value < minimum || value > maximum) {
    const bound = (one: number): string => formatNumber(locale, one, { minimum: 0, maximum: decimals });
    return refused(say('outOfRange', { minimum: bound(minimum), maximum: bound(maximum) }));
  }
  return { kind: 'number', value };
}

function refused(reason: string): NumberRead {
  return { kind: 'refused', reason };
}

/** Decimals a column's values may have: for money, those of the row's currency. */
export function decimalsOf(
  { type, precision }: Pick<ColumnInfo, 'type' | 'precision'>,
  currencyPrecision: number | undefined,
): number {
  if (type === 'integer' || type === 'bigint') return 0;
  if (type === 'money') return currencyPrecision ?? precision ?? 2;
  return precision ?? 2;
}
