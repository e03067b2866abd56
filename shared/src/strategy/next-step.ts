/**
 * Which step an open invoice is to take next. The stage is derived from what was done for the item, never counted: the furthest
 * step that an action took for it. Steps are taken one by one, also when an item is very late the first time it is seen; only
 * what makes no sense any more is left out.
 */
import type { ActionRecord } from '../actions/action.ts';
import type { Reason } from '../actions/reason.ts';
import { countsAsTaken } from '../actions/states.ts';
import { addBusinessDays, type Calendar } from '../calendar/calendar.ts';
import { addDays, earlier, later, type IsoDate } from '../dates/iso-date.ts';
import type { Receivable } from '../receivables/receivable.ts';
import { isByPerson, isUpcoming, type Step, type Strategy } from './policy.ts';

/** How far an item has come: the order of its furthest step, 0 before the first, and the last day on which any was taken. */
export type TakenStep = { readonly order: number; readonly on: IsoDate };

/**
 * Per receivable how far it has come in the strategy. A step is known by its code, so that neither renumbering a strategy nor moving the
 * debtor to another one repeats or skips a step that both have. A step the strategy does not have counts for the wait only: dunning
 * goes on rather than end unnoticed; so does a message that only listed the item, which asked for it by a day of its own.
 */
export function stepsTaken(
  history: readonly ActionRecord[],
  strategy: Strategy,
): ReadonlyMap<string, TakenStep> {
  const orders = new Map(strategy.steps.map(({ code, order }) => [code, order]));
  const taken = new Map<string, TakenStep>();
  for (const { state, channel, executedOn, lines } of history) {
    if (!countsAsTaken(state) || executedOn === undefined) continue;
    for (const { receivable, step } of lines) {
      if (!step && isByPerson(channel)) continue;
      const order = step ? (orders.get(step.code) ?? 0) : 0;
      const before = taken.get(receivable) ?? { order, on: executedOn };
      taken.set(receivable, {
        order: Math.max(before.order, order),
        on: later(before.on, executedOn),
      });
    }
  }
  return taken;
}

export type NextStep =
  | {
      readonly kind: 'due';
      readonly step: Step;
      /** The last day on which the step makes sense; absent when it always does. */
      readonly sensibleUntil?: IsoDate;
      readonly because: readonly Reason[];
    }
  | { readonly kind: 'later'; readonly step: Step; readonly on: IsoDate; readonly because: readonly Reason[] }
  | { readonly kind: 'none'; readonly because: readonly Reason[] };

export function nextStep(question: {
  readonly receivable: Receivable;
  readonly strategy: Strategy;
  readonly segment: string;
  readonly taken: TakenStep | undefined;
  readonly calendar: Calendar;
  readonly asOf: IsoDate;
}): NextStep {
  const { receivable, strategy, segment, taken, calendar, asOf } = question;
  const order = taken?.order ?? 0;
  const because: Reason[] = [];
  for (const step of stepsOf(strategy, segment)) {
    if (step.order <= order) continue;
    const planned = dateOfStep(step, receivable.dueOn, calendar);
    if (planned === undefined && isUpcoming(step) && asOf > receivable.dueOn) {
      because.push({ code: 'stepMissed', step: step.name, sensibleUntil: receivable.dueOn });
      continue;
    }
    if (planned === undefined) {
      because.push({ code: 'calendarEnds', calendar: calendar.code });
      return { kind: 'none', because };
    }
    const afterWait = taken === undefined ? planned : later(planned, addDays(taken.on, step.waitDays));
    const sensibleUntil = lastSensibleDay(step, planned, receivable.dueOn);
    if (sensibleUntil !== undefined && (asOf > sensibleUntil || afterWait > sensibleUntil)) {
      because.push({ code: 'stepMissed', step: step.name, sensibleUntil });
      continue;
    }
    const isDue = afterWait <= asOf;
    because.push(
      isDue
        ? {
            code: 'stepDue',
            step: step.name,
            document: receivable.document,
            dueOn: receivable.dueOn,
            on: afterWait,
          }
        : { code: 'stepWaits', step: step.name, until: afterWait },
    );
    if (taken !== undefined && afterWait > planned) {
      because.push({ code: 'waitAfterStep', takenOn: taken.on, waitDays: step.waitDays });
    }
    if (!isDue) return { kind: 'later', step, on: afterWait, because };
    return sensibleUntil === undefined
      ? { kind: 'due', step, because }
      : { kind: 'due', step, sensibleUntil, because };
  }
  because.push({ code: 'noStepLeft', strategy: strategy.name });
  return { kind: 'none', because };
}

/** The steps of the strategy beyond an order that hold for the segment, in order. */
export function stepsAfter(strategy: Strategy, order: number, segment: string): readonly Step[] {
  return stepsOf(strategy, segment).filter((step) => step.order > order);
}

/** A strategy is asked for every item of every debtor: its steps per segment are sorted once. */
const sortedSteps = new WeakMap<Strategy, Map<string, readonly Step[]>>();

function stepsOf(strategy: Strategy, segment: string): readonly Step[] {
  const bySegment = sortedSteps.get(strategy) ?? new Map<string, readonly Step[]>();
  const known = bySegment.get(segment);
  if (known) return known;
  const steps = strategy.steps
    .filter(({ segments }) => segments === undefined || segments.includes(segment))
    .sort((a, b) => a.order - b.order);
  sortedSteps.set(strategy, bySegment.set(segment, steps));
  return steps;
}

/**
 * The day a step falls on for a due date; undefined outside the calendar's coverage. Business days after a due date from before the
 * coverage are counted from its first day: that day may be late, but never early.
 */
export function dateOfStep(step: Step, dueOn: IsoDate, calendar: Calendar): IsoDate | undefined {
  if (step.dayCount === 'calendar') return addDays(dueOn, step.offsetDays);
  const from = step.offsetDays > 0 ? later(dueOn, calendar.coveredFrom) : dueOn;
  return addBusinessDays(calendar, from, step.offsetDays);
}

/**
 * What announces a due date makes no sense after it. The reminder of the due date itself may come some days late when the step says
 * so, since the day may be no business day.
 */
function lastSensibleDay(step: Step, planned: IsoDate, dueOn: IsoDate): IsoDate | undefined {
  const said = step.validDays === undefined ? undefined : addDays(planned, step.validDays);
  if (!isUpcoming(step)) return said;
  // On the due date itself it is too late to announce it.
  const last = step.offsetDays < 0 ? addDays(dueOn, -1) : dueOn;
  return said === undefined || step.offsetDays < 0 ? earlier(said ?? last, last) : said;
}
