/** An open record: what was typed into it, and the ways it is saved, closed, deleted and read again. */
import * as React from 'react';
import { client, WebApiError, type Row } from '../data/client.ts';
import { onDayChanged } from '../data/day-changed.ts';
import { session } from '../data/session.ts';
import { knownTables } from '../data/tables.ts';
import { conflictOf, resolved, type Conflict } from './conflict.ts';
import { draftOf, isDirty, missing, rebased, withUnreadable, withValue, type Draft } from './draft.ts';
import { contentsOf, loadStored, type RecordParts, type StoredRecord } from './load-record.ts';
import { firstValues } from './new-record.ts';
import { isWritable } from './permissions.ts';
import { bodyOf, isLookupValue, valuesOf, valueOf, type FieldValue } from './values.ts';

export type RecordState = {
  readonly draft: Draft;
  readonly stored: StoredRecord | undefined;
  readonly busy: boolean;
  /** Why the last command failed. */
  readonly failure: unknown;
  readonly conflict: Conflict | undefined;
  /** The row as somebody else left it, while a conflict is open. */
  readonly newer: StoredRecord | undefined;
  /** The state the row should have been moved to when the conflict came up. */
  readonly wanted: StateChange | undefined;
  /** Whether saving was tried with required fields empty. */
  readonly showMissing: boolean;
  /** Grows each time the row was read anew. */
  readonly version: number;
};

export type OpenRecord = RecordState & {
  readonly change: (column: string, value: FieldValue) => void;
  readonly refuse: (column: string, text: string) => void;
  /** Columns that must be filled in and are empty. */
  readonly missingColumns: readonly string[];
  /** Gives the row's id once it is saved, undefined when it was not. @param state moves the row to it in the same write */
  readonly save: (state?: StateChange) => Promise<string | undefined>;
  readonly remove: () => Promise<boolean>;
  readonly refresh: () => Promise<void>;
  readonly settle: (takeTheirs: ReadonlySet<string>, alsoSave: boolean) => Promise<void>;
  readonly forgetConflict: () => void;
};

export type StateChange = { readonly statecode: number; readonly statuscode?: number };

export function useRecord(parts: RecordParts, defaults: Readonly<Record<string, string>>): OpenRecord {
  const [state, setState] = React.useState<RecordState>(() => firstState(parts, defaults));
  const { table, columns } = parts;
  // Commands run across several renderings: they read the state of the moment, not that of their click.
  const now = React.useRef(state);
  now.current = state;
  const put = (change: Partial<RecordState>): void => {
    now.current = { ...now.current, ...change };
    setState(now.current);
  };
  const missingColumns = missing(state.draft, requiredColumns(parts, state.stored === undefined));

  const takeOver = (stored: StoredRecord): void =>
    put({
      stored,
      draft: rebased(now.current.draft, valuesOf(stored.row, columns)),
      version: now.current.version + 1,
    });

  const attempt = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    // One command at a time: a second click is not a second row.
    if (now.current.busy) return undefined;
    put({ busy: true, failure: undefined });
    try {
      return await work();
    } catch (failure) {
      put({ failure });
      return undefined;
    } finally {
      put({ busy: false });
    }
  };

  const write = async (draft: Draft, to: StateChange | undefined): Promise<string | undefined> => {
    const { stored } = now.current;
    const tables = await knownTables();
    const setOf = (name: string): string => tables.get(name)?.entitySetName ?? '';
    const changes = bodyOf({ changes: draft.changes, before: draft.saved, columns: table.columns, setOf });
    const body: Row = { ...changes, ...to };
    if (stored === undefined) return createOnce(body);
    try {
      if (Object.keys(body).length > 0)
        await client.update(table.entitySetName, stored.id, body, stored.etag);
    } catch (error) {
      if (!isVersionConflict(error)) throw error;
      await openConflict(draft, stored.id);
      put({ wanted: to });
      return undefined;
    }
    takeOver(await loadStored(table, columns, stored.id));
    return stored.id;
  };

  /** The id is chosen here, so that trying again after a lost answer finds the row instead of making another. */
  const newId = React.useRef(crypto.randomUUID());
  const createOnce = async (body: Row): Promise<string> => {
    const id = newId.current;
    try {
      return await client.create(table.entitySetName, { ...body, [table.primaryId]: id });
    } catch (error) {
      if (!(error instanceof WebApiError && error.code === duplicateId)) throw error;
      await client.update(table.entitySetName, id, body, '*');
      return id;
    }
  };

  const openConflict = async (draft: Draft, id: string): Promise<void> => {
    const newer = await loadStored(table, columns, id);
    const conflict = conflictOf(draft, valuesOf(newer.row, columns), lastWriter(parts, newer.row));
    put({ conflict, newer });
  };

  const save: OpenRecord['save'] = async (to) => {
    const { draft } = now.current;
    const blocked =
      draft.unreadable.size > 0 ||
      missing(draft, requiredColumns(parts, now.current.stored === undefined)).length > 0;
    if (blocked) {
      put({ showMissing: true });
      return undefined;
    }
    return attempt(() => write(draft, to));
  };

  const refresh = async (): Promise<void> => {
    const { stored } = now.current;
    if (stored === undefined) return;
    await attempt(async () => takeOver(await loadStored(table, columns, stored.id)));
  };

  React.useEffect(
    () =>
      onDayChanged(() => {
        if (!isDirty(now.current.draft)) void refresh();
      }),
    [],
  );

  return {
    ...state,
    missingColumns,
    change: (column, value) => put({ draft: withValue(now.current.draft, column, value) }),
    refuse: (column, text) => put({ draft: withUnreadable(now.current.draft, column, text) }),
    save,
    refresh,
    remove: async () => {
      const { stored } = now.current;
      if (stored === undefined) return false;
      const done = await attempt(async () => {
        await client.remove(table.entitySetName, stored.id, stored.etag);
        return true;
      });
      if (done === true) put({ draft: draftOf(now.current.draft.saved) });
      return done === true;
    },
    settle: async (takeTheirs, alsoSave) => {
      const { conflict, draft, newer, wanted } = now.current;
      if (conflict === undefined || newer === undefined) return;
      put({
        conflict: undefined,
        newer: undefined,
        wanted: undefined,
        stored: newer,
        draft: resolved(draft, conflict, takeTheirs),
        version: now.current.version + 1,
      });
      if (alsoSave) await save(wanted);
    },
    forgetConflict: () => put({ conflict: undefined, newer: undefined, wanted: undefined }),
  };
}

function firstState(parts: RecordParts, defaults: Readonly<Record<string, string>>): RecordState {
  const { table, columns, stored, ownCurrency } = parts;
  const { userId, fullName } = session();
  // Of columns that are not on the form the service sets its own defaults.
  const begun = [...table.columns.values()].filter(
    (column) => columns.includes(column) || column.logicalName in defaults,
  );
  const draft =
    stored === undefined
      ? draftOf(
          new Map(),
          firstValues(begun, {
            user: { table: 'systemuser', id: userId, name: fullName },
            currency: ownCurrency,
            asked: defaults,
          }),
        )
      : draftOf(valuesOf(stored.row, columns));
  return {
    draft,
    stored,
    busy: false,
    failure: undefined,
    conflict: undefined,
    newer: undefined,
    wanted: undefined,
    showMissing: false,
    version: 0,
  };
}

/** Required columns that stand on the form and can be filled in there. */
function requiredColumns({ form, table }: RecordParts, isNew: boolean): readonly string[] {
  return contentsOf(form).flatMap((content) => {
    if (content.kind !== 'field' || content.disabled) return [];
    const column = table.columns.get(content.column);
    if (column === undefined || !isWritable(column, isNew)) return [];
    return column.required === 'required' || column.required === 'system' ? [column.logicalName] : [];
  });
}

/** A row with this primary key is there already. */
const duplicateId = '0x80040237';

/** Somebody wrote the row since it was read; other refusals with 412 (a duplicate key) are none of that. */
function isVersionConflict(error: unknown): boolean {
  return error instanceof WebApiError && error.status === 412 && error.code === '0x80060882';
}

export function lastWriter({ table }: Pick<RecordParts, 'table'>, row: Row): { by: string; at: string } {
  const who = table.columns.get('modifiedby');
  const when = table.columns.get('modifiedon');
  const by = who === undefined ? null : valueOf(row, who);
  const at = when === undefined ? null : valueOf(row, when);
  return { by: isLookupValue(by) ? by.name : '', at: typeof at === 'string' ? at : '' };
}
