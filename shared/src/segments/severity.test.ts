import { fromMajor } from '../money/money.ts';
import { measuresOf, type Measures } from './measures.ts';
import { ruleIn } from './rule-text.ts';
import { ruleHolds } from './rule.ts';
import { severityOf, type Severity } from './severity.ts';
import { anItem, measuredOn, theMeasures } from './testing/measured.ts';

const classes: readonly Severity[] = [
  { code: 'minor', name: 'Minor', order: 3, rule: [] },
  {
    code: 'critical',
    name: 'Critical',
    order: 1,
    rule: ruleIn('overdue at least EUR 10000\npercent overdue at least 50 %'),
  },
  { code: 'serious', name: 'Serious', order: 2, rule: ruleIn('days past due more than 30') },
];

function classOf(known: Partial<Measures>): string | undefined {
  return severityOf(classes, theMeasures(known))?.severity.code;
}

describe('the severity of what is late', () => {
  const late = { daysPastDue: 10, percentOverdue: 50 };

  it.each([
    [9_999.99, 'minor'],
    [10_000, 'critical'],
    [10_000.01, 'critical'],
  ])('of %d euros overdue is %s (complaint 19)', (amount, expected) => {
    expect(classOf({ ...late, overdue: [fromMajor(amount, 'EUR')] })).toBe(expected);
  });

  it.each([
    [30, 'minor'],
    [31, 'serious'],
  ])('of %d days is %s', (daysPastDue, expected) => {
    expect(classOf({ ...late, daysPastDue })).toBe(expected);
  });

  it('is the gravest class that fits', () => {
    expect(classOf({ ...late, daysPastDue: 90, overdue: [fromMajor(20_000, 'EUR')] })).toBe('critical');
  });

  it('is none when nothing is overdue, and where no classes are kept', () => {
    expect(classOf({})).toBeUndefined();
    expect(severityOf([], theMeasures(late))).toBeUndefined();
  });

  it('can be asked for by other rules', () => {
    const measures = measuresOf({
      ...measuredOn('2025-03-31', { receivables: [anItem({ dueOn: '2025-02-01' })] }),
      severities: classes,
    });
    expect(ruleHolds(ruleIn('severity is serious, critical'), measures).holds).toBe(true);
    expect(ruleHolds(ruleIn('severity is minor'), measures).holds).toBe(false);
  });

  it('says how much of all is late and by what limit, as the rule asks (oracle 5.4 four factors)', () => {
    const four = ruleIn(
      'overdue more than EUR 500\ndays past due more than 30\npercent overdue more than 25 %\ncredit limit use more than 80 %',
    );
    const flagged = (amount: number, dueOn: string, limit: number): boolean =>
      ruleHolds(
        four,
        measuresOf(
          measuredOn('2025-03-31', {
            debtor: { kind: 'business', country: 'HU', creditLimit: fromMajor(limit, 'EUR') },
            receivables: [
              anItem({ id: 'late', dueOn, amount }),
              anItem({ id: 'due', dueOn: '2025-04-30', amount: 1_500 }),
            ],
          }),
        ),
      ).holds;
    // 500.01 of 2000.01 is 25.0004 %; 2000.01 of 2500 is 80.0004 %.
    expect(flagged(500.01, '2025-02-28', 2_500)).toBe(true);
    expect(flagged(500, '2025-02-28', 2_500)).toBe(false);
    expect(flagged(500.01, '2025-03-01', 2_500)).toBe(false);
    expect(flagged(500.01, '2025-02-28', 2_500.02)).toBe(false);
  });
});
