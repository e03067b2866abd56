/** A table's definition with the columns the platform adds: relationships and keys are only made between columns that are there. */
import { withSystemColumns } from '../../metadata/system-columns.ts';
import type { Schema, TableDefinition } from '../../metadata/types.ts';

export function definitionOf(schema: Schema, name: string): TableDefinition {
  const found = schema.tables.find(({ logicalName }) => logicalName === name);
  if (found === undefined) throw new RangeError(`Unknown table '${name}'`);
  return withSystemColumns(found);
}
