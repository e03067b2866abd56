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
  const plain = withoutGroups(digits, format);
  const match = plain === undefined ? null : /^(\d+)(?:\.(\d*))?$/.exec(plain);
  if (!match) return { ok: false, reason: `is not an amount with "${format.decimal}" before the decimals` };
  const decimals = decimalsOf(currency);
  const fraction = (match[2] ?? '').replace(/0+$/, '');
  if (fraction.length > decimals)
    return { ok: false, reason: `has more than ${decimals} decimals for ${currency}` };
  const minor = sign * Number(match[1] + fraction.padEnd(decimals, '0'));
  if (!Number.isSafeInteger(minor)) return { ok: false, reason: 'is too large' };
  return { ok: true, amount: money(minor, currency) };
}

function signOf(text: string): { sign: 1 | -1; digits: string } {
  if (/^\(.*\)$/.test(text)) return { sign: -1, digits: text.slice(1, -1).trim() };
  if (text.endsWith('-')) return { sign: -1, digits: text.slice(0, -1).trim() };
  if (text.startsWith('-') || text.startsWith('\u2212')) return { sign: -1, digits: text.slice(1).trim() };
  return { sign: 1, digits: text.replace(/^\+/, '') };
}

function withoutGroups(text: string, format: AmountFormat): string | undefined {
  const [whole = '', fraction, ...more] = text.split(format.decimal);
  if (more.length > 0) return undefined;
  const groups = format.group === undefined ? [whole] : whole.split(format.group);
  const grouped =
    groups.length === 1 ||
    (/^\d{1,3}$/.test(groups[0] ?? '') && groups.slice(1).every((part) => /^\d{3}$/.test(part)));
  const digits = groups.join('');
  // A point that is neither the decimal nor the group separator of the format must not pass for one: 1.500 could be 1500.
  if (!grouped || !/^\d+$/.test(digits)) return undefined;
  return fraction === undefined ? digits : `${digits}.${fraction}`;
}
