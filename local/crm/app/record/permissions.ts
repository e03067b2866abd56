/** What may be edited on a form, and the reason when something may not. The service decides in the end; this only avoids asking in vain. */
import type { ColumnInfo } from '../data/columns.ts';
import type { TableInfo } from '../data/metadata.ts';

/** What a user may do with one row. */
export type RowRights = {
  readonly write: boolean;
  readonly delete: boolean;
};

export type ReadOnlyReason =
  { readonly kind: 'noPrivilege' } | { readonly kind: 'inactive'; readonly state: string };

export type Situation = {
  readonly table: TableInfo;
  /** Undefined for a new row. */
  readonly rights: RowRights | undefined;
  /** The row's statecode; undefined for a new row and for tables without states. */
  readonly state: number | undefined;
};

/** Why the whole row cannot be edited, or undefined when it can. */
export function readOnlyReason({ table, rights, state }: Situation): ReadOnlyReason | undefined {
  const mayWrite = rights === undefined ? table.rights.has('Create') : rights.write;
  if (!mayWrite) return { kind: 'noPrivilege' };
  if (state === undefined || state === 0) return undefined;
  const label = table.columns.get('statecode')?.options?.find(({ value }) => value === state)?.label;
  return { kind: 'inactive', state: label ?? String(state) };
}

/** Whether the service takes a value for the column now. The state itself changes by its own commands. */
export function isWritable(column: ColumnInfo, isNew: boolean): boolean {
  if (column.type === 'state' || !editableTypes.has(column.type)) return false;
  return isNew ? column.validForCreate : column.validForUpdate;
}

const editableTypes: ReadonlySet<ColumnInfo['type']> = new Set([
  'text',
  'memo',
  'integer',
  'decimal',
  'double',
  'money',
  'boolean',
  'datetime',
  'choice',
  'status',
  'lookup',
  'customer',
  'owner',
]);

/** Rights as `RetrievePrincipalAccess` lists them. */
export function rightsIn(accessRights: string): RowRights {
  const held = new Set(accessRights.split(',').map((right) => right.trim()));
  return { write: held.has('WriteAccess'), delete: held.has('DeleteAccess') };
}
