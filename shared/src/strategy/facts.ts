/** What is known of a debtor on a day: all that a decision may depend on. */
import type { ActionRecord } from '../actions/action.ts';
import { canonicalJson, digestOf } from '../actions/keys.ts';
import type { Reach } from '../contact/choose-channel.ts';
import type { Contact } from '../contact/limits.ts';
import type { ContactCustomer } from '../contact/rules-for-customer.ts';
import type { IsoDate } from '../dates/iso-date.ts';
import { withCreditNotes } from '../disputes/credit-note.ts';
import type { Dispute } from '../disputes/dispute.ts';
import type { CreditHold } from '../holds/credit-hold.ts';
import type { Hold } from '../holds/hold.ts';
import type { TradingOrder } from '../holds/trading-status.ts';
import {
  withEffectiveDueDates,
  type DueDateChange,
  type EffectiveReceivable,
} from '../promises/due-date-change.ts';
import type { PromiseToPay } from '../promises/promise.ts';
import type { Payment } from '../receivables/payment.ts';
import type { StandingAlert } from '../segments/alerts.ts';
import type { Customer } from '../segments/customer.ts';
import type { PastItems } from '../segments/measures.ts';
import type { SegmentOverride } from '../segments/segment.ts';

export type Episode = { readonly openedBy: string; readonly openedOn: IsoDate };

/** A department's task, by its key, and the day on which it was closed. */
export type ClosedTask = { readonly key: string; readonly closedOn: IsoDate };

export type Facts = {
  readonly debtor: Customer &
    ContactCustomer & {
      readonly id: string;
      readonly reach: Reach;
      readonly segmentOverride?: SegmentOverride;
    };
  /** Open ones, and settled ones that a promise speaks of. */
  readonly receivables: readonly EffectiveReceivable[];
  /** What was settled, as far as the rules of the policy ask for it. */
  readonly past?: PastItems;
  /** Other due dates that people agreed to, approved or not. */
  readonly dueDateChanges: readonly DueDateChange[];
  /** Those since the first promise; none without one. */
  readonly payments: readonly Payment[];
  readonly promises: readonly PromiseToPay[];
  readonly disputes: readonly Dispute[];
  /** Of the departments that were asked about the disputes. */
  readonly closedTasks: readonly ClosedTask[];
  readonly holds: readonly Hold[];
  /** All there ever were. */
  readonly creditHolds: readonly CreditHold[];
  readonly orders: readonly TradingOrder[];
  /** Alerts that stand. */
  readonly alerts: readonly StandingAlert[];
  /** The open episode, if there is one. */
  readonly episode?: Episode;
  readonly history: readonly ActionRecord[];
  /** What people wrote to the customer or spoke with them beside the actions, as far back as it can forbid another contact. */
  readonly contacts: readonly Contact[];
};

/**
 * The facts as they count on a day: with the due dates that hold, and disputes with the credit notes that came for them. Whoever looks at
 * due dates looks at these.
 */
export function factsOn(facts: Facts, asOf: IsoDate): Facts {
  const { receivables, dueDateChanges, disputes } = facts;
  if (dueDateChanges.length === 0 && disputes.length === 0) return facts;
  return {
    ...facts,
    receivables: withEffectiveDueDates(receivables, dueDateChanges, asOf),
    disputes: withCreditNotes(disputes, receivables),
  };
}

/** The same facts give the same digest, in whatever order their rows were read. */
export function factsHash(facts: Facts): string {
  return digestOf(
    canonicalJson({
      ...facts,
      debtor: { ...facts.debtor, reach: sortedReach(facts.debtor.reach) },
      receivables: [...facts.receivables].sort(byId),
      ...(facts.past && { past: { ...facts.past, items: [...facts.past.items].sort(byId) } }),
      alerts: [...facts.alerts].sort(byId),
      payments: [...facts.payments].sort(byId),
      promises: [...facts.promises].sort(byId),
      disputes: [...facts.disputes].sort(byId),
      holds: [...facts.holds].sort(byId),
      dueDateChanges: [...facts.dueDateChanges].sort(byId),
      closedTasks: [...facts.closedTasks].sort((a, b) => (a.key < b.key ? -1 : 1)),
      creditHolds: [...facts.creditHolds].sort(byId),
      orders: [...facts.orders].sort(byId),
      history: [...facts.history].sort((a, b) => (a.key < b.key ? -1 : 1)),
      contacts: facts.contacts.map((one) => canonicalJson(one)).sort(),
    }),
  );
}

function sortedReach(reach: Reach): Reach {
  const { addresses, doNotContact, noBulk = [] } = reach;
  return {
    ...reach,
    addresses: addresses.toSorted(),
    doNotContact: doNotContact.toSorted(),
    noBulk: noBulk.toSorted(),
  };
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
