/** What stands in one cell of the form. */
import * as React from 'react';
import { ControlCell } from '../controls/control-cell.tsx';
import { say } from '../text/text.ts';
import { Field } from './fields/field.tsx';
import type { Cell, UnsupportedContent } from './form/form-model.ts';
import { useForm } from './form-context.ts';
import { cellLabel } from './labels.ts';
import { Subgrid } from './subgrid.tsx';

export function CellView({ cell }: { readonly cell: Cell }): React.ReactElement | null {
  const { table } = useForm();
  const { content, showLabel } = cell;
  if (content === undefined) return null;
  const label = cellLabel(cell, table);
  switch (content.kind) {
    case 'field': {
      const { column, disabled } = content;
      return <Field columnName={column} label={label} showLabel={showLabel} disabled={disabled} />;
    }
    case 'subgrid':
      return <Subgrid content={content} label={label} showLabel={showLabel} />;
    case 'custom':
      return <ControlCell content={content} label={label} showLabel={showLabel} rowspan={cell.rowspan} />;
    case 'unsupported':
      return <Unsupported content={content} label={label} />;
  }
}

function Unsupported(props: {
  readonly content: UnsupportedContent;
  readonly label: string;
}): React.ReactElement {
  const { content, label } = props;
  return (
    <div className="crm-field" role="group" aria-label={label === '' ? content.id : label}>
      {label !== '' && (
        <span className="crm-label" aria-hidden>
          {label}
        </span>
      )}
      <p className="crm-not-shown">{say(`notShown_${content.what}`, { detail: content.detail })}</p>
    </div>
  );
}
