/**
 * What people do about agreements beside the steps of the strategy: the call that confirms a promised payment, and the task for a
 * supervisor when a department has not answered in time. Each is named after the fact it is about, so that there is one of it.
 */
import { actionKey, ledgerHashOf, type ActionLine, type PlannedAction } from '../actions/action.ts';
import type { Reason } from '../actions/reason.ts';
import { countsAsTaken, type ActionState } from '../actions/states.ts';
import { chooseChannel } from '../contact/choose-channel.ts';
import { windowOpensAt } from '../contact/contact-policy.ts';
import type { Contact } from '../contact/limits.ts';
import type { RulesForCustomer } from '../contact/rules-for-customer.ts';
import { addDays, type IsoDate } from '../dates/iso-date.ts';
import { holdOn } from '../holds/hold.ts';
import { sum } from '../money/money.ts';
import { confirmationFollowUps } from './confirmation-follow-ups.ts';
import { escalationFollowUps } from './escalation-follow-ups.ts';
import type { Facts } from './facts.ts';
import { contactFacts, mayContact } from './may-contact.ts';
import type { Policy } from './policy.ts';
import { rulesOfDebtor } from './rules-of-debtor.ts';

/** What is to be done about a fact, before it is asked whether the customer may be called. */
export type Occasion = {
  readonly step: { readonly code: string; readonly name: string };
  /** The fact, such as a promise and its instalment. */
  readonly occurrence: string;
  readonly because: readonly Reason[];
} & (
  | {
      readonly state: 'due';
      /** Whether it is a contact with the customer. */
      readonly isContact: boolean;
      readonly lines: readonly ActionLine[];
    }
  | { readonly state: 'later'; readonly on: IsoDate }
  /** There is nothing to do any more, also for whoever has it before them. */
  | { readonly state: 'closed' }
  /** It is too late to begin with it. */
  | { readonly state: 'missed' }
);

export type FollowUp = {
  readonly key: string;
  readonly because: readonly Reason[];
} & (
  | { readonly state: 'due'; readonly action: PlannedAction }
  | { readonly state: 'later'; readonly until?: IsoDate }
  | {
      /** Closed: whoever has it before them need not go on. Begun and missed: nobody begins with it now. */
      readonly state: 'closed' | 'begun' | 'missed';
    }
);

/** @param planned what the strategy does today: a customer who hears from us already is called another day. */
export function followUpsOf(
  policy: Policy,
  facts: Facts,
  planned: readonly PlannedAction[],
  { asOf, customersDay }: Days,
): readonly FollowUp[] {
  if (facts.promises.length === 0 && facts.disputes.length === 0) return [];
  const customer = rulesOfDebtor(policy, facts.debtor, asOf);
  const { contacts: before, disputed } = contactFacts(facts, asOf);
  const contacts: Contact[] = [
    ...before,
    ...planned.flatMap(({ channel }) => (channel === 'person' ? [] : [{ on: customersDay, channel }])),
  ];
  const followUps: FollowUp[] = [];
  for (const occasion of [
    ...confirmationFollowUps(policy, facts, asOf),
    ...escalationFollowUps(policy, facts, asOf),
  ]) {
    const followUp = followUpOf(occasion, {
      policy,
      customer,
      facts,
      contacts,
      disputed,
      asOf,
      customersDay,
    });
    followUps.push(followUp);
    // The next call keeps its distance to this one.
    if (followUp.state === 'due' && followUp.action.channel === 'call')
      contacts.push({ on: customersDay, channel: 'call' });
  }
  return followUps;
}

/** Days after `asOf` on which a follow-up begins; one that is due is looked at again every day, until it is begun or too late. */
export function followUpDays(followUps: readonly FollowUp[], asOf: IsoDate): readonly IsoDate[] {
  return followUps.flatMap((one) => {
    if (one.state === 'later') return one.until ? [one.until] : [];
    return one.state === 'due' ? [addDays(asOf, 1)] : [];
  });
}

/** The company's local day, and the customer's. */
export type Days = { readonly asOf: IsoDate; readonly customersDay: IsoDate };

type Question = Days & {
  readonly policy: Policy;
  readonly customer: RulesForCustomer;
  readonly facts: Facts;
  readonly contacts: readonly Contact[];
  readonly disputed: boolean;
};

function followUpOf(occasion: Occasion, question: Question): FollowUp {
  const { facts } = question;
  const { step, occurrence, because } = occasion;
  const key = actionKey({ debtor: facts.debtor.id, step: step.code, occurrence });
  switch (occasion.state) {
    case 'closed':
    case 'missed':
      return { key, because, state: occasion.state };
    case 'later':
      return { key, because, state: 'later', until: occasion.on };
    case 'due': {
      const before = facts.history.find((action) => action.key === key);
      if (before && isBegun(before.state)) return { key, because, state: 'begun' };
      const isCall =
        occasion.isContact && chooseChannel({ wanted: 'call', reach: facts.debtor.reach }).kind === 'use';
      const obstacle = isCall ? obstacleOf(question) : undefined;
      if (obstacle) return { key, state: 'later', ...obstacle, because: [...because, ...obstacle.because] };
      const action = plannedOf(occasion, question, { key, channel: isCall ? 'call' : 'person' });
      return { key, because, state: 'due', action };
    }
  }
}

/** Whoever has it, or gave it up, need not be given it again. */
function isBegun(state: ActionState): boolean {
  return countsAsTaken(state) || state === 'failed';
}

/** Why the customer is not called today. */
function obstacleOf({
  customer,
  facts: { debtor, holds },
  contacts,
  disputed,
  asOf,
  customersDay,
}: Question): { readonly until?: IsoDate; readonly because: readonly Reason[] } | undefined {
  const inForce = holdOn(holds, { debtor: debtor.id }, asOf);
  if (inForce) {
    const { hold, until } = inForce;
    return {
      ...(until && { until: addDays(until, 1) }),
      because: [{ code: 'held', reason: hold.reason, ...(until && { until }) }],
    };
  }
  const may = mayContact(customer, { channel: 'call', contacts, disputed }, customersDay);
  return may.allowed ? undefined : { ...(may.until && { until: may.until }), because: may.because };
}

function plannedOf(
  { step, occurrence, lines, because }: Extract<Occasion, { state: 'due' }>,
  { policy, customer, asOf, customersDay }: Question,
  { key, channel }: { readonly key: string; readonly channel: 'call' | 'person' },
): PlannedAction {
  const currency = lines[0]?.amount.currency ?? '';
  const amount = sum(
    lines.map((line) => line.amount),
    currency,
  );
  return {
    key,
    // Outside every strategy: no item comes further by it.
    step: { ...step, order: 1 },
    occurrence,
    channel,
    strategy: 'agreements',
    template: step.code,
    payBy: asOf,
    plannedOn: asOf,
    notBefore:
      channel === 'call' && customer.ok
        ? windowOpensAt(customer.rules, customersDay, channel)
        : windowOpensAt(policy, asOf),
    currency,
    amount,
    lines,
    ledgerHash: ledgerHashOf(lines),
    because,
  };
}
