/** Which steps are left out because their condition does not hold for the debtor, and which are taken because it does. */
import type { Reason } from '../actions/reason.ts';
import type { Measures } from '../segments/measures.ts';
import { ruleHolds } from '../segments/rule.ts';
import type { Step } from './policy.ts';
import type { StepPlan } from './step-plan.ts';

export type StepConditions = {
  /** By code of a step whose condition does not hold, why. */
  readonly leftOut: ReadonlyMap<string, Reason>;
  /** By code of a step whose condition holds, the facts. */
  readonly held: ReadonlyMap<string, readonly Reason[]>;
};

const unconditional: StepConditions = { leftOut: new Map(), held: new Map() };

export function stepConditions(plan: StepPlan, measures: Measures): StepConditions {
  const steps = [...plan.chain.map(({ step }) => step), ...plan.events].filter(hasCondition);
  if (steps.length === 0) return unconditional;
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
  return { leftOut, held };
}

function hasCondition(step: Step): step is Step & Required<Pick<Step, 'condition'>> {
  return step.condition !== undefined && step.condition.length > 0;
}
