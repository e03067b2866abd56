/** Tables and columns for tests, made up in a few words. */
import type { ColumnInfo } from '../../data/columns.ts';
import type { TableInfo } from '../../data/metadata.ts';

export function aColumn(logicalName: string, more: Partial<ColumnInfo> = {}): ColumnInfo {
  const isLookup = more.targets !== undefined;
  return {
    logicalName,
    schemaName: logicalName,
    property: isLookup ? `_${logicalName}_value` : logicalName,
    type: isLookup ? 'lookup' : 'text',
    label: logicalName,
    description: '',
    required: 'none',
    validForCreate: true,
    validForUpdate: true,
    isSecured: false,
    ...(isLookup && {
      navigation: new Map((more.targets ?? []).map((table) => [table, `${logicalName}_${table}`])),
    }),
    ...more,
  };
}

export function aTable(columns: readonly ColumnInfo[], more: Partial<TableInfo> = {}): TableInfo {
  return {
    logicalName: 'tst_debtor',
    schemaName: 'tst_Debtor',
    entitySetName: 'tst_debtors',
    objectTypeCode: 10_001,
    primaryId: 'tst_debtorid',
    primaryName: 'tst_name',
    displayName: 'Debtor',
    collectionName: 'Debtors',
    isActivity: false,
    hasActivities: false,
    hasNotes: false,
    isAudited: false,
    columns: columnsByName(columns),
    lists: new Map(),
    rights: new Set(['Create', 'Read', 'Write', 'Delete']),
    ...more,
  };
}

export function columnsByName(columns: readonly ColumnInfo[]): ReadonlyMap<string, ColumnInfo> {
  return new Map(columns.map((column) => [column.logicalName, column]));
}
