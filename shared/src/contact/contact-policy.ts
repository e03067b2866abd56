/** When a customer may be contacted: the window of the day, business days, and the least gap between two contacts. */
import { isBusinessDay, rollForward, type Calendar } from '../calendar/calendar.ts';
import { dateIn, instantIn, timeIn, type Instant, type TimeOfDay } from '../dates/instant.ts';
import { addDays, type IsoDate } from '../dates/iso-date.ts';

export type ContactPolicy = {
  readonly windowStart: TimeOfDay;
  /** The first minute at which the window is closed. */
  readonly windowEnd: TimeOfDay;
  readonly businessDaysOnly: boolean;
  /** At least one: a customer is contacted at most once a day. */
  readonly minimumGapDays: number;
};

export type ContactRules = {
  readonly contact: ContactPolicy;
  readonly calendar: Calendar;
  /** IANA time zone. */
  readonly zone: string;
};

/** The first day from `date` on (itself included) on which contact is allowed; undefined outside the calendar's coverage. */
export function firstOpenDay({ contact, calendar }: ContactRules, date: IsoDate): IsoDate | undefined {
  return contact.businessDaysOnly ? rollForward(calendar, date) : date;
}

/** The instant at which the window of the day opens. */
export function windowOpensAt({ contact, zone }: ContactRules, date: IsoDate): Instant {
  return instantIn(zone, date, contact.windowStart);
}

export type WindowState =
  { readonly open: true } | { readonly open: false; readonly opensAt: Instant | undefined };

/** Whether contact is allowed at `now`; if not, when it will be (undefined outside the calendar's coverage). */
export function contactWindow(rules: ContactRules, now: Instant): WindowState {
  const today = dateIn(rules.zone, now);
  const time = timeIn(rules.zone, now);
  const { contact, calendar } = rules;
  const openDay = !contact.businessDaysOnly || isBusinessDay(calendar, today) === true;
  if (openDay && contact.windowStart <= time && time < contact.windowEnd) return { open: true };
  const from = openDay && time < contact.windowStart ? today : addDays(today, 1);
  const next = firstOpenDay(rules, from);
  return { open: false, opensAt: next === undefined ? undefined : windowOpensAt(rules, next) };
}
