/** What holds of rules over the measures of debtors, whatever they say. */
import { money, type Money } from '@dunlin/shared/money/money';
import type { Measures } from '@dunlin/shared/segments/measures';
import { parseRule, ruleText } from '@dunlin/shared/segments/rule-text';
import { ruleHolds } from '@dunlin/shared/segments/rule';
import fc from 'fast-check';
import { oneIn, runs } from './runs.ts';
import { scaledRule, someMeasures, someRule } from './some-rules.ts';

describe('a rule', () => {
  it('is the same rule after it was written and read again', () => {
    fc.assert(
      fc.property(someRule, (rule) => {
        expect(parseRule(ruleText(rule))).toEqual({ ok: true, rule });
      }),
      runs,
    );
  });

  it('does not depend on the order of its conditions', () => {
    fc.assert(
      fc.property(someRule, someMeasures, (rule, measures) => {
        expect(ruleHolds(rule.toReversed(), measures).holds).toBe(ruleHolds(rule, measures).holds);
      }),
      runs,
    );
  });

  it('does not change when all amounts and thresholds are k times as high (invariant 15)', () => {
    fc.assert(
      fc.property(someRule, someMeasures, fc.constantFrom(2, 10, 400), (rule, measures, k) => {
        expect(ruleHolds(scaledRule(rule, k), scaledMeasures(measures, k)).holds).toBe(
          ruleHolds(rule, measures).holds,
        );
      }),
      runs,
    );
  });

  it('never holds on what is not known', () => {
    let unknown = 0;
    fc.assert(
      fc.property(someRule, someMeasures, (rule, measures) => {
        const { holds, facts } = ruleHolds(rule, measures);
        const isUnknown = rule.some(({ measure }) => measures[measure] === undefined);
        if (isUnknown) unknown += 1;
        if (isUnknown) expect(holds).toBe(false);
        expect(holds).toBe(facts.every((fact) => fact.holds));
      }),
      runs,
    );
    expect(unknown).toBeGreaterThanOrEqual(oneIn(10, runs));
  });
});

function scaledMeasures(measures: Measures, k: number): Measures {
  const { exposure, overdue, purchases } = measures;
  return {
    ...measures,
    exposure: scaled(exposure, k),
    overdue: scaled(overdue, k),
    purchases: purchases && scaled(purchases, k),
  };
}

function scaled(amounts: readonly Money[], k: number): readonly Money[] {
  return amounts.map(({ minor, currency }) => money(minor * k, currency));
}
