/** Which steps are left out because their condition does not hold for the debtor, and which are taken because it does. */
import type { Reason } from '../actions/reason.ts';
import type { IsoDate } from '../dates/iso-date.ts';
import { measureChanges } from '../segments/measure-changes.ts';
import type { Measured, Measures } from '../segments/measures.ts';
import { ruleHolds } from '../segments/rule.ts';
import type { StepPlan } from './step-plan.ts';

export type StepConditions = {
  /** By code of a step whose condition does not hold, why. */
  readonly leftOut: ReadonlyMap<string, Reason>;
  /** By code of a step whose condition holds, the facts. */
  readonly held: ReadonlyMap<string, readonly Reason[]>;
  /** Days after which some of it may be another while the facts stay the same. */
  readonly changesOn: readonly IsoDate[];
};

const unconditional: StepConditions = { leftOut: new Map(), held: new Map(), changesOn: [] };

export function stepConditions(plan: StepPlan, measured: Measured, measures: Measures): StepConditions {
  if (plan.conditional.length === 0) return unconditional;
  const leftOut = new Map<string, Reason>();
  const held = new Map<string, readonly Reason[]>();
  for (const { code, name, condition } of plan.conditional) {
    const { holds, facts } = ruleHolds(condition, measures);
    if (holds)
      held.set(
        code,
        facts.map((fact) => ({ code: 'conditionHolds', step: name, fact })),
      );
    else leftOut.set(code, { code: 'conditionFails', step: name, fact: facts.at(-1)! });
  }
  const rules = plan.conditional.map(({ condition }) => condition);
  return { leftOut, held, changesOn: measureChanges(rules, measured) };
}
