/** Some tables are only views of others, or are written by the platform alone. */
import { invalidArgument } from '../errors.ts';
import type { Table } from '../metadata/catalog.ts';

const refused = {
  Create: new Set(['activitypointer', 'activityparty', 'usersettings', 'audit']),
  Update: new Set(['audit']),
  Delete: new Set(['activityparty', 'audit']),
} as const satisfies Readonly<Record<string, ReadonlySet<string>>>;

/** Throws when nobody may do this with the table's rows. */
export function refusePlatformTables(method: keyof typeof refused, table: Table): void {
  const isPaired = table.isIntersect && method !== 'Update';
  if (!isPaired && !refused[method].has(table.logicalName)) return;
  throw invalidArgument(`The '${method}' method does not support entities of type '${table.logicalName}'.`);
}
