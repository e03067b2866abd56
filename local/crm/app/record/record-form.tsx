/** An open form: commands, what it is and how it stands, its tabs, and the questions that come up. */
import * as React from 'react';
import { preloadControls } from '../controls/preload.ts';
import { href, navigate } from '../navigation.ts';
import { useTitle } from '../parts/use-title.ts';
import { say } from '../text/text.ts';
import { Commands } from './commands.tsx';
import { RecordConflict } from './conflict-dialog.tsx';
import { isDirty } from './draft.ts';
import { FormProvider } from './form-context.ts';
import { FormHeader } from './form-header.tsx';
import { LeaveDialog, useLeaveGuard } from './leave-guard.tsx';
import type { RecordParts } from './load-record.ts';
import { NotRun } from './not-run.tsx';
import { isSaveKey } from './save-key.ts';
import { SaveProblems } from './save-problems.tsx';
import { SectionView } from './section-view.tsx';
import { Tabs } from './tabs.tsx';
import { useFormContext } from './use-form-context.ts';
import { useRecord, type OpenRecord } from './use-record.ts';

export type RecordFormProps = {
  readonly parts: RecordParts;
  readonly defaults: Readonly<Record<string, string>>;
};

export function RecordForm({ parts, defaults }: RecordFormProps): React.ReactElement {
  const record = useRecord(parts, defaults);
  const form = useFormContext(parts, record);
  const { table } = parts;
  const { draft } = record;
  // A new record that nobody touched is left without a question.
  const untouched = React.useRef(draft).current;
  const guard = useLeaveGuard(isDirty(draft) && (record.stored !== undefined || draft !== untouched));
  const title = form.id === undefined ? say('recordNew', { table: table.displayName }) : form.name;
  useTitle(`${title} – ${table.displayName}`);

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
        <SaveProblems record={record} table={table} onTryAgain={() => void retry(record, saveAndStay)} />
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
      <RecordConflict record={record} table={table} currency={form.currency} />
      <LeaveDialog guard={guard} />
    </FormProvider>
  );
}

/** Ctrl+S (or Cmd+S) saves, wherever the focus is, unless a panel over the form has taken it. */
function useSaveKey(save: () => void): void {
  const latest = React.useRef(save);
  latest.current = save;
  React.useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!isSaveKey(event) || event.defaultPrevented) return;
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
