/**
 * What was done keeps the code of its step for ever. A later version of the strategy may have taken the step out and named another one that
 * stands for it: then the item stands there, and is neither begun again nor asked twice.
 */
import type { ActionRecord } from '../actions/action.ts';
import type { Strategy } from './policy.ts';

/** The history in the steps of the strategy. Keys stay: they name what was done. */
export function inStepsOf(
  { formerSteps, steps }: Strategy,
  history: readonly ActionRecord[],
): readonly ActionRecord[] {
  if (formerSteps === undefined) return history;
  const orders = new Map(steps.map(({ code, order }) => [code, order]));
  const now = (code: string): string => (orders.has(code) ? code : (formerSteps[code] ?? code));
  return history.map((record) => {
    const step = now(record.step);
    return {
      ...record,
      step,
      stepOrder: orders.get(step) ?? record.stepOrder,
      lines: record.lines.map((line) => {
        if (!line.step) return line;
        const code = now(line.step.code);
        return { ...line, step: { code, order: orders.get(code) ?? line.step.order } };
      }),
    };
  });
}
