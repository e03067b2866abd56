/**
 * What scores promised and what came: of earlier invoices, in tenths by score, how many were late; and of later ones in the same tenths how
 * many really were. Beside it the naive forecast, by which every invoice is late as often as all earlier ones were.
 */
import type { Outcome } from './area-under-curve.ts';

export type Tenth = {
  /** The lowest and the highest score in it. */
  readonly from: number;
  readonly to: number;
  /** The share that was late of the earlier invoices. */
  readonly predicted: number;
  readonly invoices: number;
  /** The share that was late of the later ones; undefined without any. */
  readonly late: number | undefined;
};

export type Calibration = {
  /** Fewer than ten where many invoices have the same score. */
  readonly tenths: readonly Tenth[];
  /** The share of the earlier invoices that was late: what is forecast without a score. */
  readonly baseRate: number;
  /** The mean squared error of what was forecast of the later ones (Brier): with the score, and without one. */
  readonly error: number;
  readonly naiveError: number;
};

/** Undefined where there is nothing to learn from, or nothing to judge by. */
export function calibration(earlier: readonly Outcome[], later: readonly Outcome[]): Calibration | undefined {
  if (earlier.length === 0 || later.length === 0) return undefined;
  const starts = startsOfTenths(earlier);
  const tenthOf = ({ score }: Outcome): number =>
    Math.max(
      0,
      starts.findLastIndex((start) => score >= start),
    );
  const [learned, judged] = [Map.groupBy(earlier, tenthOf), Map.groupBy(later, tenthOf)];
  const tenths = starts.map((start, at): Tenth => {
    const found = judged.get(at) ?? [];
    return {
      from: at === 0 ? 0 : start,
      to: (starts[at + 1] ?? 101) - 1,
      predicted: shareLate(learned.get(at) ?? []),
      invoices: found.length,
      late: found.length === 0 ? undefined : shareLate(found),
    };
  });
  const baseRate = shareLate(earlier);
  return {
    tenths,
    baseRate,
    error: meanSquare(later, (one) => tenths[tenthOf(one)]?.predicted ?? baseRate),
    naiveError: meanSquare(later, () => baseRate),
  };
}

/** The lowest scores of ten parts of the same size; invoices that score alike stay together. */
function startsOfTenths(outcomes: readonly Outcome[]): readonly number[] {
  const scores = outcomes.map(({ score }) => score).sort((a, b) => a - b);
  const starts = Array.from({ length: 10 }, (_, at) => scores[Math.floor((at * scores.length) / 10)] ?? 0);
  return [...new Set(starts)];
}

function shareLate(outcomes: readonly Outcome[]): number {
  return outcomes.filter(({ isLate }) => isLate).length / outcomes.length;
}

function meanSquare(outcomes: readonly Outcome[], forecast: (one: Outcome) => number): number {
  const squares = outcomes.map((one) => (forecast(one) - (one.isLate ? 1 : 0)) ** 2);
  return squares.reduce((all, square) => all + square, 0) / outcomes.length;
}
