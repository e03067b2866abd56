import { isoDate } from '../dates/iso-date.ts';
import { fromMajor } from '../money/money.ts';
import { recentLateShareOf } from './history.ts';
import { measureChanges } from './measure-changes.ts';
import { measuresOf, type Measures } from './measures.ts';
import { ruleIn } from './rule-text.ts';
import { ruleHolds } from './rule.ts';
import { partInWords } from './score-card-text.ts';
import { aScoreCard } from './testing/a-score-card.ts';
import { anItem, measuredOn, theMeasures } from './testing/measured.ts';
import { willingnessOf } from './willingness.ts';

const card = aScoreCard();

function scoreOf(known: Partial<Measures>, by = card): number | undefined {
  return willingnessOf(by, theMeasures(known))?.score;
}

describe('the willingness to pay', () => {
  it('is the points that were had of those that could be had', () => {
    // 30 of 50, 15 of 25 and 5 of 25.
    const found = willingnessOf(
      card,
      theMeasures({ recentLateShare: 40, averageDaysLate: 8, promisesKept: 20 }),
    );
    expect(found).toMatchObject({ score: 50, class: 'doubtful' });
    expect(found?.parts.map(partInWords)).toEqual([
      'recent late share 40 %: 30 of 50 points',
      'average days late 8: 15 of 25 points',
      'promises kept 20 %: 5 of 25 points',
    ]);
  });

  it('counts what is not known neither way', () => {
    // 30 of 50 and 15 of 25: 45 of 75.
    const found = willingnessOf(card, theMeasures({ recentLateShare: 40, averageDaysLate: 8 }));
    expect(found?.score).toBe(60);
    expect(found?.parts.map(partInWords)).toContain('promises kept not known: counts neither way');
  });

  it('is none where nothing is known of how they pay, never a score in the middle', () => {
    const byMoney = aScoreCard({
      lines: 'percent overdue: 10 points at 0 %, none at 100 %\npromises broken: 10 points at 0, none at 3',
    });
    const sold = { exposure: [fromMajor(500, 'EUR')] };
    expect(scoreOf(sold, byMoney)).toBeUndefined();
    expect(scoreOf({}, byMoney)).toBeUndefined();
    // Late with half of it, and nothing was ever promised: the line of promises praises nobody.
    expect(scoreOf({ ...sold, daysPastDue: 3, percentOverdue: 50 }, byMoney)).toBe(50);
    // Known to pay, but not a line of the card is.
    expect(scoreOf({ averageDaysLate: 0 }, byMoney)).toBeUndefined();
  });

  it('ends at all points and at none, whatever lies beyond', () => {
    const lines = 'days slower: 10 points at 0, none at 15';
    const by = aScoreCard({ lines });
    expect([-9, 0, 3, 15, 99].map((daysSlower) => scoreOf({ averageDaysLate: 1, daysSlower }, by))).toEqual([
      100, 100, 80, 0, 0,
    ]);
  });

  it.each([
    [75, 'good'],
    [74, 'doubtful'],
    [45, 'doubtful'],
    [44, 'poor'],
    [0, 'poor'],
  ])('of %d is %s by the thresholds of the card', (kept, expected) => {
    const by = aScoreCard({ lines: 'promises kept: 1 point at 100 %, none at 0 %' });
    const found = willingnessOf(by, theMeasures({ promisesKept: kept }));
    expect(found).toMatchObject({ score: kept, class: expected });
  });

  it('is a measure that rules ask for', () => {
    const measures = measuresOf({
      ...measuredOn('2025-06-01', {
        past: { reaches: 'year', items: [anItem({ dueOn: '2025-05-01', settledOn: '2025-05-21' })] },
      }),
      scoreCard: card,
    });
    expect(measures.willingness).toBe(0);
    expect(ruleHolds(ruleIn('willingness at most 20\nwillingness class is poor'), measures).holds).toBe(true);
  });

  it('is not known to rules where there is no card', () => {
    const measures = measuresOf(measuredOn('2025-06-01'));
    expect(ruleHolds(ruleIn('willingness at least 0'), measures).holds).toBe(false);
    expect(ruleHolds(ruleIn('willingness class is not good'), measures).holds).toBe(false);
  });
});

describe('the recent late share', () => {
  const asOf = isoDate('2025-12-31');
  const share = (settled: readonly (readonly [string, string])[], open: readonly string[] = []) =>
    recentLateShareOf({
      ...measuredOn(asOf, { receivables: open.map((dueOn, at) => anItem({ id: `O${at}`, dueOn })) }),
      past: { items: settled.map(([dueOn, settledOn]) => anItem({ dueOn, settledOn })) },
    });

  it('counts an invoice of the last 90 days four times, of the 90 before three times', () => {
    // On 31 December, 2 October is 90 days ago and 3 October 89.
    expect(
      share([
        ['2025-10-01', '2025-10-03'],
        ['2025-10-02', '2025-10-02'],
      ]),
    ).toBeCloseTo(400 / 7);
    expect(
      share([
        ['2025-10-03', '2025-10-03'],
        ['2025-10-01', '2025-10-02'],
      ]),
    ).toBeCloseTo(300 / 7);
  });

  it('takes what is overdue now for late, and forgets what was settled a year ago', () => {
    expect(share([['2025-12-01', '2025-12-01']], ['2025-12-30'])).toBe(50);
    expect(share([['2025-12-01', '2025-12-01']], ['2025-12-31'])).toBe(0);
    expect(share([['2024-12-31', '2024-12-31']])).toBeUndefined();
  });

  it('is not known where the history was not read', () => {
    expect(recentLateShareOf(measuredOn(asOf))).toBeUndefined();
  });
});

describe('the class of willingness changes by the date alone', () => {
  it('when what was late is forgotten', () => {
    const items = [
      anItem({ id: 'A', dueOn: '2025-01-01', settledOn: '2025-01-11' }),
      anItem({ id: 'B', dueOn: '2025-06-01', settledOn: '2025-06-01' }),
    ];
    const measured = {
      ...measuredOn('2025-12-31', { past: { reaches: 'year' as const, items } }),
      scoreCard: card,
    };
    const on = (day: string): string | undefined =>
      measuresOf({ ...measured, asOf: isoDate(day) }).willingnessClass;
    expect(measureChanges([ruleIn('willingness at least 75')], measured)).toEqual(['2026-01-11']);
    expect([on('2026-01-10'), on('2026-01-11')]).toEqual(['doubtful', 'good']);
  });

  it('when something becomes overdue', () => {
    const measured = {
      ...measuredOn('2025-12-31', {
        receivables: [anItem({ dueOn: '2026-01-15' })],
        past: { reaches: 'year' as const, items: [anItem({ dueOn: '2025-12-01', settledOn: '2025-12-01' })] },
      }),
      scoreCard: card,
    };
    expect(measureChanges([ruleIn('willingness at least 75')], measured)).toEqual(['2026-01-16']);
  });

  it('and is looked at again after twenty days on which it might', () => {
    const measured = {
      ...measuredOn('2025-12-31', {
        receivables: [anItem({ dueOn: '2025-12-30' })],
        past: { reaches: 'year' as const, items: [] },
      }),
      scoreCard: aScoreCard({ lines: 'days past due: 10 points at 0, none at 500' }),
    };
    // 1 day late is 100 points, rounded; on 20 January 21 days are 96.
    expect(measureChanges([ruleIn('willingness at least 75')], measured)).toEqual(['2026-01-20']);
  });
});
