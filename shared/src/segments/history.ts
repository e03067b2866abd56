/** How a customer paid in the last 365 days, and what they bought ever. Reversed items never happened. */
import { addDays, dateOf, daysBetween, type IsoDate } from '../dates/iso-date.ts';
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
  const yearAgo = addDays(asOf, -historyDays);
  const latelyAfter = addDays(asOf, -latelyDays);
  const all = { count: 0, days: 0 };
  const lately = { count: 0, days: 0 };
  let late = 0;
  for (const item of past) {
    const { settledOn } = item;
    if (!isPaidInvoice(item) || settledOn === undefined || settledOn <= yearAgo || settledOn > asOf) continue;
    const days = settledOn <= item.dueOn ? 0 : daysBetween(item.dueOn, settledOn);
    if (days > 0) late += 1;
    count(all, days);
    if (settledOn > latelyAfter) count(lately, days);
  }
  if (all.count === 0) return {};
  const before = { count: all.count - lately.count, days: all.days - lately.days };
  const hasTrend = lately.count >= fewestForTrend && before.count >= fewestForTrend;
  return {
    averageDaysLate: all.days / all.count,
    lateShare: (late * 100) / all.count,
    ...(hasTrend && { daysSlower: lately.days / lately.count - before.days / before.count }),
  };
}

function count(these: { count: number; days: number }, days: number): void {
  these.count += 1;
  these.days += days;
}

function isPaidInvoice({ kind, state }: Receivable): boolean {
  return kind === 'invoice' && state === 'settled';
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
  const yearAgo = addDays(asOf, -historyDays);
  const turns = recencyTurns.map((days) => addDays(asOf, -days));
  let [all, late] = [0, 0];
  for (const item of past.items) {
    const { settledOn } = item;
    if (!isPaidInvoice(item) || settledOn === undefined || settledOn <= yearAgo || settledOn > asOf) continue;
    let weight = 1;
    for (const turn of turns) if (settledOn > turn) weight += 1;
    all += weight;
    if (settledOn > item.dueOn) late += weight;
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

/** The first day on which so many whole months have passed; a month that is too short ends them on the first of the next. */
export function addMonths(day: IsoDate, months: number): IsoDate {
  const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const [year, ofYear] = [Math.floor(month / 12), (month % 12) + 1];
  // No month that is too short is the last of its year.
  return dateOf(year, ofYear, Number(day.slice(8))) ?? dateOf(year, ofYear + 1, 1) ?? day;
}
