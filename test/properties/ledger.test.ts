/** Nothing is lost or made up on the way from the ledger to what is asked for. */
import { addDays, isoDate } from '@dunlin/shared/dates/iso-date';
import { money } from '@dunlin/shared/money/money';
import { agingProfile, exposure } from '@dunlin/shared/receivables/aging';
import { collectibleBalance, collectibleItems } from '@dunlin/shared/receivables/collectible';
import {
  isOpenCredit,
  isOpenInvoice,
  isOverdue,
  type Receivable,
} from '@dunlin/shared/receivables/receivable';
import fc from 'fast-check';
import { runs } from './runs.ts';

const asOf = isoDate('2025-06-15');
const currencies = ['EUR', 'HUF', 'PLN'];

const ledger: fc.Arbitrary<readonly Receivable[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom('invoice', 'invoice', 'creditNote', 'unappliedCash'),
      state: fc.constantFrom('open', 'open', 'open', 'settled', 'reversed'),
      dueIn: fc.integer({ min: -120, max: 40 }),
      minor: fc.integer({ min: 0, max: 100_000_00 }),
      currency: fc.constantFrom(...currencies),
    }),
    { maxLength: 20 },
  )
  .map((rows) =>
    rows.map(({ kind, state, dueIn, minor, currency }, at) => {
      const dueOn = addDays(asOf, dueIn);
      const amount = money(minor, currency);
      return {
        id: `id-${at}`,
        document: `doc-${at}`,
        kind,
        state,
        issuedOn: dueOn,
        dueOn,
        amount,
        open: amount,
      };
    }),
  );

function openMinor(
  all: readonly Receivable[],
  currency: string,
  which: (one: Receivable) => boolean,
): number {
  return all
    .filter((one) => which(one) && one.open.currency === currency)
    .reduce((sum, { open }) => sum + open.minor, 0);
}

describe('a ledger', () => {
  it('is partitioned by its aging buckets, per currency (invariant 10)', () => {
    fc.assert(
      fc.property(ledger, (ledger) => {
        for (const { currency, buckets, credits } of agingProfile(ledger, asOf)) {
          const inBuckets = Object.values(buckets).reduce((sum, { minor }) => sum + minor, 0);
          expect(inBuckets).toBe(openMinor(ledger, currency, isOpenInvoice));
          expect(inBuckets - buckets.current.minor).toBe(
            openMinor(ledger, currency, (one) => isOverdue(one, asOf)),
          );
          expect(credits.minor).toBe(openMinor(ledger, currency, isOpenCredit));
        }
      }),
      runs,
    );
  });

  it('sets off each credit once, of its own currency, and the oldest invoice first (invariant 1, complaint 11)', () => {
    fc.assert(
      fc.property(ledger, (ledger) => {
        const items = collectibleItems(ledger);
        for (const { receivable, collectible, setOff, credits } of items) {
          expect(collectible.minor + setOff.minor).toBe(receivable.open.minor);
          expect(collectible.minor).toBeGreaterThanOrEqual(0);
          expect(credits.reduce((sum, { amount }) => sum + amount.minor, 0)).toBe(setOff.minor);
        }
        for (const currency of currencies) {
          const ofCurrency = items.filter(({ receivable }) => receivable.open.currency === currency);
          const used = ofCurrency.reduce((sum, { setOff }) => sum + setOff.minor, 0);
          const [invoices, credits] = [isOpenInvoice, isOpenCredit].map((which) =>
            openMinor(ledger, currency, which),
          );
          expect(used).toBe(Math.min(invoices ?? 0, credits ?? 0));
          const firstUncovered = ofCurrency.findIndex(({ collectible }) => collectible.minor > 0);
          const later = firstUncovered < 0 ? [] : ofCurrency.slice(firstUncovered + 1);
          expect(later.filter(({ setOff }) => setOff.minor > 0)).toEqual([]);
        }
        for (const credit of ledger.filter(isOpenCredit)) {
          const used = items
            .flatMap(({ credits }) => credits)
            .filter((one) => one.credit === credit)
            .reduce((sum, { amount }) => sum + amount.minor, 0);
          expect(used).toBeLessThanOrEqual(credit.open.minor);
        }
      }),
      runs,
    );
  });

  it('has an exposure of invoices less credits, and never asks for more than is overdue', () => {
    fc.assert(
      fc.property(ledger, (ledger) => {
        for (const { minor, currency } of exposure(ledger, asOf)) {
          expect(minor).toBe(
            openMinor(ledger, currency, isOpenInvoice) - openMinor(ledger, currency, isOpenCredit),
          );
        }
        for (const { minor, currency } of collectibleBalance(ledger, asOf)) {
          expect(minor).toBeGreaterThan(0);
          expect(minor).toBeLessThanOrEqual(openMinor(ledger, currency, (one) => isOverdue(one, asOf)));
        }
      }),
      runs,
    );
  });
});
