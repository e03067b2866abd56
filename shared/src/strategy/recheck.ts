/**
 * The last look right before an effect: the decision is made again from what is known now. Paid, covered, too small, another
 * step by now, or the customer's hours over or another contact come between – then nothing is sent. What is sent has today's amounts.
 */
import { actionKey, type PlannedAction } from '../actions/action.ts';
import type { Reason } from '../actions/reason.ts';
import { windowOpensAt, type ContactRules } from '../contact/contact-policy.ts';
import { nextContactAt } from '../contact/next-contact.ts';
import { dateIn, instantIn, millisecondsOf, timeOfDay, type Instant } from '../dates/instant.ts';
import { addDays, type IsoDate } from '../dates/iso-date.ts';
import { evaluate } from './evaluate.ts';
import type { Facts } from './facts.ts';
import { contactFacts } from './may-contact.ts';
import type { Policy } from './policy.ts';
import { whyNot } from './reconcile.ts';
import { rulesOfDebtor } from './rules-of-debtor.ts';

export type Recheck =
  | {
      readonly kind: 'send';
      readonly action: PlannedAction;
      /** The customer's local day. */
      readonly contactedOn: IsoDate;
    }
  | { readonly kind: 'postpone'; readonly until: Instant; readonly because: readonly Reason[] }
  | { readonly kind: 'cancel'; readonly because: readonly Reason[] };

/** @param facts as known now; the action itself is still planned among them, so it does not count as taken. */
export function recheck(key: string, policy: Policy, facts: Facts, now: Instant): Recheck {
  const today = dateIn(policy.zone, now);
  const customer = rulesOfDebtor(policy, facts.debtor, today);
  const rules = customer.ok ? customer.rules : policy;
  const contactedOn = dateIn(rules.zone, now);
  const decision = evaluate(policy, facts, today, contactedOn);
  const action = decision.actions.find((candidate) => candidate.key === key);
  if (!action) {
    const followUp = decision.followUps.find((one) => one.key === key);
    if (followUp?.state === 'later' && followUp.until !== undefined) {
      return {
        kind: 'postpone',
        until: windowOpensAt(policy, followUp.until),
        because: followUp.because,
      };
    }
    const verdict = decision.verdicts.find(
      (one) =>
        one.kind === 'wait' &&
        key === actionKey({ debtor: facts.debtor.id, step: one.step.code, occurrence: one.occurrence }),
    );
    if (verdict?.kind === 'wait') {
      return {
        kind: 'postpone',
        until: dayBegins(verdict.until, rules, policy, now),
        because: verdict.because,
      };
    }
    return { kind: 'cancel', because: whyNot(decision, key) };
  }
  const send = { kind: 'send', action, contactedOn } as const;
  if (action.channel === 'person') return send;
  const next = nextContactAt(rules, { channel: action.channel, ...contactFacts(facts, today) }, now);
  switch (next.kind) {
    case 'now':
      return send;
    case 'later':
      return { kind: 'postpone', until: next.at, because: next.because };
    case 'none':
      // Tomorrow's look finds that no day is left; cancelled today, it would only be planned again.
      return { kind: 'postpone', until: windowOpensAt(rules, addDays(today, 1)), because: next.because };
  }
}

/** When the customer's hours open on the day. Where it is that day already, it is the company's day that has not come. */
function dayBegins(day: IsoDate, rules: ContactRules, company: ContactRules, now: Instant): Instant {
  const opens = windowOpensAt(rules, day);
  return millisecondsOf(opens) > millisecondsOf(now) ? opens : instantIn(company.zone, day, midnight);
}

const midnight = timeOfDay('00:00');
