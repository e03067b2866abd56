/** Which steps are left out because their condition does not hold for the debtor, and which are taken because it does. */
import type { Reason } from '../actions/reason.ts';
import { measuresOf, type Measured, type Measures } from '../segments/measures.ts';
import { ruleHolds } from '../segments/rule.ts';
import type { Step } from './policy.ts';
import type { StepPlan } from './step-plan.ts';

export type StepConditions = {
  /** By code of a step whose condition does not hold, why. */
  readonly leftOut: ReadonlyMap<string, Reason>;
  /** By code of a step whose condition holds, the facts. */
  readonly held: ReadonlyMap<string, readonly Reason[]>;
  /** Whether a day may change any of it while the facts stay the same. */
  readonly changeByDay: boolean;
};

const unconditional: StepConditions = { leftOut: new Map(), held: new Map(), changeByDay: false };

export function stepConditions(plan: StepPlan, measured: () => Measured): StepConditions {
  const steps = [...plan.chain.map(({ step }) => step), ...plan.events].filter(hasCondition);
  if (steps.length === 0) return unconditional;
  const measures = measuresOf(measured());
  const leftOut = new Map<string, Reason>();
  const held = new Map<string, readonly Reason[]>();
  for (const { code, name, condition } of steps) {
    const { holds, facts } = ruleHolds(condition, measures);
    if (holds)
      held.set(
        code,
        facts.map((fact) => ({ code: 'conditionHolds', step: name, fact })),
      );
    else leftOut.set(code, { code: 'conditionFails', step: name, fact: facts.at(-1)! });
  }
  const changeByDay = steps.some(({ condition }) =>
    condition.some(({ measure }) => !keptByFacts.has(measure)),
  );
  return { leftOut, held, changeByDay };
}

function hasCondition(step: Step): step is Step & Required<Pick<Step, 'condition'>> {
  return step.condition !== undefined && step.condition.length > 0;
}

/** What no passing of days alone changes, or only when an item becomes overdue, which is a day to decide anew anyway. */
const keptByFacts: ReadonlySet<keyof Measures> = new Set([
  ...(['kind', 'country', 'language', 'severity', 'product', 'exposure', 'overdue'] as const),
  ...(['purchases', 'percentOverdue', 'limitUse'] as const),
]);
