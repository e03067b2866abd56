/** How a customer paid in the last 365 days, and what they bought ever. Reversed items never happened. */
import { daysBetween, type IsoDate } from '../dates/iso-date.ts';
import { money, sumByCurrency, type Money } from '../money/money.ts';
import type { CollectibleItem } from '../receivables/collectible.ts';
import { isOverdue, type Receivable } from '../receivables/receivable.ts';

/** Days of history that payment behaviour and promises are judged by. */
export const historyDays = 365;

/** What counts as lately when payments become slower. */
export const latelyDays = 90;

/** With fewer settled invoices lately, or before, nothing is said about a change: one late invoice is no trend. */
const fewestForTrend = 3;

export type PaymentBehaviour = {
  readonly averageDaysLate?: number;
  /** In percent. */
  readonly lateShare?: number;
  /** Negative when payments became faster. */
  readonly daysSlower?: number;
};

/** An invoice paid before its due date counts as zero days late, so that early ones do not hide late ones. */
export function paymentBehaviour(past: readonly Receivable[], asOf: IsoDate): PaymentBehaviour {
  const lateness = past.flatMap(({ kind, state, dueOn, settledOn }) =>
    kind === 'invoice' && state === 'settled' && settledOn !== undefined && isInYear(settledOn, asOf)
      ? [
          {
            days: Math.max(0, daysBetween(dueOn, settledOn)),
            lately: daysBetween(settledOn, asOf) < latelyDays,
          },
        ]
      : [],
  );
  if (lateness.length === 0) return {};
  const lately = lateness.filter((one) => one.lately);
  const before = lateness.filter((one) => !one.lately);
  const hasTrend = lately.length >= fewestForTrend && before.length >= fewestForTrend;
  return {
    averageDaysLate: averageDays(lateness),
    lateShare: (lateness.filter(({ days }) => days > 0).length * 100) / lateness.length,
    ...(hasTrend && { daysSlower: averageDays(lately) - averageDays(before) }),
  };
}

function averageDays(lateness: readonly { readonly days: number }[]): number {
  return lateness.reduce((all, { days }) => all + days, 0) / lateness.length;
}

/** Days after which a settled invoice counts less in the recent share. */
export const recencyTurns = [90, 180, 270] as const;

/**
 * How much of what was settled within a year was late, in percent, what happened lately counting more: an invoice counts once, and once
 * more for each of the turns it has not reached. What is overdue now is late already, and counts as of today.
 */
export function recentLateShareOf(of: {
  readonly past?: { readonly items: readonly Receivable[] };
  readonly items: readonly CollectibleItem[];
  readonly asOf: IsoDate;
}): number | undefined {
  const { past, items, asOf } = of;
  if (past === undefined) return undefined;
  let [all, late] = [0, 0];
  for (const { kind, state, dueOn, settledOn } of past.items) {
    if (kind !== 'invoice' || state !== 'settled') continue;
    if (settledOn === undefined || !isInYear(settledOn, asOf)) continue;
    const weight = 1 + recencyTurns.filter((days) => daysBetween(settledOn, asOf) < days).length;
    all += weight;
    if (settledOn > dueOn) late += weight;
  }
  const overdue = items.filter(({ owed, receivable }) => owed.minor > 0 && isOverdue(receivable, asOf));
  const now = overdue.length * (1 + recencyTurns.length);
  return all + now === 0 ? undefined : ((late + now) * 100) / (all + now);
}

/** A day of the last 365, today included. */
export function isInYear(day: IsoDate | undefined, asOf: IsoDate): boolean {
  return day !== undefined && day <= asOf && daysBetween(day, asOf) < historyDays;
}

/** Invoices less credit notes, per currency; undefined when the history was not read. */
export function purchasesOf(items: readonly Receivable[] | undefined): readonly Money[] | undefined {
  return (
    items &&
    sumByCurrency(
      items.flatMap(({ kind, state, amount }) => {
        if (state === 'reversed' || kind === 'unappliedCash') return [];
        return [kind === 'invoice' ? amount : money(-amount.minor, amount.currency)];
      }),
    )
  );
}

export function firstIssuedOn(items: readonly Receivable[] | undefined): IsoDate | undefined {
  return items
    ?.filter(({ state }) => state !== 'reversed')
    .map(({ issuedOn }) => issuedOn)
    .sort()[0];
}

/** Whole calendar months: from 31 January to 28 February it is none, to 1 March one. */
export function monthsBetween(from: IsoDate, to: IsoDate): number {
  const months =
    (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 +
    Number(to.slice(5, 7)) -
    Number(from.slice(5, 7));
  return to.slice(8) < from.slice(8) ? months - 1 : months;
}
