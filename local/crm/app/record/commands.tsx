/** The commands of a record: what the user may do with it, and nothing else. */
import * as React from 'react';
import { CommandBarButton } from '@fluentui/react';
import { href, open } from '../navigation.ts';
import { say } from '../text/text.ts';
import { closingStatuses, type Closing } from './activity.ts';
import { CloseDialog } from './close-dialog.tsx';
import { useForm } from './form-context.ts';
import { Question } from './question.tsx';
import type { OpenRecord } from './use-record.ts';

export function Commands(props: {
  readonly record: OpenRecord;
  readonly onSave: () => Promise<void>;
  /** Leaves the form without asking. */
  readonly onLeaveTo: (address: string) => Promise<void>;
}): React.ReactElement {
  const { record, onSave, onLeaveTo } = props;
  const { table, id, readOnly, name } = useForm();
  const [deleting, setDeleting] = React.useState(false);
  const [closing, setClosing] = React.useState<Closing>();
  const list = href({ page: 'list', etn: table.logicalName });
  const editable = readOnly === undefined;
  const button = (text: string, iconName: string, onClick: () => void): React.ReactElement => (
    <CommandBarButton text={text} iconProps={{ iconName }} disabled={record.busy} onClick={onClick} />
  );
  const saveAndClose = async (): Promise<void> => {
    if ((await record.save()) !== undefined) await onLeaveTo(list);
  };
  const remove = async (): Promise<void> => {
    setDeleting(false);
    if (await record.remove()) await onLeaveTo(list);
  };
  return (
    <div className="crm-commands" role="toolbar" aria-label={say('recordCommands')}>
      {editable && button(say('save'), 'Save', () => void onSave())}
      {editable && button(say('saveAndClose'), 'SaveAndClose', () => void saveAndClose())}
      {id !== undefined &&
        table.rights.has('Create') &&
        button(say('newCommand'), 'Add', () => void open({ page: 'record', etn: table.logicalName }))}
      <StateCommands record={record} onClosing={setClosing} button={button} />
      {record.stored?.rights.delete === true &&
        button(say('deleteCommand'), 'Delete', () => setDeleting(true))}
      {id !== undefined && button(say('refresh'), 'Refresh', () => void record.refresh())}
      {deleting && (
        <Question
          title={say('deleteQuestion')}
          detail={say('deleteDetail', { name })}
          yes={say('deleteCommand')}
          no={say('cancel')}
          onYes={() => void remove()}
          onNo={() => setDeleting(false)}
        />
      )}
      {closing !== undefined && (
        <CloseDialog
          statuses={closingStatuses(table, closing)}
          onClose={(status) => {
            setClosing(undefined);
            if (status !== undefined)
              void record.save({ statecode: status.state ?? 0, statuscode: status.value });
          }}
        />
      )}
    </div>
  );
}

/** Closing an activity, or making another row inactive and active again. */
function StateCommands(props: {
  readonly record: OpenRecord;
  readonly onClosing: (closing: Closing) => void;
  readonly button: (text: string, iconName: string, onClick: () => void) => React.ReactElement;
}): React.ReactElement | null {
  const { record, onClosing, button } = props;
  const { table, rights } = useForm();
  const state = record.draft.saved.get('statecode');
  if (rights?.write !== true || typeof state !== 'number') return null;
  if (table.isActivity) {
    if (state !== 0) return null;
    return (
      <>
        {closingStatuses(table, 'completed').length > 0 &&
          button(say('markComplete'), 'Completed', () => onClosing('completed'))}
        {closingStatuses(table, 'canceled').length > 0 &&
          button(say('cancelActivity'), 'Blocked', () => onClosing('canceled'))}
      </>
    );
  }
  if (table.columns.get('statecode')?.validForUpdate !== true) return null;
  return state === 0
    ? button(say('deactivate'), 'CircleStop', () => void record.save({ statecode: 1 }))
    : button(say('activate'), 'Play', () => void record.save({ statecode: 0 }));
}
