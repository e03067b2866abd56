/** How promises of the last 365 days came out. Withdrawn ones say nothing. */
import type { IsoDate } from '../dates/iso-date.ts';
import type { PromiseStanding } from '../promises/standing.ts';
import { isInYear } from './history.ts';

export type PromiseRecord = {
  /** In percent, one kept in part by the share that was paid; undefined when none came to an end. */
  readonly kept?: number;
  /** Missed, in whole or in part. */
  readonly broken: number;
};

export function promiseRecordOf(promises: readonly PromiseStanding[], asOf: IsoDate): PromiseRecord {
  const recent = promises.filter(
    ({ state, keptOn, brokenOn }) => state !== 'withdrawn' && isInYear(brokenOn ?? keptOn, asOf),
  );
  const ended = recent.filter(({ state }) => state !== 'open');
  const kept = ended.reduce((share, promise) => share + keptShare(promise), 0);
  return {
    // A plan is open until its last instalment, and one that was missed counts at once.
    broken: recent.filter(({ brokenOn }) => brokenOn !== undefined).length,
    ...(ended.length > 0 && { kept: (kept * 100) / ended.length }),
  };
}

/** What was paid of it, also when it came too late; one of which nothing is owed any more is withdrawn. */
function keptShare({ state, paid, owed }: PromiseStanding): number {
  return state === 'kept' ? 1 : paid.minor / owed.minor;
}
