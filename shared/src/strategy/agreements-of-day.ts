/** What agreements add to the decision about steps: follow-ups by people, credit holds, and why a due date is another than the ledger's. */
import type { Reason } from '../actions/reason.ts';
import { addDays } from '../dates/iso-date.ts';
import { nextTaskChange } from '../disputes/tasks.ts';
import { nextDueDateChangeOn } from '../promises/due-date-change.ts';
import type { Decision, Verdict } from './decision.ts';
import { openDisputeTasks } from './escalation-follow-ups.ts';
import type { Facts } from './facts.ts';
import { followUpDays, followUpsOf, type Days } from './follow-ups.ts';
import type { Policy } from './policy.ts';
import { tradingOf } from './trading.ts';

/** The decision about steps alone. */
export type StepDecision = Omit<Decision, 'followUps' | 'trading'>;

/** @param facts with the due dates of the day */
export function withAgreements(
  decision: StepDecision,
  { policy, facts }: { readonly policy: Policy; readonly facts: Facts },
  days: Days,
): Decision {
  const { asOf } = days;
  const followUps = followUpsOf(policy, facts, decision.actions, days);
  const trading = tradingOf(policy, facts, asOf);
  const dueDate = nextDueDateChangeOn(facts.receivables, facts.dueDateChanges, asOf);
  const ofTasks = nextTaskChange(openDisputeTasks(policy, facts, asOf), asOf);
  const nextChangeOn = [
    ...[decision.nextChangeOn, dueDate, ofTasks].filter((day) => day !== undefined),
    ...followUpDays(followUps, asOf),
    ...trading.changesOn,
    // What is to be written today is looked at once more.
    ...(trading.change.place || trading.change.release ? [addDays(asOf, 1)] : []),
  ]
    .filter((day) => day > asOf)
    .sort()[0];
  return {
    ...decision,
    verdicts: withDueDateReasons(decision.verdicts, facts),
    actions: [...decision.actions, ...followUps.flatMap((one) => (one.state === 'due' ? [one.action] : []))],
    followUps,
    trading,
    ...(nextChangeOn !== undefined && { nextChangeOn }),
  };
}

function withDueDateReasons(verdicts: readonly Verdict[], { receivables }: Facts): readonly Verdict[] {
  const changed = new Map(
    receivables.flatMap(({ id, dueOn, originalDueOn }) =>
      originalDueOn === undefined
        ? []
        : [[id, { code: 'dueDateChanged', from: originalDueOn, to: dueOn } satisfies Reason] as const],
    ),
  );
  if (changed.size === 0) return verdicts;
  return verdicts.map((verdict): Verdict => {
    const reason = changed.get(verdict.item.receivable.id);
    return reason ? { ...verdict, because: [...verdict.because, reason] } : verdict;
  });
}
