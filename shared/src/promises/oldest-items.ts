/** The items that a promise of an amount covers when nobody names any: the oldest open invoices, as far as the amount goes. */
import { money, type Money } from '../money/money.ts';
import { byAge, isOpenInvoice, type Receivable } from '../receivables/receivable.ts';
import type { PromisedItem } from './promise.ts';

export type Covered = {
  readonly items: readonly PromisedItem[];
  /** What is left of the amount when every open invoice of its currency is covered. */
  readonly left: Money;
};

/** @param receivables of the debtor; invoices that are promised already are for the caller to leave out. */
export function oldestItems(amount: Money, receivables: readonly Receivable[]): Covered {
  const { currency } = amount;
  let left = amount.minor;
  const items = receivables
    .filter((receivable) => isOpenInvoice(receivable) && receivable.open.currency === currency)
    .sort(byAge)
    .flatMap(({ id, document, open }): readonly PromisedItem[] => {
      const minor = Math.min(left, open.minor);
      left -= minor;
      return minor <= 0 ? [] : [{ receivable: id, document, amount: money(minor, currency) }];
    });
  return { items, left: money(left, currency) };
}
