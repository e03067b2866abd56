/** The columns Dataverse adds by itself, so that a table's own data need not repeat them. */
import {
  bigInteger,
  instant,
  lookup,
  owner,
  stateColumns,
  whole,
  currencyColumns,
  label,
  activeInactive,
} from './columns.ts';
import { activityColumns } from './activity-columns.ts';
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
    ...currencyColumns,
    ...amounts.map((amount) => ({
      ...amount,
      logicalName: `${amount.logicalName}_base`,
      schemaName: `${amount.schemaName}_Base`,
      label: label(`${amount.label[1033] ?? amount.logicalName} (Base)`),
      required: 'none' as const,
      precision: 4,
      minimum: -922_337_203_685_477,
      maximum: 922_337_203_685_477,
      validForCreate: false,
      validForUpdate: false,
      isAudited: false,
      baseOf: amount.logicalName,
    })),
  ];
  return companions.filter((column) => !names.has(column.logicalName));
}

/** A definition with the columns Dataverse adds; columns the definition has itself win. */
export function withSystemColumns(table: TableDefinition): TableDefinition {
  const own = new Set([...table.columns.map((column) => column.logicalName), ...(table.lacks ?? [])]);
  const added = [
    ...(table.isActivity && table.isCustom ? activityColumns : []),
    ...(table.isIntersect || table.withoutBookkeeping === true ? [] : systemColumns(table.ownership)),
    ...(table.isCustom && !table.isIntersect && !own.has('statecode')
      ? defaultStateColumns(table.logicalName)
      : []),
    ...moneyCompanions(table.columns),
  ].filter((column) => !own.has(column.logicalName));
  return { ...table, columns: [...table.columns, ...added] };
}
