/**
 * Steps that no item can come to. Days are counted from the due date: the earliest day a step can be taken, after those before it that no
 * item leaves out, against the last day on which it makes sense.
 */
import { isUpcoming, type Step } from '../strategy/policy.ts';

export type NeverReached = { readonly step: Step; readonly because: string };

export function neverReached(chain: readonly Step[]): readonly NeverReached[] {
  const found: NeverReached[] = [];
  /** The last step before that no item leaves out, with the earliest day it is taken. */
  let before: { readonly step: Step; readonly day: number } | undefined;
  for (const step of chain) {
    const day = earliestDay(step, before?.day);
    const last = lastDay(step);
    if (before && last !== undefined && day > last) {
      found.push({
        step,
        because: `${before.step.name} comes first, on day ${before.day} or later, and this makes sense until day ${last}`,
      });
      continue;
    }
    if (last === undefined) before = { step, day };
  }
  return found;
}

function earliestDay(step: Step, before: number | undefined): number {
  if (step.trigger === 'previousStep') return (before ?? 0) + Math.max(step.offsetDays, step.waitDays);
  return before === undefined ? step.offsetDays : Math.max(step.offsetDays, before + step.waitDays);
}

/** Business days stretch over weekends and holidays; what might still be reached is not named. */
function lastDay(step: Step): number | undefined {
  if (step.offsetDays < 0 && isUpcoming(step)) return -1;
  const validDays = step.validDays ?? (isUpcoming(step) ? 0 : undefined);
  if (validDays === undefined || step.trigger === 'previousStep') return undefined;
  const planned = step.dayCount === 'calendar' ? step.offsetDays : step.offsetDays * 2 + 10;
  return planned + validDays;
}
