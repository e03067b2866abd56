/** The customizations of a package as a schema to lay over what is there. Refuses the whole when any component is wrong. */
import { mergeSchemas } from '../metadata/merge.ts';
import { withSystemColumns } from '../metadata/system-columns.ts';
import type { OneToMany, Schema, TableDefinition } from '../metadata/types.ts';
import { readOptionSet } from './columns.ts';
import { ImportRefused } from './refusal.ts';
import { readManyToMany, readOneToMany } from './relationships.ts';
import { logicalNameOf, readTable } from './tables.ts';
import { child, childrenOf, childText, type Element } from '../xml.ts';

/** The schema before, with what the package adds. */
export function importSchema(before: Schema, customizations: Element): Schema {
  const globalOptionSets = childrenOf(child(customizations, 'optionsets'), 'optionset').map(readOptionSet);
  const optionSetByName = new Map(
    [...before.globalOptionSets, ...globalOptionSets].map((set) => [set.name, set]),
  );
  const known = new Map(before.tables.map((table) => [table.logicalName, table]));
  const entities = childrenOf(child(customizations, 'Entities'), 'Entity');
  refuseTwice(entities.map(logicalNameOf), 'table');
  const tables = entities
    .map((entity) => readTable(entity, known, optionSetByName))
    .filter((table) => table !== undefined);
  refuseRetyping(known, tables);
  const withTables = mergeSchemas(before, {
    tables: numbered(before, tables),
    oneToMany: [],
    manyToMany: [],
    globalOptionSets,
  });
  const complete = new Map(withTables.tables.map((table) => [table.logicalName, withSystemColumns(table)]));
  const relationships = childrenOf(child(customizations, 'EntityRelationships'), 'EntityRelationship');
  refuseTwice(
    relationships.map((relationship) => relationship.attributes['Name'] ?? ''),
    'relationship',
  );
  const manyToMany = relationships.filter(isManyToMany).map((element) => readManyToMany(element, complete));
  const oneToMany = relationships
    .filter((element) => !isManyToMany(element))
    .map((element) => readOneToMany(element, complete))
    .filter((relationship) => relationship !== undefined);
  const merged = mergeSchemas(withTables, {
    tables: manyToMany.map(({ intersect }) => intersect),
    oneToMany,
    manyToMany: manyToMany.map(({ relationship }) => relationship),
    globalOptionSets: [],
  });
  refuseLookupsWithoutTarget(tables, merged.oneToMany);
  return merged;
}

function isManyToMany(element: Element): boolean {
  return childText(element, 'EntityRelationshipType') === 'ManyToMany';
}

/** Object type codes of custom tables start at 10000, and a table keeps the one it got first. */
function numbered(before: Schema, tables: readonly TableDefinition[]): readonly TableDefinition[] {
  let next = Math.max(9_999, ...before.tables.map((table) => table.objectTypeCode));
  return tables.map((table) => {
    if (table.objectTypeCode !== 0 || before.tables.some((known) => known.logicalName === table.logicalName))
      return table;
    next += 1;
    return { ...table, objectTypeCode: next };
  });
}

/** Rows outlive a new version of a solution, so a column that holds values cannot become something else. */
function refuseRetyping(
  known: ReadonlyMap<string, TableDefinition>,
  tables: readonly TableDefinition[],
): void {
  for (const table of tables) {
    const before = known.get(table.logicalName);
    for (const column of table.columns) {
      const earlier = before?.columns.find((candidate) => candidate.logicalName === column.logicalName);
      if (earlier === undefined || earlier.kind === column.kind || !earlier.isCustom) continue;
      throw new ImportRefused(
        `column ${table.logicalName}.${column.logicalName}`,
        `its type cannot change from ${earlier.kind} to ${column.kind}`,
      );
    }
  }
}

/** The lookups every table has get their relationships later; all others must be in the package. */
function refuseLookupsWithoutTarget(
  tables: readonly TableDefinition[],
  oneToMany: readonly OneToMany[],
): void {
  for (const table of tables) {
    for (const column of table.columns) {
      if (column.kind !== 'lookup' && column.kind !== 'customer') continue;
      if (!column.isCustom) continue;
      const hasTarget = oneToMany.some(
        (one) => one.referencingTable === table.logicalName && one.referencingColumn === column.logicalName,
      );
      if (hasTarget) continue;
      throw new ImportRefused(
        `column ${table.logicalName}.${column.logicalName}`,
        'the lookup has no relationship that says which table it points at',
      );
    }
  }
}

function refuseTwice(names: readonly string[], what: string): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name.toLowerCase())) throw new ImportRefused(`${what} ${name}`, 'it is declared twice');
    seen.add(name.toLowerCase());
  }
}
