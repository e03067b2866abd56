/** Dates as exports write them, by a pattern of d, dd, M, MM and yyyy: `M/d/yyyy`, `dd.MM.yyyy`, `yyyyMMdd`. */
import { dateOf, type IsoDate } from '@dunlin/shared/dates/iso-date';

const widths: Readonly<Record<string, string>> = {
  d: '\\d{1,2}',
  dd: '\\d{2}',
  M: '\\d{1,2}',
  MM: '\\d{2}',
  yyyy: '\\d{4}',
};

/** One day, one month, one year, and no two numbers that could run into each other (`dMyyyy`). */
export function isDatePattern(pattern: string): boolean {
  const tokens = tokensOf(pattern);
  if (tokens.some((token) => /[A-Za-z\d]/.test(token) && !(token in widths))) return false;
  const parts = tokens.filter((token) => token in widths).map((token) => token.charAt(0));
  if (parts.sort().join('') !== 'Mdy') return false;
  return !tokens.some(
    (token, index) => (token === 'd' || token === 'M') && (tokens[index + 1] ?? '') in widths,
  );
}

/**
 * A reader of dates written in the pattern; it answers undefined for what does not fit it and for days that do not exist.
 * @throws RangeError when the pattern is none.
 */
export function dateReader(pattern: string): (text: string) => IsoDate | undefined {
  if (!isDatePattern(pattern)) throw new RangeError(`Not a pattern of dates: ${pattern}`);
  const tokens = tokensOf(pattern);
  const expression = new RegExp(`^${tokens.map((token) => groupOf(token)).join('')}$`);
  return (text) => {
    const { d, M, y } = expression.exec(text)?.groups ?? {};
    return dateOf(Number(y), Number(M), Number(d));
  };
}

function tokensOf(pattern: string): readonly string[] {
  return pattern.match(/d+|M+|y+|[A-Za-z]|[^A-Za-z]+/g) ?? [];
}

function groupOf(token: string): string {
  const width = widths[token];
  return width === undefined
    ? token.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
    : `(?<${token.charAt(0)}>${width})`;
}
