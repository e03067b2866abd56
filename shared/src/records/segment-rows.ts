/** Rows of segments, severity classes, alert rules and score cards → what debtors are sorted by. */
import type { AlertRule } from '../segments/alerts.ts';
import { ruleIn } from '../segments/rule-text.ts';
import { classesIn, scoreLinesIn } from '../segments/score-card-text.ts';
import type { Segment } from '../segments/segment.ts';
import type { Severity } from '../segments/severity.ts';
import type { ScoreCard } from '../segments/willingness.ts';
import type { alertRule, scoreCard, segment, severity } from '../tables/policy.ts';
import type { RowOf } from '../tables/table.ts';

export type SegmentRow = RowOf<typeof segment>;
export type SeverityRow = RowOf<typeof severity>;
export type AlertRuleRow = RowOf<typeof alertRule>;
export type ScoreCardRow = RowOf<typeof scoreCard>;

/** @throws RangeError naming what is at fault. */
export function segmentOfRow(row: SegmentRow, strategyCodes: ReadonlyMap<string, string>): Segment {
  const strategy = strategyCodes.get(row._dun_strategyid_value);
  if (strategy === undefined) throw new RangeError('its strategy does not exist');
  return {
    code: row.dun_code,
    name: row.dun_name,
    priority: row.dun_priority,
    rule: ruleIn(row.dun_rule),
    strategy,
  };
}

/** @throws RangeError naming the line of the rule that is at fault. */
export function severityOfRow(row: SeverityRow): Severity {
  const rule = ruleIn(row.dun_rule);
  if (rule.some(({ measure }) => measure === 'severity'))
    throw new RangeError('the rule of a class cannot ask for a severity; test what makes it grave instead');
  return {
    code: row.dun_code,
    name: row.dun_name,
    order: row.dun_order,
    rule,
    ...(row.dun_method !== null && { method: row.dun_method }),
  };
}

/** @throws RangeError naming the line of the rule that is at fault. */
export function alertRuleOf(row: AlertRuleRow): AlertRule {
  const rule = ruleIn(row.dun_rule);
  if (rule.length === 0)
    throw new RangeError('its rule is empty, so that every debtor would be in alert; add a condition');
  return { code: row.dun_code, name: row.dun_name, isEarlyWarning: row.dun_earlywarning, rule };
}

/** @throws RangeError naming the line that is at fault. */
export function scoreCardOf(row: ScoreCardRow): ScoreCard {
  return {
    code: row.dun_code,
    name: row.dun_name,
    lines: scoreLinesIn(row.dun_lines),
    classes: classesIn(row.dun_classes),
  };
}

/** A debtor has one score. */
export function scoreCardProblems(cards: readonly ScoreCardRow[]): readonly string[] {
  const [first, ...others] = cards.map(({ dun_code }) => dun_code).sort();
  return others.map(
    (code) => `score card ${code}: ${first} is in use too, and there can be one; deactivate the other`,
  );
}

/** Which of two with one number counts would be chance, and what falls through all classes would have none. */
export function segmentProblems(
  segments: readonly Segment[],
  severities: readonly Severity[],
): readonly string[] {
  const samePriority = segments
    .filter((one, at) => segments.findIndex(({ priority }) => priority === one.priority) !== at)
    .map(({ code, priority }) => `segment ${code}: another segment has priority ${priority} too`);
  const sameOrder = severities
    .filter((one, at) => severities.findIndex(({ order }) => order === one.order) !== at)
    .map(({ code, order }) => `severity class ${code}: another class has order ${order} too`);
  const last = [...severities].sort((a, b) => a.order - b.order).at(-1);
  const noLast = last && last.rule.length > 0;
  return [
    ...samePriority,
    ...sameOrder,
    ...(noLast
      ? [`severity class ${last.code}: the last class has to be without a rule, for all others`]
      : []),
  ];
}
