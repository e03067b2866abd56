/** Definitions for tests: what is usual is left out. */
import type { ColumnInfo } from '../data/columns.ts';
import type { TableInfo } from '../data/metadata.ts';

export function aColumn(logicalName: string, more: Partial<ColumnInfo> = {}): ColumnInfo {
  return {
    logicalName,
    schemaName: logicalName,
    property: more.targets === undefined ? logicalName : `_${logicalName}_value`,
    type: 'text',
    label: logicalName.replace(/^tst_/, ''),
    description: '',
    required: 'none',
    validForCreate: true,
    validForUpdate: true,
    isSecured: false,
    ...more,
  };
}

export function aTable(logicalName: string, columns: readonly ColumnInfo[]): TableInfo {
  return {
    logicalName,
    schemaName: logicalName,
    entitySetName: `${logicalName}s`,
    objectTypeCode: 10_000,
    primaryId: `${logicalName}id`,
    primaryName: 'tst_name',
    displayName: logicalName.replace(/^tst_/, ''),
    collectionName: `${logicalName.replace(/^tst_/, '')}s`,
    isActivity: false,
    hasActivities: false,
    hasNotes: false,
    isAudited: false,
    columns: new Map(columns.map((column) => [column.logicalName, column])),
    lists: new Map(),
    rights: new Set(),
  };
}
