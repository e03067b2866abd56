/** Whether the customer may be contacted by a channel on a day: gaps and caps leave room, and it is a day for contacts. */
import type { Reason } from '../actions/reason.ts';
import type { Contact } from '../contact/limits.ts';
import { nextContactDay, type ContactQuestion } from '../contact/next-contact.ts';
import type { RulesForCustomer } from '../contact/rules-for-customer.ts';
import type { IsoDate } from '../dates/iso-date.ts';
import { isUnsettledOn } from '../disputes/dispute.ts';
import type { Facts } from './facts.ts';

export type MayContact =
  | { readonly allowed: true }
  | {
      readonly allowed: false;
      /** The first day on which it is allowed; absent where none is known. */
      readonly until?: IsoDate;
      readonly because: readonly Reason[];
    };

/** @param asOf as the customer's local day */
export function mayContact(customer: RulesForCustomer, question: ContactQuestion, asOf: IsoDate): MayContact {
  if (!customer.ok) return { allowed: false, because: customer.refusals };
  const { on, because } = nextContactDay(customer.rules, question, asOf);
  if (on === asOf) return { allowed: true };
  return { allowed: false, ...(on && { until: on }), because };
}

/** What there was of contacts, and whether the customer waits for an answer. */
export function contactFacts(
  facts: Facts,
  asOf: IsoDate,
): { readonly contacts: readonly Contact[]; readonly disputed: boolean } {
  return {
    contacts: [...contactsOf(facts.history), ...facts.contacts],
    disputed: facts.disputes.some((dispute) => isUnsettledOn(dispute, asOf)),
  };
}

/** What was sent, and calls; what a person was given to do is no contact. In a call that was made somebody spoke with the customer. */
export function contactsOf(history: Facts['history']): readonly Contact[] {
  return history.flatMap(({ channel, executedOn, contactedOn = executedOn, state }) =>
    channel === 'person' || !contactedOn
      ? []
      : [
          {
            on: contactedOn,
            channel,
            ...(channel === 'call' && state === 'done' && { conversation: true as const }),
          },
        ],
  );
}
