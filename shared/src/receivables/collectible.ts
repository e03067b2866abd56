/**
 * What may be asked for: open invoices less the debtor's open credits of the same currency, set off against the oldest first.
 * A customer whose credits cover an invoice is not reminded of it.
 */
import type { IsoDate } from '../dates/iso-date.ts';
import { money, sumByCurrency, type Currency, type Money } from '../money/money.ts';
import { byAge, isOpenCredit, isOpenInvoice, isOverdue, type Receivable } from './receivable.ts';

export type CollectibleItem = {
  readonly receivable: Receivable;
  /** Open amount less the credit set off against it. */
  readonly collectible: Money;
  readonly setOff: Money;
};

/** Every open invoice, oldest first, with what is left to collect of it. */
export function collectibleItems(receivables: readonly Receivable[]): readonly CollectibleItem[] {
  const credit = new Map<Currency, number>();
  for (const { open } of receivables.filter(isOpenCredit)) {
    credit.set(open.currency, (credit.get(open.currency) ?? 0) + open.minor);
  }
  return receivables
    .filter(isOpenInvoice)
    .sort(byAge)
    .map((receivable) => {
      const { minor, currency } = receivable.open;
      const available = credit.get(currency) ?? 0;
      const setOff = Math.min(available, minor);
      credit.set(currency, available - setOff);
      return { receivable, collectible: money(minor - setOff, currency), setOff: money(setOff, currency) };
    });
}

/** What is past due less credits, per currency; currencies with nothing to collect are left out. */
export function collectibleBalance(receivables: readonly Receivable[], asOf: IsoDate): readonly Money[] {
  const overdue = collectibleItems(receivables).filter(({ receivable }) => isOverdue(receivable, asOf));
  return sumByCurrency(overdue.map(({ collectible }) => collectible)).filter(({ minor }) => minor > 0);
}
