/** The columns Dataverse adds by itself, so that a table's own data need not repeat them. */
import {
  bigInteger,
  choice,
  identifier,
  instant,
  lookup,
  memo,
  owner,
  stateColumns,
  text,
  whole,
  entityName,
  yesNo,
  decimal,
  label,
  activeInactive,
} from './columns.ts';
import type { Column, Ownership, TableDefinition } from './types.ts';

/** Columns of every table that keeps who wrote it and when. They change with every write, so auditing leaves them out. */
const bookkeeping: readonly Column[] = unaudited([
  instant('createdon', 'Created On', { readOnly: true }),
  lookup('createdby', 'Created By', { readOnly: true }),
  lookup('createdonbehalfby', 'Created By (Delegate)', { readOnly: true }),
  instant('modifiedon', 'Modified On', { readOnly: true }),
  lookup('modifiedby', 'Modified By', { readOnly: true }),
  lookup('modifiedonbehalfby', 'Modified By (Delegate)', { readOnly: true }),
  bigInteger('versionnumber', 'Version Number', { readOnly: true }),
  whole('importsequencenumber', 'Import Sequence Number', { createOnly: true }),
  instant('overriddencreatedon', 'Record Created On', { createOnly: true, format: 'date' }),
  whole('timezoneruleversionnumber', 'Time Zone Rule Version Number', { minimum: -1 }),
  whole('utcconversiontimezonecode', 'UTC Conversion Time Zone Code', { minimum: -1 }),
]);

const ownership: Readonly<Record<Ownership, readonly Column[]>> = {
  user: [
    owner('ownerid', 'Owner', { required: 'system' }),
    // They follow the owner.
    ...unaudited([
      lookup('owningbusinessunit', 'Owning Business Unit', { readOnly: true }),
      lookup('owningteam', 'Owning Team', { readOnly: true }),
      lookup('owninguser', 'Owning User', { readOnly: true }),
    ]),
  ],
  business: [],
  organization: [lookup('organizationid', 'Organization Id', { readOnly: true })],
  none: [],
};

function unaudited(columns: readonly Column[]): readonly Column[] {
  return columns.map((column) => ({ ...column, isAudited: false }));
}

export function systemColumns(owned: Ownership): readonly Column[] {
  return [...bookkeeping, ...ownership[owned]];
}

/** Active and inactive, for a table that declares no states of its own. */
export function defaultStateColumns(table: string): readonly Column[] {
  return stateColumns(table, activeInactive);
}

/** What an amount needs beside it: its currency, its rate, and its copy in the base currency. */
export function moneyCompanions(columns: readonly Column[]): readonly Column[] {
  const amounts = columns.filter((column) => column.kind === 'money' && column.baseOf === undefined);
  if (amounts.length === 0) return [];
  const names = new Set(columns.map((column) => column.logicalName));
  const companions: Column[] = [
    lookup('transactioncurrencyid', 'Currency'),
    ...unaudited([decimal('exchangerate', 10, 'Exchange Rate', { readOnly: true, minimum: 0 })]),
    ...amounts.map((amount) => ({
      ...amount,
      logicalName: `${amount.logicalName}_base`,
      schemaName: `${amount.schemaName}_Base`,
      label: label(`${amount.logicalName} (Base)`),
      required: 'none' as const,
      validForCreate: false,
      validForUpdate: false,
      isAudited: false,
      baseOf: amount.logicalName,
    })),
  ];
  return companions.filter((column) => !names.has(column.logicalName));
}

/** The columns every activity shares; these are also the columns of activitypointer. */
export const activityColumns: readonly Column[] = [
  identifier('activityid', 'Activity', { createOnly: true, required: 'system' }),
  entityName('activitytypecode', 'Activity Type', { readOnly: true, required: 'system' }),
  text('subject', 200, 'Subject'),
  memo('description', 2_000, 'Description'),
  lookup('regardingobjectid', 'Regarding'),
  instant('scheduledstart', 'Start Date'),
  instant('scheduledend', 'Due Date'),
  instant('actualstart', 'Actual Start'),
  instant('actualend', 'Actual End'),
  whole('actualdurationminutes', 'Actual Duration', { minimum: 0 }),
  whole('scheduleddurationminutes', 'Scheduled Duration', { readOnly: true, minimum: 0 }),
  choice('prioritycode', 'Priority', { 0: 'Low', 1: 'Normal', 2: 'High' }, { defaultValue: 1 }),
  yesNo('isbilled', 'Is Billed'),
  yesNo('isworkflowcreated', 'Is Workflow Created', { readOnly: true }),
  yesNo('isregularactivity', 'Is Regular Activity', { readOnly: true, defaultValue: 1 }),
  instant('sortdate', 'Sort Date'),
];

/** A definition with the columns Dataverse adds; columns the definition has itself win. */
export function withSystemColumns(table: TableDefinition): TableDefinition {
  const own = new Set(table.columns.map((column) => column.logicalName));
  const added = [
    ...(table.isActivity ? activityColumns : []),
    ...(table.isIntersect || table.withoutBookkeeping === true ? [] : systemColumns(table.ownership)),
    ...(table.isCustom && !table.isIntersect && !own.has('statecode')
      ? defaultStateColumns(table.logicalName)
      : []),
    ...moneyCompanions(table.columns),
  ].filter((column) => !own.has(column.logicalName));
  return { ...table, columns: [...table.columns, ...added] };
}
