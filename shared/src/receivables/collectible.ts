/**
 * What may be asked for: open invoices less the debtor's open credits of the same currency, set off against the oldest first.
 * A customer whose credits cover an invoice is not reminded of it.
 */
import type { IsoDate } from '../dates/iso-date.ts';
import { money, sumByCurrency, type Money } from '../money/money.ts';
import { byAge, isOpenCredit, isOpenInvoice, isOverdue, type Receivable } from './receivable.ts';

export type CollectibleItem = {
  readonly receivable: Receivable;
  /** Open amount less the credit set off against it. */
  readonly collectible: Money;
  readonly setOff: Money;
  /** Which credits were set off, and how much of each. */
  readonly credits: readonly SetOff[];
};

export type SetOff = { readonly credit: Receivable; readonly amount: Money };

/** Every open invoice, oldest first, with what is left to collect of it. */
export function collectibleItems(receivables: readonly Receivable[]): readonly CollectibleItem[] {
  const available = receivables
    .filter(isOpenCredit)
    .sort(byAge)
    .map((credit) => ({ credit, minor: credit.open.minor }));
  return receivables
    .filter(isOpenInvoice)
    .sort(byAge)
    .map((receivable) => {
      const { currency } = receivable.open;
      let left = receivable.open.minor;
      const credits: SetOff[] = [];
      for (const one of available) {
        const minor = one.credit.open.currency === currency ? Math.min(left, one.minor) : 0;
        if (minor === 0) continue;
        left -= minor;
        one.minor -= minor;
        credits.push({ credit: one.credit, amount: money(minor, currency) });
      }
      const setOff = money(receivable.open.minor - left, currency);
      return { receivable, collectible: money(left, currency), setOff, credits };
    });
}

/** What is past due less credits, per currency; currencies with nothing to collect are left out. */
export function collectibleBalance(receivables: readonly Receivable[], asOf: IsoDate): readonly Money[] {
  const overdue = collectibleItems(receivables).filter(({ receivable }) => isOverdue(receivable, asOf));
  return sumByCurrency(overdue.map(({ collectible }) => collectible)).filter(({ minor }) => minor > 0);
}
