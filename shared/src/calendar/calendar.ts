/**
 * Business days: weekends, holidays and decreed working days of a country, between two dates. Outside its coverage a calendar
 * refuses to answer (undefined), because a guess would move letters to days on which nobody may be contacted.
 */
import { addDays, weekdayOf, type IsoDate } from '../dates/iso-date.ts';

export type Calendar = {
  readonly code: string;
  /** ISO weekdays, Monday is 1. */
  readonly weekend: readonly number[];
  readonly holidays: ReadonlySet<IsoDate>;
  /** Days of a weekend on which people work, by decree. */
  readonly workingDays: ReadonlySet<IsoDate>;
  readonly coveredFrom: IsoDate;
  readonly coveredTo: IsoDate;
};

export function isBusinessDay(calendar: Calendar, date: IsoDate): boolean | undefined {
  if (!covers(calendar, date)) return undefined;
  if (calendar.workingDays.has(date)) return true;
  return !calendar.weekend.includes(weekdayOf(date)) && !calendar.holidays.has(date);
}

/** The date itself when it is a business day, else the next one. */
export function rollForward(calendar: Calendar, date: IsoDate): IsoDate | undefined {
  return walk(calendar, date, 1);
}

/**
 * The business day `days` business days after (negative: before) the date; with zero, the date itself whatever day it is.
 * Example: Friday plus one is Monday; Saturday plus one is Monday too.
 */
export function addBusinessDays(calendar: Calendar, date: IsoDate, days: number): IsoDate | undefined {
  if (days === 0) return covers(calendar, date) ? date : undefined;
  const direction = days > 0 ? 1 : -1;
  let current: IsoDate | undefined = date;
  for (let left = Math.abs(days); left > 0 && current !== undefined; left--) {
    current = walk(calendar, addDays(current, direction), direction);
  }
  return current;
}

function walk(calendar: Calendar, date: IsoDate, direction: 1 | -1): IsoDate | undefined {
  const business = isBusinessDay(calendar, date);
  if (business === undefined) return undefined;
  return business ? date : walk(calendar, addDays(date, direction), direction);
}

function covers(calendar: Calendar, date: IsoDate): boolean {
  return calendar.coveredFrom <= date && date <= calendar.coveredTo;
}
