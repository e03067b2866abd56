/** What a debtor owes on a day and how much of it is late, after credits were set off. */
import { daysBetween, type IsoDate } from '../dates/iso-date.ts';
import { money, sumByCurrency, type Money } from '../money/money.ts';
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
  readonly items: readonly CollectibleItem[];
  readonly asOf: IsoDate;
}): Owed {
  const { receivables, items, asOf } = question;
  const credits = receivables.filter(isOpenCredit).map(({ open }) => money(-open.minor, open.currency));
  const late = items.filter(({ receivable, owed }) => owed.minor > 0 && isOverdue(receivable, asOf));
  const exposure = sumByCurrency([...items.map(({ receivable }) => receivable.open), ...credits]);
  return {
    exposure,
    overdue: sumByCurrency([
      ...exposure.map(({ currency }) => money(0, currency)),
      ...late.map(({ owed }) => owed),
    ]),
    daysPastDue: Math.max(0, ...late.map(({ receivable }) => daysBetween(receivable.dueOn, asOf))),
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

/** In the limit’s currency alone. Undefined without a limit, with one of zero, and where all that is open is in other currencies. */
export function limitUseOf(exposure: readonly Money[], limit: Money | undefined): number | undefined {
  if (limit === undefined || limit.minor <= 0) return undefined;
  const used = exposure.find(({ currency }) => currency === limit.currency);
  if (used === undefined) return exposure.length === 0 ? 0 : undefined;
  return Math.max(0, (used.minor * 100) / limit.minor);
}
