/**
 * Dates of the business world are ISO strings `YYYY-MM-DD` (proleptic Gregorian, no time of day, no zone).
 * Arithmetic runs on day numbers, so daylight saving never matters. The first date is 0001-01-01 and the last 9999-12-31, which
 * ledgers write for "never": arithmetic stops there, so that a day after never is never too.
 */

export type IsoDate = string & { readonly isoDate: never };

const millisecondsPerDay = 86_400_000;
const daysIn400Years = 146_097;

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
  return isDay(year, month, day) ? written(year, month, day) : undefined;
}

/** Days since 1970-01-01: whole 400-year cycles, then years of 365 days and their leap days, each year reckoned from March. */
export function dayNumber(date: IsoDate): number {
  const month = twoDigits(date, 5);
  const year = twoDigits(date, 0) * 100 + twoDigits(date, 2) - (month <= 2 ? 1 : 0);
  const cycle = Math.floor(year / 400);
  const yearOfCycle = year - cycle * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + twoDigits(date, 8) - 1;
  const dayOfCycle =
    yearOfCycle * 365 + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100) + dayOfYear;
  return cycle * daysIn400Years + dayOfCycle - daysToEpoch;
}

/** From 0000-03-01 to 1970-01-01. */
const daysToEpoch = 719_468;

/** 528 is what the two characters weigh by themselves: eleven times the code of 0. */
function twoDigits(date: IsoDate, at: number): number {
  return date.charCodeAt(at) * 10 + date.charCodeAt(at + 1) - 528;
}

const firstDay = dayNumber('0001-01-01' as IsoDate);
const lastDay = dayNumber('9999-12-31' as IsoDate);

/** Dates from 1970 to 2106 by day number: a ledger writes the same few thousand again and again. */
const writtenDates: (IsoDate | undefined)[] = new Array<IsoDate | undefined>(50_000).fill(undefined);

export function dateOfDayNumber(days: number): IsoDate {
  const known = writtenDates[days];
  if (known !== undefined) return known;
  const date = new Date(Math.min(Math.max(days, firstDay), lastDay) * millisecondsPerDay);
  const text = written(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
  if (days >= 0 && days < writtenDates.length) writtenDates[days] = text;
  return text;
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
  }).format(new Date(dayNumber(date) * millisecondsPerDay));
}

function written(year: number, month: number, day: number): IsoDate {
  const pad = (value: number): string => (value < 10 ? `0${value}` : String(value));
  return `${String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}` as IsoDate;
}

function isDay(year: number, month: number, day: number): boolean {
  if (![year, month, day].every(Number.isInteger)) return false;
  if (!(year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1)) return false;
  return day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}
