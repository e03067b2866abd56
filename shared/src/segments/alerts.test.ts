import { fromMajor } from '../money/money.ts';
import { alertChanges, type AlertRule, type StandingAlert } from './alerts.ts';
import { ruleIn } from './rule-text.ts';
import { theMeasures } from './testing/measured.ts';

const large: AlertRule = {
  code: 'large',
  name: 'Large debt',
  isEarlyWarning: false,
  rule: ruleIn('overdue at least EUR 1000'),
};
const limit: AlertRule = {
  code: 'limit',
  name: 'Near the limit',
  isEarlyWarning: true,
  rule: ruleIn('credit limit use at least 90 %'),
};

/** Day by day: what is raised (+) and cleared (−) when the overdue amount is this. */
function story(...overdue: readonly number[]): readonly string[] {
  let standing: readonly StandingAlert[] = [];
  return overdue.map((amount, day) => {
    const { raise, clear } = alertChanges({
      rules: [limit, large],
      standing,
      measures: theMeasures({ overdue: [fromMajor(amount, 'EUR')], daysPastDue: amount > 0 ? 5 : 0 }),
    });
    standing = [
      ...standing.filter(({ id }) => clear.every((one) => one.id !== id)),
      ...raise.map(({ rule }) => ({ id: `${day}`, rule: rule.code })),
    ];
    return [...raise.map(({ rule }) => `+${rule.code}`), ...clear.map(({ rule }) => `-${rule}`)].join(' ');
  });
}

describe('an alert', () => {
  it('is raised once when the value crosses, and cleared once when it falls back', () => {
    expect(story(999.99, 1_000, 1_200, 1_000.01, 999.99, 0, 1_000)).toEqual([
      '',
      '+large',
      '',
      '',
      '-large',
      '',
      '+large',
    ]);
  });

  it('is told by its code, whatever order rules and alerts are read in', () => {
    const rules = ['C', 'A', 'B'].map((code) => ({ ...large, code }));
    const measures = theMeasures({ overdue: [fromMajor(2_000, 'EUR')] });
    const { raise } = alertChanges({ rules, standing: [], measures });
    expect(raise.map(({ rule }) => rule.code)).toEqual(['A', 'B', 'C']);
    const standing = ['2', '3', '1'].map((id) => ({ id, rule: `gone-${id}` }));
    const { clear } = alertChanges({ rules: [], standing, measures });
    expect(clear.map(({ id }) => id)).toEqual(['1', '2', '3']);
  });

  it('is cleared when its rule is gone', () => {
    const standing = [{ id: 'A-1', rule: 'gone' }];
    expect(alertChanges({ rules: [large], standing, measures: theMeasures() }).clear).toEqual(standing);
  });
});

describe('an early warning', () => {
  const near = (daysPastDue: number) =>
    alertChanges({ rules: [limit], standing: [], measures: theMeasures({ limitUse: 95, daysPastDue }) });

  it('names what it warns of while nothing is overdue', () => {
    expect(near(0).warnings.map(({ rule }) => rule.name)).toEqual(['Near the limit']);
    expect(near(0).raise).toEqual(near(0).warnings);
  });

  it('is not what is a fact already, such as a large debt', () => {
    const measures = theMeasures({ limitUse: 95, overdue: [fromMajor(2_000, 'EUR')] });
    const { raise, warnings } = alertChanges({ rules: [limit, large], standing: [], measures });
    expect(raise.map(({ rule }) => rule.code)).toEqual(['large', 'limit']);
    expect(warnings.map(({ rule }) => rule.code)).toEqual(['limit']);
  });

  it('counts no more once something is: then it is no warning', () => {
    expect(near(1)).toEqual({ raise: [], clear: [], warnings: [] });
  });
});
