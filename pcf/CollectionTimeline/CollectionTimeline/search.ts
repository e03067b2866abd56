/** What a search finds: names and sentences by any part of them, amounts by their digits however they are grouped. */
import type { Amount, Visible } from './entry.ts';

export function searchTextOf(
  texts: readonly Visible<string>[],
  amounts: readonly Visible<Amount>[] = [],
): string {
  const written = amounts.flatMap((amount) => (amount === undefined ? [] : [amount.value.toFixed(2)]));
  return [...texts.filter((text) => text !== undefined), ...written].join('\n').toLowerCase();
}

/** All words must be found. `1 234,50` and `1,234.50` both find 1234.50. */
export function matcherOf(query: string): (searchText: string) => boolean {
  const trimmed = query.trim().toLowerCase();
  const number = numberOf(trimmed);
  const words = trimmed.split(/\s+/);
  return (searchText) =>
    (number !== undefined && searchText.includes(number)) || words.every((word) => searchText.includes(word));
}

/** A query of digits only, with the marks people write between them: the last one before two digits or less is the decimal mark. */
function numberOf(query: string): string | undefined {
  if (!/^[\d\s.,'\u00a0\u202f]*\d$/.test(query)) return undefined;
  const decimal = /[.,](\d{1,2})$/.exec(query)?.[1];
  const whole = (decimal === undefined ? query : query.slice(0, -decimal.length - 1)).replace(/\D/g, '');
  return decimal === undefined ? whole : `${whole}.${decimal}`;
}
