import { addDays, isoDate } from '../dates/iso-date.ts';
import { fromMajor } from '../money/money.ts';
import { aScoreCard } from '../segments/testing/a-score-card.ts';
import { calibration } from './calibration.ts';
import { backTest, type PaidInvoice } from './willingness.ts';

const card = aScoreCard({
  lines: 'late share: 10 points at 0 %, none at 100 %',
  classes: 'good from 50\npoor from 0',
});

/** Due on the first of each month from January 2025, and paid so many days later; not at all where it says so. */
function paidLate(customer: string, days: readonly (number | undefined)[]): readonly PaidInvoice[] {
  return days.map((late, at) => {
    const dueOn = isoDate(`2025-${String(at + 1).padStart(2, '0')}-01`);
    return {
      id: `${customer}-${at}`,
      document: `${customer}-${at}`,
      customer,
      issuedOn: addDays(dueOn, -10),
      dueOn,
      amount: fromMajor(100, 'EUR'),
      ...(late !== undefined && { settledOn: addDays(dueOn, late) }),
    };
  });
}

const by = { lateAfterDays: 0, heldOut: 0.5 };

describe('the back-test of a score card', () => {
  it('scores an invoice by what was known on its due date, and judges it by what became of it', () => {
    const found = backTest(card, [...paidLate('good', [0, 0, 0, 0]), ...paidLate('bad', [9, 9, 9, 9])], by);
    expect(found).toMatchObject({ heldOutFrom: '2025-03-01', scored: 4, unscored: 0, late: 0.5, area: 1 });
    expect(found.classes).toEqual([
      { name: 'good', invoices: 2, late: 0 },
      { name: 'poor', invoices: 2, late: 1 },
    ]);
    // Learned from February, when the January invoices were known.
    expect(found.calibration?.tenths).toEqual([
      { from: 0, to: 99, predicted: 1, invoices: 2, late: 1 },
      { from: 100, to: 100, predicted: 0, invoices: 2, late: 0 },
    ]);
    expect(found.calibration).toMatchObject({ baseRate: 0.5, error: 0, naiveError: 0.25 });
  });

  it('knows nothing of what came later, nor of the invoice itself', () => {
    // Paid before they were due: the first of them would be known on its own due date.
    const found = backTest(card, paidLate('new', [-5, -5]), { lateAfterDays: 0, heldOut: 0.99 });
    expect(found).toMatchObject({ heldOutFrom: '2025-01-01', scored: 1, unscored: 1 });
    // Paid late on 20 February: nobody knew on the first of February.
    const slow = backTest(card, paidLate('slow', [50, 0]), { lateAfterDays: 0, heldOut: 0.5 });
    expect(slow).toMatchObject({ scored: 0, unscored: 1 });
    // What was known then is that the first was overdue.
    const byOverdue = backTest(
      aScoreCard({ lines: 'percent overdue: 10 points at 0 %, none at 100 %' }),
      paidLate('slow', [50, 0]),
      { lateAfterDays: 0, heldOut: 0.5 },
    );
    expect(byOverdue.classes).toEqual([{ name: 'poor', invoices: 1, late: 0 }]);
  });

  it('takes what is open for late once it is late enough, and else leaves it out', () => {
    const open = paidLate('open', [0, 0, undefined]);
    const other = paidLate('other', [0, 0, 0, 20]);
    // The last day anybody knows of is 21 April: the open invoice is 51 days late.
    const late = (lateAfterDays: number) =>
      backTest(card, [...open, ...other], { lateAfterDays, heldOut: 0.4 });
    expect(late(0)).toMatchObject({ heldOutFrom: '2025-03-01', scored: 3, late: 2 / 3 });
    expect(late(50)).toMatchObject({ scored: 3, late: 1 / 3 });
    expect(late(51)).toMatchObject({ scored: 2, late: 0 });
  });

  it('needs invoices', () => {
    expect(() => backTest(card, [], by)).toThrow('there are no invoices to judge by');
  });
});

describe('the calibration', () => {
  const outcomes = (scores: readonly number[], late: readonly number[]) =>
    scores.map((score) => ({ score, isLate: late.includes(score) }));

  it('is in tenths of the earlier invoices', () => {
    const scores = Array.from({ length: 20 }, (_, at) => at * 5);
    const found = calibration(outcomes(scores, [0, 5, 10, 20]), outcomes([3, 7, 12, 99], [3, 12]));
    expect(found?.tenths.map(({ from, to, predicted }) => [from, to, predicted]).slice(0, 3)).toEqual([
      [0, 9, 1],
      [10, 19, 0.5],
      [20, 29, 0.5],
    ]);
    expect(found?.tenths.map(({ invoices }) => invoices)).toEqual([2, 1, 0, 0, 0, 0, 0, 0, 0, 1]);
    // 0, 1, a quarter and 0, of four; by the base rate of a fifth 0.64 twice and 0.04 twice.
    expect(found?.error).toBeCloseTo(1.25 / 4);
    expect(found?.naiveError).toBeCloseTo(1.36 / 4);
  });

  it('says nothing where nothing can be learned, or judged', () => {
    expect(calibration([], outcomes([1], []))).toBeUndefined();
    expect(calibration(outcomes([1], []), [])).toBeUndefined();
  });
});
