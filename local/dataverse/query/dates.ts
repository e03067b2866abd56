/** Stretches of time that are named relative to now: "last 7 days", "this month". Weeks start on Sunday, as the organization's default. */

/** From `from` inclusive to `until` exclusive, in milliseconds; an end that is not set is open. */
export interface Stretch {
  readonly from?: number;
  readonly until?: number;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

type Unit = 'minutes' | 'hours' | 'days' | 'weeks' | 'months' | 'years';

/** The stretch an operator means at this moment, or undefined when it is none of them. `count` is the x of "last x days". */
export function stretchOf(operator: string, nowMs: number, count = 0): Stretch | undefined {
  const today = startOfDay(nowMs);
  const day = (from: number, days = 1): Stretch => ({ from, until: from + days * dayMs });
  switch (operator) {
    case 'today':
      return day(today);
    case 'yesterday':
      return day(today - dayMs);
    case 'tomorrow':
      return day(today + dayMs);
    case 'last-seven-days':
      return { from: today - 7 * dayMs, until: nowMs + 1 };
    case 'next-seven-days':
      return { from: nowMs, until: today + 8 * dayMs };
    case 'this-week':
      return day(startOfWeek(today), 7);
    case 'last-week':
      return day(startOfWeek(today) - 7 * dayMs, 7);
    case 'next-week':
      return day(startOfWeek(today) + 7 * dayMs, 7);
    case 'this-month':
      return { from: startOfMonth(today, 0), until: startOfMonth(today, 1) };
    case 'last-month':
      return { from: startOfMonth(today, -1), until: startOfMonth(today, 0) };
    case 'next-month':
      return { from: startOfMonth(today, 1), until: startOfMonth(today, 2) };
    case 'this-year':
      return { from: startOfYear(today, 0), until: startOfYear(today, 1) };
    case 'last-year':
      return { from: startOfYear(today, -1), until: startOfYear(today, 0) };
    case 'next-year':
      return { from: startOfYear(today, 1), until: startOfYear(today, 2) };
    default:
      return countedStretch(operator, nowMs, count);
  }
}

/** Whether an operator of that name takes the number x. */
export function isCounted(operator: string): boolean {
  return counted.test(operator);
}

const counted = /^(last|next|olderthan)-x-(minutes|hours|days|weeks|months|years)$/;

function countedStretch(operator: string, nowMs: number, count: number): Stretch | undefined {
  const match = counted.exec(operator);
  if (match === null) return undefined;
  const [, direction, unit] = match as unknown as [string, 'last' | 'next' | 'olderthan', Unit];
  if (direction === 'olderthan') return { until: shifted(nowMs, unit, -count) };
  // Whole days: "last 2 days" begins at midnight two days ago. Hours are counted to the minute.
  const wholeDays = unit !== 'hours' && unit !== 'minutes';
  if (direction === 'last') {
    const from = shifted(wholeDays ? startOfDay(nowMs) : nowMs, unit, -count);
    return { from, until: nowMs + 1 };
  }
  const until = shifted(wholeDays ? startOfDay(nowMs) + dayMs : nowMs, unit, count);
  return { from: nowMs, until };
}

function shifted(milliseconds: number, unit: Unit, count: number): number {
  const date = new Date(milliseconds);
  switch (unit) {
    case 'minutes':
      return milliseconds + count * 60_000;
    case 'hours':
      return milliseconds + count * hourMs;
    case 'days':
      return milliseconds + count * dayMs;
    case 'weeks':
      return milliseconds + count * 7 * dayMs;
    case 'months':
      return date.setUTCMonth(date.getUTCMonth() + count);
    case 'years':
      return date.setUTCFullYear(date.getUTCFullYear() + count);
  }
}

export function startOfDay(milliseconds: number): number {
  return Math.floor(milliseconds / dayMs) * dayMs;
}

function startOfWeek(day: number): number {
  return day - new Date(day).getUTCDay() * dayMs;
}

function startOfMonth(day: number, offset: number): number {
  const date = new Date(day);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + offset, 1);
}

function startOfYear(day: number, offset: number): number {
  return Date.UTC(new Date(day).getUTCFullYear() + offset, 0, 1);
}
