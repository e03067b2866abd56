/** Above the form: why it was not saved, and which fields stand in the way. */
import * as React from 'react';
import type { TableInfo } from '../data/metadata.ts';
import { Failure } from '../parts/failure.tsx';
import { say } from '../text/text.ts';
import { isDirty } from './draft.ts';
import type { OpenRecord } from './use-record.ts';

export function SaveProblems(props: {
  readonly record: OpenRecord;
  readonly table: TableInfo;
  readonly onTryAgain: () => void;
}): React.ReactElement {
  const { record, table, onTryAgain } = props;
  const { draft, failure, missingColumns, showMissing } = record;
  const labelOf = (column: string): string => table.columns.get(column)?.label ?? column;
  return (
    <>
      {failure !== undefined && (
        <div className="crm-save-failure">
          <Failure error={failure} onTryAgain={onTryAgain} />
          {isDirty(draft) && <p>{say('keptTyped')}</p>}
        </div>
      )}
      {showMissing && missingColumns.length > 0 && (
        <p className="crm-save-failure" role="alert">
          {say('requiredMissing', { fields: missingColumns.map(labelOf).join(', ') })}
        </p>
      )}
      {showMissing && draft.unreadable.size > 0 && (
        <p className="crm-save-failure" role="alert">
          {say('unreadable', { fields: [...draft.unreadable.keys()].map(labelOf).join(', ') })}
        </p>
      )}
    </>
  );
}
