/**
 * The last look right before an effect: the decision is made again from what is known now. Paid, covered, too small, another
 * step by now, or the window closed – then nothing is sent. What is sent has today's amounts.
 */
import { occurrenceOf, type PlannedAction } from '../actions/action.ts';
import type { Reason } from '../actions/reason.ts';
import { contactWindow, windowOpensAt } from '../contact/contact-policy.ts';
import { dateIn, type Instant } from '../dates/instant.ts';
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
  const decision = evaluate(policy, facts, dateIn(policy.zone, now));
  const action = decision.actions.find((candidate) => candidate.key === key);
  const occurrence = occurrenceOf(key);
  if (!action) {
    const waiting = decision.verdicts.find(
      ({ kind, item }) => kind === 'wait' && item.receivable.id === occurrence,
    );
    if (waiting?.kind === 'wait' && waiting.step && key.includes(`|${waiting.step.code}|`)) {
      return { kind: 'postpone', until: windowOpensAt(policy, waiting.until), because: waiting.because };
    }
    return { kind: 'cancel', because: whyNot(decision, occurrence) };
  }
  if (action.channel === 'person') return { kind: 'send', action };
  const window = contactWindow(policy, now);
  if (window.open) return { kind: 'send', action };
  if (window.opensAt === undefined) {
    return { kind: 'cancel', because: [{ code: 'calendarEnds', calendar: policy.calendar.code }] };
  }
  return { kind: 'postpone', until: window.opensAt, because: [{ code: 'windowClosed' }] };
}
