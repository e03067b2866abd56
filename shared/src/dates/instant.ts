/** Instants are ISO strings with `Z`; a zone (IANA name) turns them into the date and time of day people live by. */
import { addDays, isoDate, type IsoDate } from './iso-date.ts';

export type Instant = string & { readonly instant: never };

/** Time of day `HH:MM`, 24 hours. */
export type TimeOfDay = string & { readonly timeOfDay: never };

/** @throws RangeError when the text is no instant with `Z`. */
export function instant(text: string): Instant {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/.test(text) || Number.isNaN(Date.parse(text))) {
    throw new RangeError(`Not an instant (YYYY-MM-DDThh:mm:ssZ): ${text}`);
  }
  return text as Instant;
}

export function instantOfMilliseconds(milliseconds: number): Instant {
  return new Date(milliseconds).toISOString() as Instant;
}

export function millisecondsOf(at: Instant): number {
  return Date.parse(at);
}

export function minutesAfter(at: Instant, minutes: number): Instant {
  return instantOfMilliseconds(millisecondsOf(at) + minutes * 60_000);
}

/** @throws RangeError when the text is no time of day between 00:00 and 23:59. */
export function timeOfDay(text: string): TimeOfDay {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(text)) throw new RangeError(`Not a time of day (HH:MM): ${text}`);
  return text as TimeOfDay;
}

/** The calendar date at `at` in the zone. */
export function dateIn(zone: string, at: Instant): IsoDate {
  return isoDate(wallClock(zone, millisecondsOf(at)).slice(0, 10));
}

/** The time of day at `at` in the zone. */
export function timeIn(zone: string, at: Instant): TimeOfDay {
  return wallClock(zone, millisecondsOf(at)).slice(11, 16) as TimeOfDay;
}

/**
 * The instant at which clocks of the zone show `time` on `date`. A time that the spring change skips means the first instant
 * after the gap; one that the autumn change repeats means its first pass.
 */
export function instantIn(zone: string, date: IsoDate, time: TimeOfDay): Instant {
  const key = `${zone} ${date} ${time}`;
  let found = instants.get(key);
  if (found === undefined) {
    found = foundInstant(zone, date, time);
    if (instants.size < maximumRemembered) instants.set(key, found);
  }
  return found;
}

/** The same few mornings are asked for again and again, and a formatter takes its time to tell one. */
const instants = new Map<string, Instant>();

const maximumRemembered = 10_000;

function foundInstant(zone: string, date: IsoDate, time: TimeOfDay): Instant {
  const wanted = Date.parse(`${date}T${time}:00Z`);
  const offsets = [addDays(date, -1), addDays(date, 1)].map((day) =>
    offsetAt(zone, Date.parse(`${day}T12:00:00Z`)),
  );
  // Clocks show a time twice only when they went back, from the larger offset: then the first candidate is the first pass.
  const candidates = offsets.map((offset) => wanted - offset);
  const exact = candidates.find((candidate) => candidate + offsetAt(zone, candidate) === wanted);
  if (exact !== undefined) return instantOfMilliseconds(exact);
  const [before = 0, after = 0] = offsets;
  return firstInstantAfterGap(zone, wanted - after, wanted - before);
}

/** The spring change lies between `low` and `high`: the first millisecond on the far side. */
function firstInstantAfterGap(zone: string, low: number, high: number): Instant {
  const offsetAfter = offsetAt(zone, high);
  let [before, after] = [low, high];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(zone, middle) === offsetAfter) after = middle;
    else before = middle;
  }
  return instantOfMilliseconds(after);
}

/** Milliseconds the zone is ahead of UTC at the instant. */
function offsetAt(zone: string, milliseconds: number): number {
  return Date.parse(`${wallClock(zone, milliseconds)}Z`) - Math.floor(milliseconds / 1000) * 1000;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** What clocks of the zone show, as `YYYY-MM-DDThh:mm:ss`. */
function wallClock(zone: string, milliseconds: number): string {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
    formatters.set(zone, formatter);
  }
  return formatter.format(milliseconds).replace(' ', 'T');
}
