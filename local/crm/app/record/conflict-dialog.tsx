/** Two people changed the same record: who changed what, and which value stays, field by field. */
import * as React from 'react';
import { DefaultButton, Dialog, DialogFooter, DialogType, PrimaryButton } from '@fluentui/react';
import type { ColumnInfo } from '../data/columns.ts';
import type { TableInfo } from '../data/metadata.ts';
import { say } from '../text/text.ts';
import type { Change, Conflict } from './conflict.ts';
import { valueText } from './fields/value-text.ts';
import { formatInstant } from './formats/dates.ts';
import { useFormats, type Currency } from './formats/user-formats.ts';
import type { OpenRecord } from './use-record.ts';
import type { FieldValue } from './values.ts';

/** Asks while the record's last save met somebody else's. */
export function RecordConflict(props: {
  readonly record: OpenRecord;
  readonly table: TableInfo;
  readonly currency: Currency | undefined;
}): React.ReactElement | null {
  const { record, table, currency } = props;
  if (record.conflict === undefined) return null;
  return (
    <ConflictDialog
      conflict={record.conflict}
      columns={table.columns}
      currency={currency}
      onSettle={(takeTheirs, alsoSave) => void record.settle(takeTheirs, alsoSave)}
      onBack={record.forgetConflict}
    />
  );
}

function ConflictDialog(props: {
  readonly conflict: Conflict;
  readonly columns: ReadonlyMap<string, ColumnInfo>;
  readonly currency: Currency | undefined;
  readonly onSettle: (takeTheirs: ReadonlySet<string>, alsoSave: boolean) => void;
  readonly onBack: () => void;
}): React.ReactElement {
  const { conflict, columns, currency, onSettle, onBack } = props;
  const { by, at, contested, theirs, current } = conflict;
  const formats = useFormats();
  const [taken, setTaken] = React.useState<ReadonlySet<string>>(new Set());
  const inWords = (column: string, value: FieldValue): string => {
    const info = columns.get(column);
    return (info && valueText(info, value, { ...formats, currency })) || say('emptyValue');
  };
  const choose = (column: string, takeTheirs: boolean): void => {
    const next = new Set(taken);
    if (takeTheirs) next.add(column);
    else next.delete(column);
    setTaken(next);
  };
  const when = at === '' ? '' : formatInstant(formats.locale, formats.timeZone, at);
  return (
    <Dialog
      hidden={false}
      onDismiss={onBack}
      minWidth="min(44rem, 92vw)"
      maxWidth="92vw"
      dialogContentProps={{
        type: DialogType.normal,
        title: say('conflictTitle'),
        closeButtonAriaLabel: say('conflictBack'),
        subText: by === '' ? say('conflictSomebody') : say('conflictBy', { who: by, when }),
      }}
      modalProps={{ isBlocking: true, className: 'crm-conflict' }}
    >
      {contested.length === 0 && theirs.length === 0 && <p>{say('conflictNothing')}</p>}
      {contested.length > 0 && (
        <>
          <h3>{say('conflictContested')}</h3>
          {contested.map((change) => (
            <Contested
              key={change.column}
              change={change}
              label={columns.get(change.column)?.label ?? change.column}
              inWords={inWords}
              takeTheirs={taken.has(change.column)}
              onChoose={choose}
            />
          ))}
        </>
      )}
      {theirs.length > 0 && (
        <>
          <h3>{say('conflictTheirs')}</h3>
          <ul>
            {theirs.map(({ column, before, theirs: value }) => (
              <li key={column}>
                {columns.get(column)?.label ?? column}: <del>{inWords(column, before)}</del>{' '}
                <ins>{inWords(column, value)}</ins>
              </li>
            ))}
          </ul>
        </>
      )}
      <DialogFooter>
        <PrimaryButton text={say('conflictSave')} onClick={() => onSettle(taken, true)} />
        <DefaultButton
          text={say('conflictTakeAll')}
          onClick={() => onSettle(new Set(current.keys()), false)}
        />
        <DefaultButton text={say('conflictBack')} onClick={onBack} />
      </DialogFooter>
    </Dialog>
  );
}

function Contested(props: {
  readonly change: Change;
  readonly label: string;
  readonly inWords: (column: string, value: FieldValue) => string;
  readonly takeTheirs: boolean;
  readonly onChoose: (column: string, takeTheirs: boolean) => void;
}): React.ReactElement {
  const { change, label, inWords, takeTheirs, onChoose } = props;
  const { column, before, mine, theirs } = change;
  const option = (text: string, value: FieldValue, isTheirs: boolean): React.ReactElement => (
    <label>
      <input
        type="radio"
        name={`conflict-${column}`}
        checked={takeTheirs === isTheirs}
        onChange={() => onChoose(column, isTheirs)}
      />
      <span>
        {text}: <strong>{inWords(column, value)}</strong>
      </span>
    </label>
  );
  return (
    <fieldset className="crm-contested">
      <legend>{label}</legend>
      <span>
        {say('conflictBefore')}: {inWords(column, before)}
      </span>
      {option(say('conflictMine'), mine, false)}
      {option(say('conflictOther'), theirs, true)}
    </fieldset>
  );
}
