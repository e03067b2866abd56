/** Figures a person can keep in mind: thresholds are rounded to these, so that a rule reads like one that somebody wrote. */

const steps = [1, 1.2, 1.5, 1.8, 2, 2.5, 3, 3.5, 4, 5, 6, 7, 8, 9, 10];

/** The readable amount that is nearest, in relation: one of the steps above times a power of ten. Below one unit it is zero: nobody writes that. */
export function readableAmount(amount: number): number {
  if (amount < 1) return 0;
  const scale = 10 ** Math.floor(Math.log10(amount));
  const share = amount / scale;
  const nearest = steps.reduce((best, step) =>
    Math.abs(Math.log(step / share)) < Math.abs(Math.log(best / share)) ? step : best,
  );
  return nearest * scale;
}

const dayFigures = [0, 1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60, 90, 120, 180];

/** The readable number of days that is nearest; of two as near the lower. */
export function readableDays(days: number): number {
  return dayFigures.reduce((best, figure) =>
    Math.abs(figure - days) < Math.abs(best - days) ? figure : best,
  );
}
