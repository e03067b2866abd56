/**
 * Where the debtor stands and what is to come: the furthest step taken, the next one, and the way from there to legal steps with the
 * earliest day of each – never a day on which nobody may be contacted.
 */
import type { RulesForCustomer } from '../contact/rules-for-customer.ts';
import { dateOfDayNumber, dayNumber, type IsoDate } from '../dates/iso-date.ts';
import { isOverdue } from '../receivables/receivable.ts';
import { contactDay } from './contact-day.ts';
import type { StepConditions } from './conditions.ts';
import type { ComingStep, Outlook, Verdict } from './decision.ts';
import { payBy } from './pay-by.ts';
import { isByPerson, isInChain, isUpcoming, type Step } from './policy.ts';
import { dayOfStep, lastSensibleDay } from './step-days.ts';
import { stepsToLegal, type StepPlan } from './step-plan.ts';
import type { TakenSteps } from './steps-taken.ts';

type Situation = {
  readonly verdicts: readonly Verdict[];
  readonly taken: ReadonlyMap<string, TakenSteps>;
  readonly plan: StepPlan;
  readonly conditions: StepConditions;
  readonly customer: RulesForCustomer;
  readonly asOf: IsoDate;
};

export function outlookOf(situation: Situation): Outlook {
  const { verdicts, taken, plan } = situation;
  let furthest = 0;
  for (const { item } of verdicts)
    if (item.owed.minor > 0) furthest = Math.max(furthest, taken.get(item.receivable.id)?.order ?? 0);
  const stage = plan.strategy.steps.find(({ order }) => order === furthest);
  const next = soonest(situation);
  const path = pathToLegal(situation);
  return {
    ...(stage && { stage }),
    ...(next && { next }),
    stepsLeft:
      path.length > 0 ? path.filter(({ step }) => isInChain(step)).length : stepsAhead(situation, furthest),
    path,
  };
}

/** While nothing is to come: the steps up to legal, without reminders that are past. */
function stepsAhead({ plan, verdicts, asOf }: Situation, order: number): number {
  const late = verdicts.some(({ item }) => isOverdue(item.receivable, asOf));
  return stepsToLegal(plan, order).filter((step) => !(late && isUpcoming(step))).length;
}

type Coming = Extract<Verdict, { readonly kind: 'act' | 'wait' }>;

function soonest(situation: Situation): ComingStep | undefined {
  let first: ComingStep | undefined;
  for (const verdict of situation.verdicts) {
    if (verdict.kind === 'hold') continue;
    const coming = { step: verdict.step, on: dayOf(verdict, situation) };
    if (!first || coming.on < first.on || (coming.on === first.on && coming.step.order > first.step.order))
      first = coming;
  }
  return first;
}

function dayOf(verdict: Coming, situation: Situation): IsoDate {
  return openDay(verdict.step, verdict.kind === 'act' ? situation.asOf : verdict.until, situation.customer);
}

/** A task for a person may come on any day. */
function openDay({ channel }: Step, day: IsoDate, customer: RulesForCustomer): IsoDate {
  return channel === 'person' ? day : (contactDay(customer, day) ?? day);
}

/** From the item that has come furthest: its next step, and each after it on its day or after its wait, whichever is later. */
function pathToLegal(situation: Situation): readonly ComingStep[] {
  const { plan, taken, customer, conditions } = situation;
  const leading = leadingOf(situation);
  if (!leading) return [];
  const { dueOn } = leading.item.receivable;
  let on = dayOf(leading, situation);
  const path: ComingStep[] = [{ step: leading.step, on }];
  const order = isInChain(leading.step)
    ? leading.step.order
    : (taken.get(leading.item.receivable.id)?.order ?? 0);
  if (leading.step.tone === 'legal') return path;
  for (const { step } of plan.chain) {
    if (step.order <= order || conditions.leftOut.has(step.code)) continue;
    const before = dayNumber(on);
    const from = step.trigger === 'dueDate' ? dayNumber(dueOn) : before;
    const planned = dayOfStep(step, from, customer.calendar);
    if (planned === undefined) break;
    const day = Math.max(planned, before + step.waitDays, dayAfterAsked(path.at(-1), customer));
    const sensibleUntil = lastSensibleDay(step, planned, dayNumber(dueOn));
    if (sensibleUntil !== undefined && day > sensibleUntil) continue;
    on = openDay(step, dateOfDayNumber(day), customer);
    path.push({ step, on });
    if (step.tone === 'legal') break;
  }
  return path;
}

/** Nothing comes before the day has passed by which the message before asks to be paid. */
function dayAfterAsked(before: ComingStep | undefined, { calendar }: RulesForCustomer): number {
  if (!before || isUpcoming(before.step) || isByPerson(before.step.channel)) return -Infinity;
  return dayNumber(payBy(before.step, { on: before.on, dueDates: [], calendar })) + 1;
}

function leadingOf({ verdicts, taken }: Situation): Coming | undefined {
  let leading: Coming | undefined;
  let furthest = -1;
  for (const verdict of verdicts) {
    if (verdict.kind === 'hold') continue;
    const order = taken.get(verdict.item.receivable.id)?.order ?? 0;
    if (order > furthest) [leading, furthest] = [verdict, order];
  }
  return leading;
}
