/**
 * What happened to items that a step may answer: a promise was broken, a dispute was closed, an invoice took the account over its credit
 * limit. Each is a fact with a name of its own, so that it is answered once.
 */
import type { Reason } from '../actions/reason.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { dateOfDayNumber, dayNumber, type IsoDate } from '../dates/iso-date.ts';
import { isSettledOn } from '../disputes/dispute.ts';
import type { Facts } from './facts.ts';
import { limitCrossing } from './limit-crossing.ts';
import type { Step } from './policy.ts';
import type { StandingPromise } from './reservations.ts';
import { dayOfStep } from './step-days.ts';
import type { StepPlan } from './step-plan.ts';
import { eventsAnswered } from './steps-taken.ts';

export type EventStep = {
  readonly step: Step;
  /** The promise, the dispute, or the invoice that crossed the limit. */
  readonly occurrence: string;
  readonly on: IsoDate;
  readonly sensibleUntil: IsoDate;
  readonly because: readonly Reason[];
};

type Happened = {
  readonly event: Exclude<Step['trigger'], 'dueDate' | 'previousStep'>;
  readonly occurrence: string;
  readonly on: IsoDate;
  readonly receivables: readonly string[];
};

const nothing: ReadonlyMap<string, EventStep> = new Map();

/** Per receivable the first step that answers an event, and was not taken for it, and still makes sense. */
export function eventSteps(
  of: {
    readonly plan: StepPlan;
    readonly facts: Facts;
    readonly promises: readonly StandingPromise[];
    readonly calendar: Calendar;
    /** Steps whose condition does not hold, by code. */
    readonly leftOut: ReadonlyMap<string, Reason>;
  },
  asOf: IsoDate,
): ReadonlyMap<string, EventStep> {
  const { plan, facts, leftOut } = of;
  if (plan.events.length === 0) return nothing;
  const answered = eventsAnswered(facts.history);
  const found = new Map<string, EventStep>();
  for (const happened of happenedUntil(of, asOf)) {
    for (const step of plan.events) {
      if (step.trigger !== happened.event || leftOut.has(step.code)) continue;
      if (answered.has(`${step.code}|${happened.occurrence}`)) continue;
      const answer = stepAfter(step, happened, of.calendar);
      if (!answer || asOf > answer.sensibleUntil) continue;
      for (const receivable of happened.receivables) {
        const other = found.get(receivable);
        if (!other || comesBefore(answer, other)) found.set(receivable, answer);
      }
    }
  }
  return found;
}

function stepAfter(
  step: Step,
  { event, occurrence, on: happenedOn }: Happened,
  calendar: Calendar,
): EventStep | undefined {
  const day = dayOfStep(step, dayNumber(happenedOn), calendar);
  if (day === undefined) return undefined;
  const on = dateOfDayNumber(day);
  return {
    step,
    occurrence,
    on,
    sensibleUntil: dateOfDayNumber(day + (step.validDays ?? 0)),
    because: [{ code: 'afterEvent', step: step.name, event, happenedOn, on }],
  };
}

function comesBefore(one: EventStep, other: EventStep): boolean {
  if (one.on !== other.on) return one.on < other.on;
  if (one.step.order !== other.step.order) return one.step.order < other.step.order;
  return one.occurrence < other.occurrence;
}

function happenedUntil(
  { facts, promises }: { readonly facts: Facts; readonly promises: readonly StandingPromise[] },
  asOf: IsoDate,
): readonly Happened[] {
  const broken = promises.flatMap(({ promise, standing }): Happened[] =>
    standing.brokenOn === undefined || standing.outstanding.minor === 0
      ? []
      : [
          {
            event: 'promiseBroken',
            occurrence: promise.id,
            on: standing.brokenOn,
            receivables: promise.items.map(({ receivable }) => receivable),
          },
        ],
  );
  const closed = facts.disputes.flatMap((dispute): Happened[] =>
    isSettledOn(dispute, asOf)
      ? [
          {
            event: 'disputeClosed',
            occurrence: dispute.id,
            on: dispute.resolvedOn,
            receivables: dispute.items.map(({ receivable }) => receivable),
          },
        ]
      : [],
  );
  const crossing = limitCrossing(facts);
  const crossed: readonly Happened[] = crossing
    ? [{ event: 'limitCrossed', occurrence: crossing.id, on: crossing.on, receivables: [crossing.id] }]
    : [];
  return [...broken, ...closed, ...crossed];
}
