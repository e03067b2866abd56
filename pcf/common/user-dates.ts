/** Days and instants as the user of the CRM lives and writes them, whatever the browser's own zone is. */
import { isoDate, type IsoDate } from '@dunlin/shared/dates/iso-date';

export type UserDates = {
  readonly today: IsoDate;
  /** The user's day at an instant. */
  readonly dayOf: (instant: string) => IsoDate;
  /** A day of the calendar (DateOnly): never moved by a zone. */
  readonly day: (day: IsoDate) => string;
  /** Day and time of an instant in the user's zone. */
  readonly moment: (instant: string) => string;
  /** `March 2025`. */
  readonly month: (day: IsoDate) => string;
};

type DateContext = {
  readonly formatting: Pick<ComponentFramework.Formatting, 'formatDateShort' | 'formatDateYearMonth'>;
  readonly userSettings: Pick<ComponentFramework.UserSettings, 'getTimeZoneOffsetMinutes'>;
};

/** @param now read once when the control starts; it decides what is overdue and what is still ahead */
export function userDates({ formatting, userSettings }: DateContext, now: Date): UserDates {
  const wallClock = (instant: Date): string =>
    new Date(instant.getTime() + userSettings.getTimeZoneOffsetMinutes(instant) * 60_000).toISOString();
  const dayOf = (instant: string): IsoDate => isoDate(wallClock(new Date(instant)).slice(0, 10));
  return {
    today: dayOf(now.toISOString()),
    dayOf,
    day: (day) => formatting.formatDateShort(atNoon(day)),
    moment: (instant) => formatting.formatDateShort(localDate(wallClock(new Date(instant))), true),
    month: (day) => formatting.formatDateYearMonth(atNoon(day)),
  };
}

/** The framework formats the local parts of a Date: these are the parts to show. Noon lies on the same day in almost every zone. */
function atNoon(day: IsoDate): Date {
  return localDate(`${day}T12:00:00.000Z`);
}

function localDate(wall: string): Date {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = wall.split(/\D/).map(Number);
  const date = new Date(2000, month - 1, day, hour, minute);
  // The constructor takes years below 100 for 19xx.
  date.setFullYear(year, month - 1, day);
  return date;
}
