/** A value that cannot be edited: as text, as a link to the row it points at, or as a file to download. */
import * as React from 'react';
import { Icon } from '@fluentui/react';
import type { ColumnInfo } from '../../data/columns.ts';
import { say } from '../../text/text.ts';
import { useForm } from '../form-context.ts';
import { useFormats } from '../formats/user-formats.ts';
import { isLookupValue, type FieldValue } from '../values.ts';
import { LookupLink } from './lookup-link.tsx';
import { valueText } from './value-text.ts';

export function ReadOnlyValue(props: {
  readonly column: ColumnInfo;
  readonly value: FieldValue;
}): React.ReactElement {
  const { column, value } = props;
  const formats = useFormats();
  const { currency } = useForm();
  if (column.type === 'image') return <span className="crm-nothing">{say('imageNotShown')}</span>;
  if (column.type === 'other' || column.type === 'choices')
    return <span className="crm-nothing">{say('unsupportedType', { type: column.type })}</span>;
  if (column.type === 'file') return <FileLink column={column} isThere={value !== null} />;
  if (value === null) return <span className="crm-value crm-nothing">{say('emptyValue')}</span>;
  if (isLookupValue(value)) {
    return (
      <span className="crm-value">
        <LookupLink value={value} />
      </span>
    );
  }
  return (
    <span className={column.type === 'memo' ? 'crm-value crm-lines' : 'crm-value'}>
      <bdi>{valueText(column, value, { ...formats, currency })}</bdi>
    </span>
  );
}

function FileLink({
  column,
  isThere,
}: {
  readonly column: ColumnInfo;
  readonly isThere: boolean;
}): React.ReactElement {
  const { table, id } = useForm();
  if (!isThere || id === undefined) return <span className="crm-value crm-nothing">{say('noFile')}</span>;
  return (
    <a
      className="crm-link crm-value"
      href={`/api/data/v9.2/${table.entitySetName}(${id})/${column.logicalName}/$value`}
      download
    >
      <Icon iconName="Download" aria-hidden /> {say('download')}
    </a>
  );
}
