/** The commands of a record: what the user may do with it, and nothing else. */
import * as React from 'react';
import { CommandBar, type Command } from '../commands/command-bar.tsx';
import { href, open } from '../navigation.ts';
import { say } from '../text/text.ts';
import { closingStatuses, type Closing } from './activity.ts';
import { CloseDialog } from './close-dialog.tsx';
import { useForm, type FormContext } from './form-context.ts';
import { Question } from './question.tsx';
import type { OpenRecord } from './use-record.ts';

export function Commands(props: {
  readonly record: OpenRecord;
  /** What solutions add. */
  readonly added: readonly Command[];
  readonly onSave: () => Promise<void>;
  /** Leaves the form without asking. */
  readonly onLeaveTo: (address: string) => Promise<void>;
}): React.ReactElement {
  const { record, added, onSave, onLeaveTo } = props;
  const form = useForm();
  const { table, id, readOnly, name } = form;
  const [deleting, setDeleting] = React.useState(false);
  const [closing, setClosing] = React.useState<Closing>();
  const list = href({ page: 'list', etn: table.logicalName });
  const editable = readOnly === undefined;
  const command = (text: string, iconName: string, onClick: () => void): Command => ({
    key: iconName,
    text,
    iconName,
    disabled: record.busy,
    onClick,
  });
  const saveAndClose = async (): Promise<void> => {
    if ((await record.save()) !== undefined) await onLeaveTo(list);
  };
  const remove = async (): Promise<void> => {
    setDeleting(false);
    if (await record.remove()) await onLeaveTo(list);
  };
  const create = (): void => void open({ page: 'record', etn: table.logicalName });
  return (
    <>
      <CommandBar
        label={say('recordCommands')}
        commands={[
          ...(editable
            ? [
                command(say('save'), 'Save', () => void onSave()),
                command(say('saveAndClose'), 'SaveAndClose', () => void saveAndClose()),
              ]
            : []),
          ...(id !== undefined && table.rights.has('Create')
            ? [command(say('newCommand'), 'Add', create)]
            : []),
          ...stateCommands(form, record, setClosing).map(([text, icon, act]) => command(text, icon, act)),
          ...added.map((one) => ({ ...one, disabled: record.busy })),
          ...(record.stored?.rights.delete === true
            ? [command(say('deleteCommand'), 'Delete', () => setDeleting(true))]
            : []),
          ...(id === undefined ? [] : [command(say('refresh'), 'Refresh', () => void record.refresh())]),
        ]}
      />
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
    </>
  );
}

type StateCommand = readonly [text: string, iconName: string, act: () => void];

/** Closing an activity, or making another row inactive and active again. */
function stateCommands(
  { table, rights }: FormContext,
  record: OpenRecord,
  onClosing: (closing: Closing) => void,
): readonly StateCommand[] {
  const state = record.draft.saved.get('statecode');
  if (rights?.write !== true || typeof state !== 'number') return [];
  if (table.isActivity) {
    if (state !== 0) return [];
    const ways: readonly (readonly [Closing, StateCommand])[] = [
      ['completed', [say('markComplete'), 'Completed', () => onClosing('completed')]],
      ['canceled', [say('cancelActivity'), 'Blocked', () => onClosing('canceled')]],
    ];
    return ways
      .filter(([closing]) => closingStatuses(table, closing).length > 0)
      .map(([, command]) => command);
  }
  if (table.columns.get('statecode')?.validForUpdate !== true) return [];
  return state === 0
    ? [[say('deactivate'), 'CircleStop', () => void record.save({ statecode: 1 })]]
    : [[say('activate'), 'Play', () => void record.save({ statecode: 0 })]];
}
