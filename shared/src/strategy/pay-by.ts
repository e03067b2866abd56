/** The day by which a message asks to be paid. */
import type { PlannedAction } from '../actions/action.ts';
import { rollForward, type Calendar } from '../calendar/calendar.ts';
import { addDays, type IsoDate } from '../dates/iso-date.ts';

/**
 * What is not due yet is paid by its due date; anything else so many days after the message as its step says, or on the business day after
 * that, for banks carry nothing out before. Beyond the calendar the day stays as it is.
 */
export function payBy(
  { payByDays }: Pick<PlannedAction, 'payByDays'>,
  of: { readonly lastDue: IsoDate; readonly today: IsoDate; readonly calendar: Calendar },
): IsoDate {
  if (of.lastDue > of.today) return of.lastDue;
  const day = addDays(of.today, payByDays);
  return rollForward(of.calendar, day) ?? day;
}
