/** Names on the wire that follow from a table's definition. */
import type { Column, Table } from './table.ts';

/** The columns to select so that a row is whole: lookups as `_name_value`, the id, state and currency. */
export function selectOf(table: Table): readonly string[] {
  const columns = Object.entries(table.columns)
    .filter(([, column]) => column.type !== 'file')
    .map(([name, column]) => readName(name, column));
  const hasMoney = Object.values(table.columns).some(({ type }) => type === 'money');
  return [
    idOf(table),
    ...columns,
    'statecode',
    'statuscode',
    ...(hasMoney ? ['_transactioncurrencyid_value'] : []),
  ];
}

export function idOf(table: Table): string {
  return table.activity ? 'activityid' : `${table.name}id`;
}

/** The value that binds a lookup to a row. */
export function bindTo(set: string, id: string): string {
  return `/${set}(${id})`;
}

function readName(name: string, column: Column): string {
  return column.type === 'lookup' || column.type === 'customer' ? `_${name}_value` : name;
}

/** statecode and statuscode of a declared status, as a write needs both. */
export function statusOf(status: { readonly value: number; readonly state: 'active' | 'inactive' }): {
  readonly statecode: number;
  readonly statuscode: number;
} {
  return { statecode: status.state === 'active' ? 0 : 1, statuscode: status.value };
}
