/** An open form: commands, what it is and how it stands, its tabs, and the questions that come up. */
import * as React from 'react';
import { preloadControls } from '../controls/preload.ts';
import { href, navigate } from '../navigation.ts';
import { Failure } from '../parts/failure.tsx';
import { useTitle } from '../parts/use-title.ts';
import { say } from '../text/text.ts';
import { Commands } from './commands.tsx';
import { ConflictDialog } from './conflict-dialog.tsx';
import { useCurrency } from './currencies.ts';
import { isDirty, valueIn } from './draft.ts';
import { FormProvider, type FormContext } from './form-context.ts';
import { FormHeader } from './form-header.tsx';
import { LeaveDialog, useLeaveGuard } from './leave-guard.tsx';
import type { RecordParts } from './load-record.ts';
import { NotRun } from './not-run.tsx';
import { readOnlyReason } from './permissions.ts';
import { SectionView } from './section-view.tsx';
import { Tabs } from './tabs.tsx';
import { useRecord, type OpenRecord } from './use-record.ts';
import { isLookupValue } from './values.ts';

export type RecordFormProps = {
  readonly parts: RecordParts;
  readonly defaults: Readonly<Record<string, string>>;
};

export function RecordForm({ parts, defaults }: RecordFormProps): React.ReactElement {
  const record = useRecord(parts, defaults);
  const form = useFormContext(parts, record);
  const { table } = parts;
  const { draft, failure, conflict, missingColumns, showMissing } = record;
  // A new record that nobody touched is left without a question.
  const untouched = React.useRef(draft).current;
  const guard = useLeaveGuard(isDirty(draft) && (record.stored !== undefined || draft !== untouched));
  const title = form.id === undefined ? say('recordNew', { table: table.displayName }) : form.name;
  useTitle(`${title} – ${table.displayName}`);
  const labelOf = (column: string): string => table.columns.get(column)?.label ?? column;

  const saveAndStay = async (): Promise<void> => {
    const isNew = form.id === undefined;
    const id = await record.save();
    if (id !== undefined && isNew) await moveTo(href({ page: 'record', etn: table.logicalName, id }));
  };
  const moveTo = async (address: string): Promise<void> => {
    guard.letGo();
    await navigate(address, { replace: form.id === undefined });
  };
  useSaveKey(() => void saveAndStay());
  React.useEffect(() => preloadControls(parts.form), [parts.form]);

  return (
    <FormProvider value={form}>
      <section className="crm-record" aria-label={title} aria-busy={record.busy}>
        <Commands record={record} onSave={saveAndStay} onLeaveTo={moveTo} />
        {failure !== undefined && (
          <div className="crm-save-failure">
            <Failure error={failure} onTryAgain={() => void retry(record, saveAndStay)} />
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
        <FormHeader title={title} parts={parts} record={record} />
        <NotRun parts={parts} />
        <Tabs tabs={parts.form.tabs} />
        {parts.form.footer.length > 0 && (
          <SectionView
            section={{
              id: 'footer',
              name: 'footer',
              labels: new Map(),
              showLabel: false,
              visible: true,
              columnCount: parts.form.footer.length,
              rows: [parts.form.footer],
            }}
          />
        )}
      </section>
      {conflict !== undefined && (
        <ConflictDialog
          conflict={conflict}
          columns={table.columns}
          currency={form.currency}
          onSettle={(takeTheirs, alsoSave) => void record.settle(takeTheirs, alsoSave)}
          onBack={record.forgetConflict}
        />
      )}
      <LeaveDialog guard={guard} />
    </FormProvider>
  );
}

/** Ctrl+S (or Cmd+S) saves, wherever the focus is. */
function useSaveKey(save: () => void): void {
  const latest = React.useRef(save);
  latest.current = save;
  React.useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}

/** Edits are saved again; without any, the row is read again. */
async function retry(record: OpenRecord, save: () => Promise<void>): Promise<void> {
  await (isDirty(record.draft) ? save() : record.refresh());
}

function useFormContext(parts: RecordParts, record: OpenRecord): FormContext {
  const { table, form } = parts;
  const { draft, stored } = record;
  const currencyValue = valueIn(draft, 'transactioncurrencyid');
  const currency = useCurrency(isLookupValue(currencyValue) ? currencyValue.id : undefined);
  const state = draft.saved.get('statecode');
  const named = table.primaryName === undefined ? null : (draft.saved.get(table.primaryName) ?? null);
  const name = typeof named === 'string' ? named : say('unnamed');
  return {
    table,
    form,
    id: stored?.id,
    name,
    rights: stored?.rights,
    draft,
    readOnly: readOnlyReason({
      table,
      rights: stored?.rights,
      state: stored !== undefined && typeof state === 'number' ? state : undefined,
    }),
    currency,
    showMissing: record.showMissing,
    version: record.version,
    change: record.change,
    refuse: record.refuse,
    self: stored === undefined ? undefined : { table: table.logicalName, id: stored.id, name },
  };
}
