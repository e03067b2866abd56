/**
 * What was settled, reckoned up once: the last months of a day are then looked up instead of counted. The day on which a score changes by
 * itself is found by asking many days.
 */
import { dayNumber } from '../dates/iso-date.ts';
import type { Receivable } from '../receivables/receivable.ts';

/** Days are numbers here, as arithmetic has them. */
export type SettledHistory = {
  /** On which anything was settled: ascending, each once. */
  readonly days: Int32Array;
  /** Of the invoices paid before each of those, and at the end of all: how many, how many late, and by how many days together. */
  readonly countBefore: Int32Array;
  readonly lateBefore: Int32Array;
  readonly daysLateBefore: Float64Array;
};

export type Paid = { readonly count: number; readonly late: number; readonly daysLate: number };

const known = new WeakMap<readonly Receivable[], SettledHistory>();

export function settledHistoryOf(items: readonly Receivable[]): SettledHistory {
  const before = known.get(items);
  if (before) return before;
  const history = reckonUp(items);
  known.set(items, history);
  return history;
}

/** Invoices paid after the one day, and until the other. */
export function paidBetween(history: SettledHistory, after: number, until: number): Paid {
  const { days, countBefore, lateBefore, daysLateBefore } = history;
  const [from, to] = [firstAfter(days, after), firstAfter(days, until)];
  return {
    count: countBefore[to]! - countBefore[from]!,
    late: lateBefore[to]! - lateBefore[from]!,
    daysLate: daysLateBefore[to]! - daysLateBefore[from]!,
  };
}

/** Where the first day after this one stands among days that ascend; behind the last when there is none. */
export function firstAfter(days: Int32Array, day: number): number {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (days[middle]! <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** An invoice paid before its due date counts as zero days late, so that early ones do not hide late ones. */
function reckonUp(items: readonly Receivable[]): SettledHistory {
  const days = daysSettled(items);
  const countBefore = new Int32Array(days.length + 1);
  const lateBefore = new Int32Array(days.length + 1);
  const daysLateBefore = new Float64Array(days.length + 1);
  for (const { kind, state, dueOn, settledOn } of items) {
    if (kind !== 'invoice' || state !== 'settled' || settledOn === undefined) continue;
    const on = dayNumber(settledOn);
    const behind = firstAfter(days, on);
    countBefore[behind]! += 1;
    if (settledOn <= dueOn) continue;
    lateBefore[behind]! += 1;
    daysLateBefore[behind]! += on - dayNumber(dueOn);
  }
  for (let at = 1; at <= days.length; at++) {
    countBefore[at]! += countBefore[at - 1]!;
    lateBefore[at]! += lateBefore[at - 1]!;
    daysLateBefore[at]! += daysLateBefore[at - 1]!;
  }
  return { days, countBefore, lateBefore, daysLateBefore };
}

function daysSettled(items: readonly Receivable[]): Int32Array {
  const days = new Int32Array(items.length);
  let settled = 0;
  for (const { settledOn } of items) if (settledOn !== undefined) days[settled++] = dayNumber(settledOn);
  const sorted = days.subarray(0, settled).sort();
  let kept = 0;
  for (const day of sorted) if (kept === 0 || day !== sorted[kept - 1]) sorted[kept++] = day;
  return sorted.subarray(0, kept);
}
