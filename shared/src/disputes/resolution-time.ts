/** How fast disputes are settled, and how many days of sales outstanding they cause. */
import { daysBetween, type IsoDate } from '../dates/iso-date.ts';
import type { Money } from '../money/money.ts';
import { isSettled, type Dispute } from './dispute.ts';

export type ResolutionTimes = {
  /** Disputes settled in the period. */
  readonly settled: number;
  /** Calendar days from opening to settling; absent when none was settled. */
  readonly averageDays?: number;
  /** Nine of ten were settled in at most so many days (nearest rank). */
  readonly p90Days?: number;
};

/** Of the disputes accepted or rejected from `from` to `to`, both included; what was withdrawn nobody settled. */
export function resolutionTimes(
  disputes: readonly Dispute[],
  { from, to }: { readonly from: IsoDate; readonly to: IsoDate },
): ResolutionTimes {
  const days = disputes
    .filter(isSettled)
    .filter(({ state, resolvedOn }) => state !== 'withdrawn' && from <= resolvedOn && resolvedOn <= to)
    .map(({ openedOn, resolvedOn }) => daysBetween(openedOn, resolvedOn))
    .sort((a, b) => a - b);
  const p90Days = days[Math.ceil(days.length * 0.9) - 1];
  if (p90Days === undefined) return { settled: 0 };
  const total = days.reduce((sum, one) => sum + one, 0);
  return { settled: days.length, averageDays: total / days.length, p90Days };
}

/**
 * The part of DSO that stands in disputes: disputed ÷ credit sales × days of the period. Undefined without credit sales.
 * @throws RangeError when the two are in different currencies.
 */
export function disputedDays(of: {
  readonly disputed: Money;
  readonly creditSales: Money;
  readonly days: number;
}): number | undefined {
  const { disputed, creditSales, days } = of;
  if (disputed.currency !== creditSales.currency) {
    throw new RangeError(`Cannot divide ${disputed.currency} by ${creditSales.currency}`);
  }
  return creditSales.minor === 0 ? undefined : (disputed.minor / creditSales.minor) * days;
}
