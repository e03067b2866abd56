import { addDays, isoDate } from '../dates/iso-date.ts';
import { measureChanges } from './measure-changes.ts';
import { measuresOf, type Measured } from './measures.ts';
import { ruleIn } from './rule-text.ts';
import { ruleHolds } from './rule.ts';
import { anItem, measuredOn } from './testing/measured.ts';

/** The days of the next two years on which the rule begins or ceases to hold, none of which may come unannounced. */
function turnsOf(text: string, measured: Measured): readonly string[] {
  const rule = ruleIn(text);
  const holdsOn = (asOf: typeof measured.asOf): boolean =>
    ruleHolds(rule, measuresOf({ ...measured, asOf })).holds;
  let announced = [...measureChanges([rule], measured)].sort();
  const turns: string[] = [];
  for (let days = 1; days <= 730; days++) {
    const day = addDays(measured.asOf, days);
    if (holdsOn(day) !== holdsOn(addDays(day, -1))) {
      turns.push(day);
      expect(announced[0]).toBe(day);
    }
    if (announced[0] === day) announced = [...measureChanges([rule], { ...measured, asOf: day })].sort();
  }
  return turns;
}

describe('the day on which a rule begins or ceases to hold by itself', () => {
  const open = measuredOn('2025-03-01', {
    receivables: [
      anItem({ id: 'A', dueOn: '2025-03-10', amount: 100 }),
      anItem({ id: 'B', dueOn: '2025-04-10', amount: 900 }),
    ],
  });

  it.each([
    ['days past due more than 30', ['2025-04-10']],
    ['days past due at least 30', ['2025-04-09']],
    ['days past due at most 30', ['2025-04-10']],
    ['days past due less than 29.5', ['2025-04-09']],
    ['overdue at least EUR 900', ['2025-04-11']],
    ['percent overdue more than 0 %', ['2025-03-11']],
    ['overdue at least EUR 100\ndays past due less than 5', ['2025-03-11', '2025-03-15']],
  ])('%s: %j', (rule, expected) => {
    expect(turnsOf(rule, open)).toEqual(expected);
  });

  it('comes when what was paid is forgotten after a year', () => {
    const past = {
      reaches: 'year' as const,
      items: [
        anItem({ id: 'A', dueOn: '2025-01-01', settledOn: '2025-01-21', productLine: 'Hosting' }),
        anItem({ id: 'B', dueOn: '2025-02-01', settledOn: '2025-02-01' }),
      ],
    };
    const measured = measuredOn('2025-03-01', { past });
    expect(turnsOf('average days late at least 10', measured)).toEqual(['2026-01-21']);
    expect(turnsOf('late share more than 0 %', measured)).toEqual(['2026-01-21']);
    expect(turnsOf('past product is Hosting', measured)).toEqual(['2026-01-21']);
  });

  it('comes when lately becomes before', () => {
    const paid = (id: string, settledOn: string, days: number): ReturnType<typeof anItem> =>
      anItem({ id, settledOn, dueOn: addDays(isoDate(settledOn), -days) });
    const items = [
      ...['A', 'B', 'C'].map((id) => paid(id, '2024-10-01', 0)),
      ...['D', 'E', 'F'].map((id) => paid(id, '2025-02-01', 20)),
    ];
    const measured = measuredOn('2025-03-01', { past: { reaches: 'year', items } });
    expect(turnsOf('days slower at least 20', measured)).toEqual(['2025-05-02']);
  });

  it('comes with the months a customer has been one', () => {
    const items = [anItem({ dueOn: '2024-08-31', settledOn: '2024-09-30' })];
    const measured = measuredOn('2025-01-01', { past: { reaches: 'always', items } });
    // There is no 31 February, and no 31 September.
    expect(turnsOf('months as customer at least 6', measured)).toEqual(['2025-03-01']);
    expect(turnsOf('months as customer at most 12', measured)).toEqual(['2025-10-01']);
  });
});
