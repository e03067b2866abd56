import { addDays, isoDate } from '../dates/iso-date.ts';
import { fromMajor } from '../money/money.ts';
import type { PromiseStanding } from '../promises/standing.ts';
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

/** The days announced for a rule. */
function announced(text: string, measured: Measured): readonly string[] {
  return measureChanges([ruleIn(text)], measured).toSorted();
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

  it('is none for what a credit covers, nor for what does not depend on days', () => {
    const covered = measuredOn('2025-03-01', {
      receivables: [
        anItem({ id: 'A', dueOn: '2025-03-10', amount: 100 }),
        anItem({ id: 'B', dueOn: '2025-04-10', amount: 900 }),
        anItem({ id: 'CN', kind: 'creditNote', dueOn: '2025-02-01', amount: 100 }),
      ],
    });
    expect(announced('overdue at least EUR 1', covered)).toEqual(['2025-04-11']);
    expect(announced('days past due more than 30', covered)).toEqual([
      '2025-04-11',
      '2025-05-10',
      '2025-05-11',
    ]);
    expect(announced('days past due more than 30', measuredOn('2025-03-01'))).toEqual([]);
    expect(announced('kind is business\nexposure at least EUR 1', covered)).toEqual([]);
    expect(measureChanges([], covered)).toEqual([]);
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

  it('comes when a promise is forgotten a year after it was kept or broken', () => {
    const promises = [
      promiseThat({ state: 'kept', keptOn: '2024-09-01' }),
      promiseThat({ state: 'broken', brokenOn: '2024-12-01' }),
      promiseThat({ state: 'open' }),
    ];
    const measured = measuredOn('2025-03-01', { promises });
    expect(turnsOf('promises kept at least 50 %', measured)).toEqual(['2025-09-01']);
    expect(turnsOf('promises broken at least 1', measured)).toEqual(['2025-12-01']);
  });

  it('is none for a debtor who paid nothing yet, or whose history was not read', () => {
    const nothing = measuredOn('2025-03-01');
    const reversed = { ...anItem({ dueOn: '2025-01-01' }), state: 'reversed' as const };
    const never = measuredOn('2025-03-01', { past: { reaches: 'always', items: [reversed] } });
    for (const text of [
      'average days late at least 10',
      'days slower at least 1',
      'months as customer at least 1',
    ]) {
      expect([announced(text, nothing), announced(text, never)]).toEqual([[], []]);
    }
  });

  it('comes with the months a customer has been one', () => {
    const items = [anItem({ dueOn: '2024-08-31', settledOn: '2024-09-30' })];
    const measured = measuredOn('2025-01-01', { past: { reaches: 'always', items } });
    // There is no 31 February, and no 31 September.
    expect(turnsOf('months as customer at least 6', measured)).toEqual(['2025-03-01']);
    expect(turnsOf('months as customer at most 12', measured)).toEqual(['2025-10-01']);
  });

  it('comes on the same day of the month, also over the end of a year', () => {
    const items = [anItem({ dueOn: '2024-11-15', settledOn: '2024-12-01' })];
    const measured = measuredOn('2024-11-20', { past: { reaches: 'always', items } });
    expect(announced('months as customer at least 1', measured)).toEqual(['2024-12-15', '2025-01-15']);
    expect(turnsOf('months as customer more than 2', measured)).toEqual(['2025-02-15']);
  });

  it('comes when somebody begins to be a customer', () => {
    const receivables = [anItem({ issuedOn: '2025-03-05', dueOn: '2025-04-05' })];
    const measured = measuredOn('2025-03-01', { receivables, past: { reaches: 'always', items: [] } });
    expect(turnsOf('months as customer at least 0', measured)).toEqual(['2025-03-05']);
  });
});

describe('forgetting that changes nothing', () => {
  const paid = (settledOn: string, days: number, productLine?: string): ReturnType<typeof anItem> =>
    anItem({
      id: settledOn,
      settledOn,
      dueOn: addDays(isoDate(settledOn), -days),
      ...(productLine !== undefined && { productLine }),
    });

  it.each([
    'average days late at least 10',
    'kind is business\naverage days late at least 10',
    'late share at least 50 %',
    'past product is Hosting',
    'promises kept at least 100 %',
  ])('is not announced: %s', (text) => {
    // What is forgotten on 1 June was paid in time: only on 1 September something changes.
    const items = [paid('2024-06-01', 0), paid('2024-09-01', 30, 'Hosting')];
    const promises = ['2024-06-01', '2024-09-01'].map((keptOn) => promiseThat({ state: 'kept', keptOn }));
    const measured = measuredOn('2025-03-01', { past: { reaches: 'year', items }, promises });
    expect(announced(text, measured)).toEqual(['2025-09-01']);
  });

  it('is not announced: a promise kept, where broken ones are counted', () => {
    const promises = [
      promiseThat({ state: 'kept', keptOn: '2024-06-01' }),
      promiseThat({ state: 'broken', brokenOn: '2024-09-01' }),
    ];
    expect(announced('promises broken at least 1', measuredOn('2025-03-01', { promises }))).toEqual([
      '2025-09-01',
    ]);
  });

  it('is not announced: an invoice that was paid lately no more, but as late as before', () => {
    const before = [1, 2, 3].map((day) => paid(`2024-10-0${day}`, 0));
    const lately = ['2024-12-10', '2025-02-01', '2025-02-02', '2025-02-03'].map((day) => paid(day, 20));
    const measured = measuredOn('2025-03-01', { past: { reaches: 'year', items: [...before, ...lately] } });
    // From 10 March on it is 20 days instead of 5; on 2 May only two invoices were paid lately.
    expect(announced('days slower at least 15', measured)).toEqual(['2025-05-02']);
  });

  it('is looked at for twenty days; then it is decided anew', () => {
    const items = Array.from({ length: 25 }, (_, at) => paid(addDays(isoDate('2024-04-01'), at), 0));
    const measured = measuredOn('2025-03-01', { past: { reaches: 'year', items } });
    expect(announced('average days late at most 5', measured)).toEqual(['2025-04-20']);
  });
});

/** How a promise stands, as far as the record of promises looks at it. */
function promiseThat(of: {
  readonly state: PromiseStanding['state'];
  readonly keptOn?: string;
  readonly brokenOn?: string;
}): PromiseStanding {
  const amount = fromMajor(100, 'EUR');
  const paid = fromMajor(of.state === 'kept' ? 100 : 0, 'EUR');
  return {
    state: of.state,
    promised: amount,
    owed: amount,
    paid,
    outstanding: fromMajor(of.state === 'kept' ? 0 : 100, 'EUR'),
    instalments: [],
    items: [],
    remarks: [],
    ...(of.keptOn !== undefined && { keptOn: isoDate(of.keptOn) }),
    ...(of.brokenOn !== undefined && { brokenOn: isoDate(of.brokenOn) }),
  };
}
