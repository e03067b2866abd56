/**
 * Which step an open invoice is to take next. The stage is derived from what was done for the item, never counted: the furthest
 * step that an action took for it. Steps are taken one by one, also when an item is very late the first time it is seen.
 */
import type { ActionRecord } from '../actions/action.ts';
import type { Reason } from '../actions/reason.ts';
import { countsAsTaken } from '../actions/states.ts';
import { addBusinessDays, type Calendar } from '../calendar/calendar.ts';
import { addDays, later, type IsoDate } from '../dates/iso-date.ts';
import type { Receivable } from '../receivables/receivable.ts';
import type { Step, Strategy } from './policy.ts';

export type TakenStep = { readonly order: number; readonly on: IsoDate };

/** Per receivable the furthest step taken, with the day it was taken. */
export function stepsTaken(history: readonly ActionRecord[]): ReadonlyMap<string, TakenStep> {
  const taken = new Map<string, TakenStep>();
  for (const { state, executedOn, lines } of history) {
    if (!countsAsTaken(state) || executedOn === undefined) continue;
    for (const { receivable, step } of lines) {
      const before = taken.get(receivable);
      if (
        step &&
        (!before || step.order > before.order || (step.order === before.order && executedOn > before.on))
      ) {
        taken.set(receivable, { order: step.order, on: executedOn });
      }
    }
  }
  return taken;
}

export type NextStep =
  | { readonly kind: 'due'; readonly step: Step; readonly because: readonly Reason[] }
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
  const missed: Reason[] = [];
  for (const step of stepsAfter(strategy, taken?.order ?? 0, segment)) {
    const planned = dateOfStep(step, receivable.dueOn, calendar);
    if (planned === undefined)
      return { kind: 'none', because: [...missed, { code: 'calendarEnds', calendar: calendar.code }] };
    const afterWait = taken === undefined ? planned : later(planned, addDays(taken.on, step.waitDays));
    const sensibleUntil = step.validDays === undefined ? undefined : addDays(planned, step.validDays);
    if (sensibleUntil !== undefined && (asOf > sensibleUntil || afterWait > sensibleUntil)) {
      missed.push({ code: 'stepMissed', step: step.name, sensibleUntil });
      continue;
    }
    const waited: readonly Reason[] =
      taken !== undefined && afterWait > planned
        ? [{ code: 'waitAfterStep', takenOn: taken.on, waitDays: step.waitDays }]
        : [];
    if (afterWait > asOf) {
      const waits: Reason = { code: 'stepWaits', step: step.name, until: afterWait };
      return { kind: 'later', step, on: afterWait, because: [...missed, waits, ...waited] };
    }
    const due: Reason = {
      code: 'stepDue',
      step: step.name,
      document: receivable.document,
      dueOn: receivable.dueOn,
      on: afterWait,
    };
    return { kind: 'due', step, because: [...missed, due, ...waited] };
  }
  return { kind: 'none', because: [...missed, { code: 'noStepLeft', strategy: strategy.name }] };
}

/** The steps of the strategy beyond an order that hold for the segment, in order. */
export function stepsAfter(strategy: Strategy, order: number, segment: string): readonly Step[] {
  return strategy.steps
    .filter((step) => step.order > order && (step.segments === undefined || step.segments.includes(segment)))
    .sort((a, b) => a.order - b.order);
}

/** The day a step falls on for a due date; undefined outside the calendar's coverage. */
export function dateOfStep(step: Step, dueOn: IsoDate, calendar: Calendar): IsoDate | undefined {
  return step.dayCount === 'business'
    ? addBusinessDays(calendar, dueOn, step.offsetDays)
    : addDays(dueOn, step.offsetDays);
}
