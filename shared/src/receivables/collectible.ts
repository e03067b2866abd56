/**
 * What may be asked for: open invoices less the debtor's open credits of the same currency, set off against the oldest first, and less
 * what was promised, is disputed or held. A customer whose credits cover an invoice is not reminded of it.
 */
import type { IsoDate } from '../dates/iso-date.ts';
import { money, sumByCurrency, type Currency, type Money } from '../money/money.ts';
import { byAge, isOpenCredit, isOpenInvoice, isOverdue, type Receivable } from './receivable.ts';

/** What of an open invoice is not asked for although it is owed. */
export type Reservation = {
  /** Promised for a day that has not passed. */
  readonly promised: Money;
  readonly disputed: Money;
  /** Nothing of it is asked for. */
  readonly held: boolean;
};

export type CollectibleItem = {
  readonly receivable: Receivable;
  /** Open amount less the credit set off against it. */
  readonly owed: Money;
  /** What of it may be asked for: less what is disputed and what is promised; nothing when it is held. */
  readonly collectible: Money;
  readonly promised: Money;
  readonly disputed: Money;
  readonly setOff: Money;
  /** Which credits were set off, and how much of each. */
  readonly credits: readonly SetOff[];
};

/** What open credits do: reduce the oldest invoices, or nothing until they cover all that is open. */
export type Netting = 'oldestFirst' | 'none';

export type SetOff = { readonly credit: Receivable; readonly amount: Money };

const nothingReserved: ReadonlyMap<string, Reservation> = new Map();

/** Every open invoice, oldest first, with what is left to collect of it. @param reservations by receivable. */
export function collectibleItems(
  receivables: readonly Receivable[],
  reservations = nothingReserved,
  netting: Netting = 'oldestFirst',
): readonly CollectibleItem[] {
  const available = receivables
    .filter(isOpenCredit)
    .filter(({ open }) => netting === 'oldestFirst' || isInCredit(receivables, open.currency))
    .sort(byAge)
    .map((credit) => ({ credit, minor: credit.open.minor }));
  return receivables
    .filter(isOpenInvoice)
    .sort(byAge)
    .map((receivable) => {
      const { currency } = receivable.open;
      let owed = receivable.open.minor;
      const credits: SetOff[] = [];
      for (const one of available) {
        const minor = one.credit.open.currency === currency ? Math.min(owed, one.minor) : 0;
        if (minor === 0) continue;
        owed -= minor;
        one.minor -= minor;
        credits.push({ credit: one.credit, amount: money(minor, currency) });
      }
      const reserved = reservations.get(receivable.id);
      const disputed = Math.min(owed, reserved?.disputed.minor ?? 0);
      const promised = Math.min(owed - disputed, reserved?.promised.minor ?? 0);
      return {
        receivable,
        owed: money(owed, currency),
        collectible: money(reserved?.held ? 0 : owed - disputed - promised, currency),
        promised: money(promised, currency),
        disputed: money(disputed, currency),
        setOff: money(receivable.open.minor - owed, currency),
        credits,
      };
    });
}

/** Whether all open credits of a currency cover all its open invoices, due or not. */
function isInCredit(receivables: readonly Receivable[], currency: Currency): boolean {
  const balance = receivables
    .filter(({ open }) => open.currency === currency)
    .reduce((total, one) => {
      if (isOpenInvoice(one)) return total + one.open.minor;
      return isOpenCredit(one) ? total - one.open.minor : total;
    }, 0);
  return balance <= 0;
}

/** What is past due less credits, per currency; currencies with nothing to collect are left out. */
export function collectibleBalance(
  receivables: readonly Receivable[],
  asOf: IsoDate,
  netting?: Netting,
): readonly Money[] {
  const overdue = collectibleItems(receivables, nothingReserved, netting).filter(({ receivable }) =>
    isOverdue(receivable, asOf),
  );
  return sumByCurrency(overdue.map(({ collectible }) => collectible)).filter(({ minor }) => minor > 0);
}
