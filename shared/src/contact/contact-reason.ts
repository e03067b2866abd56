/** Why a customer is not contacted now, by this channel or at all: each reason names the rule and, where it can, when it ends. */
import type { IsoDate } from '../dates/iso-date.ts';
import type { Channels, ContactChannel } from './limits.ts';

export type ContactReason =
  | {
      readonly code: 'contactGap';
      readonly lastContactOn: IsoDate;
      readonly gapDays: number;
      /** The pack that asks for it; absent for the company's own policy. Likewise below. */
      readonly pack?: string;
    }
  | {
      readonly code: 'contactCap';
      readonly most: number;
      readonly days: number;
      readonly channels: Channels;
      readonly endsOn: IsoDate;
      readonly pack?: string;
    }
  | { readonly code: 'closedDay'; readonly opensOn: IsoDate }
  | { readonly code: 'windowClosed' }
  | { readonly code: 'neverOpens' }
  | { readonly code: 'calendarEnds'; readonly calendar: string }
  | { readonly code: 'disputeUnanswered'; readonly pack?: string }
  | { readonly code: 'zoneUnknown'; readonly country: string }
  | { readonly code: 'packUnknown'; readonly pack: string }
  | { readonly code: 'packNotInForce'; readonly pack: string; readonly on: IsoDate }
  | { readonly code: 'otherCalendar'; readonly country: string; readonly calendar: string }
  | {
      readonly code: 'channelNotUsed';
      readonly channel: ContactChannel;
      readonly why: ChannelObstacle;
      /** The day on which the address failed. */
      readonly since?: IsoDate;
    }
  | { readonly code: 'preferredChannel'; readonly wanted: ContactChannel; readonly used: ContactChannel }
  | { readonly code: 'otherChannel'; readonly wanted: ContactChannel; readonly used: ContactChannel }
  | { readonly code: 'addressThrough'; readonly channel: ContactChannel; readonly whom: ThroughWhom }
  | { readonly code: 'unreachable'; readonly channels: readonly ContactChannel[] };

/** Whose address is used where the customer has none. */
export type ThroughWhom = 'primaryContact' | 'parentAccount';

export type ChannelObstacle =
  'doNotContact' | 'consentWithdrawn' | 'consentMissing' | 'noBulk' | 'noAddress' | 'addressFailed';

/** A reason in one English sentence, without a final stop. */
export function contactReasonInWords(reason: ContactReason): string {
  switch (reason.code) {
    case 'contactGap':
      return `the last contact was on ${reason.lastContactOn}, and ${inDays(reason.gapDays)} must pass${by(reason.pack)}`;
    case 'contactCap':
      return `at most ${reason.most} ${reason.most === 1 ? 'contact' : 'contacts'} by ${inChannels(reason.channels)} within ${inDays(reason.days)}${by(reason.pack)}; the next is possible on ${reason.endsOn}`;
    case 'closedDay':
      return `customers are not contacted before ${reason.opensOn}, the next open day`;
    case 'windowClosed':
      return 'the contact window is closed';
    case 'neverOpens':
      return 'the contact rules together leave no hour open';
    case 'calendarEnds':
      return `the calendar ${reason.calendar} does not cover the days needed`;
    case 'disputeUnanswered':
      return `a dispute has not been answered${by(reason.pack)}`;
    case 'zoneUnknown':
      return `the time zone of a customer in ${reason.country} is not known`;
    case 'packUnknown':
      return `there is no contact pack ${reason.pack}`;
    case 'packNotInForce':
      return `the contact pack ${reason.pack} does not say what holds on ${reason.on}`;
    case 'otherCalendar':
      return `there is no calendar of ${reason.country}; ${reason.calendar} is used`;
    case 'channelNotUsed':
      return `${reason.channel} is not used: ${obstacles[reason.why]}${reason.since ? ` on ${reason.since}` : ''}`;
    case 'preferredChannel':
      return `${reason.used} instead of ${reason.wanted}, because the customer prefers it`;
    case 'otherChannel':
      return `${reason.used} instead of ${reason.wanted}, which cannot be used for this customer`;
    case 'addressThrough':
      return `${reason.channel} goes through the ${throughInWords[reason.whom]}, because the customer has no address for it`;
    case 'unreachable':
      return `the customer cannot be reached by ${reason.channels.join(' or ')}`;
  }
}

const obstacles: Readonly<Record<ChannelObstacle, string>> = {
  doNotContact: 'the customer forbade it',
  consentWithdrawn: 'consent was withdrawn',
  consentMissing: 'consent was not given',
  noBulk: 'the customer wants no automatic messages by it',
  noAddress: 'there is no address',
  addressFailed: 'the address failed',
};

const throughInWords: Readonly<Record<ThroughWhom, string>> = {
  primaryContact: 'primary contact',
  parentAccount: 'parent account',
};

function inDays(days: number): string {
  return days === 1 ? '1 day' : `${days} days`;
}

function inChannels(channels: Channels): string {
  return channels === 'all' ? 'any channel' : channels.join(' or ');
}

function by(pack: string | undefined): string {
  return pack === undefined ? '' : ` (${pack})`;
}
