/**
 * Fiscal years and periods. Assumed, as an organization starts out: the year begins on 1 January. It has four periods.
 * What an organization sets otherwise is not read.
 */
import { assumes } from '../assumptions.ts';
import type { Stretch } from './dates.ts';

const monthsInPeriod = 3;
const periodsInYear = 12 / monthsInPeriod;

/** Names of operators that take a number, beside those with a period and a year. */
const counted = /^(last|next)-x-fiscal-(years|periods)$/;
const named = /^(this|last|next)-fiscal-(year|period)$/;
const dated = /^in(-or-before|-or-after)?-fiscal-period-and-year$/;

function firstMonth(): number {
  return assumes('fiscalYearOfCalendar') ? 0 : 3;
}

/** How many values the operator takes, or undefined when it is not about fiscal time. */
export function fiscalValueCount(operator: string): number | undefined {
  if (named.test(operator)) return 0;
  if (counted.test(operator) || operator === 'in-fiscal-year' || operator === 'in-fiscal-period') return 1;
  return dated.test(operator) ? 2 : undefined;
}

/** The stretch of time an operator means; `in-fiscal-period` is none, since it means one of every year. */
export function fiscalStretch(
  operator: string,
  nowMs: number,
  values: readonly number[],
): Stretch | undefined {
  const [first = 0, second = 0] = values;
  const present = periodOf(nowMs);
  const match = named.exec(operator) ?? counted.exec(operator);
  if (match !== null) {
    const [, direction, unit = ''] = match;
    const size = unit.startsWith('year') ? periodsInYear : 1;
    const start = size === 1 ? present : present - modulo(present, periodsInYear);
    if (direction === 'this') return between(start, start + size);
    const count = counted.test(operator) ? first : 1;
    return direction === 'last'
      ? between(start - size * count, start)
      : between(start + size, start + size + size * count);
  }
  if (operator === 'in-fiscal-year') return between(first * periodsInYear, (first + 1) * periodsInYear);
  const period = second * periodsInYear + first - 1;
  switch (operator) {
    case 'in-fiscal-period-and-year':
      return between(period, period + 1);
    case 'in-or-before-fiscal-period-and-year':
      return { until: startOf(period + 1) };
    case 'in-or-after-fiscal-period-and-year':
      return { from: startOf(period) };
    default:
      return undefined;
  }
}

/** The number of a date's period in its year, 1 to 4, as SQL. */
export function fiscalPeriodSql(sql: string): string {
  return `(((CAST(strftime('%m', ${sql}) AS INTEGER) - 1 - ${firstMonth()} + 12) % 12) / ${monthsInPeriod} + 1)`;
}

/** The fiscal year of a date, as SQL. */
export function fiscalYearSql(sql: string): string {
  return `CAST(strftime('%Y', ${sql}, '-${firstMonth()} months') AS INTEGER)`;
}

/** Periods are numbered on from the beginning of our era. */
function periodOf(milliseconds: number): number {
  const date = new Date(milliseconds);
  return Math.floor((date.getUTCFullYear() * 12 + date.getUTCMonth() - firstMonth()) / monthsInPeriod);
}

function between(first: number, end: number): Stretch {
  return { from: startOf(first), until: startOf(end) };
}

function startOf(period: number): number {
  const months = period * monthsInPeriod + firstMonth();
  return Date.UTC(Math.floor(months / 12), modulo(months, 12), 1);
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
