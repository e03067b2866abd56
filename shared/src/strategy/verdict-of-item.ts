/** What is to happen about one open invoice: the next step of the procedure, or before it one that answers an event. */
import type { Reason } from '../actions/reason.ts';
import type { Calendar } from '../calendar/calendar.ts';
import type { IsoDate } from '../dates/iso-date.ts';
import type { CollectibleItem } from '../receivables/collectible.ts';
import type { StepConditions } from './conditions.ts';
import type { Verdict } from './decision.ts';
import type { EventStep } from './events.ts';
import { nextStep, type NextStep } from './next-step.ts';
import type { StepPlan } from './step-plan.ts';
import { occurrenceOfStep, type TakenSteps } from './steps-taken.ts';

export type ItemQuestion = {
  readonly item: CollectibleItem;
  /** Why something of the item is not asked for. */
  readonly reserved: readonly Reason[] | undefined;
  readonly plan: StepPlan;
  readonly taken: TakenSteps | undefined;
  /** The step that failed for the item. */
  readonly failed: string | undefined;
  readonly event: EventStep | undefined;
  readonly conditions: StepConditions;
  /** Code of the step for which the customer cannot be contacted any more while it makes sense. */
  readonly outOfReach?: string | undefined;
  readonly calendar: Calendar;
  readonly asOf: IsoDate;
};

export function verdictOfItem(question: ItemQuestion): Verdict {
  const { item, taken, asOf } = question;
  const { receivable, collectible, owed, setOff } = item;
  const reserved = question.reserved ?? [];
  if (owed.minor === 0) return { kind: 'hold', item, because: [{ code: 'setOffByCredit', setOff }] };
  if (collectible.minor === 0) return { kind: 'hold', item, because: reserved };
  if (question.failed !== undefined)
    return { kind: 'hold', item, because: [{ code: 'needsPerson', step: question.failed }] };
  const next = nextStep({
    receivable,
    plan: question.plan,
    taken,
    calendar: question.calendar,
    asOf,
    leftOut: question.conditions.leftOut,
    outOfReach: question.outOfReach,
  });
  const event =
    question.event && isFirst(question.event, next) ? afterEvent(question.event, asOf) : undefined;
  const chosen = event ?? next;
  if (chosen.kind === 'none') return { kind: 'hold', item, because: [...chosen.because, ...reserved] };
  const { step, on } = chosen;
  const occurrence =
    question.event && event ? question.event.occurrence : occurrenceOfStep(receivable.id, step.code, taken);
  const because = [...chosen.because, ...(question.conditions.held.get(step.code) ?? []), ...reserved];
  if (chosen.kind === 'later') return { kind: 'wait', item, step, occurrence, until: on, because };
  const { sensibleUntil, overtakenOn } = chosen;
  return {
    kind: 'act',
    item,
    step,
    occurrence,
    dueSince: on,
    ...(sensibleUntil && { sensibleUntil }),
    ...(overtakenOn && { overtakenOn }),
    because,
  };
}

/** What answers an event comes before the procedure goes on, unless the procedure is due earlier. */
function isFirst({ on }: EventStep, next: NextStep): boolean {
  return next.kind === 'none' || on <= next.on;
}

function afterEvent({ step, on, sensibleUntil, because }: EventStep, asOf: IsoDate): NextStep {
  return on > asOf ? { kind: 'later', step, on, because } : { kind: 'due', step, on, sensibleUntil, because };
}
