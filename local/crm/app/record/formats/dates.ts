/** Days and instants as a locale writes them, and back. A day (`2025-03-01`) has no zone; an instant is shown in the user's. */
import { dateFormat } from './formatters.ts';

/** `2025-03-01` as the locale's short date, whatever the zone of user or machine. */
export function formatDay(locale: string, day: string): string {
  return dayIn(locale, 'UTC', new Date(`${day}T00:00:00Z`));
}

/** Day and time of an instant in that zone. */
export function formatInstant(locale: string, timeZone: string, instant: string): string {
  const date = new Date(instant);
  const time = dateFormat(locale, { hour: 'numeric', minute: '2-digit', timeZone });
  return `${dayIn(locale, timeZone, date)} ${time.format(date)}`;
}

function dayIn(locale: string, timeZone: string, date: Date): string {
  return dateFormat(locale, { ...shortDate(locale), timeZone }).format(date);
}

/** The parts of a short date. American ones have no leading zeros. */
export function shortDate(locale: string): Intl.DateTimeFormatOptions {
  const digits = locale === 'en-US' ? 'numeric' : '2-digit';
  return { year: 'numeric', month: digits, day: digits };
}

/** The day a text stands for in the locale's order of day, month and year, or in ISO form; undefined when it is none. */
export function parseDay(locale: string, text: string): string | undefined {
  const iso = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*$/.exec(text);
  if (iso !== null) return realDay(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const numbers = text.match(/\d+/g)?.map(Number) ?? [];
  if (numbers.length !== 3 || /[^\d\s./-]/.test(text)) return undefined;
  const order = orderOf(locale);
  const part = (type: Part): number => numbers[order.indexOf(type)] ?? 0;
  const year = part('year');
  return realDay(year < 100 ? 2000 + year : year, part('month'), part('day'));
}

type Part = 'day' | 'month' | 'year';

function orderOf(locale: string): readonly Part[] {
  const isPart = (type: string): type is Part => type === 'day' || type === 'month' || type === 'year';
  return dateFormat(locale, { ...shortDate(locale), timeZone: 'UTC' })
    .formatToParts(new Date(0))
    .map(({ type }) => type)
    .filter(isPart);
}

function realDay(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal ? date.toISOString().slice(0, 10) : undefined;
}

export interface WallTime {
  readonly day: string;
  /** `HH:mm`, 24 hours. */
  readonly time: string;
}

/** What a clock on the wall of that zone shows. */
export function wallTimeOf(instant: string, timeZone: string): WallTime {
  const parts = dateFormat('en-CA', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).formatToParts(new Date(instant));
  const part = (type: string): string => parts.find((candidate) => candidate.type === type)?.value ?? '';
  return {
    day: `${part('year')}-${part('month')}-${part('day')}`,
    time: `${part('hour')}:${part('minute')}`,
  };
}

/** The instant of a wall time. A time skipped in spring becomes the one an hour later; of a time that comes twice, the first. */
export function instantOf({ day, time }: WallTime, timeZone: string): string {
  const asUtc = Date.parse(`${day}T${time}:00Z`);
  const before = asUtc - offsetMilliseconds(asUtc - oneDay, timeZone);
  const after = asUtc - offsetMilliseconds(asUtc + oneDay, timeZone);
  const fits = [before, after].find(
    (candidate) => candidate + offsetMilliseconds(candidate, timeZone) === asUtc,
  );
  return `${new Date(fits ?? before).toISOString().slice(0, 19)}Z`;
}

const oneDay = 86_400_000;

/** How far the zone's clocks are ahead of UTC at that moment, in milliseconds. */
export function offsetMilliseconds(at: number, timeZone: string): number {
  const { day, time } = wallTimeOf(new Date(at).toISOString(), timeZone);
  const minute = Math.floor(at / 60_000) * 60_000;
  return Date.parse(`${day}T${time}:00Z`) - minute;
}
