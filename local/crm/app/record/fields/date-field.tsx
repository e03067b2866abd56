/** A day, or a day with a time of the user's zone. The day is typed in the language's own order or chosen in a calendar. */
import * as React from 'react';
import { IconButton } from '@fluentui/react';
import { say } from '../../text/text.ts';
import { formatDay, parseDay } from '../formats/dates.ts';
import { useFormats } from '../formats/user-formats.ts';
import { dateKind, midnight, shownOf, valueFrom } from './date-kind.ts';
import { DayPicker } from './day-picker.tsx';
import { ariaOf, type FieldProps } from './field-props.ts';

export function DateField(props: FieldProps): React.ReactElement {
  const { column, id, label, value, unreadable, onChange, onUnreadable } = props;
  const { locale, timeZone } = useFormats();
  const [typed, setTyped] = React.useState<string>();
  const [calendarOpen, setCalendarOpen] = React.useState(false);
  const button = React.useRef<HTMLSpanElement>(null);
  const kind = dateKind(column);
  const shown = typeof value === 'string' ? shownOf(value, kind, timeZone) : undefined;
  const put = (day: string, time: string): void => onChange(valueFrom({ day, time }, kind, timeZone));
  const type = (text: string): void => {
    setTyped(text);
    if (text.trim() === '') return onChange(null);
    const day = parseDay(locale, text);
    if (day === undefined) onUnreadable(text);
    else put(day, shown?.time ?? midnight);
  };
  return (
    <span className="crm-date">
      <input
        className="crm-input"
        type="text"
        autoComplete="off"
        id={id}
        value={typed ?? unreadable ?? (shown === undefined ? '' : formatDay(locale, shown.day))}
        {...ariaOf(props)}
        onChange={({ target }) => type(target.value)}
        onBlur={() => setTyped(undefined)}
      />
      <span ref={button}>
        <IconButton
          iconProps={{ iconName: 'Calendar' }}
          ariaLabel={say('chooseDate', { field: label })}
          aria-haspopup="dialog"
          aria-expanded={calendarOpen}
          onClick={() => setCalendarOpen(!calendarOpen)}
        />
      </span>
      {(kind === 'instant' || kind === 'moment') && (
        <input
          className="crm-input crm-time"
          type="time"
          aria-label={say('timeOf', { field: label })}
          disabled={shown === undefined}
          value={shown?.time ?? ''}
          onChange={({ target }) => {
            if (shown !== undefined && target.value !== '') put(shown.day, target.value.slice(0, 5));
          }}
        />
      )}
      {calendarOpen && (
        <DayPicker
          target={button}
          label={say('chooseDate', { field: label })}
          locale={locale}
          day={shown?.day}
          onDismiss={() => setCalendarOpen(false)}
          onChoose={(day) => {
            setTyped(undefined);
            setCalendarOpen(false);
            put(day, shown?.time ?? midnight);
          }}
        />
      )}
    </span>
  );
}
