/** One row being made in a panel beside the page: its quick create form, how it is saved, and what is asked before it is given up. */
import * as React from 'react';
import { DefaultButton, Panel, PanelType, PrimaryButton } from '@fluentui/react';
import { client } from '../data/client.ts';
import type { TableInfo } from '../data/metadata.ts';
import { Failure } from '../parts/failure.tsx';
import { Loading } from '../parts/loading.tsx';
import { useLoaded } from '../parts/use-loaded.ts';
import { useMedia } from '../parts/use-media.ts';
import { say } from '../text/text.ts';
import { RecordConflict } from './conflict-dialog.tsx';
import { isDirty } from './draft.ts';
import { FormProvider } from './form-context.ts';
import { FormatsProvider } from './formats/user-formats.ts';
import { LeaveDialog, useLeaveGuard } from './leave-guard.tsx';
import { loadRecord, type RecordParts } from './load-record.ts';
import { NotRun } from './not-run.tsx';
import { quickCreateForm, type QuickCreateRequest } from './quick-create.ts';
import { isSaveKey } from './save-key.ts';
import { SaveProblems } from './save-problems.tsx';
import { SectionView } from './section-view.tsx';
import { useFormContext } from './use-form-context.ts';
import { useRecord } from './use-record.ts';
import type { LookupValue } from './values.ts';
import './quick-create.css';

type PanelProps = {
  readonly request: QuickCreateRequest;
  readonly onEnd: (created: LookupValue | undefined) => void;
};

export function QuickCreatePanel({ request, onEnd }: PanelProps): React.ReactElement {
  const { table: etn, values } = request;
  const [saved, setSaved] = React.useState<LookupValue>();
  const id = saved?.id;
  const { loaded, again } = useLoaded(
    () => loadRecord({ etn, id, formType: quickCreateForm }),
    `${etn} ${id ?? ''}`,
  );
  // What is in the panel knows whether there is something to lose.
  const mayClose = React.useRef<() => Promise<boolean>>(async () => true);
  const close = async (): Promise<void> => {
    if (await mayClose.current()) onEnd(saved);
  };
  const isPhone = useMedia('(max-width: 600px)');
  const title = loaded.state === 'there' ? titleOf(loaded.value.table, saved) : say('loading');
  return (
    <Panel
      isOpen
      isBlocking
      type={isPhone ? PanelType.smallFluid : PanelType.custom}
      customWidth="min(30rem, 100vw)"
      headerText={title}
      closeButtonAriaLabel={say('close')}
      onDismiss={(event) => {
        // The panel goes when its row is made or given up, not by itself.
        event?.preventDefault();
        void close();
      }}
      className="crm-quick"
    >
      {loaded.state === 'loading' && <Loading />}
      {loaded.state === 'failed' && <Failure error={loaded.error} onTryAgain={again} />}
      {loaded.state === 'there' && (
        <FormatsProvider value={loaded.value.formats}>
          <QuickForm
            key={id ?? ''}
            parts={loaded.value}
            values={values}
            mayClose={mayClose}
            onSaved={setSaved}
            onEnd={onEnd}
            onCancel={() => void close()}
          />
        </FormatsProvider>
      )}
    </Panel>
  );
}

function titleOf({ displayName }: TableInfo, saved: LookupValue | undefined): string {
  if (saved === undefined) return say('recordNew', { table: displayName });
  return saved.name === '' ? displayName : saved.name;
}

function QuickForm(props: {
  readonly parts: RecordParts;
  readonly values: QuickCreateRequest['values'];
  /** Filled in with what asks before the panel is closed. */
  readonly mayClose: React.MutableRefObject<() => Promise<boolean>>;
  readonly onSaved: (saved: LookupValue) => void;
  readonly onEnd: (created: LookupValue) => void;
  readonly onCancel: () => void;
}): React.ReactElement {
  const { parts, values, mayClose, onSaved, onEnd, onCancel } = props;
  const { table } = parts;
  const record = useRecord(parts, values);
  const form = useFormContext(parts, record);
  const untouched = React.useRef(record.draft).current;
  const guard = useLeaveGuard(isDirty(record.draft) && record.draft !== untouched);
  mayClose.current = guard.mayLeave;
  const body = React.useRef<HTMLDivElement>(null);
  React.useEffect(() => focusFirstEmpty(body.current), []);
  const save = async (then: (created: LookupValue) => void): Promise<void> => {
    const id = await record.save();
    if (id !== undefined) then(await named(table, id));
  };
  const sections = parts.form.tabs
    .filter(({ visible }) => visible)
    .flatMap(({ columns }) => columns.flatMap((column) => column.sections));
  const editable = form.readOnly === undefined;
  return (
    <FormProvider value={form}>
      <div
        className="crm-quick-form"
        ref={body}
        aria-busy={record.busy}
        onKeyDown={(event) => {
          if (!isSaveKey(event)) return;
          event.preventDefault();
          void save(onEnd);
        }}
      >
        <SaveProblems record={record} table={table} onTryAgain={() => void save(onEnd)} />
        {!editable && <p className="crm-not-shown">{say('stateReadOnlyCreate')}</p>}
        <NotRun parts={parts} />
        {sections.map((section) => (
          <SectionView key={section.id} section={section} />
        ))}
      </div>
      <div className="crm-quick-commands" role="toolbar" aria-label={say('recordCommands')}>
        {editable && (
          <PrimaryButton text={say('saveAndClose')} disabled={record.busy} onClick={() => void save(onEnd)} />
        )}
        {editable && (
          <DefaultButton text={say('save')} disabled={record.busy} onClick={() => void save(onSaved)} />
        )}
        <DefaultButton text={say('cancel')} onClick={onCancel} />
      </div>
      <RecordConflict record={record} table={table} currency={form.currency} />
      <LeaveDialog guard={guard} />
    </FormProvider>
  );
}

/** The row that was made, as others point at it: its name may be the service's. */
async function named(table: TableInfo, id: string): Promise<LookupValue> {
  const { logicalName, entitySetName, primaryName } = table;
  if (primaryName === undefined) return { table: logicalName, id, name: '' };
  const name = (await client.read(entitySetName, id, `$select=${primaryName}`))[primaryName];
  return { table: logicalName, id, name: typeof name === 'string' ? name : '' };
}

/** What is filled in already need not be typed: the first field that is empty has the focus. */
function focusFirstEmpty(body: HTMLElement | null): void {
  const fields = [...(body?.querySelectorAll<HTMLInputElement>('input, select, textarea') ?? [])];
  (fields.find(({ value }) => value === '') ?? fields[0])?.focus();
}
