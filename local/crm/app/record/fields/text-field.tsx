/** Text on one line or several. */
import * as React from 'react';
import { ariaOf, type FieldProps } from './field-props.ts';

export function TextField(props: FieldProps): React.ReactElement {
  const { id, column, value, onChange } = props;
  const shared = {
    id,
    value: typeof value === 'string' ? value : '',
    ...(column.maxLength !== undefined && { maxLength: column.maxLength }),
    ...ariaOf(props),
    onChange: ({ target }: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      onChange(target.value === '' ? null : target.value),
  };
  return column.type === 'memo' ? (
    <textarea className="crm-input crm-memo" rows={4} {...shared} />
  ) : (
    <input className="crm-input" type="text" autoComplete="off" {...shared} />
  );
}
