import { isoDate } from '@dunlin/shared/dates/iso-date';
import type { ErpItem } from '@dunlin/shared/messages/ledger';
import { money } from '@dunlin/shared/money/money';
import { bucketOf, debtorIdOf } from '@dunlin/shared/records/ledger-rows';
import fc from 'fast-check';
import { chunksOf } from './staged.ts';

function anItem(customer: string, document: string): ErpItem {
  return {
    customer,
    document,
    kind: 'invoice',
    issuedOn: isoDate('2026-02-01'),
    dueOn: isoDate('2026-03-01'),
    amount: money(100, 'EUR'),
    open: money(100, 'EUR'),
    state: 'open',
  };
}

const ledgerOf = (items: readonly ErpItem[]) => ({ company: 'DEMO', customers: [], items, payments: [] });

describe('chunks of a drop', () => {
  it('hold whole debtors of one bucket, each item once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 60 }), { maxLength: 3000 }),
        fc.integer({ min: 1, max: 16 }),
        (customers, buckets) => {
          const items = customers.map((customer, at) => anItem(`C${customer}`, `D${at}`));
          const chunks = chunksOf(ledgerOf(items), buckets);
          const staged = chunks.flatMap(({ debtors }) => debtors);
          expect(staged.flatMap((debtor) => debtor.items.map(({ document }) => document)).sort()).toEqual(
            items.map(({ document }) => document).sort(),
          );
          expect(new Set(staged.map(({ number }) => number)).size).toBe(staged.length);
          for (const { bucket, debtors } of chunks) {
            for (const { number } of debtors)
              expect(bucketOf(debtorIdOf('DEMO', number), buckets)).toBe(bucket);
          }
          expect(chunks.map(({ number }) => number)).toEqual(chunks.map((_, at) => at));
        },
      ),
      { numRuns: 100 },
    );
  });

  it('are the same whatever the order of customers in the drop', () => {
    const items = ['B', 'A', 'C'].map((customer) => anItem(customer, `1${customer}`));
    expect(chunksOf(ledgerOf(items), 4)).toEqual(chunksOf(ledgerOf(items.toReversed()), 4));
  });

  it('begin anew when a bucket has more rows than a chunk takes', () => {
    const items = Array.from({ length: 3100 }, (_, at) => anItem(`C${Math.floor(at / 10)}`, `D${at}`));
    expect(chunksOf(ledgerOf(items), 1).map(({ debtors }) => debtors.length)).toEqual([150, 150, 10]);
  });

  it('keep a debtor together who alone has more', () => {
    const items = Array.from({ length: 1800 }, (_, at) => anItem('ONE', `D${at}`));
    expect(chunksOf(ledgerOf(items), 4)).toHaveLength(1);
  });
});
