/** Days as `npm start` runs them. */
import { addDays } from '../erp/days.ts';

/** Milliseconds since 1970 at a time of day in UTC. */
export function instantOn(day: string, time: string): number {
  return Date.parse(`${day}T${time}:00Z`);
}

/** The day itself, or the Friday before a weekend, when nobody is written to. */
export function lastWeekday(milliseconds: number): string {
  const weekday = new Date(milliseconds).getUTCDay();
  const back = weekday === 0 ? 2 : weekday === 6 ? 1 : 0;
  return addDays(new Date(milliseconds).toISOString().slice(0, 10), -back);
}
