/** statecode and statuscode move together: a status belongs to one state. */
import { invalidStatus } from '../errors.ts';
import type { Table } from '../metadata/catalog.ts';
import type { Option } from '../metadata/types.ts';
import type { Row } from '../store/database.ts';

/** The state columns of a new row; a status given must belong to the first state. */
export function initialState(table: Table, given: Row, id: string): Row {
  const states = optionsOf(table, 'statecode');
  const initial = states.find((state) => state.value === 0);
  if (initial === undefined) return {};
  return { statecode: 0, statuscode: checkedStatus(table, initial, given['statuscode'], id) };
}

/** The state columns an update changes, or nothing when it names neither. */
export function changedState(table: Table, changes: Row, before: Row, id: string): Row {
  const { statecode, statuscode } = changes;
  if (statecode === undefined && statuscode === undefined) return {};
  const value = statecode ?? before['statecode'];
  const state = optionsOf(table, 'statecode').find((option) => option.value === value);
  if (state === undefined) return {};
  const keepsState = value === before['statecode'];
  const status = statuscode ?? (keepsState ? before['statuscode'] : undefined);
  return { statecode: state.value, statuscode: checkedStatus(table, state, status, id) };
}

function checkedStatus(table: Table, state: Option, given: unknown, id: string): number {
  if (given === undefined || given === null) return state.defaultStatus ?? state.value;
  const status = Number(given);
  const known = optionsOf(table, 'statuscode').find((option) => option.value === status);
  if (known?.state === state.value) return status;
  throw invalidStatus({
    status,
    stateName: state.invariantName ?? String(state.value),
    table: table.logicalName,
    schemaName: table.schemaName,
    id,
  });
}

function optionsOf(table: Table, column: 'statecode' | 'statuscode'): readonly Option[] {
  return table.columnByName.get(column)?.optionSet?.options ?? [];
}
