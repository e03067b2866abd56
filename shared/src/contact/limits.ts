/**
 * What limits contact with a customer: hours, caps and gaps. The company's own policy and each country pack are one set of limits;
 * all sets hold at once, so the strictest wins whatever they say.
 */
import type { TimeOfDay } from '../dates/instant.ts';
import type { IsoDate } from '../dates/iso-date.ts';

/** The ways in which a customer is contacted. */
export type ContactChannel = 'email' | 'letter' | 'sms' | 'call';

export type Channels = 'all' | readonly ContactChannel[];

/** A contact that took place, whoever made it: an action of ours, a call or meeting by hand, a call of the customer. */
export type Contact = {
  /** The customer's local day. */
  readonly on: IsoDate;
  readonly channel: ContactChannel | 'meeting';
  /** The customer came to us: it is no contact that bothers them, but it may have been a conversation. */
  readonly fromCustomer?: boolean;
  /** Somebody spoke with the customer. */
  readonly conversation?: boolean;
};

/** Hours in which contact is open, in the customer's zone. */
export type OpenHours = {
  /** ISO weekdays, Monday is 1; without them every day. */
  readonly weekdays?: readonly number[];
  /** Only on business days of the customer's calendar. */
  readonly businessDaysOnly?: boolean;
  readonly from: TimeOfDay;
  /** The first minute at which it is closed; without it open until midnight. */
  readonly until?: TimeOfDay;
};

/** At most so many contacts by these channels within so many consecutive days. */
export type ContactCap = { readonly channels: Channels; readonly most: number; readonly days: number };

/** After a contact (or a conversation) on a day, the next one by the channels `before` is `days` days later or more. */
export type ContactGap = {
  readonly after: Channels | 'conversation';
  readonly before: Channels;
  readonly days: number;
};

export type ContactLimits = {
  /** The code of the pack that sets them; absent for the company's own policy. */
  readonly pack?: string;
  /** Contact by these channels is open in any of these hours and closed in all others; absent: always open. */
  readonly hours?: { readonly channels: Channels; readonly open: readonly OpenHours[] };
  readonly caps: readonly ContactCap[];
  readonly gaps: readonly ContactGap[];
  /** No contact while a dispute of the customer has not been answered. */
  readonly pausesForDispute?: boolean;
};

/** The most days for which a contact can forbid another one. */
export function longestMemoryDays(limits: readonly ContactLimits[]): number {
  return Math.max(0, ...limits.flatMap(({ gaps, caps }) => [...gaps, ...caps].map(({ days }) => days)));
}

/** Whether a rule for `channels` concerns the channel; while that is not chosen yet, every rule does. */
export function concerns(channels: Channels, channel: ContactChannel | undefined): boolean {
  return channels === 'all' || channel === undefined || channels.includes(channel);
}

/** Whether a contact counts for a rule about `channels`; a meeting counts only where all channels do. */
export function counts(channels: Channels, { channel, fromCustomer }: Contact): boolean {
  if (fromCustomer) return false;
  return channels === 'all' || channels.some((one) => one === channel);
}
