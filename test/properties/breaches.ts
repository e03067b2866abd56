/** The contact rules once more, written as a check of one moment, so that what plans contacts is not judged by itself. */
import { isBusinessDay } from '@dunlin/shared/calendar/calendar';
import type { ContactRules } from '@dunlin/shared/contact/contact-policy';
import type { Channels, Contact, ContactChannel } from '@dunlin/shared/contact/limits';
import { dateIn, timeIn, type Instant } from '@dunlin/shared/dates/instant';
import { daysBetween, weekdayOf } from '@dunlin/shared/dates/iso-date';

/** Which rules forbid a contact at the moment; empty when none does. */
export function breaches(
  { contact: own, calendar: days, zone: where, packs = [] }: ContactRules,
  used: ContactChannel,
  before: readonly Contact[],
  at: Instant,
): readonly string[] {
  const [today, time] = [dateIn(where, at), timeIn(where, at)];
  const weekday = weekdayOf(today);
  const is = (some: Channels, one: Contact['channel']): boolean =>
    some === 'all' || some.includes(one as ContactChannel);
  const usual = own.weekdays?.[weekday] ?? { from: own.windowStart, until: own.windowEnd };
  const found: string[] = [];
  if (usual === 'closed' || time < usual.from || (usual.until !== undefined && time >= usual.until))
    found.push('window');
  if (own.businessDaysOnly && !isBusinessDay(days, today)) found.push('business day');
  for (const { hours: open } of packs) {
    if (!open || !is(open.channels, used)) continue;
    const inside = open.open.some(
      ({ weekdays, businessDaysOnly, from, until }) =>
        (weekdays?.includes(weekday) ?? true) &&
        (!businessDaysOnly || isBusinessDay(days, today) === true) &&
        from <= time &&
        (until === undefined || time < until),
    );
    if (!inside) found.push('pack hours');
  }
  const allGaps = [{ after: 'all', before: 'all', days: own.minimumGapDays } as const, ...(own.gaps ?? [])];
  for (const one of [...allGaps, ...packs.flatMap(({ gaps }) => gaps)]) {
    const counted = before.filter((past) =>
      one.after === 'conversation' ? past.conversation : !past.fromCustomer && is(one.after, past.channel),
    );
    if (is(one.before, used) && counted.some(({ on }) => daysBetween(on, today) < one.days))
      found.push('gap');
  }
  for (const one of [...(own.caps ?? []), ...packs.flatMap(({ caps }) => caps)]) {
    const counted = before.filter((past) => !past.fromCustomer && is(one.channels, past.channel));
    const recent = counted.filter(({ on }) => daysBetween(on, today) < one.days);
    if (is(one.channels, used) && recent.length >= one.most) found.push('cap');
  }
  return found;
}
