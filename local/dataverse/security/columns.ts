/** Column security: what profiles allow of secured columns. Administrators may everything; without a profile nothing is allowed. */
import { DataverseError } from '../errors.ts';
import type { Table } from '../metadata/catalog.ts';
import type { Column } from '../metadata/types.ts';
import type { Caller } from './caller.ts';

export interface ColumnRights {
  readonly read: boolean;
  readonly create: boolean;
  readonly update: boolean;
}

/** Whether the caller sees the column as empty. */
export function isHidden(caller: Caller, table: Table, column: Column): boolean {
  return column.isSecured === true && !mayUse(caller, table, column, 'read');
}

/** Throws 403 when one of the columns may not be written. */
export function requireColumns(
  caller: Caller,
  table: Table,
  names: readonly string[],
  purpose: 'create' | 'update',
): void {
  for (const name of names) {
    const column = table.columnByName.get(name);
    if (column?.isSecured !== true || mayUse(caller, table, column, purpose)) continue;
    throw new DataverseError(
      403,
      purpose === 'create' ? '0x8004f502' : '0x8004f507',
      `Caller user with Id ${caller.userId} does not have ${purpose} permissions for the '${name}' secured attribute ` +
        `on entity '${table.logicalName}'. The requested operation could not be completed.`,
    );
  }
}

function mayUse(caller: Caller, table: Table, column: Column, purpose: keyof ColumnRights): boolean {
  if (caller.isAdministrator) return true;
  return caller.columnRights.get(`${table.logicalName}.${column.logicalName}`)?.[purpose] === true;
}
