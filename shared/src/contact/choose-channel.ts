/**
 * By which channel a customer is contacted: the one they prefer where the step leaves that open, else the step's, else its fallback.
 * What the customer forbade is never used, whatever else is possible.
 */
import type { IsoDate } from '../dates/iso-date.ts';
import type { ContactReason, ThroughWhom } from './contact-reason.ts';
import type { ContactChannel } from './limits.ts';

/** How a customer can be reached, and what they allow. */
export type Reach = {
  /** Channels with an address. */
  readonly addresses: readonly ContactChannel[];
  /** Channels whose address failed (a hard bounce, a letter that came back), with the day, until there is another address. */
  readonly failed?: Readonly<Partial<Record<ContactChannel, IsoDate>>>;
  /** Channels the customer forbade, to people and machines. */
  readonly doNotContact: readonly ContactChannel[];
  /** Channels by which the customer wants no automatic messages. */
  readonly noBulk?: readonly ContactChannel[];
  readonly consent?: Readonly<Partial<Record<ContactChannel, 'given' | 'withdrawn'>>>;
  readonly preferred?: ContactChannel;
  /** Channels whose address is not the customer's own. */
  readonly through?: Readonly<Partial<Record<ContactChannel, ThroughWhom>>>;
};

export type ChannelQuestion = {
  readonly wanted: ContactChannel;
  readonly fallback?: ContactChannel;
  /** Channels that may take the place of `wanted` when the customer prefers them: those the step has a text for. */
  readonly exchangeable?: readonly ContactChannel[];
  readonly reach: Reach;
  /** Channels that need the customer's consent. */
  readonly consentNeeded?: readonly ContactChannel[];
};

export type ChosenChannel =
  | { readonly kind: 'use'; readonly channel: ContactChannel; readonly because: readonly ContactReason[] }
  | { readonly kind: 'none'; readonly because: readonly ContactReason[] };

/** The reasons say why each channel before the chosen one is not used; without any, the step's own is. */
export function chooseChannel(question: ChannelQuestion): ChosenChannel {
  const { wanted } = question;
  const candidates = candidatesOf(question);
  const because: ContactReason[] = [];
  for (const channel of candidates) {
    const obstacle = obstacleTo(channel, question);
    if (obstacle) {
      because.push(obstacle);
      continue;
    }
    const whom = question.reach.through?.[channel];
    const through: readonly ContactReason[] = whom ? [{ code: 'addressThrough', channel, whom }] : [];
    if (channel === wanted) return { kind: 'use', channel, because: [...because, ...through] };
    const code = channel === preferredOf(question) ? 'preferredChannel' : 'otherChannel';
    return { kind: 'use', channel, because: [...because, { code, wanted, used: channel }, ...through] };
  }
  return { kind: 'none', because: [...because, { code: 'unreachable', channels: candidates }] };
}

function candidatesOf(question: ChannelQuestion): readonly ContactChannel[] {
  const { wanted, fallback } = question;
  const preferred = preferredOf(question);
  return [...new Set([...(preferred ? [preferred] : []), wanted, ...(fallback ? [fallback] : [])])];
}

/** A formal letter stays a letter: the preference counts only among channels that may take its place. */
function preferredOf({ reach: { preferred }, exchangeable }: ChannelQuestion): ContactChannel | undefined {
  return preferred && exchangeable?.includes(preferred) ? preferred : undefined;
}

/** What the customer said comes before what is merely not possible. */
function obstacleTo(
  channel: ContactChannel,
  { reach, consentNeeded = [] }: ChannelQuestion,
): ContactReason | undefined {
  const code = 'channelNotUsed';
  if (reach.doNotContact.includes(channel)) return { code, channel, why: 'doNotContact' };
  const consent = reach.consent?.[channel];
  if (consent === 'withdrawn') return { code, channel, why: 'consentWithdrawn' };
  if (consent === undefined && consentNeeded.includes(channel))
    return { code, channel, why: 'consentMissing' };
  // A call is made by a person, one by one.
  if (channel !== 'call' && reach.noBulk?.includes(channel)) return { code, channel, why: 'noBulk' };
  if (!reach.addresses.includes(channel)) return { code, channel, why: 'noAddress' };
  const since = reach.failed?.[channel];
  return since === undefined ? undefined : { code, channel, why: 'addressFailed', since };
}
