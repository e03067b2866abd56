import { areaUnderCurve, type Outcome } from './area-under-curve.ts';

function of(late: readonly number[], inTime: readonly number[]): readonly Outcome[] {
  return [
    ...late.map((score) => ({ score, isLate: true })),
    ...inTime.map((score) => ({ score, isLate: false })),
  ];
}

describe('the area under the curve', () => {
  it.each([
    ['never wrong', [10, 20], [30, 40], 1],
    ['always wrong', [30, 40], [10, 20], 0],
    ['a coin', [50], [50], 0.5],
    // Of the six pairs 20 is below 30, 40 and 50, and 45 below 50.
    ['mostly right', [20, 45], [30, 40, 50], 4 / 6],
    // Of the four pairs two are right and one is even.
    ['right with a tie', [10, 30], [20, 30], 2.5 / 4],
  ])('of a score that is %s', (_what, late, inTime, expected) => {
    expect(areaUnderCurve(of(late, inTime))).toBe(expected);
    expect(areaUnderCurve(of(late, inTime).toReversed())).toBe(expected);
  });

  it('is not known where all were late, or none was', () => {
    expect(areaUnderCurve(of([10, 20], []))).toBeUndefined();
    expect(areaUnderCurve(of([], [10]))).toBeUndefined();
    expect(areaUnderCurve([])).toBeUndefined();
  });
});
