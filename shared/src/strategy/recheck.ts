/**
 * The last look right before an effect: the decision is made again from what is known now. Paid, covered, too small, another
 * step by now, or the window closed – then nothing is sent. What is sent has today's amounts.
 */
import { actionKey, type PlannedAction } from '../actions/action.ts';
import type { Reason } from '../actions/reason.ts';
import { contactWindow, windowOpensAt } from '../contact/contact-policy.ts';
import { dateIn, type Instant } from '../dates/instant.ts';
import { addDays } from '../dates/iso-date.ts';
import { evaluate } from './evaluate.ts';
import type { Facts } from './facts.ts';
import type { Policy } from './policy.ts';
import { whyNot } from './reconcile.ts';

export type Recheck =
  | { readonly kind: 'send'; readonly action: PlannedAction }
  | { readonly kind: 'postpone'; readonly until: Instant; readonly because: readonly Reason[] }
  | { readonly kind: 'cancel'; readonly because: readonly Reason[] };

/** @param facts as known now; the action itself is still planned among them, so it does not count as taken. */
export function recheck(key: string, policy: Policy, facts: Facts, now: Instant): Recheck {
  const today = dateIn(policy.zone, now);
  const decision = evaluate(policy, facts, today);
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
      return { kind: 'postpone', until: windowOpensAt(policy, verdict.until), because: verdict.because };
    }
    return { kind: 'cancel', because: whyNot(decision, key) };
  }
  if (action.channel === 'person') return { kind: 'send', action };
  const window = contactWindow(policy, now);
  if (window.open) return { kind: 'send', action };
  // Where the calendar ends, tomorrow's look finds that no day is left; cancelled today, it would only be planned again.
  const until = window.opensAt ?? windowOpensAt(policy, addDays(today, 1));
  return { kind: 'postpone', until, because: [{ code: 'windowClosed' }] };
}
