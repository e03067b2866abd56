/** What the record is called, of which table and form, how it stands, and the form's header fields. */
import * as React from 'react';
import { Icon } from '@fluentui/react';
import { open } from '../navigation.ts';
import { say } from '../text/text.ts';
import { CellView } from './cell-view.tsx';
import { isDirty, valueIn } from './draft.ts';
import { useForm, type FormContext } from './form-context.ts';
import type { Cell } from './form/form-model.ts';
import { formatInstant } from './formats/dates.ts';
import { useFormats } from './formats/user-formats.ts';
import { isWritable } from './permissions.ts';
import { ReadOnlyValue } from './fields/read-only-value.tsx';
import { cellLabel } from './labels.ts';
import type { RecordParts } from './load-record.ts';
import { lastWriter, type OpenRecord } from './use-record.ts';

export function FormHeader(props: {
  readonly title: string;
  readonly parts: RecordParts;
  readonly record: OpenRecord;
}): React.ReactElement {
  const { title, parts, record } = props;
  const { table, form, forms } = parts;
  const context = useForm();
  const cells = form.header.filter(({ visible, content }) => visible && content !== undefined);
  const [editing, setEditing] = React.useState(false);
  const editable = cells.some((cell) => isEditable(cell, context));
  return (
    <header className="crm-form-header">
      <div className="crm-form-title">
        <div>
          <h1>
            <bdi>{title}</bdi>
          </h1>
          <p className="crm-form-kind">
            {table.displayName}
            {forms.length > 1 && <FormChoice parts={parts} />}
          </p>
        </div>
        {cells.length > 0 && (
          <dl className="crm-header-fields">
            {cells.map((cell) => (
              <HeaderValue key={cell.id} cell={cell} />
            ))}
          </dl>
        )}
        {editable && (
          <button
            type="button"
            className="crm-header-edit"
            aria-expanded={editing}
            aria-label={say('headerFields')}
            title={say('headerFields')}
            onClick={() => setEditing(!editing)}
          >
            <Icon iconName={editing ? 'ChevronUp' : 'ChevronDown'} aria-hidden />
          </button>
        )}
      </div>
      {editing && editable && (
        <div className="crm-header-editors" role="group" aria-label={say('headerFields')}>
          {cells.map((cell) => (
            <CellView key={cell.id} cell={cell} />
          ))}
        </div>
      )}
      <StatusLine record={record} parts={parts} />
    </header>
  );
}

function HeaderValue({ cell }: { readonly cell: Cell }): React.ReactElement | null {
  const { table, draft } = useForm();
  const { content } = cell;
  const column = content?.kind === 'field' ? table.columns.get(content.column) : undefined;
  if (column === undefined) return null;
  return (
    <div>
      <dd>
        <ReadOnlyValue column={column} value={valueIn(draft, column.logicalName)} />
      </dd>
      <dt>{cellLabel(cell, table)}</dt>
    </div>
  );
}

function isEditable({ content }: Cell, { table, readOnly, id }: FormContext): boolean {
  if (readOnly !== undefined || content?.kind !== 'field' || content.disabled) return false;
  const column = table.columns.get(content.column);
  return column !== undefined && isWritable(column, id === undefined);
}

function FormChoice({ parts }: { readonly parts: RecordParts }): React.ReactElement {
  const { forms, formInfo, table } = parts;
  const { id } = useForm();
  return (
    <label className="crm-form-choice">
      <span className="crm-for-screen-readers">{say('formChoice')}</span>
      <select
        value={formInfo?.id ?? ''}
        onChange={({ target }) =>
          void open({
            page: 'record',
            etn: table.logicalName,
            formId: target.value,
            ...(id !== undefined && { id }),
          })
        }
      >
        {forms.map((form) => (
          <option key={form.id} value={form.id}>
            {form.name}
          </option>
        ))}
      </select>
    </label>
  );
}

function StatusLine(props: { readonly record: OpenRecord; readonly parts: RecordParts }): React.ReactElement {
  const { record, parts } = props;
  const { locale, timeZone } = useFormats();
  const { readOnly, id } = useForm();
  const { stored } = record;
  const last = stored === undefined ? undefined : lastWriter(parts, stored.row);
  return (
    <p className="crm-status-line">
      <span role="status" className={isDirty(record.draft) ? 'crm-unsaved' : 'crm-saved'}>
        {record.busy ? say('saving') : stateInWords(readOnly, id === undefined, isDirty(record.draft))}
      </span>
      {last !== undefined && last.by !== '' && last.at !== '' && (
        <span>{say('lastChanged', { who: last.by, when: formatInstant(locale, timeZone, last.at) })}</span>
      )}
    </p>
  );
}

function stateInWords(readOnly: FormContext['readOnly'], isNew: boolean, isUnsaved: boolean): string {
  if (readOnly?.kind === 'inactive') return say('stateReadOnlyInactive', { state: readOnly.state });
  if (readOnly !== undefined) return say(isNew ? 'stateReadOnlyCreate' : 'stateReadOnlyPrivilege');
  if (isNew) return say('stateNew');
  return say(isUnsaved ? 'stateUnsaved' : 'stateSaved');
}
