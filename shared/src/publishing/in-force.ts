/** Which published version decides on a day: the latest that is in force by then, of two from one day the one published later. */
import type { IsoDate } from '../dates/iso-date.ts';

export type Dated = { readonly number: number; readonly effectiveOn: IsoDate };

export function inForceOn<V extends Dated>(versions: readonly V[], day: IsoDate): V | undefined {
  return [...versions].sort(byForce).findLast(({ effectiveOn }) => effectiveOn <= day);
}

/** The first day after `day` from which another version is in force. */
export function nextVersionAfter(versions: readonly Dated[], day: IsoDate): IsoDate | undefined {
  return [...versions].sort(byForce).find(({ effectiveOn }) => effectiveOn > day)?.effectiveOn;
}

export function byForce(a: Dated, b: Dated): number {
  if (a.effectiveOn !== b.effectiveOn) return a.effectiveOn < b.effectiveOn ? -1 : 1;
  return a.number - b.number;
}
