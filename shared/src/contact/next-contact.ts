/**
 * When a customer may be contacted next, given the contacts there were: whoever made them and by whatever channel, a call typed in by
 * hand counts as a letter of ours does. Days, for planning, and instants, right before an effect.
 */
import { dateIn, instantIn, timeOfDay, type Instant } from '../dates/instant.ts';
import { addDays, type IsoDate } from '../dates/iso-date.ts';
import type { ContactReason } from './contact-reason.ts';
import {
  limitsOf,
  nextOpenDay,
  nextOpening,
  openOn,
  type ContactRules,
  type NoOpenDay,
} from './contact-policy.ts';
import {
  concerns,
  counts,
  type Contact,
  type ContactChannel,
  type ContactCap,
  type ContactGap,
  type ContactLimits,
} from './limits.ts';

export type ContactQuestion = {
  /** Without it the rules of every channel hold. */
  readonly channel?: ContactChannel;
  readonly contacts: readonly Contact[];
  /** A dispute of the customer waits for an answer. */
  readonly disputed?: boolean;
};

export type NextContactDay = {
  /** The first day on which contact is allowed; absent when there is none, or none is known. */
  readonly on?: IsoDate;
  /** Why it is not the day asked about; empty when it is. */
  readonly because: readonly ContactReason[];
};

/** The first day from `from` on (the customer's local day, itself included) on which contact is allowed. */
export function nextContactDay(
  rules: ContactRules,
  question: ContactQuestion,
  from: IsoDate,
): NextContactDay {
  const paused = pauseOf(rules, question);
  if (paused) return { because: [paused] };
  const because: ContactReason[] = [];
  let on = from;
  for (;;) {
    const obstacle = obstacleOn(rules, question, on);
    if (obstacle) {
      because.push(obstacle.reason);
      on = obstacle.until;
      continue;
    }
    const open = nextOpenDay(rules, on, question.channel);
    if (open.kind !== 'day') return { because: [...because, noOpenDay(open, rules)] };
    if (open.on === on) return { on, because };
    because.push({ code: 'closedDay', opensOn: open.on });
    on = open.on;
  }
}

export type NextContact =
  | { readonly kind: 'now' }
  | { readonly kind: 'later'; readonly at: Instant; readonly because: readonly ContactReason[] }
  | { readonly kind: 'none'; readonly because: readonly ContactReason[] };

/** Whether contact is allowed at `now`; if not, the first instant at which it is, as far as that is known. */
export function nextContactAt(rules: ContactRules, question: ContactQuestion, now: Instant): NextContact {
  const paused = pauseOf(rules, question);
  if (paused) return { kind: 'none', because: [paused] };
  const because: ContactReason[] = [];
  let at = now;
  for (;;) {
    const today = dateIn(rules.zone, at);
    const obstacle = obstacleOn(rules, question, today);
    if (obstacle) {
      because.push(obstacle.reason);
      at = instantIn(rules.zone, obstacle.until, midnight);
      continue;
    }
    const opening = nextOpening(rules, at, question.channel);
    if (opening.kind !== 'at') return { kind: 'none', because: [...because, noOpenDay(opening, rules)] };
    if (opening.at === now) return { kind: 'now' };
    if (opening.at === at) return { kind: 'later', at, because };
    because.push(...whyClosed(rules, question, { today, opensOn: dateIn(rules.zone, opening.at), at, now }));
    at = opening.at;
  }
}

const midnight = timeOfDay('00:00');

/** Over for today, not yet open, or no open day at all. That a day begins before its hours is no reason to name. */
function whyClosed(
  rules: ContactRules,
  { channel }: ContactQuestion,
  when: { readonly today: IsoDate; readonly opensOn: IsoDate; readonly at: Instant; readonly now: Instant },
): readonly ContactReason[] {
  const { today, opensOn } = when;
  const openToday = openOn(rules, today, channel);
  const closed: readonly ContactReason[] =
    opensOn > (openToday ? addDays(today, 1) : today) ? [{ code: 'closedDay', opensOn }] : [];
  return openToday && when.at === when.now ? [{ code: 'windowClosed' }, ...closed] : closed;
}

function noOpenDay({ kind }: NoOpenDay, { calendar }: ContactRules): ContactReason {
  return kind === 'neverOpens' ? { code: kind } : { code: kind, calendar: calendar.code };
}

function pauseOf(rules: ContactRules, { disputed }: ContactQuestion): ContactReason | undefined {
  if (!disputed) return undefined;
  const pausing = limitsOf(rules).find(({ pausesForDispute }) => pausesForDispute);
  return pausing && { code: 'disputeUnanswered', ...ofPack(pausing) };
}

type Obstacle = { readonly until: IsoDate; readonly reason: ContactReason };

/** Of the gaps and caps that forbid contact on the day, the one that does so longest. */
function obstacleOn(rules: ContactRules, question: ContactQuestion, on: IsoDate): Obstacle | undefined {
  let longest: Obstacle | undefined;
  for (const limits of limitsOf(rules)) {
    const { channel, contacts } = question;
    const found = [
      ...limits.gaps.flatMap((gap) =>
        concerns(gap.before, channel) ? (endOfGap(gap, contacts, limits) ?? []) : [],
      ),
      ...limits.caps.flatMap((cap) =>
        concerns(cap.channels, channel) ? (endOfCap(cap, contacts, limits) ?? []) : [],
      ),
    ];
    for (const one of found) if (one.until > (longest?.until ?? on)) longest = one;
  }
  return longest;
}

function endOfGap(
  gap: ContactGap,
  contacts: readonly Contact[],
  limits: ContactLimits,
): Obstacle | undefined {
  const { after, days } = gap;
  const last = daysOf(contacts, (one) =>
    after === 'conversation' ? one.conversation === true : counts(after, one),
  ).at(-1);
  if (last === undefined) return undefined;
  const reason = { code: 'contactGap', lastContactOn: last, gapDays: days, ...ofPack(limits) } as const;
  return { until: addDays(last, days), reason };
}

/** One more is possible once so many have left the days that fewer than the most are left. */
function endOfCap(
  cap: ContactCap,
  contacts: readonly Contact[],
  limits: ContactLimits,
): Obstacle | undefined {
  const { channels, most, days } = cap;
  const leaving = daysOf(contacts, (one) => counts(channels, one)).at(-most);
  if (leaving === undefined) return undefined;
  const until = addDays(leaving, days);
  return { until, reason: { code: 'contactCap', most, days, channels, endsOn: until, ...ofPack(limits) } };
}

function daysOf(contacts: readonly Contact[], which: (one: Contact) => boolean): readonly IsoDate[] {
  return contacts
    .filter(which)
    .map(({ on }) => on)
    .sort();
}

function ofPack({ pack }: ContactLimits): { readonly pack?: string } {
  return pack === undefined ? {} : { pack };
}
