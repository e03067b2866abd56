/** On which day a step falls, and until when it makes sense. In day numbers, since it is asked for every item and step. */
import { addBusinessDays, type Calendar } from '../calendar/calendar.ts';
import { dayNumber, later, dateOfDayNumber, type IsoDate } from '../dates/iso-date.ts';
import { isUpcoming, type Step } from './policy.ts';

/**
 * The day so many days after (negative: before) the one the step is counted from; undefined outside the calendar's coverage. Business days
 * after a day from before the coverage are counted from its first day: that day may be late, but never early.
 */
export function dayOfStep(step: Step, from: number, calendar: Calendar): number | undefined {
  if (step.dayCount === 'calendar') return from + step.offsetDays;
  const day = businessDay(step.offsetDays, dateOfDayNumber(from), calendar);
  return day && dayNumber(day);
}

/** Ledgers write the same few hundred due dates again and again. */
const remembered = new WeakMap<Calendar, Map<string, IsoDate | undefined>>();

function businessDay(days: number, date: IsoDate, calendar: Calendar): IsoDate | undefined {
  const known = remembered.get(calendar) ?? new Map<string, IsoDate | undefined>();
  const key = `${date} ${days}`;
  if (known.has(key)) return known.get(key);
  const day = addBusinessDays(calendar, days > 0 ? later(date, calendar.coveredFrom) : date, days);
  remembered.set(calendar, known.set(key, day));
  return day;
}

/**
 * What announces a due date makes no sense after it. The reminder of the due date itself may come some days late when the step says
 * so, since the day may be no business day.
 */
export function lastSensibleDay(step: Step, planned: number, dueOn: number): number | undefined {
  const said = step.validDays === undefined ? undefined : planned + step.validDays;
  if (!isUpcoming(step)) return said;
  // On the due date itself it is too late to announce it.
  const last = step.offsetDays < 0 ? dueOn - 1 : dueOn;
  return said === undefined || step.offsetDays < 0 ? Math.min(said ?? last, last) : said;
}
