/**
 * A strategy made ready for a segment: which steps hold, in order, and which final notice has to come before a legal one. It is asked for
 * every item of every debtor, so it is made once.
 */
import { isInChain, isUpcoming, type Step, type Strategy } from './policy.ts';

export type StepPlan = {
  readonly strategy: Strategy;
  /** The procedure itself, in order. */
  readonly chain: readonly ChainStep[];
  /** What answers to an event, in order; it stands beside the procedure. */
  readonly events: readonly Step[];
  readonly orders: ReadonlyMap<string, number>;
  /** Codes of the steps that speak of what is not overdue yet. */
  readonly reminders: ReadonlySet<string>;
  /** Steps of either kind that have a condition. */
  readonly conditional: readonly ConditionalStep[];
};

export type ConditionalStep = Step & Required<Pick<Step, 'condition'>>;

export type ChainStep = {
  readonly step: Step;
  /** The notice without which this step is never taken; `missing` when the strategy has none before it. */
  readonly needs?: Step | 'missing';
};

export function stepPlan(strategy: Strategy, segment: string): StepPlan {
  const bySegment = plans.get(strategy) ?? new Map<string, StepPlan>();
  const known = bySegment.get(segment);
  if (known) return known;
  const plan = planOf(strategy, segment);
  plans.set(strategy, bySegment.set(segment, plan));
  return plan;
}

const plans = new WeakMap<Strategy, Map<string, StepPlan>>();

function planOf(strategy: Strategy, segment: string): StepPlan {
  const steps = strategy.steps
    .filter(({ segments }) => segments === undefined || segments.includes(segment))
    .sort((a, b) => a.order - b.order);
  const chain = steps.filter(isInChain);
  return {
    strategy,
    chain: chain.map((step) =>
      isGuarded(step) ? { step, needs: lastFinalNotice(chain, step) ?? 'missing' } : { step },
    ),
    events: steps.filter((step) => !isInChain(step)),
    reminders: new Set(strategy.steps.filter(isUpcoming).map(({ code }) => code)),
    conditional: steps.filter(hasCondition),
    // Also of steps for other segments: an item that took one has come so far.
    orders: new Map(strategy.steps.filter(isInChain).map(({ code, order }) => [code, order])),
  };
}

function hasCondition(step: Step): step is ConditionalStep {
  return step.condition !== undefined && step.condition.length > 0;
}

/** What a customer must have been warned of: legal steps, and that deliveries stop. */
export function isGuarded({ tone, creditHold }: Step): boolean {
  return tone === 'legal' || creditHold;
}

function lastFinalNotice(chain: readonly Step[], step: Step): Step | undefined {
  return chain.findLast((one) => one.tone === 'final' && one.order < step.order && !one.creditHold);
}

/** The steps after an order, up to the first legal one: how far the customer is from it. Without a legal step, all that are left. */
export function stepsToLegal({ chain }: StepPlan, order: number): readonly Step[] {
  const left = chain.filter(({ step }) => step.order > order).map(({ step }) => step);
  const legal = left.findIndex(({ tone }) => tone === 'legal');
  return legal < 0 ? left : left.slice(0, legal + 1);
}
