import { ruleIn } from '../segments/rule-text.ts';
import type { Step } from './policy.ts';
import { stepPlan, stepsToLegal, type StepPlan } from './step-plan.ts';
import { aStep, aStrategy } from './testing/a-policy.ts';

function planOf(steps: readonly Step[], segment = 'business'): StepPlan {
  return stepPlan(aStrategy({ steps }), segment);
}

function codes(steps: readonly Step[]): readonly string[] {
  return steps.map(({ code }) => code);
}

/** Per step that must not come unwarned the notice it needs. */
function needed(steps: readonly Step[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    planOf(steps).chain.flatMap(({ step, needs }) =>
      needs === undefined ? [] : [[step.code, needs === 'missing' ? needs : needs.code]],
    ),
  );
}

const reminder = aStep({ code: 'reminder', order: 1, offsetDays: -3 });
const first = aStep({ code: 'first', order: 2, offsetDays: 8 });
const second = aStep({ code: 'second', order: 3, offsetDays: 18 });
const final = aStep({ code: 'final', order: 4, offsetDays: 30, tone: 'final' });
const court = aStep({ code: 'court', order: 5, offsetDays: 50, tone: 'legal' });
const broken = aStep({ code: 'broken', order: 6, offsetDays: 1, trigger: 'promiseBroken' });
const closed = aStep({ code: 'closed', order: 7, offsetDays: 0, trigger: 'disputeClosed' });

describe('a strategy made ready', () => {
  it('has its steps in order, however they were written, and beside them those that answer events', () => {
    const plan = planOf([closed, court, first, broken, reminder, final, second]);
    expect(codes(plan.chain.map(({ step }) => step))).toEqual([
      'reminder',
      'first',
      'second',
      'final',
      'court',
    ]);
    expect(codes(plan.events)).toEqual(['broken', 'closed']);
    expect([...plan.reminders]).toEqual(['reminder']);
    // What answers an event changes no stage.
    expect(Object.fromEntries(plan.orders)).toEqual({ reminder: 1, first: 2, second: 3, final: 4, court: 5 });
  });

  it('leaves out the steps of other segments, and knows how far somebody has come who took one', () => {
    const steps = [first, { ...second, segments: ['consumer', 'public'] }, final];
    expect(codes(planOf(steps).chain.map(({ step }) => step))).toEqual(['first', 'final']);
    expect(codes(planOf(steps, 'public').chain.map(({ step }) => step))).toEqual([
      'first',
      'second',
      'final',
    ]);
    expect(planOf(steps).orders.get('second')).toBe(3);
  });

  it('knows the steps that ask for something of the debtor; without conditions none does', () => {
    const large = { ...second, condition: ruleIn('overdue at least EUR 500') };
    const plan = planOf([{ ...first, condition: [] }, large, { ...broken, condition: large.condition }]);
    expect(codes(plan.conditional)).toEqual(['second', 'broken']);
  });

  it('is made once for each segment', () => {
    const strategy = aStrategy({ steps: [first] });
    expect(stepPlan(strategy, 'business')).toBe(stepPlan(strategy, 'business'));
    expect(stepPlan(strategy, 'consumer')).not.toBe(stepPlan(strategy, 'business'));
  });
});

describe('what must not come unwarned', () => {
  it('needs the last final notice before it', () => {
    const earlier = aStep({ code: 'warning', order: 2.5, offsetDays: 12, tone: 'final' });
    const later = aStep({ code: 'too-late', order: 8, offsetDays: 60, tone: 'final' });
    expect(needed([earlier, final, court, later])).toEqual({ court: 'final' });
    expect(needed([earlier, court, later])).toEqual({ court: 'warning' });
  });

  it('is missing it where the strategy has none before', () => {
    expect(needed([first, court])).toEqual({ court: 'missing' });
    expect(needed([court, { ...final, order: 9 }])).toEqual({ court: 'missing' });
  });

  it('is not warned of by what stops deliveries itself', () => {
    const stop = { ...final, code: 'stop', order: 4.5, creditHold: true };
    expect(needed([final, stop, court])).toEqual({ stop: 'final', court: 'final' });
    expect(needed([stop, court])).toEqual({ stop: 'missing', court: 'missing' });
  });
});

describe('the steps that are left', () => {
  const sale = aStep({ code: 'sale', order: 10, offsetDays: 90, tone: 'legal' });

  it('are those after the stage, up to the first legal one', () => {
    const plan = planOf([reminder, first, second, final, court, sale]);
    expect(codes(stepsToLegal(plan, 0))).toEqual(['reminder', 'first', 'second', 'final', 'court']);
    expect(codes(stepsToLegal(plan, 3))).toEqual(['final', 'court']);
    expect(codes(stepsToLegal(plan, 4))).toEqual(['court']);
    expect(codes(stepsToLegal(plan, 5))).toEqual(['sale']);
    expect(codes(stepsToLegal(plan, 10))).toEqual([]);
  });

  it('are all where none is legal', () => {
    expect(codes(stepsToLegal(planOf([reminder, first, second]), 1))).toEqual(['first', 'second']);
  });
});
