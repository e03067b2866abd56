/** What a debtor owes on a day and how much of it is late, after credits were set off. */
import { daysBetween, type IsoDate } from '../dates/iso-date.ts';
import { money, type Currency, type Money } from '../money/money.ts';
import type { CollectibleItem } from '../receivables/collectible.ts';
import { isOpenCredit, isOverdue, type Receivable } from '../receivables/receivable.ts';

export type Owed = {
  /** Per currency of the open items. Negative where credits are more than invoices. */
  readonly exposure: readonly Money[];
  /** In the same currencies, zero included. */
  readonly overdue: readonly Money[];
  readonly daysPastDue: number;
};

export function owedOf(question: {
  readonly receivables: readonly Receivable[];
  /** The oldest first. */
  readonly items: readonly CollectibleItem[];
  readonly asOf: IsoDate;
}): Owed {
  const { receivables, items, asOf } = question;
  const totals = new Map<Currency, { exposure: number; overdue: number }>();
  const totalsOf = ({ currency }: Money): { exposure: number; overdue: number } => {
    const known = totals.get(currency) ?? { exposure: 0, overdue: 0 };
    totals.set(currency, known);
    return known;
  };
  let oldest: IsoDate | undefined;
  for (const { receivable, owed } of items) {
    const total = totalsOf(receivable.open);
    total.exposure += receivable.open.minor;
    if (owed.minor === 0 || !isOverdue(receivable, asOf)) continue;
    total.overdue += owed.minor;
    oldest ??= receivable.dueOn;
  }
  for (const credit of receivables) {
    if (isOpenCredit(credit)) totalsOf(credit.open).exposure -= credit.open.minor;
  }
  const sorted = [...totals].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    exposure: sorted.map(([currency, total]) => money(total.exposure, currency)),
    overdue: sorted.map(([currency, total]) => money(total.overdue, currency)),
    daysPastDue: oldest === undefined ? 0 : daysBetween(oldest, asOf),
  };
}

/** Sums of two currencies cannot be compared, so that the currency with the highest share speaks for all. */
export function percentOverdueOf({ exposure, overdue }: Owed): number {
  const shares = exposure.map((total) => {
    const late = overdue.find(({ currency }) => currency === total.currency);
    return total.minor <= 0 || !late ? 0 : (late.minor * 100) / total.minor;
  });
  return Math.max(0, ...shares);
}

/** In the limit’s currency alone. Undefined for a limit of zero, and where all that is open is in other currencies. */
export function limitUseOf(exposure: readonly Money[], limit: Money): number | undefined {
  if (limit.minor <= 0) return undefined;
  const used = exposure.find(({ currency }) => currency === limit.currency);
  if (used === undefined) return exposure.length === 0 ? 0 : undefined;
  return Math.max(0, (used.minor * 100) / limit.minor);
}
