/** Whether the customer may be contacted on a day: gaps and caps leave room, and it is a day for contacts. */
import type { ActionRecord } from '../actions/action.ts';
import type { Reason } from '../actions/reason.ts';
import type { Contact } from '../contact/limits.ts';
import { nextContactDay } from '../contact/next-contact.ts';
import type { IsoDate } from '../dates/iso-date.ts';
import type { Policy } from './policy.ts';

export type MayContact =
  | { readonly allowed: true }
  | {
      readonly allowed: false;
      /** The first day on which it is allowed; absent where none is known. */
      readonly until?: IsoDate;
      readonly because: readonly Reason[];
    };

export function mayContact(policy: Policy, contacts: readonly Contact[], asOf: IsoDate): MayContact {
  const { on, because } = nextContactDay(policy, { contacts }, asOf);
  if (on === asOf) return { allowed: true };
  return { allowed: false, ...(on && { until: on }), because: because as readonly Reason[] };
}

/** What was sent, and calls; what a person was given to do is no contact. */
export function contactsOf(history: readonly ActionRecord[]): readonly Contact[] {
  return history.flatMap(({ channel, executedOn }) =>
    channel === 'person' || !executedOn ? [] : [{ on: executedOn, channel }],
  );
}
