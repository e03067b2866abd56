/** Days as ISO dates and as numbers (days since 1970-01-01), and the patterns exports write them in. */

const millisecondsPerDay = 86_400_000;

/** @throws RangeError when the text is no day. */
export function dayNumber(iso: string): number {
  const number = Date.parse(`${iso}T00:00:00Z`) / millisecondsPerDay;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso) || isoOf(number) !== iso)
    throw new RangeError(`Not a day (YYYY-MM-DD): ${iso}`);
  return number;
}

export function isoOf(day: number): string {
  return Number.isNaN(day) ? '' : new Date(day * millisecondsPerDay).toISOString().slice(0, 10);
}

export function addDays(iso: string, days: number): string {
  return isoOf(dayNumber(iso) + days);
}

/** The number that names the day's drop: 2013-03-01 → 20130301. */
export function sequenceOf(iso: string): number {
  return Number(iso.replaceAll('-', ''));
}

/** The day a text writes in a pattern of d, dd, M, MM and yyyy, or undefined. */
export function readDay(text: string, pattern: string): string | undefined {
  const numbers = text.match(/\d+/g) ?? [];
  const tokens = pattern.match(/d+|M+|y+/g) ?? [];
  if (tokens.length !== 3) throw new RangeError(`Not a pattern of days: ${pattern}`);
  const parts = numbers.length === 1 ? byWidth(text, tokens) : numbers;
  const part = (letter: string, width: number): string =>
    (parts[tokens.findIndex((token) => token.startsWith(letter))] ?? '').padStart(width, '0');
  const iso = `${part('y', 4)}-${part('M', 2)}-${part('d', 2)}`;
  return parts.length === 3 && isDay(iso) ? iso : undefined;
}

/** The day as the pattern writes it: dd.MM.yyyy → 01.03.2026. */
export function writeDay(iso: string, pattern: string): string {
  const [year = '', month = '', day = ''] = iso.split('-');
  return pattern
    .replace('yyyy', year)
    .replace(/MM?/, (token) => (token === 'MM' ? month : String(Number(month))))
    .replace(/dd?/, (token) => (token === 'dd' ? day : String(Number(day))));
}

function byWidth(text: string, tokens: readonly string[]): readonly string[] {
  let at = 0;
  return tokens.map((token) => text.slice(at, (at += token.length)));
}

function isDay(iso: string): boolean {
  const day = Date.parse(`${iso}T00:00:00Z`);
  return !Number.isNaN(day) && isoOf(day / millisecondsPerDay) === iso;
}
