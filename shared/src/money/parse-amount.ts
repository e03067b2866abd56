/** Reading amounts as exports write them: `1.234,50`, `1 234.5`, `(12.00)`, `12,00-`. */
import { decimalsOf, money, type Currency, type Money } from './money.ts';

export type AmountFormat = { readonly decimal: '.' | ','; readonly group?: '.' | ',' | ' ' | "'" };

export type ParsedAmount =
  { readonly ok: true; readonly amount: Money } | { readonly ok: false; readonly reason: string };

/**
 * The money a text stands for. Group separators are only accepted in groups of three digits; a trailing minus (SAP) and
 * parentheses (spreadsheets) mean negative. More decimals than the currency has are refused unless they are zeros.
 */
export function parseAmount(text: string, currency: Currency, format: AmountFormat): ParsedAmount {
  const trimmed = text.replace(/[\u00a0\u202f]/g, ' ').trim();
  if (trimmed === '') return { ok: false, reason: 'is empty' };
  const { sign, digits } = signOf(trimmed);
  const [, whole, written = ''] = patternOf(format).exec(digits) ?? [];
  if (whole === undefined)
    return { ok: false, reason: `is not an amount with "${format.decimal}" before the decimals` };
  const decimals = decimalsOf(currency);
  const fraction = written.replace(/0+$/, '');
  if (fraction.length > decimals)
    return { ok: false, reason: `has more than ${decimals} decimals for ${currency}` };
  const minor = sign * Number(whole.replace(/\D/g, '') + fraction.padEnd(decimals, '0'));
  if (!Number.isSafeInteger(minor)) return { ok: false, reason: 'is too large' };
  return { ok: true, amount: money(minor, currency) };
}

function signOf(text: string): { sign: 1 | -1; digits: string } {
  if (text.startsWith('(') && text.endsWith(')')) return { sign: -1, digits: text.slice(1, -1).trim() };
  if (text.endsWith('-')) return { sign: -1, digits: text.slice(0, -1).trim() };
  if (text.startsWith('-') || text.startsWith('\u2212')) return { sign: -1, digits: text.slice(1).trim() };
  return { sign: 1, digits: text.replace(/^\+/, '') };
}

/**
 * Whole digits, plain or in groups of three, then the decimals. A point that is neither the decimal nor the group separator of the
 * format must not pass for one: 1.500 could be 1500.
 */
function patternOf({ decimal, group }: AmountFormat): RegExp {
  const grouped = group === undefined ? '' : `|\\d{1,3}(?:[${group}]\\d{3})+`;
  return new RegExp(`^(\\d+${grouped})(?:[${decimal}](\\d*))?$`);
}
