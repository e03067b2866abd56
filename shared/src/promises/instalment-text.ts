/** Instalments as people write them: one a line, the date and the amount, `2026-05-29 100.00`. */
import { parseIsoDate } from '../dates/iso-date.ts';
import { parseAmount } from '../money/parse-amount.ts';
import { toDecimalText, type Currency } from '../money/money.ts';
import type { Instalment } from './promise.ts';
import type { Refusal } from '../receivables/refusal.ts';

export type InstalmentTextRefusalCode = 'notALine' | 'notADate' | 'notAnAmount';

export type ParsedInstalments =
  | { readonly ok: true; readonly instalments: readonly Instalment[] }
  | { readonly ok: false; readonly refusals: readonly Refusal<InstalmentTextRefusalCode>[] };

/** Empty lines do not count; each line that cannot be read is refused, with its number. */
export function parseInstalments(text: string, currency: Currency): ParsedInstalments {
  const lines = text
    .split(/\r\n|\r|\n/)
    .map((line, at) => ({ text: line.trim(), number: at + 1 }))
    .filter((line) => line.text !== '')
    .map((line) => parseLine(line.text, `instalments, line ${line.number}`, currency));
  const refusals = lines.flatMap((line) => ('code' in line ? [line] : []));
  if (refusals.length > 0) return { ok: false, refusals };
  return { ok: true, instalments: lines.flatMap((line) => ('code' in line ? [] : [line])) };
}

export function instalmentText(instalments: readonly Instalment[]): string {
  return instalments.map(({ dueOn, amount }) => `${dueOn} ${toDecimalText(amount)}`).join('\n');
}

function parseLine(
  line: string,
  field: string,
  currency: Currency,
): Instalment | Refusal<InstalmentTextRefusalCode> {
  const [, day = '', figure = ''] = /^(\S+)\s+(\S+)$/.exec(line) ?? [];
  if (day === '') {
    return {
      code: 'notALine',
      field,
      value: line,
      remedy: 'Write the date and the amount, as 2026-05-29 100.00',
    };
  }
  const dueOn = parseIsoDate(day);
  if (dueOn === undefined)
    return { code: 'notADate', field, value: day, remedy: 'Write the date as 2026-05-29' };
  const parsed = parseAmount(figure, currency, { decimal: '.' });
  if (!parsed.ok) {
    return {
      code: 'notAnAmount',
      field,
      value: figure,
      remedy: `Write the amount in ${currency} as 100.00: it ${parsed.reason}`,
    };
  }
  return { dueOn, amount: parsed.amount };
}
