/**
 * How well a score tells late payers from others: the chance that of two invoices, one paid late and one not, the late one has the lower
 * score; one half for those that score alike. 0.5 is no better than a coin, 1 is never wrong.
 */

export type Outcome = { readonly score: number; readonly isLate: boolean };

/** Undefined where all were late, or none was. */
export function areaUnderCurve(outcomes: readonly Outcome[]): number | undefined {
  const byScore = Map.groupBy(outcomes, ({ score }) => score);
  let [lateBelow, won, late, inTime] = [0, 0, 0, 0];
  for (const score of [...byScore.keys()].sort((a, b) => a - b)) {
    const alike = byScore.get(score) ?? [];
    const lateHere = alike.filter(({ isLate }) => isLate).length;
    const inTimeHere = alike.length - lateHere;
    won += inTimeHere * (lateBelow + lateHere / 2);
    lateBelow += lateHere;
    late += lateHere;
    inTime += inTimeHere;
  }
  return late === 0 || inTime === 0 ? undefined : won / (late * inTime);
}
