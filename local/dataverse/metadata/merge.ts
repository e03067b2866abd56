/** Lays what a solution brings over what is there: tables and columns are added or refined, never taken away. */
import type { Column, OneToMany, OptionSet, Schema, TableDefinition } from './types.ts';

export function mergeSchemas(base: Schema, added: Schema): Schema {
  return {
    tables: mergeBy(base.tables, added.tables, (table) => table.logicalName, mergeTables),
    oneToMany: mergeBy(base.oneToMany, added.oneToMany, relationshipIdentity, (_, now) => now),
    manyToMany: mergeBy(
      base.manyToMany,
      added.manyToMany,
      (relationship) => relationship.schemaName,
      (_, now) => now,
    ),
    globalOptionSets: mergeBy(
      base.globalOptionSets,
      added.globalOptionSets,
      (set) => set.name,
      mergeOptionSets,
    ),
  };
}

/** A relationship is the same when it connects the same column with the same table, whatever it is called. */
function relationshipIdentity(relationship: OneToMany): string {
  return `${relationship.referencingTable}.${relationship.referencingColumn}>${relationship.referencedTable}`;
}

function mergeTables(before: TableDefinition, now: TableDefinition): TableDefinition {
  const columns = mergeBy(before.columns, now.columns, (column) => column.logicalName, mergeColumns);
  const keys = mergeBy(
    before.keys,
    now.keys,
    (key) => key.logicalName,
    (_, key) => key,
  );
  // A base table keeps its own nature; a solution can only add to it.
  return before.isCustom
    ? { ...now, objectTypeCode: before.objectTypeCode, columns, keys }
    : { ...before, isAudited: now.isAudited ?? before.isAudited, columns, keys };
}

function mergeColumns(before: Column, now: Column): Column {
  const optionSet =
    before.optionSet === undefined || now.optionSet === undefined
      ? (now.optionSet ?? before.optionSet)
      : mergeOptionSets(before.optionSet, now.optionSet);
  return before.isCustom
    ? { ...now, optionSet }
    : { ...before, isAudited: now.isAudited ?? before.isAudited, optionSet };
}

function mergeOptionSets(before: OptionSet, now: OptionSet): OptionSet {
  return {
    ...now,
    options: mergeBy(
      before.options,
      now.options,
      (option) => String(option.value),
      (_, option) => option,
    ),
  };
}

function mergeBy<T>(
  before: readonly T[],
  now: readonly T[],
  identity: (item: T) => string,
  merge: (before: T, now: T) => T,
): readonly T[] {
  const merged = new Map(before.map((item) => [identity(item), item]));
  for (const item of now) {
    const known = merged.get(identity(item));
    merged.set(identity(item), known === undefined ? item : merge(known, item));
  }
  return [...merged.values()];
}
