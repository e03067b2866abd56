/**
 * Which step of the procedure an open invoice is to take next. Steps are taken one by one, also when an item is very late the first time it
 * is seen, unless the strategy says that late items start at the step of their age; only what makes no sense any more, or whose condition
 * does not hold, is left out. Nothing legal happens to an item that has not been through the final notice.
 */
import type { Reason } from '../actions/reason.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { dateOfDayNumber, dayNumber, type IsoDate } from '../dates/iso-date.ts';
import type { Receivable } from '../receivables/receivable.ts';
import { isUpcoming, type Step } from './policy.ts';
import { dayOfStep, lastSensibleDay } from './step-days.ts';
import type { ChainStep, StepPlan } from './step-plan.ts';
import type { TakenSteps } from './steps-taken.ts';

export type NextStep =
  | {
      readonly kind: 'due';
      readonly step: Step;
      /** Since when. */
      readonly on: IsoDate;
      /** The last day on which the step makes sense; absent when it always does. */
      readonly sensibleUntil?: IsoDate;
      /** The day on which the item has come to the age of a further step, where late items jump. */
      readonly overtakenOn?: IsoDate;
      readonly because: readonly Reason[];
    }
  | { readonly kind: 'later'; readonly step: Step; readonly on: IsoDate; readonly because: readonly Reason[] }
  | { readonly kind: 'none'; readonly because: readonly Reason[] };

export type ItemOfPlan = { readonly receivable: Receivable; readonly taken: TakenSteps | undefined };

/** The same for every item of a debtor. */
export type PlanOfDay = {
  readonly plan: StepPlan;
  readonly calendar: Calendar;
  /** The company's day, as a day number. */
  readonly today: number;
  /** Steps whose condition does not hold, by code. */
  readonly leftOut?: ReadonlyMap<string, Reason>;
  /** Code of the step for which the customer cannot be contacted any more while it makes sense. */
  readonly outOfReach?: string;
};

export function nextStep(item: ItemOfPlan, of: PlanOfDay): NextStep {
  const { receivable, taken } = item;
  const { plan, calendar, today, leftOut } = of;
  const dueOn = dayNumber(receivable.dueOn);
  const order = taken === undefined ? 0 : taken.order;
  const because: Reason[] = [];
  /** The day on which a step that was left out would have come. */
  let leftOutOn: number | undefined;
  for (let at = 0; at < plan.chain.length; at++) {
    const link = plan.chain[at]!;
    const { step } = link;
    if (step.order <= order) continue;
    const condition = leftOut?.get(step.code);
    if (condition) {
      because.push(condition);
      continue;
    }
    if (lacksWarning(link, taken)) return warnFirst(item, of, link, because);
    const from = step.trigger === 'dueDate' ? dueOn : (lastStepDay(taken) ?? leftOutOn ?? dueOn);
    const planned = dayOfStep(step, from, calendar);
    if (planned === undefined) {
      if (isUpcoming(step) && today > dueOn) {
        because.push({ code: 'stepMissed', step: step.name, sensibleUntil: receivable.dueOn });
        continue;
      }
      because.push({ code: 'calendarEnds', calendar: calendar.code });
      return { kind: 'none', because };
    }
    const on = Math.max(planned, notBefore(step, taken));
    const sensibleUntil = lastSensibleDay(step, planned, dueOn);
    if (sensibleUntil !== undefined && (Math.max(today, on) > sensibleUntil || of.outOfReach === step.code)) {
      const code = today > sensibleUntil ? 'stepMissed' : 'stepTooLate';
      because.push({ code, step: step.name, sensibleUntil: dateOfDayNumber(sensibleUntil) });
      leftOutOn = planned;
      continue;
    }
    if (on > today || plan.strategy.lateStart !== 'jump')
      return answer(item, step, { on, planned, today, sensibleUntil }, because);
    const { furthest, overtakenOn } = furthestPassed(item, of, { at, dueOn });
    if (furthest === at)
      return answer(item, step, { on, planned, today, sensibleUntil, overtakenOn }, because);
    because.push({ code: 'jumpedOver', step: step.name, to: plan.chain[furthest]!.step.name });
    at = furthest - 1;
  }
  return repeated(item, of, because);
}

/** Plain numbers in: what is given back is what the rest of the product reads. */
function answer(
  { receivable, taken }: ItemOfPlan,
  step: Step,
  days: {
    readonly on: number;
    readonly planned: number;
    readonly today: number;
    readonly sensibleUntil: number | undefined;
    readonly overtakenOn?: number | undefined;
  },
  because: Reason[],
): NextStep {
  const on = dateOfDayNumber(days.on);
  if (days.on > days.today) {
    because.push({ code: 'stepWaits', step: step.name, until: on });
  } else {
    const { document, dueOn } = receivable;
    because.push({ code: 'stepDue', step: step.name, document, dueOn, on });
  }
  if (taken !== undefined && days.on > days.planned) because.push(whyNotBefore(step, taken));
  if (days.on > days.today) return { kind: 'later', step, on, because };
  // Most steps; without the members below an answer costs half as much.
  if (days.sensibleUntil === undefined && days.overtakenOn === undefined)
    return { kind: 'due', step, on, because };
  return {
    kind: 'due',
    step,
    on,
    ...(days.sensibleUntil !== undefined && { sensibleUntil: dateOfDayNumber(days.sensibleUntil) }),
    ...(days.overtakenOn !== undefined && { overtakenOn: dateOfDayNumber(days.overtakenOn) }),
    because,
  };
}

/** A step waits after what was done last, and until the day has passed by which the customer was asked to pay. */
function notBefore({ waitDays }: Step, taken: TakenSteps | undefined): number {
  if (taken === undefined) return -Infinity;
  const afterWait = dayNumber(taken.on) + waitDays;
  return taken.askedUntil === undefined ? afterWait : Math.max(afterWait, dayNumber(taken.askedUntil) + 1);
}

function whyNotBefore({ waitDays }: Step, { on, askedUntil }: TakenSteps): Reason {
  return askedUntil !== undefined && dayNumber(askedUntil) >= dayNumber(on) + waitDays
    ? { code: 'timeToPay', payBy: askedUntil }
    : { code: 'waitAfterStep', takenOn: on, waitDays };
}

/** The day of the last step that counts; a message that only listed the item is none. */
function lastStepDay(taken: TakenSteps | undefined): number | undefined {
  if (taken === undefined || taken.counted.size === 0) return undefined;
  return Math.max(...[...taken.counted.values()].map(dayNumber));
}

function lacksWarning({ needs }: ChainStep, taken: TakenSteps | undefined): boolean {
  return needs !== undefined && (needs === 'missing' || !taken?.counted.has(needs.code));
}

/** An item that came past the final notice without it – moved from another strategy – takes it now; one that cannot goes no further. */
function warnFirst(
  item: ItemOfPlan,
  { calendar, today, leftOut }: PlanOfDay,
  { step, needs }: ChainStep,
  because: Reason[],
): NextStep {
  const { receivable, taken } = item;
  const missing: Reason = { code: 'finalNoticeMissing', step: step.name };
  if (needs === undefined || needs === 'missing' || !taken || needs.order > taken.order)
    return { kind: 'none', because: [...because, missing] };
  const condition = leftOut?.get(needs.code);
  if (condition) return { kind: 'none', because: [...because, condition, missing] };
  const from = needs.trigger === 'dueDate' ? dayNumber(receivable.dueOn) : dayNumber(taken.on);
  const planned = dayOfStep(needs, from, calendar);
  if (planned === undefined)
    return { kind: 'none', because: [...because, { code: 'calendarEnds', calendar: calendar.code }] };
  const on = Math.max(planned, notBefore(needs, taken));
  return answer(item, needs, { on, planned, today, sensibleUntil: undefined }, [...because, missing]);
}

/**
 * The furthest step whose day has passed, from one that is due; never beyond a final notice that was not given.
 * `overtakenOn` is the day on which the next one’s comes.
 */
function furthestPassed(
  { taken }: ItemOfPlan,
  { plan, calendar, today, leftOut }: PlanOfDay,
  from: { readonly at: number; readonly dueOn: number },
): { readonly furthest: number; readonly overtakenOn?: number } {
  const { dueOn } = from;
  let furthest = from.at;
  for (let at = from.at + 1; at < plan.chain.length; at++) {
    if (isUngivenFinal(plan.chain[at - 1]!, taken)) break;
    const link = plan.chain[at]!;
    const { step } = link;
    if (step.trigger !== 'dueDate' || lacksWarning(link, taken)) break;
    if (leftOut?.has(step.code)) continue;
    const planned = dayOfStep(step, dueOn, calendar);
    if (planned === undefined) break;
    const sensibleUntil = lastSensibleDay(step, planned, dueOn);
    if (sensibleUntil !== undefined && today > sensibleUntil) continue;
    const on = Math.max(planned, notBefore(step, taken));
    if (on > today) return { furthest, overtakenOn: on };
    furthest = at;
  }
  return { furthest };
}

function isUngivenFinal({ step }: ChainStep, taken: TakenSteps | undefined): boolean {
  return step.tone === 'final' && !taken?.counted.has(step.code);
}

/** The last step comes again, so many days after it was taken. */
function repeated({ taken }: ItemOfPlan, { plan, today, leftOut }: PlanOfDay, because: Reason[]): NextStep {
  const step = plan.chain.at(-1)?.step;
  const takenOn = step && taken?.counted.get(step.code);
  if (!step || step.repeatDays === undefined || takenOn === undefined || taken === undefined) {
    because.push({ code: 'noStepLeft', strategy: plan.strategy.name });
    return { kind: 'none', because };
  }
  const condition = leftOut?.get(step.code);
  if (condition) return { kind: 'none', because: [...because, condition] };
  const on = Math.max(dayNumber(takenOn) + step.repeatDays, notBefore(step, taken));
  const day = dateOfDayNumber(on);
  because.push({ code: 'stepAgain', step: step.name, takenOn, everyDays: step.repeatDays, on: day });
  return { kind: on <= today ? 'due' : 'later', step, on: day, because };
}
