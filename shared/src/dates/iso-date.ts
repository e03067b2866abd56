/**
 * Dates of the business world are ISO strings `YYYY-MM-DD` (proleptic Gregorian, no time of day, no zone).
 * Arithmetic runs on day numbers, so daylight saving never matters. The first date is 0001-01-01 and the last 9999-12-31, which
 * ledgers write for "never": arithmetic stops there, so that a day after never is never too.
 */

export type IsoDate = string & { readonly isoDate: never };

const millisecondsPerDay = 86_400_000;

/** The date a text writes, or undefined when there is no such day (`2025-02-29`). */
export function parseIsoDate(text: string): IsoDate | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return isDay(year, month, day) ? (text as IsoDate) : undefined;
}

/** @throws RangeError when the text is not a date: for literals and already checked input. */
export function isoDate(text: string): IsoDate {
  const date = parseIsoDate(text);
  if (date === undefined) throw new RangeError(`Not a date (YYYY-MM-DD): ${text}`);
  return date;
}

/** The date of year, month (1–12) and day, or undefined when there is no such day. */
export function dateOf(year: number, month: number, day: number): IsoDate | undefined {
  if (!isDay(year, month, day)) return undefined;
  const pad = (value: number, width: number): string => String(value).padStart(width, '0');
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` as IsoDate;
}

/** Days since 1970-01-01. */
export function dayNumber(date: IsoDate): number {
  return Date.parse(`${date}T00:00:00Z`) / millisecondsPerDay;
}

const firstDay = dayNumber('0001-01-01' as IsoDate);
const lastDay = dayNumber('9999-12-31' as IsoDate);

export function dateOfDayNumber(days: number): IsoDate {
  const within = Math.min(Math.max(days, firstDay), lastDay);
  return new Date(within * millisecondsPerDay).toISOString().slice(0, 10) as IsoDate;
}

export function addDays(date: IsoDate, days: number): IsoDate {
  return dateOfDayNumber(dayNumber(date) + days);
}

/** Days from `from` to `to`: positive when `to` is later. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** ISO weekday: 1 is Monday, 7 is Sunday. */
export function weekdayOf(date: IsoDate): number {
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;
}

export function earlier(a: IsoDate, b: IsoDate): IsoDate {
  return a <= b ? a : b;
}

export function later(a: IsoDate, b: IsoDate): IsoDate {
  return a >= b ? a : b;
}

/** The date as people of `locale` (BCP 47) write it: `2026. 03. 01.` in Hungarian. */
export function formatDate(date: IsoDate, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    timeZone: 'UTC',
  })
    .format(new Date(dayNumber(date) * millisecondsPerDay))
    .replace(/[\u202f\u00a0]/g, ' ');
}

function isDay(year: number, month: number, day: number): boolean {
  if (!(year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1)) return false;
  return day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}
