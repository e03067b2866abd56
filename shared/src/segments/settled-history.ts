/**
 * What was settled, reckoned up once: the last months of a day are then looked up instead of counted. The day on which a score changes by
 * itself is found by asking many days.
 */
import { dayNumber } from '../dates/iso-date.ts';
import type { Receivable } from '../receivables/receivable.ts';

/** Days are numbers here, as arithmetic has them. */
export type SettledHistory = {
  /** On which anything was settled: ascending, each once. */
  readonly days: readonly number[];
  /** On which invoices were paid: ascending, one for each. */
  readonly paidOn: readonly number[];
  /** Of the invoices before each of those, and at the end of all: how many were paid late, and by how many days together. */
  readonly lateBefore: readonly number[];
  readonly daysLateBefore: readonly number[];
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
  const { paidOn, lateBefore, daysLateBefore } = history;
  const [from, to] = [firstAfter(paidOn, after), firstAfter(paidOn, until)];
  return {
    count: to - from,
    late: lateBefore[to]! - lateBefore[from]!,
    daysLate: daysLateBefore[to]! - daysLateBefore[from]!,
  };
}

/** Where the first day after this one stands among days that ascend; behind the last when there is none. */
export function firstAfter(days: readonly number[], day: number): number {
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
  const days: number[] = [];
  const paid: { readonly on: number; readonly daysLate: number }[] = [];
  for (const { kind, state, dueOn, settledOn } of items) {
    if (settledOn === undefined) continue;
    const on = dayNumber(settledOn);
    days.push(on);
    if (kind === 'invoice' && state === 'settled')
      paid.push({ on, daysLate: settledOn <= dueOn ? 0 : on - dayNumber(dueOn) });
  }
  paid.sort((a, b) => a.on - b.on);
  const lateBefore = [0];
  const daysLateBefore = [0];
  for (const [at, { daysLate }] of paid.entries()) {
    lateBefore.push(lateBefore[at]! + (daysLate > 0 ? 1 : 0));
    daysLateBefore.push(daysLateBefore[at]! + daysLate);
  }
  return {
    days: [...new Set(days)].sort((a, b) => a - b),
    paidOn: paid.map(({ on }) => on),
    lateBefore,
    daysLateBefore,
  };
}
