/**
 * How often somebody promised. The level of a promise is one more than the promises before it that were not kept, of the item with the most
 * of them: what SAP Collections Management calls its level. A kept promise for part of an item does not raise it.
 */
import type { IsoDate } from '../dates/iso-date.ts';
import { byText } from '../receivables/order.ts';
import type { PromiseToPay } from './promise.ts';
import { promiseStanding, type PromiseCircumstances, type PromiseStanding } from './standing.ts';

export type PromiseRecord = {
  /** Promises made for the item, whatever became of them. */
  readonly made: number;
  /** Missed in whole or in part, or withdrawn by somebody. */
  readonly notKept: number;
};

/** @param promises all of the debtor; those made after `asOf` do not count. */
export function promiseRecord(
  receivable: string,
  promises: readonly PromiseToPay[],
  circumstances: PromiseCircumstances,
  asOf: IsoDate,
): PromiseRecord {
  const made = promises.filter(
    ({ madeOn, items }) => madeOn <= asOf && items.some((item) => item.receivable === receivable),
  );
  const notKept = made.filter((promise) => isNotKept(promiseStanding(promise, circumstances, asOf)));
  return { made: made.length, notKept: notKept.length };
}

/** @param promises all of the debtor, the promise itself may be among them. */
export function promiseLevel(
  promise: PromiseToPay,
  promises: readonly PromiseToPay[],
  circumstances: PromiseCircumstances,
  asOf: IsoDate,
): number {
  const before = promises.filter((other) => isBefore(other, promise));
  const notKept = promise.items.map(
    ({ receivable }) => promiseRecord(receivable, before, circumstances, asOf).notKept,
  );
  return 1 + Math.max(0, ...notKept);
}

/** A promise whose items are not owed any more says nothing about the customer. */
function isNotKept({ state, owed, brokenOn }: PromiseStanding): boolean {
  return brokenOn !== undefined || (state === 'withdrawn' && owed.minor > 0);
}

function isBefore(other: PromiseToPay, promise: PromiseToPay): boolean {
  if (other.id === promise.id) return false;
  return (byText(other.madeOn, promise.madeOn) || byText(other.id, promise.id)) < 0;
}
