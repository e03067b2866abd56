/** One of the column's options; yes/no columns too. A status reason offers those of the row's present state. */
import * as React from 'react';
import { say } from '../../text/text.ts';
import type { FieldValue } from '../values.ts';
import { ariaOf, type FieldProps } from './field-props.ts';

export function ChoiceField(props: FieldProps & { readonly state: number | undefined }): React.ReactElement {
  const { id, column, value, state, required, onChange } = props;
  const options = (column.options ?? []).filter(
    (option) => column.type !== 'status' || option.state === (state ?? 0),
  );
  // The service fills in a yes/no or a status by itself: there is no "nothing" to choose.
  const mayBeEmpty = column.type === 'choice' || value === null;
  return (
    <select
      className="crm-input"
      id={id}
      value={value === null ? '' : String(Number(value))}
      {...ariaOf(props)}
      onChange={({ target }) => onChange(chosen(target.value, column.type === 'boolean'))}
    >
      {mayBeEmpty && (
        <option value="" disabled={required && value !== null}>
          {say('noChoice')}
        </option>
      )}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

function chosen(text: string, isYesNo: boolean): FieldValue {
  if (text === '') return null;
  return isYesNo ? text === '1' : Number(text);
}
