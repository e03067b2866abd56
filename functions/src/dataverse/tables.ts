/** How the tables of the solution are named on the wire. */
import type { Table } from '@dunlin/shared/tables/table';
import { idOf } from '@dunlin/shared/tables/wire';
import type { TableNames } from './client.ts';

export function namesOf(table: Table): TableNames {
  return { collection: table.set, name: table.name, idColumn: idOf(table) };
}

export const accounts: TableNames = { collection: 'accounts', name: 'account', idColumn: 'accountid' };
export const contacts: TableNames = { collection: 'contacts', name: 'contact', idColumn: 'contactid' };

/** Ids of one In-filter: as many as keep a query's URL well under the limit of a batched request. */
const idsPerFilter = 400;

/** Filters for rows whose column holds one of the values, in as many as the length of a query allows. */
export function inFilters(column: string, values: readonly string[]): readonly string[] {
  const filters: string[] = [];
  for (let start = 0; start < values.length; start += idsPerFilter) {
    const quoted = values
      .slice(start, start + idsPerFilter)
      .map((value) => `'${value.replaceAll("'", "''")}'`);
    filters.push(`Microsoft.Dynamics.CRM.In(PropertyName='${column}',PropertyValues=[${quoted.join(',')}])`);
  }
  return filters;
}
