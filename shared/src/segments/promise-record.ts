/** How promises of the last 365 days came out. Withdrawn ones say nothing. */
import type { IsoDate } from '../dates/iso-date.ts';
import type { PromiseStanding } from '../promises/standing.ts';
import { isInYear } from './history.ts';

export type PromiseRecord = {
  /** In percent, one kept in part by the share that was paid; undefined when none came to an end. */
  readonly kept: number | undefined;
  /** Missed, in whole or in part. */
  readonly broken: number;
};

export function promiseRecordOf(promises: readonly PromiseStanding[], asOf: IsoDate): PromiseRecord {
  let [broken, ended, kept] = [0, 0, 0];
  for (const promise of promises) {
    const { state, keptOn, brokenOn } = promise;
    if (state === 'withdrawn' || !isInYear(brokenOn ?? keptOn, asOf)) continue;
    // A plan is open until its last instalment, and one that was missed counts at once.
    if (brokenOn !== undefined) broken += 1;
    if (state === 'open') continue;
    ended += 1;
    kept += keptShare(promise);
  }
  return { broken, kept: ended > 0 ? (kept * 100) / ended : undefined };
}

/** What was paid of it, also when it came too late; one of which nothing is owed any more is withdrawn. */
function keptShare({ state, paid, owed }: PromiseStanding): number {
  return state === 'kept' ? 1 : paid.minor / owed.minor;
}
