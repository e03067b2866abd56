/** By which channel a step is taken for a customer. */
import type { Channel } from '../actions/action.ts';
import type { Reason } from '../actions/reason.ts';
import { chooseChannel, type Reach } from '../contact/choose-channel.ts';
import type { ContactPolicy } from '../contact/contact-policy.ts';
import { isUpcoming, type Step } from './policy.ts';

export type ChosenChannel =
  | { readonly kind: 'use'; readonly use: Channel; readonly because: readonly Reason[] }
  | { readonly kind: 'none'; readonly because: readonly Reason[] };

/**
 * The step's channel or its other one, whichever the customer prefers and can be reached by; else a person – but nobody is bothered
 * because a reminder could not be sent. Both have a text, so either may take the other's place; a step with one channel keeps it.
 */
export function channelOf(step: Step, reach: Reach, contact: ContactPolicy): ChosenChannel {
  const { channel: wanted, fallbackChannel: other } = step;
  if (wanted === 'person') return { kind: 'use', use: wanted, because: [] };
  const { consentNeeded = [], bulkOptOutIgnored } = contact;
  const chosen = chooseChannel({
    wanted,
    ...(other && other !== 'person' && { fallback: other, exchangeable: [other] }),
    reach: bulkOptOutIgnored ? { ...reach, noBulk: [] } : reach,
    consentNeeded,
  });
  const because: readonly Reason[] = chosen.because;
  if (chosen.kind === 'use') return { kind: 'use', use: chosen.channel, because };
  if (other === 'person') {
    const obstacles = because.filter(({ code }) => code !== 'unreachable');
    return {
      kind: 'use',
      use: other,
      because: [...obstacles, { code: 'otherChannel', wanted, used: other }],
    };
  }
  return isUpcoming(step) ? { kind: 'none', because } : { kind: 'use', use: 'person', because };
}
