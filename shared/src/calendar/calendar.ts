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

/** Where a date that is no business day goes: the three conventions of the ISDA definitions (2006, section 4.12). */
export type RollConvention = 'following' | 'modifiedFollowing' | 'preceding';

/**
 * The date itself when it is a business day, else the next one (following), the one before (preceding), or the next one unless that
 * lies in another month, then the one before (modified following). Undefined when a day outside the coverage would be needed.
 */
export function roll(calendar: Calendar, date: IsoDate, convention: RollConvention): IsoDate | undefined {
  switch (convention) {
    case 'following':
      return walk(calendar, date, 1);
    case 'preceding':
      return walk(calendar, date, -1);
    case 'modifiedFollowing': {
      const following = walk(calendar, date, 1);
      if (following === undefined || monthOf(following) === monthOf(date)) return following;
      return walk(calendar, date, -1);
    }
  }
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
  let current = date;
  for (;;) {
    const business = isBusinessDay(calendar, current);
    if (business === undefined) return undefined;
    if (business) return current;
    const next = addDays(current, direction);
    // Arithmetic stops at the first and the last date there is.
    if (next === current) return undefined;
    current = next;
  }
}

function monthOf(date: IsoDate): string {
  return date.slice(0, 7);
}

function covers(calendar: Calendar, date: IsoDate): boolean {
  return calendar.coveredFrom <= date && date <= calendar.coveredTo;
}
