/** Lists that people type into one column. */
import { isCurrency, type Currency } from '../money/money.ts';
import { parseAmount } from '../money/parse-amount.ts';

export function list(text: string | null, separator: string): readonly string[] {
  return (text ?? '')
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** `HUF 3000; EUR 10` → minor units per currency. */
export function minimumsIn(text: string | null): Readonly<Record<Currency, number>> {
  return Object.fromEntries(
    list(text, ';').map((entry) => {
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
  return list(text, '\n').map((line, at) => {
    const rule = read(line);
    if (rule === undefined)
      throw new RangeError(`line ${at + 1} is not a rule such as "${example}": "${line}"`);
    return rule;
  });
}
