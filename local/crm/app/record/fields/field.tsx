/** One column on the form: its label, its editor or its value, and what is wrong with it. */
import * as React from 'react';
import { Icon } from '@fluentui/react';
import type { ColumnInfo } from '../../data/columns.ts';
import { say } from '../../text/text.ts';
import { partyColumns } from '../activity.ts';
import { valueIn } from '../draft.ts';
import { useForm, type FormContext } from '../form-context.ts';
import { formatDay } from '../formats/dates.ts';
import { useFormats } from '../formats/user-formats.ts';
import { isWritable } from '../permissions.ts';
import { ChoiceField } from './choice-field.tsx';
import { DateField } from './date-field.tsx';
import type { FieldProps } from './field-props.ts';
import { LookupField } from './lookup-field.tsx';
import { NumberField } from './number-field.tsx';
import { PartyList } from './party-list.tsx';
import { decimalsOf, readNumber } from './read-number.ts';
import { ReadOnlyValue } from './read-only-value.tsx';
import { TextField } from './text-field.tsx';

export type FieldOnForm = {
  readonly columnName: string;
  readonly label: string;
  readonly showLabel: boolean;
  readonly disabled: boolean;
};

export function Field(props: FieldOnForm): React.ReactElement {
  const form = useForm();
  const { columnName, label } = props;
  const column = form.table.columns.get(columnName);
  if (column !== undefined) return <ColumnField {...props} column={column} />;
  const role = form.table.isActivity ? partyColumns[columnName] : undefined;
  if (role === undefined)
    return <p className="crm-not-shown">{say('unknownColumn', { column: columnName })}</p>;
  return (
    <div className="crm-field" role="group" aria-label={label}>
      <span className="crm-label" aria-hidden>
        {label}
      </span>
      {form.id === undefined ? (
        <span className="crm-nothing">{say('partiesAfterSaving')}</span>
      ) : (
        <PartyList activityId={form.id} role={role} />
      )}
    </div>
  );
}

function ColumnField(props: FieldOnForm & { readonly column: ColumnInfo }): React.ReactElement {
  const { column, columnName, label, showLabel, disabled } = props;
  const form = useForm();
  const { locale } = useFormats();
  const id = `field-${React.useMemo(() => (fieldCount += 1), [])}`;
  const value = valueIn(form.draft, columnName);
  const unreadable = form.draft.unreadable.get(columnName);
  const editable = form.readOnly === undefined && !disabled && isWritable(column, form.id === undefined);
  const problem = editable ? problemOf(form, props, locale) : undefined;
  const isRequired = editable && (column.required === 'required' || column.required === 'system');
  const shared: FieldProps = {
    column,
    value,
    unreadable,
    id,
    labelId: `${id}-label`,
    label,
    required: isRequired,
    describedBy: problem === undefined ? undefined : `${id}-problem`,
    invalid: problem !== undefined,
    onChange: (next) => form.change(columnName, next),
    onUnreadable: (text) => form.refuse(columnName, text),
  };
  if (!editable) {
    return (
      <div className="crm-field" role="group" aria-labelledby={shared.labelId} data-column={columnName}>
        <span className={showLabel ? 'crm-label' : 'crm-for-screen-readers'} id={shared.labelId}>
          {label}
        </span>
        <ReadOnlyValue column={column} value={value} />
      </div>
    );
  }
  return (
    <div className="crm-field" data-column={columnName}>
      <label className={showLabel ? 'crm-label' : 'crm-for-screen-readers'} id={shared.labelId} htmlFor={id}>
        {label}
        {isRequired && (
          <span className="crm-required" aria-hidden>
            {' *'}
          </span>
        )}
        {column.required === 'recommended' && (
          <span className="crm-recommended" aria-hidden>
            {' +'}
          </span>
        )}
      </label>
      {editorOf(column, shared, form)}
      {problem !== undefined && (
        <span className="crm-field-problem" id={`${id}-problem`} role="alert">
          <Icon iconName="ErrorBadge" aria-hidden /> {problem}
        </span>
      )}
    </div>
  );
}

/** Ids of inputs are unique on the page, though a column may stand on a form twice. */
let fieldCount = 0;

function editorOf(column: ColumnInfo, props: FieldProps, form: FormContext): React.ReactElement {
  switch (column.type) {
    case 'text':
    case 'memo':
      return <TextField {...props} />;
    case 'integer':
    case 'decimal':
    case 'double':
    case 'money':
      return <NumberField {...props} currency={form.currency} />;
    case 'boolean':
    case 'choice':
    case 'status': {
      const state = form.draft.saved.get('statecode');
      return <ChoiceField {...props} state={typeof state === 'number' ? state : undefined} />;
    }
    case 'datetime':
      return <DateField {...props} />;
    case 'lookup':
    case 'customer':
    case 'owner':
      return <LookupField {...props} />;
    case 'bigint':
    case 'choices':
    case 'file':
    case 'id':
    case 'image':
    case 'other':
    case 'partylist':
    case 'state':
    case 'tablename':
      // `isWritable` lets none of these come here.
      return <ReadOnlyValue column={column} value={props.value} />;
  }
}

/** What stands in the way of saving this field, in words. */
function problemOf(
  { draft, currency, showMissing }: FormContext,
  { column, columnName, label }: FieldOnForm & { readonly column: ColumnInfo },
  locale: string,
): string | undefined {
  const text = draft.unreadable.get(columnName);
  if (text !== undefined) {
    if (column.type === 'datetime')
      return say('notADate', { text, example: formatDay(locale, '2025-12-31') });
    const read = readNumber(column, locale, text, decimalsOf(column, currency?.precision));
    return read.kind === 'refused' ? read.reason : undefined;
  }
  const isRequired = column.required === 'required' || column.required === 'system';
  const isEmpty = valueIn(draft, columnName) === null;
  return showMissing && isRequired && isEmpty ? say('fieldRequired', { field: label }) : undefined;
}
