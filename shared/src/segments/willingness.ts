/**
 * How likely a debtor pays in time: points of a score card for what is known of them, in percent of the points that could be had for it.
 * What is not known counts neither way, and of whom no payment and no delay is known there is no score. A score explains and sorts; what is
 * done about it, rules and people say.
 */
import type { Measures, NumberMeasure } from './measures.ts';

export type ScoredMeasure = Exclude<NumberMeasure, 'willingness'>;

/** All points at one value and beyond, none at the other and beyond, in between in proportion. */
export type ScoreLine = {
  readonly measure: ScoredMeasure;
  readonly points: number;
  readonly allAt: number;
  readonly noneAt: number;
};

export type WillingnessClass = {
  readonly name: string;
  /** The lowest score that is in it. */
  readonly from: number;
};

export type ScoreCard = {
  readonly code: string;
  readonly name: string;
  readonly lines: readonly ScoreLine[];
  readonly classes: readonly WillingnessClass[];
};

/** Points are those had of those that could be had; undefined when the measure is not known. */
export type ScorePart = {
  readonly line: ScoreLine;
  readonly found: number | undefined;
  readonly earned: number | undefined;
};

export type Willingness = {
  /** A whole number from 0, who will not pay in time, to 100. */
  readonly score: number;
  readonly class: string;
  /** In the order of the card. */
  readonly parts: readonly ScorePart[];
};

export function willingnessOf(card: ScoreCard, measures: Measures): Willingness | undefined {
  if (!isAnythingKnown(measures)) return undefined;
  const parts = card.lines.map((line) => partOf(line, measures));
  const known = parts.filter(({ earned }) => earned !== undefined);
  const possible = known.reduce((all, { line }) => all + line.points, 0);
  if (possible === 0) return undefined;
  const earned = known.reduce((all, part) => all + (part.earned ?? 0), 0);
  const score = Math.round((earned * 100) / possible);
  return { score, class: classOf(card, score), parts };
}

/** How they paid, that they are late now, or how a promise came out: who has only been sold to is not judged. */
function isAnythingKnown(measures: Measures): boolean {
  return (
    measures.averageDaysLate !== undefined ||
    measures.daysPastDue > 0 ||
    measures.promisesKept !== undefined ||
    measures.promisesBroken > 0
  );
}

function partOf(line: ScoreLine, measures: Measures): ScorePart {
  const found = known(line.measure, measures) ? measures[line.measure] : undefined;
  if (found === undefined) return { line, found, earned: undefined };
  const { points, allAt, noneAt } = line;
  const share = (found - noneAt) / (allAt - noneAt);
  return { line, found, earned: points * Math.min(1, Math.max(0, share)) };
}

/** Rules read zero where nothing is open and nothing was promised; a score cannot praise anybody for that. */
function known(measure: ScoredMeasure, measures: Measures): boolean {
  if (measure === 'percentOverdue' || measure === 'daysPastDue') return measures.exposure.length > 0;
  if (measure === 'promisesBroken') return measures.promisesKept !== undefined || measures.promisesBroken > 0;
  return true;
}

function classOf({ classes }: ScoreCard, score: number): string {
  const reached = classes.filter(({ from }) => score >= from);
  return reached.reduce((highest, one) => (one.from > highest.from ? one : highest)).name;
}
