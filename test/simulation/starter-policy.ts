/** The policy that Dunlin comes with, read from its files as the engine takes it. */
import type { IsoDate } from '@dunlin/shared/dates/iso-date';
import { documentId, ofParts, policyTables, rowsOf } from '@dunlin/shared/publishing/document';
import { readableName, storedRow, type ReadableRow } from '@dunlin/shared/publishing/readable-row';
import { policyOf, type CompanyRow } from '@dunlin/shared/records/policy-rows';
import type { Policy } from '@dunlin/shared/strategy/policy';
import { company } from '@dunlin/shared/tables/company';
import type { Table } from '@dunlin/shared/tables/table';
import { starterRows } from '../../solution/load/starter-data.ts';
import { starterFolder } from '../../solution/paths.ts';

/** @param asOf the day from which it is to hold */
export function starterPolicy(asOf: IsoDate): Policy {
  const files = starterRows(starterFolder);
  const rowsIn = (table: Table): readonly ReadableRow[] =>
    (files.find((one) => one.table.name === table.name)?.rows ?? []).map((row) => readable(table, row));
  const [ours, ...others] = rowsIn(company);
  if (!ours || others.length > 0) throw new Error('The starter data has one company');
  const companyRow = storedRow(company, ours, documentId) as CompanyRow;
  return policyOf(companyRow, rowsOf(ofParts((part) => rowsIn(policyTables[part]))), asOf);
}

/** The files name columns as the tables do, and write long texts as lists of lines. */
function readable(table: Table, row: Readonly<Record<string, unknown>>): ReadableRow {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      const column = table.columns[name];
      if (!column) throw new RangeError(`${table.label} has no column ${name}`);
      return [readableName(name, column), Array.isArray(value) ? value.join('\n') : value];
    }),
  ) as ReadableRow;
}
