import { dayNumber, isoDate } from '../dates/iso-date.ts';
import { firstAfter, paidBetween, settledHistoryOf } from './settled-history.ts';
import { anItem } from './testing/measured.ts';

const items = [
  anItem({ id: 'A', dueOn: '2025-03-10', settledOn: '2025-03-15' }),
  anItem({ id: 'B', dueOn: '2025-03-10', settledOn: '2025-03-01' }),
  anItem({ id: 'C', dueOn: '2025-01-10', settledOn: '2025-01-12' }),
  anItem({ id: 'D', dueOn: '2025-03-15', settledOn: '2025-03-15' }),
  anItem({ id: 'CN', kind: 'creditNote', dueOn: '2025-02-01', settledOn: '2025-02-20' }),
  anItem({ id: 'open', dueOn: '2025-02-01' }),
];
const day = (text: string): number => dayNumber(isoDate(text));

it('knows of any days how many invoices were paid between them, and how late', () => {
  const history = settledHistoryOf(items);
  expect(paidBetween(history, day('2025-01-12'), day('2025-03-15'))).toEqual({
    count: 3,
    late: 1,
    daysLate: 5,
  });
  expect(paidBetween(history, day('2025-01-11'), day('2025-03-14'))).toEqual({
    count: 2,
    late: 1,
    daysLate: 2,
  });
  expect(paidBetween(history, day('2025-03-15'), day('2025-12-31'))).toEqual({
    count: 0,
    late: 0,
    daysLate: 0,
  });
});

it('knows the days on which anything was settled, each once', () => {
  const { days } = settledHistoryOf(items);
  expect(days).toEqual(['2025-01-12', '2025-02-20', '2025-03-01', '2025-03-15'].map(day));
  expect([0, day('2025-02-20'), day('2025-03-15')].map((after) => firstAfter(days, after))).toEqual([
    0, 2, 4,
  ]);
});

it('knows nothing where nothing was settled', () => {
  expect(paidBetween(settledHistoryOf([]), 0, day('2025-03-15'))).toEqual({ count: 0, late: 0, daysLate: 0 });
});
