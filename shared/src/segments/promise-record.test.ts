import { isoDate } from '../dates/iso-date.ts';
import type { PromiseToPay } from '../promises/promise.ts';
import { promiseStanding } from '../promises/standing.ts';
import { aPayment, aPromise, circumstances } from '../promises/testing/a-promise.ts';
import { promiseRecordOf, type PromiseRecord } from './promise-record.ts';

/** A promise with what was paid of it: 100 euros by Thursday 20 March 2025 unless said otherwise; grace ends on Monday the 24th. */
type Story = {
  readonly promise?: PromiseToPay;
  readonly paid?: Readonly<Record<string, number>>;
  readonly credited?: number;
};

function recordOn(day: string, ...stories: readonly Story[]): PromiseRecord {
  const asOf = isoDate(day);
  const standings = stories.map(({ promise = aPromise(), paid = {}, credited = 0 }) => {
    const payments = Object.entries(paid).map(([paidOn, amount]) => aPayment(paidOn, amount));
    return promiseStanding(promise, circumstances({ paid: payments, credited: { 'INV-1': credited } }), asOf);
  });
  return promiseRecordOf(standings, asOf);
}

describe('the record of promises', () => {
  it.each([
    ['kept to the cent', { '2025-03-20': 100 }, { kept: 100, broken: 0 }],
    ['kept within the tolerance of one percent', { '2025-03-20': 99 }, { kept: 100, broken: 0 }],
    ['kept in part', { '2025-03-20': 60 }, { kept: 60, broken: 1 }],
    [
      'kept in part, with some more too late',
      { '2025-03-20': 60, '2025-03-27': 15 },
      { kept: 75, broken: 1 },
    ],
    ['paid, but too late', { '2025-03-27': 100 }, { kept: 100, broken: 1 }],
    ['not paid', {}, { kept: 0, broken: 1 }],
  ])('of one that was %s', (_, paid, expected) => {
    expect(recordOn('2025-04-01', { paid })).toEqual(expected);
  });

  it('is their average', () => {
    const record = recordOn('2025-04-01', { paid: { '2025-03-20': 100 } }, { paid: { '2025-03-21': 60 } });
    expect(record).toEqual({ kept: 80, broken: 1 });
  });

  it('says nothing of one that is open, or was withdrawn, or is owed no more', () => {
    expect(recordOn('2025-03-24', {})).toEqual({ broken: 0 });
    expect(recordOn('2025-04-01', { promise: aPromise({ withdrawnOn: '2025-03-19' }) })).toEqual({
      broken: 0,
    });
    expect(recordOn('2025-04-01', { credited: 100 })).toEqual({ broken: 0 });
    expect(recordOn('2025-04-01')).toEqual({ broken: 0 });
  });

  it('counts a plan as broken at once, and what was kept of it at its end', () => {
    const promise = aPromise({ by: { '2025-03-20': 50, '2025-04-22': 50 } });
    const story = { promise, paid: { '2025-04-22': 50 } };
    expect(recordOn('2025-04-01', story)).toEqual({ broken: 1 });
    expect(recordOn('2025-05-05', story)).toEqual({ kept: 50, broken: 1 });
  });

  it('forgets a year after the promise was kept, or broken', () => {
    const kept = { paid: { '2025-03-20': 100 } };
    expect(recordOn('2026-03-19', kept)).toEqual({ kept: 100, broken: 0 });
    expect(recordOn('2026-03-20', kept)).toEqual({ broken: 0 });
    // Broken on Tuesday 25 March.
    expect(recordOn('2026-03-24', {})).toEqual({ kept: 0, broken: 1 });
    expect(recordOn('2026-03-25', {})).toEqual({ broken: 0 });
  });
});
