/**
 * How far each item has come. The stage is derived from what was done for it, never counted: the furthest step that an action took for it.
 */
import type { ActionLine, ActionRecord } from '../actions/action.ts';
import { countsAsTaken } from '../actions/states.ts';
import { later, type IsoDate } from '../dates/iso-date.ts';
import { isByPerson } from './policy.ts';
import type { StepPlan } from './step-plan.ts';

export type TakenSteps = {
  /** Of the furthest step, 0 before the first. */
  readonly order: number;
  /** The last day on which anything was done for the item. */
  readonly on: IsoDate;
  /** The last day by which a message asked for it when it was overdue. */
  readonly askedUntil?: IsoDate;
  /** The last day on which each step was taken that counts, by code. */
  readonly counted: ReadonlyMap<string, IsoDate>;
  /** The same, with those that count no more because the item started again. */
  readonly ever: ReadonlyMap<string, IsoDate>;
};

type Mutable = {
  order: number;
  on: IsoDate;
  askedUntil?: IsoDate;
  readonly counted: Map<string, IsoDate>;
  readonly ever: Map<string, IsoDate>;
};

const neverAgain: ReadonlyMap<string, IsoDate> = new Map();

/**
 * Per receivable how far it has come. A step is known by its code, so that neither renumbering a strategy nor moving the debtor to
 * another one repeats or skips a step that both have. A step the strategy does not have counts for the wait only: dunning goes on rather
 * than end unnoticed; so does a step that answered an event, and a message that only listed the item, which asked for it by a day of its own.
 *
 * @param startsAgainOn receivables that begin anew on a day: steps before it count for the wait only
 */
export function stepsTaken(
  history: readonly ActionRecord[],
  plan: StepPlan,
  startsAgainOn = neverAgain,
): ReadonlyMap<string, TakenSteps> {
  const { code, onSegmentChange } = plan.strategy;
  const isOther = ({ strategy }: ActionRecord): boolean =>
    onSegmentChange === 'restart' && strategy !== undefined && strategy !== code;
  const anew = onSegmentChange === 'restart' ? lastOf(history.filter(isOther), startsAgainOn) : startsAgainOn;
  const taken = new Map<string, Mutable>();
  for (const action of history) {
    const { state, channel, executedOn, payBy, lines } = action;
    if (!countsAsTaken(state) || executedOn === undefined) continue;
    const other = isOther(action);
    for (const { receivable, step } of lines) {
      if (!step && isByPerson(channel)) continue;
      const before = taken.get(receivable) ?? begun(executedOn);
      before.on = later(before.on, executedOn);
      if (payBy && !isByPerson(channel) && !plan.reminders.has(action.step))
        before.askedUntil = later(before.askedUntil ?? payBy, payBy);
      taken.set(receivable, before);
      if (!step) continue;
      before.ever.set(step.code, later(before.ever.get(step.code) ?? executedOn, executedOn));
      if (other || executedOn < (anew.get(receivable) ?? executedOn)) continue;
      before.counted.set(step.code, later(before.counted.get(step.code) ?? executedOn, executedOn));
      before.order = Math.max(before.order, plan.orders.get(step.code) ?? 0);
    }
  }
  return taken;
}

function begun(on: IsoDate): Mutable {
  return { order: 0, on, counted: new Map(), ever: new Map() };
}

/** Per item the last day on which it took one of these steps, or began anew for another reason. */
function lastOf(
  actions: readonly ActionRecord[],
  startsAgainOn: ReadonlyMap<string, IsoDate>,
): ReadonlyMap<string, IsoDate> {
  const last = new Map(startsAgainOn);
  for (const { state, executedOn, lines } of actions) {
    if (!countsAsTaken(state) || executedOn === undefined) continue;
    for (const { receivable, step } of lines)
      if (step) last.set(receivable, later(last.get(receivable) ?? executedOn, executedOn));
  }
  return last;
}

/** What names a step of an item: the item itself; when it takes the step again, the day it took it before, too. */
export function occurrenceOfStep(receivable: string, step: string, taken: TakenSteps | undefined): string {
  const before = taken?.ever.get(step);
  return before === undefined ? receivable : `${receivable}@${before}`;
}

/** Which events were answered by which step, as `step|occurrence`. */
export function eventsAnswered(history: readonly ActionRecord[]): ReadonlySet<string> {
  return new Set(
    history
      .filter(({ state }) => countsAsTaken(state))
      .flatMap(({ lines }) => lines.flatMap((line) => answered(line) ?? [])),
  );
}

function answered({ step }: ActionLine): string | undefined {
  return step?.occurrence === undefined ? undefined : `${step.code}|${step.occurrence}`;
}
