/** The hours of a day in which contact is open: within one set of limits any of its hours, over all sets those they share. */
import { isBusinessDay, type Calendar } from '../calendar/calendar.ts';
import type { TimeOfDay } from '../dates/instant.ts';
import { weekdayOf, type IsoDate } from '../dates/iso-date.ts';
import { byText } from '../receivables/order.ts';
import { concerns, type ContactChannel, type ContactLimits, type OpenHours } from './limits.ts';

/** From the first minute to the first minute after; without an end until midnight. */
export type Hours = { readonly from: TimeOfDay; readonly until?: TimeOfDay };

const wholeDay: readonly Hours[] = [{ from: '00:00' as TimeOfDay }];

/** The open hours of the day, the earliest first; none on a closed day; undefined when the calendar does not know the day. */
export function openHoursOn(
  limits: readonly ContactLimits[],
  calendar: Calendar,
  date: IsoDate,
  channel?: ContactChannel,
): readonly Hours[] | undefined {
  let shared = wholeDay;
  for (const { hours } of limits) {
    if (!hours || !concerns(hours.channels, channel)) continue;
    const open = hoursOfDay(hours.open, calendar, date);
    if (open === undefined) return undefined;
    shared = intersection(shared, open);
  }
  return shared.length > 1 ? shared.toSorted((a, b) => byText(a.from, b.from)) : shared;
}

function hoursOfDay(
  open: readonly OpenHours[],
  calendar: Calendar,
  date: IsoDate,
): readonly Hours[] | undefined {
  const weekday = weekdayOf(date);
  const found: Hours[] = [];
  for (const hours of open) {
    if (hours.weekdays && !hours.weekdays.includes(weekday)) continue;
    if (hours.businessDaysOnly) {
      const business = isBusinessDay(calendar, date);
      if (business === undefined) return undefined;
      if (!business) continue;
    }
    found.push(hours);
  }
  return found;
}

function intersection(some: readonly Hours[], others: readonly Hours[]): readonly Hours[] {
  return some.flatMap((a) =>
    others.flatMap((b): readonly Hours[] => {
      const from = a.from > b.from ? a.from : b.from;
      const until = earlierEnd(a.until, b.until);
      if (until === undefined) return [{ from }];
      return from < until ? [{ from, until }] : [];
    }),
  );
}

function earlierEnd(a: TimeOfDay | undefined, b: TimeOfDay | undefined): TimeOfDay | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
}
