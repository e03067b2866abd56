/** By which channel a step is taken for a customer. */
import type { Channel } from '../actions/action.ts';
import type { Reason } from '../actions/reason.ts';
import { isUpcoming, type Step } from './policy.ts';

export type ChosenChannel =
  | { readonly kind: 'use'; readonly use: Channel; readonly because: readonly Reason[] }
  | { readonly kind: 'none'; readonly because: readonly Reason[] };

/** The step's channel, else its other one, else a person – but nobody is bothered because a reminder could not be sent. */
export function channelOf(step: Step, reachableBy: readonly Channel[]): ChosenChannel {
  const wanted = step.channel;
  const possible = (channel: Channel): boolean => channel === 'person' || reachableBy.includes(channel);
  if (possible(wanted)) return { kind: 'use', use: wanted, because: [] };
  const other = step.fallbackChannel;
  if (other && possible(other))
    return { kind: 'use', use: other, because: [{ code: 'otherChannel', wanted, used: other }] };
  const because: readonly Reason[] = [{ code: 'unreachable', channels: other ? [wanted, other] : [wanted] }];
  return isUpcoming(step) ? { kind: 'none', because } : { kind: 'use', use: 'person', because };
}
