/** A row of a contact policy → the contact policy. People type windows, caps and gaps as short texts; each that is not understood is named. */
import type { ContactPolicy } from '../contact/contact-policy.ts';
import type { Channels, ContactCap, ContactChannel, ContactGap } from '../contact/limits.ts';
import type { Hours } from '../contact/open-hours.ts';
import { timeOfDay } from '../dates/instant.ts';
import type { contactPolicy } from '../tables/policy.ts';
import type { RowOf } from '../tables/table.ts';
import { list } from './lists.ts';

export type ContactPolicyRow = RowOf<typeof contactPolicy>;

/** @throws RangeError naming the text that is not understood. */
export function contactPolicyOf(row: ContactPolicyRow): ContactPolicy {
  const weekdays = list(row.dun_weekdayhours, ';').map(hoursOfWeekdayIn);
  return {
    windowStart: timeOfDay(row.dun_windowstart),
    windowEnd: timeOfDay(row.dun_windowend),
    businessDaysOnly: row.dun_businessdaysonly,
    minimumGapDays: Math.max(1, row.dun_minimumgapdays),
    caps: list(row.dun_caps, ';').map(capIn),
    gaps: list(row.dun_gaps, ';').map(gapIn),
    packs: list(row.dun_packs, ',').map((code) => code.toUpperCase()),
    bulkOptOutIgnored: row.dun_ignorebulkoptout,
    ...(row.dun_smsneedsconsent && { consentNeeded: ['sms'] }),
    ...(weekdays.length > 0 && { weekdays: Object.fromEntries(weekdays) }),
  };
}

/** `2 in 7 days`, or `call 3 in 7 days`. */
function capIn(text: string): ContactCap {
  const [, channels, most, days] = /^(?:(\S+) )?(\d{1,3}) in (\d{1,3}) days?$/.exec(text) ?? [];
  if (Number(most) > 0 && Number(days) > 0)
    return { channels: channelsIn(channels), most: Number(most), days: Number(days) };
  throw new RangeError(`not a number of contacts such as "2 in 7 days" or "call 3 in 7 days": "${text}"`);
}

/** `14 days after letter`, or `7 days after conversation before call`: without a second channel before any of the first. */
function gapIn(text: string): ContactGap {
  const [, days, after, before] = /^(\d{1,3}) days? after (\S+)(?: before (\S+))?$/.exec(text) ?? [];
  if (Number(days) > 0 && after !== undefined) {
    if (after === 'conversation') return { after, before: channelsIn(before), days: Number(days) };
    return { after: channelsIn(after), before: channelsIn(before ?? after), days: Number(days) };
  }
  throw new RangeError(
    `not a gap such as "14 days after letter" or "7 days after conversation before call": "${text}"`,
  );
}

/** `5 09:00-15:00` or `6 closed`; Monday is 1. */
function hoursOfWeekdayIn(text: string): readonly [string, Hours | 'closed'] {
  const [, weekday = '', from, until] = /^([1-7]) (?:closed|(\d\d:\d\d)-(\d\d:\d\d))$/.exec(text) ?? [];
  if (weekday === '')
    throw new RangeError(`not the hours of a weekday such as "5 09:00-15:00" or "6 closed": "${text}"`);
  if (from === undefined || until === undefined) return [weekday, 'closed'];
  return [weekday, { from: timeOfDay(from), until: timeOfDay(until) }];
}

const contactChannels: readonly string[] = ['email', 'letter', 'sms', 'call'] satisfies ContactChannel[];

/** `email+letter`; nothing means all. */
function channelsIn(text: string | undefined): Channels {
  if (text === undefined || text === 'all') return 'all';
  const named = text.split('+');
  const unknown = named.find((name) => !contactChannels.includes(name));
  if (unknown !== undefined) throw new RangeError(`not a channel (email, letter, sms, call): "${unknown}"`);
  return named as ContactChannel[];
}
