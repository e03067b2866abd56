/** Rows of strategies and their steps → the domain. */
import { ruleIn } from '../segments/rule-text.ts';
import { headsUpCode, isInChain, type Step, type Strategy } from '../strategy/policy.ts';
import { channel, strategy, strategyStep } from '../tables/policy.ts';
import type { RowOf } from '../tables/table.ts';
import { list, minimumsIn } from './lists.ts';
import { optionName } from './options.ts';

export type StrategyRow = RowOf<typeof strategy>;
export type StepRow = RowOf<typeof strategyStep>;

/** @throws RangeError naming the value at fault */
export function strategyOf(row: StrategyRow, steps: readonly Step[]): Strategy {
  const { dun_latestart, dun_netting, dun_onsegmentchange } = strategy.columns;
  return {
    code: row.dun_code,
    name: row.dun_name,
    lateStart: optionName(dun_latestart.options, row.dun_latestart),
    ...(row.dun_headsupdays !== null && { headsUpDays: row.dun_headsupdays }),
    ...(row.dun_stagenotices && { stageNotices: true }),
    netting: optionName(dun_netting.options, row.dun_netting),
    onSegmentChange: optionName(dun_onsegmentchange.options, row.dun_onsegmentchange),
    steps: [...steps].sort((a, b) => a.order - b.order),
  };
}

/** Days from a message to the day it asks to be paid by, where the step says nothing else. */
const usualDaysToPay = 7;

/** @throws RangeError naming the value at fault */
export function stepOf(row: StepRow): Step {
  const segments = list(row.dun_segments, ',');
  const condition = ruleIn(row.dun_condition);
  const { dun_trigger, dun_daycount, dun_tone, dun_grouping } = strategyStep.columns;
  return {
    code: row.dun_code,
    name: row.dun_name,
    order: row.dun_order,
    trigger: optionName(dun_trigger.options, row.dun_trigger),
    offsetDays: row.dun_offsetdays,
    dayCount: optionName(dun_daycount.options, row.dun_daycount),
    waitDays: row.dun_waitdays,
    channel: optionName(channel, row.dun_channel),
    template: row.dun_template,
    tone: optionName(dun_tone.options, row.dun_tone),
    grouping: optionName(dun_grouping.options, row.dun_grouping),
    payByDays: row.dun_paybydays ?? usualDaysToPay,
    creditHold: row.dun_creditholdset,
    minimumMinor: minimumsIn(row.dun_minimumamounts),
    ...(row.dun_validdays !== null && { validDays: row.dun_validdays }),
    ...(row.dun_fallbackchannel !== null && {
      fallbackChannel: optionName(channel, row.dun_fallbackchannel),
    }),
    ...(row.dun_repeatdays !== null && { repeatDays: row.dun_repeatdays }),
    ...(condition.length > 0 && { condition }),
    ...(segments.length > 0 && { segments }),
  };
}

/** What cannot be followed: which counts would be chance, or a step that no day is known for. */
export function strategyProblems(strategies: readonly Strategy[]): readonly string[] {
  return strategies.flatMap(problemsOf);
}

function problemsOf({ code, steps }: Strategy): readonly string[] {
  const problem = (step: Step, words: string): string => `step ${code}/${step.code}: ${words}`;
  const chain = steps.filter(isInChain);
  return [
    ...steps
      .filter((one, at) => steps.findIndex(({ order }) => order === one.order) !== at)
      .map((step) => problem(step, `another step has order ${step.order} too`)),
    ...steps
      .filter((step) => step.code === headsUpCode)
      .map((step) => problem(step, 'the code is kept for the heads-up to the customer\u2019s owner')),
    ...steps
      .filter((step) => step.trigger !== 'dueDate' && step.offsetDays < 0)
      .map((step) => problem(step, 'only a step counted from the due date can come before it')),
    ...chain
      .slice(0, 1)
      .filter((step) => step.trigger === 'previousStep')
      .map((step) => problem(step, 'the first step has no step before it')),
    ...steps
      .filter((step) => !isInChain(step) && step.validDays === undefined)
      .map((step) =>
        problem(step, 'it has to say for how many days it stays sensible after what it is about'),
      ),
    ...steps
      .filter((step) => step.repeatDays !== undefined && step !== chain.at(-1))
      .map((step) => problem(step, 'only the last step can come again')),
  ];
}
