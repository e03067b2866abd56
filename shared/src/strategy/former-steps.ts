/**
 * What was done keeps the code of its step for ever. A later version of the strategy may have taken the step out and named another one that
 * stands for it: then the item stands there, and is neither begun again nor asked twice.
 */
import type { ActionRecord } from '../actions/action.ts';
import type { Facts } from './facts.ts';
import type { Strategy } from './policy.ts';

/** The facts in the steps of the strategy. Keys stay: they name what was done. */
export function inStepsOf({ formerSteps, steps }: Strategy, facts: Facts): Facts {
  if (formerSteps === undefined) return facts;
  const orders = new Map(steps.map(({ code, order }) => [code, order]));
  const now = (code: string): string => (orders.has(code) ? code : (formerSteps[code] ?? code));
  const history = facts.history.map((record): ActionRecord => {
    const step = now(record.step);
    return {
      ...record,
      step,
      stepOrder: orders.get(step) ?? record.stepOrder,
      lines: record.lines.map((line) => {
        if (!line.step) return line;
        const code = now(line.step.code);
        return { ...line, step: { ...line.step, code, order: orders.get(code) ?? line.step.order } };
      }),
    };
  });
  return { ...facts, history };
}
