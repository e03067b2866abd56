/** Which segment a debtor belongs to: the one a person chose, as long as that holds, else the first whose rule holds in the order of priority. */
import type { IsoDate } from '../dates/iso-date.ts';
import type { Measures } from './measures.ts';
import { ruleHolds, type CitedFact, type Rule } from './rule.ts';

export type Segment = {
  readonly code: string;
  readonly name: string;
  /** The lowest number is asked first. */
  readonly priority: number;
  readonly rule: Rule;
  readonly strategy: string;
};

/** A segment that a person chose for a debtor, whatever the rules say. */
export type SegmentOverride = {
  readonly segment: string;
  /** The last day on which it holds; without it it holds until somebody takes it away. */
  readonly until?: IsoDate;
  readonly reason?: string;
};

export type SegmentFound = {
  readonly segment: Segment;
  readonly by:
    | { readonly kind: 'rule'; readonly facts: readonly CitedFact[] }
    | { readonly kind: 'person'; readonly override: SegmentOverride };
};

export function segmentOf(question: {
  readonly segments: readonly Segment[];
  readonly measures: Measures;
  readonly override?: SegmentOverride | undefined;
  readonly asOf: IsoDate;
}): SegmentFound | undefined {
  const { segments, measures, override, asOf } = question;
  const chosen =
    override && isInForce(override, asOf) && segments.find(({ code }) => code === override.segment);
  if (chosen) return { segment: chosen, by: { kind: 'person', override } };
  for (const segment of [...segments].sort(byPriority)) {
    const { holds, facts } = ruleHolds(segment.rule, measures);
    if (holds) return { segment, by: { kind: 'rule', facts } };
  }
  return undefined;
}

export function isInForce({ until }: SegmentOverride, asOf: IsoDate): boolean {
  return until === undefined || asOf <= until;
}

function byPriority(a: Segment, b: Segment): number {
  return a.priority - b.priority || (a.code < b.code ? -1 : 1);
}
