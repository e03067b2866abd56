/** Numbers as a locale writes them, and back. Text that is no number in that locale is refused, never guessed. */
import { numberFormat } from './formatters.ts';

export interface Digits {
  readonly minimum: number;
  readonly maximum: number;
}

export function formatNumber(locale: string, value: number, digits: Digits): string {
  return numberFormat(locale, {
    useGrouping: 'always',
    minimumFractionDigits: digits.minimum,
    maximumFractionDigits: digits.maximum,
  }).format(value);
}

/**
 * An amount with the symbol of its currency where the locale puts it.
 * @param currency undefined for an amount whose currency is not known
 */
export function formatMoney(
  locale: string,
  value: number,
  currency: { readonly symbol: string; readonly precision: number } | undefined,
): string {
  if (currency === undefined) return formatNumber(locale, value, { minimum: 2, maximum: 2 });
  const parts = numberFormat(locale, {
    style: 'currency',
    // Any currency: only the places of sign and symbol are taken from it.
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
    useGrouping: 'always',
    minimumFractionDigits: currency.precision,
    maximumFractionDigits: currency.precision,
  }).formatToParts(value);
  return parts
    .map(({ type, value: text }) => (type === 'currency' ? currency.symbol : text))
    .join('')
    .trim();
}

/** The number a text stands for, or undefined when it is none: `1 234,5` is 1234.5 in Hungarian and nothing in English. */
export function parseNumber(locale: string, text: string): number | undefined {
  const { decimal } = separatorsOf(locale);
  const compact = text.replace(/[\s\u00a0\u202f]/g, '').replace(/^[\u2212\u2012\u2013]/, '-');
  const [whole = '', fraction, ...more] = compact.split(decimal);
  if (more.length > 0 || !/^-?\d/.test(compact)) return undefined;
  const digits = withoutGroups(locale, whole);
  if (digits === undefined || (fraction !== undefined && !/^\d+$/.test(fraction))) return undefined;
  return Number(fraction === undefined ? digits : `${digits}.${fraction}`);
}

/** Group separators are optional, but where they stand they must part thousands. */
function withoutGroups(locale: string, whole: string): string | undefined {
  const { group } = separatorsOf(locale);
  if (/^-?\d+$/.test(whole)) return whole;
  if (group.trim() === '') return undefined;
  const parts = whole.split(group);
  const [first = '', ...rest] = parts;
  const isGrouped = /^-?\d{1,3}$/.test(first) && rest.every((part) => /^\d{3}$/.test(part));
  return isGrouped ? parts.join('') : undefined;
}

export interface Separators {
  readonly decimal: string;
  readonly group: string;
}

export function separatorsOf(locale: string): Separators {
  const parts = numberFormat(locale, { useGrouping: true }).formatToParts(1_234_567.5);
  const part = (type: string): string => parts.find((candidate) => candidate.type === type)?.value ?? '';
  return { decimal: part('decimal'), group: part('group') };
}
