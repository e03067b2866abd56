/** Lists that people type into one text column. */
import { isCurrency, type Currency } from '../money/money.ts';
import { parseAmount } from '../money/parse-amount.ts';

/** The parts between separators, trimmed; empty ones are left out. */
export function listIn(text: string | null, separator: string | RegExp): readonly string[] {
  return (text ?? '')
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/**
 * `HUF 3000; EUR 10` → minor units per currency.
 * @throws RangeError quoting the entry that is no amount.
 */
export function amountsIn(text: string | null): Readonly<Record<Currency, number>> {
  return Object.fromEntries(
    listIn(text, ';').map((entry) => {
      const [currency = '', amount = '', ...rest] = entry.split(/\s+/);
      const parsed =
        isCurrency(currency) && rest.length === 0
          ? parseAmount(amount, currency, { decimal: '.' })
          : undefined;
      if (!parsed?.ok || parsed.amount.minor < 0)
        throw new RangeError(`not a minimum amount such as "HUF 3000": "${entry}"`);
      return [currency, parsed.amount.minor];
    }),
  );
}

/**
 * A rule a line.
 * @throws RangeError naming the line that the reader does not understand, with an example of one it does.
 */
export function linesIn<T>(
  text: string | null,
  read: (line: string) => T | undefined,
  example: string,
): readonly T[] {
  return listIn(text, /\r?\n/).map((line, at) => {
    const rule = read(line);
    if (rule === undefined) throw new RangeError(`line ${at + 1} is not a rule such as "${example}": "${line}"`);
    return rule;
  });
}
