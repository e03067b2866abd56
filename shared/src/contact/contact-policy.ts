/** When a customer may be contacted: the hours and days on which contact is open, in the customer's zone and calendar. */
import type { Calendar } from '../calendar/calendar.ts';
import {
  dateIn,
  instantIn,
  instantOfMilliseconds,
  millisecondsOf,
  minutesAfter,
  timeIn,
  type Instant,
  type TimeOfDay,
} from '../dates/instant.ts';
import { addDays, type IsoDate } from '../dates/iso-date.ts';
import type { ContactCap, ContactChannel, ContactGap, ContactLimits, OpenHours } from './limits.ts';
import { openHoursOn, type Hours } from './open-hours.ts';

/** What a company allows itself. */
export type ContactPolicy = {
  readonly windowStart: TimeOfDay;
  /** The first minute at which the window is closed. */
  readonly windowEnd: TimeOfDay;
  readonly businessDaysOnly: boolean;
  /** At least one: a customer is contacted at most once a day, over all channels. */
  readonly minimumGapDays: number;
  /** ISO weekdays whose hours differ from the window. */
  readonly weekdays?: Readonly<Record<number, Hours | 'closed'>>;
  readonly caps?: readonly ContactCap[];
  /** Gaps beside the one over all channels, for example between letters. */
  readonly gaps?: readonly ContactGap[];
  /** Channels that are used only with the customer's consent. */
  readonly consentNeeded?: readonly ContactChannel[];
  /** Customers who refused bulk messages are written to all the same: a reminder of their own invoice is none. */
  readonly bulkOptOutIgnored?: boolean;
  /** Codes of the country packs that hold too, for customers they are about. */
  readonly packs?: readonly string[];
};

export type ContactRules = {
  readonly contact: ContactPolicy;
  readonly calendar: Calendar;
  /** IANA time zone. */
  readonly zone: string;
  /** The limits of the packs that are about the customer; all hold beside the company's policy. */
  readonly packs?: readonly ContactLimits[];
};

/** The first day from `date` on (itself included) on which contact is open; undefined outside the calendar's coverage. */
export function firstOpenDay(
  rules: ContactRules,
  date: IsoDate,
  channel?: ContactChannel,
): IsoDate | undefined {
  const day = nextOpenDay(rules, date, channel);
  return day.kind === 'day' ? day.on : undefined;
}

/** Whether contact is open at some hour of the day. */
export function openOn(rules: ContactRules, date: IsoDate, channel?: ContactChannel): boolean {
  return firstOpenDay(rules, date, channel) === date;
}

/** The instant at which contact opens on the day; on a closed day, when the company's window would open. */
export function windowOpensAt(rules: ContactRules, date: IsoDate, channel?: ContactChannel): Instant {
  const [first] = openHoursOn(limitsOf(rules), rules.calendar, date, channel) ?? [];
  return instantIn(rules.zone, date, first?.from ?? rules.contact.windowStart);
}

export type WindowState =
  { readonly open: true } | { readonly open: false; readonly opensAt: Instant | undefined };

/** Whether contact is open at `now`; if not, when it will be (undefined outside the calendar's coverage). */
export function contactWindow(rules: ContactRules, now: Instant, channel?: ContactChannel): WindowState {
  const opening = nextOpening(rules, now, channel);
  if (opening.kind !== 'at') return { open: false, opensAt: undefined };
  return opening.at === now ? { open: true } : { open: false, opensAt: opening.at };
}

export type NoOpenDay = { readonly kind: 'calendarEnds' } | { readonly kind: 'neverOpens' };

/** The first instant from `from` on at which contact is open; `from` itself when it is open then. */
export function nextOpening(
  rules: ContactRules,
  from: Instant,
  channel?: ContactChannel,
): { readonly kind: 'at'; readonly at: Instant } | NoOpenDay {
  const today = dateIn(rules.zone, from);
  let on = today;
  for (;;) {
    const day = nextOpenDay(rules, on, channel);
    if (day.kind !== 'day') return day;
    const at = openingOn(rules, day, day.on === today ? from : undefined);
    if (at !== undefined) return { kind: 'at', at };
    on = addDays(day.on, 1);
  }
}

/** Longer than any stretch of closed days: a year has an open day, or none ever has. */
const longestClosedDays = 366;

type OpenDay = { readonly kind: 'day'; readonly on: IsoDate; readonly hours: readonly Hours[] };

export function nextOpenDay(
  rules: ContactRules,
  from: IsoDate,
  channel?: ContactChannel,
): OpenDay | NoOpenDay {
  const limits = limitsOf(rules);
  let on = from;
  for (let days = 0; days <= longestClosedDays; days++) {
    const hours = openHoursOn(limits, rules.calendar, on, channel);
    if (hours === undefined) return { kind: 'calendarEnds' };
    if (hours.length > 0) return { kind: 'day', on, hours };
    on = addDays(on, 1);
  }
  return { kind: 'neverOpens' };
}

/** The first open instant of the day, from `from` on where that lies in it. */
function openingOn({ zone }: ContactRules, { on, hours }: OpenDay, from?: Instant): Instant | undefined {
  const now = from && timeIn(zone, from);
  for (const { from: opens, until } of hours) {
    if (now !== undefined && until !== undefined && until <= now) continue;
    if (now !== undefined && opens <= now) return from;
    const at = instantIn(zone, on, opens);
    if (from !== undefined && now !== undefined && millisecondsOf(at) < millisecondsOf(from))
      return secondPass(from, now, opens);
    // Hours, or a whole day, that clocks skip do not take place.
    if (dateIn(zone, at) === on && (until === undefined || timeIn(zone, at) < until)) return at;
  }
  return undefined;
}

/** Where clocks went back, `time` shows once more: as long after `now` as it lies behind it on the clock. */
function secondPass(from: Instant, now: TimeOfDay, time: TimeOfDay): Instant {
  const minute = instantOfMilliseconds(Math.floor(millisecondsOf(from) / 60_000) * 60_000);
  return minutesAfter(minute, minutesOf(time) - minutesOf(now));
}

function minutesOf(time: TimeOfDay): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/** Every set of limits that holds: the company's own policy first. */
export function limitsOf({ contact, packs = [] }: ContactRules): readonly ContactLimits[] {
  const { minimumGapDays, caps = [], gaps = [] } = contact;
  const atLeast: ContactGap = { after: 'all', before: 'all', days: minimumGapDays };
  const own: ContactLimits = {
    hours: { channels: 'all', open: hoursOfPolicy(contact) },
    caps,
    gaps: [atLeast, ...gaps],
  };
  return [own, ...packs];
}

export const everyWeekday: readonly number[] = [1, 2, 3, 4, 5, 6, 7];

function hoursOfPolicy(policy: ContactPolicy): readonly OpenHours[] {
  const { windowStart, windowEnd, businessDaysOnly, weekdays } = policy;
  const usual: OpenHours = { from: windowStart, until: windowEnd, businessDaysOnly };
  if (weekdays === undefined) return [usual];
  const others = everyWeekday.filter((day) => weekdays[day] === undefined);
  const different = everyWeekday.flatMap((day): readonly OpenHours[] => {
    const hours = weekdays[day];
    return hours === undefined || hours === 'closed' ? [] : [{ ...hours, weekdays: [day], businessDaysOnly }];
  });
  return [{ ...usual, weekdays: others }, ...different];
}
