/** The day by which a message asks to be paid. */
import { rollForward, type Calendar } from '../calendar/calendar.ts';
import { addDays, type IsoDate } from '../dates/iso-date.ts';
import type { Step } from './policy.ts';

/**
 * What is not due yet is paid by its due date; anything else so many days after the message as its step says, or on the business day after
 * that, for banks carry nothing out before. Beyond the calendar the day stays as it is.
 */
export function payBy(
  { payByDays }: Pick<Step, 'payByDays'>,
  of: {
    readonly on: IsoDate;
    /** Of what the message lists. */
    readonly dueDates: readonly IsoDate[];
    readonly calendar: Calendar;
  },
): IsoDate {
  const lastDue = [...of.dueDates].sort().at(-1);
  if (lastDue !== undefined && lastDue > of.on) return lastDue;
  const day = addDays(of.on, payByDays);
  return rollForward(of.calendar, day) ?? day;
}
