/** A calendar to choose a day from; it opens on the day that is set, else on the local clock's today. */
import * as React from 'react';
import { Calendar, Callout, DirectionalHint, FocusTrapZone, type ICalendar } from '@fluentui/react';
import { hostState } from '../../data/session.ts';
import { useLoaded } from '../../parts/use-loaded.ts';
import { calendarStrings } from './calendar-strings.ts';

export function DayPicker(props: {
  readonly target: React.RefObject<Element>;
  readonly label: string;
  readonly locale: string;
  /** ISO day. */
  readonly day: string | undefined;
  readonly onChoose: (day: string) => void;
  readonly onDismiss: () => void;
}): React.ReactElement | null {
  const { target, label, locale, day, onChoose, onDismiss } = props;
  const { loaded } = useLoaded(hostState, '');
  if (loaded.state === 'loading') return null;
  // A calendar without a server behind it still shows days: those of the browser.
  const today = loaded.state === 'there' ? new Date(loaded.value.now) : new Date();
  return (
    <Callout
      target={target}
      role="dialog"
      ariaLabel={label}
      directionalHint={DirectionalHint.bottomRightEdge}
      onDismiss={onDismiss}
    >
      <FocusTrapZone isClickableOutsideFocusTrap disableFirstFocus>
        <Calendar
          componentRef={focusOnDay}
          value={day === undefined ? today : localDate(day)}
          today={today}
          strings={calendarStrings(locale)}
          showGoToToday={false}
          isDayPickerVisible
          isMonthPickerVisible={false}
          onSelectDate={(date) => onChoose(dayOf(date))}
          onDismiss={onDismiss}
        />
      </FocusTrapZone>
    </Callout>
  );
}

function focusOnDay(calendar: ICalendar | null): void {
  // Once the callout has found its place.
  requestAnimationFrame(() => calendar?.focus());
}

/** Fluent's calendar counts in the browser's own days. */
function localDate(day: string): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date);
}

function dayOf(date: Date): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
