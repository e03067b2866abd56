/** How a customer paid in the last 365 days, and what they bought ever. Reversed items never happened. */
import { dateOf, dayNumber, daysBetween, type IsoDate } from '../dates/iso-date.ts';
import { money, sumByCurrency, type Money } from '../money/money.ts';
import type { CollectibleItem } from '../receivables/collectible.ts';
import { isOverdue, type Receivable } from '../receivables/receivable.ts';
import { paidBetween, settledHistoryOf } from './settled-history.ts';

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

export function paymentBehaviour(past: readonly Receivable[], asOf: IsoDate): PaymentBehaviour {
  const history = settledHistoryOf(past);
  const today = dayNumber(asOf);
  const year = paidBetween(history, today - historyDays, today);
  if (year.count === 0) return {};
  const lately = paidBetween(history, today - latelyDays, today);
  const before = { count: year.count - lately.count, daysLate: year.daysLate - lately.daysLate };
  const hasTrend = lately.count >= fewestForTrend && before.count >= fewestForTrend;
  return {
    averageDaysLate: year.daysLate / year.count,
    lateShare: (year.late * 100) / year.count,
    ...(hasTrend && {
      daysSlower: lately.daysLate / lately.count - before.daysLate / before.count,
    }),
  };
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
  const history = settledHistoryOf(past.items);
  const today = dayNumber(asOf);
  const overdue = items.filter(({ owed, receivable }) => owed.minor > 0 && isOverdue(receivable, asOf));
  const now = overdue.length * (1 + recencyTurns.length);
  let [all, late] = [now, now];
  for (const days of [historyDays, ...recencyTurns]) {
    const paid = paidBetween(history, today - days, today);
    all += paid.count;
    late += paid.late;
  }
  return all === 0 ? undefined : (late * 100) / all;
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

/** The first day on which so many whole months have passed; a month that is too short ends them on the first of the next. */
export function addMonths(day: IsoDate, months: number): IsoDate {
  const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const [year, ofYear] = [Math.floor(month / 12), (month % 12) + 1];
  // No month that is too short is the last of its year.
  return dateOf(year, ofYear, Number(day.slice(8))) ?? dateOf(year, ofYear + 1, 1) ?? day;
}
