import fc from 'fast-check';
import { addDays, isoDate, type IsoDate } from '../dates/iso-date.ts';
import { aCreditNote, aReceivable } from '../strategy/testing/a-debtor.ts';
import { byText } from './order.ts';
import { agingProfile, balanceOf, bucketOf, exposure, nextBucketChange } from './aging.ts';

describe('the bucket of days past due', () => {
  it.each([
    [-5, 'current'],
    [0, 'current'],
    [1, '1-30'],
    [30, '1-30'],
    [31, '31-60'],
    [60, '31-60'],
    [61, '61-90'],
    [90, '61-90'],
    [91, '91+'],
    [4_000, '91+'],
  ])('%d: %s', (days, bucket) => {
    expect(bucketOf(days)).toBe(bucket);
  });
});

describe('the aging of a ledger on 31 March 2025', () => {
  const asOf = isoDate('2025-03-31');
  const ledger = [
    aReceivable({ id: 'A', dueOn: '2025-03-31', amount: 1 }),
    aReceivable({ id: 'B', dueOn: '2025-03-30', amount: 2 }),
    aReceivable({ id: 'C', dueOn: '2025-03-01', amount: 4 }),
    aReceivable({ id: 'D', dueOn: '2025-02-28', amount: 8 }),
    aReceivable({ id: 'E', dueOn: '2025-01-30', amount: 16 }),
    aReceivable({ id: 'F', dueOn: '2025-01-29', amount: 32 }),
    aReceivable({ id: 'G', dueOn: '2024-12-30', amount: 64 }),
    aReceivable({ id: 'H', dueOn: '2024-12-01', amount: 100, open: 50 }),
    aReceivable({ id: 'I', dueOn: '2024-12-01', amount: 1_000, state: 'reversed' }),
    aReceivable({ id: 'J', dueOn: '2024-12-01', amount: 1_000, open: 0, state: 'settled' }),
    aReceivable({ id: 'K', dueOn: '2024-12-01', amount: 3_000, currency: 'HUF' }),
    aCreditNote({ amount: 10 }),
  ];

  it('has what is open by days past due, per currency, with credits apart', () => {
    const [euros, forints] = agingProfile(ledger, asOf);
    expect(euros?.buckets).toEqual({
      current: { minor: 100, currency: 'EUR' },
      '1-30': { minor: 600, currency: 'EUR' },
      '31-60': { minor: 2_400, currency: 'EUR' },
      '61-90': { minor: 3_200, currency: 'EUR' },
      '91+': { minor: 11_400, currency: 'EUR' },
    });
    expect(euros?.credits).toEqual({ minor: 1_000, currency: 'EUR' });
    expect(forints?.buckets['91+']).toEqual({ minor: 300_000, currency: 'HUF' });
    const forintsFirst = ledger.toSorted((a, b) => byText(b.open.currency, a.open.currency));
    expect(agingProfile(forintsFirst, asOf)).toEqual([euros, forints]);
  });

  it('has an exposure of all that is open less credits', () => {
    expect(exposure(ledger, asOf)).toEqual([
      { minor: 16_700, currency: 'EUR' },
      { minor: 300_000, currency: 'HUF' },
    ]);
  });

  it('of nothing is nothing', () => {
    expect(agingProfile([], asOf)).toEqual([]);
    expect(exposure([], asOf)).toEqual([]);
  });
});

describe('the next day on which the buckets change', () => {
  const due = (dueOn: string) => aReceivable({ id: dueOn, dueOn, amount: 1 });

  it.each([
    ['2025-02-20', '2025-03-01'],
    ['2025-02-28', '2025-03-01'],
    ['2025-03-01', '2025-03-31'],
    ['2025-03-30', '2025-03-31'],
    ['2025-03-31', '2025-04-30'],
    ['2025-04-30', '2025-05-30'],
    ['2025-05-30', undefined],
  ])('of an invoice due on 28 February, seen from %s, is %s', (asOf, changesOn) => {
    expect(nextBucketChange([due('2025-02-28')], isoDate(asOf))).toBe(changesOn);
  });

  it('is that of the invoice that moves first, and none without open invoices', () => {
    const ledger = [due('2025-02-28'), due('2025-02-10'), aCreditNote({ amount: 10 })];
    expect(nextBucketChange(ledger, isoDate('2025-03-05'))).toBe('2025-03-13');
    expect(nextBucketChange([aCreditNote({ amount: 10 })], isoDate('2025-03-05'))).toBeUndefined();
  });
});

describe('properties of an aging', () => {
  const days = fc.integer({ min: -200, max: 200 });
  const item = fc.record({
    days,
    minor: fc.integer({ min: 1, max: 1_000_000 }),
    isCredit: fc.boolean(),
    currency: fc.constantFrom('EUR', 'HUF'),
  });
  const asOf = isoDate('2025-06-30');
  const ledgerOf = (items: readonly { days: number; minor: number; isCredit: boolean; currency: string }[]) =>
    items.map(({ days: past, minor, isCredit, currency }, index) => {
      const one = aReceivable({ id: `R${index}`, dueOn: addDays(asOf, -past), amount: 1, currency });
      const open = { ...one.open, minor };
      return isCredit ? { ...one, open, kind: 'creditNote' as const } : { ...one, open };
    });

  it('the buckets less credits are the open balance of each currency', () => {
    fc.assert(
      fc.property(fc.array(item), (items) => {
        for (const profile of agingProfile(ledgerOf(items), asOf)) {
          const expected = items
            .filter(({ currency }) => currency === profile.currency)
            .reduce((sum, { minor, isCredit }) => sum + (isCredit ? -minor : minor), 0);
          expect(balanceOf(profile).minor).toBe(expected);
        }
      }),
    );
  });

  it('nothing moves to another bucket before the day that is announced, and something does on it', () => {
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 8 }), (items) => {
        const ledger = ledgerOf(items);
        const buckets = (day: IsoDate) => agingProfile(ledger, day).map((profile) => profile.buckets);
        const changesOn = nextBucketChange(ledger, asOf);
        if (changesOn === undefined) expect(buckets(addDays(asOf, 400))).toEqual(buckets(asOf));
        else {
          expect(buckets(addDays(changesOn, -1))).toEqual(buckets(asOf));
          expect(buckets(changesOn)).not.toEqual(buckets(asOf));
        }
      }),
    );
  });
});
