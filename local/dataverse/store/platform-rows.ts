/** Rows the platform writes by itself, without a caller's rights: seeds and the components of solutions. */
import { activeInactive } from '../metadata/columns.ts';
import { isLookup, isPolymorphic, typeColumnOf, type Table } from '../metadata/catalog.ts';
import type { Row } from './database.ts';
import type { Store } from './store.ts';

export interface Author {
  readonly userId: string;
  readonly businessUnitId: string;
  readonly organizationId: string;
  readonly now: string;
}

/** Writes the row with its id; one that is there already gets the new values. */
export function putRow(store: Store, table: Table, values: Row, author: Author): void {
  const id = String(values[table.primaryId]);
  const touched: Row = {
    ...withTypes(table, values),
    modifiedon: author.now,
    modifiedby: author.userId,
    versionnumber: store.nextVersion(),
  };
  const known = Object.fromEntries(Object.entries(touched).filter(([name]) => hasColumn(table, name)));
  if (store.exists(table, id)) {
    store.update(table, id, known);
    return;
  }
  store.insert(table, { ...startingValues(table, author), ...known });
}

function startingValues(table: Table, author: Author): Row {
  const row: Row = { createdon: author.now, createdby: author.userId };
  for (const column of table.columns) {
    if (column.defaultValue !== undefined) row[column.logicalName] = column.defaultValue;
  }
  row['statecode'] = 0;
  row['statuscode'] =
    table.columnByName.get('statuscode')?.defaultValue ?? activeInactive['Active']?.default ?? null;
  if (table.columnByName.has('organizationid')) row['organizationid'] = author.organizationId;
  if (table.columnByName.has('businessunitid')) row['businessunitid'] = author.businessUnitId;
  if (table.ownership === 'user') {
    row['ownerid'] = author.userId;
    row['ownerid__type'] = 'systemuser';
    row['owninguser'] = author.userId;
    row['owningbusinessunit'] = author.businessUnitId;
  }
  return row;
}

/** Polymorphic lookups of platform rows point at the first of their targets. */
function withTypes(table: Table, values: Row): Row {
  const typed: Row = { ...values };
  for (const name of Object.keys(values)) {
    const column = table.columnByName.get(name);
    if (column === undefined || !isLookup(column) || !isPolymorphic(table, column)) continue;
    typed[typeColumnOf(column)] ??= table.targets.get(name)?.[0]?.logicalName ?? null;
  }
  return typed;
}

function hasColumn(table: Table, sqlColumn: string): boolean {
  return table.columnByName.has(
    sqlColumn.endsWith('__type') ? sqlColumn.slice(0, -'__type'.length) : sqlColumn,
  );
}
