/** Names of months and days for Fluent's calendar, from the locale. */
import type { ICalendarStrings } from '@fluentui/react';
import { say } from '../../text/text.ts';
import { dateFormat } from '../formats/formatters.ts';

export function calendarStrings(locale: string): ICalendarStrings {
  const month = (style: 'long' | 'short'): string[] =>
    Array.from({ length: 12 }, (_, index) =>
      name(locale, { month: style }, new Date(Date.UTC(2024, index, 1))),
    );
  // 2024-09-01 was a Sunday, with which the calendar begins.
  const day = (style: 'long' | 'narrow'): string[] =>
    Array.from({ length: 7 }, (_, index) =>
      name(locale, { weekday: style }, new Date(Date.UTC(2024, 8, index + 1))),
    );
  return {
    months: month('long'),
    shortMonths: month('short'),
    days: day('long'),
    shortDays: day('narrow'),
    goToToday: '',
    prevMonthAriaLabel: say('previousMonth'),
    nextMonthAriaLabel: say('nextMonth'),
    prevYearAriaLabel: say('previousYear'),
    nextYearAriaLabel: say('nextYear'),
    closeButtonAriaLabel: say('cancel'),
    monthPickerHeaderAriaLabel: '{0}',
    yearPickerHeaderAriaLabel: '{0}',
  };
}

function name(locale: string, options: Intl.DateTimeFormatOptions, date: Date): string {
  return dateFormat(locale, { ...options, timeZone: 'UTC' }).format(date);
}
