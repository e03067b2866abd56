/** Rows as parameters of actions: `{"@odata.type":"Microsoft.Dynamics.CRM.account","accountid":"…"}`, or by `@odata.id`. */
import type { Session } from '../engine.ts';
import { badPayload, rowNotFound } from '../errors.ts';
import { parseId } from '../ids.ts';
import { isPrincipal, tableOf, type Table } from '../metadata/catalog.ts';
import { resolveReference } from '../records/references.ts';
import type { Row } from '../store/database.ts';

export interface NamedRow {
  readonly table: Table;
  readonly id: string;
  readonly row: Row;
}

/** The row a parameter names. Throws when it is not one of these tables, or not there. */
export function rowParameter(
  session: Session,
  parameter: string,
  value: unknown,
  tables?: readonly string[],
): NamedRow {
  const { table, id } = referenceIn(session, parameter, value);
  if (tables !== undefined && !tables.includes(table.logicalName))
    throw badPayload(table.entitySetName, `'${parameter}' cannot be a row of '${table.logicalName}'.`);
  const row = session.engine.store.row(table, id);
  if (row === undefined) throw rowNotFound(table.logicalName, id);
  return { table, id, row };
}

/** The table and the id a parameter names, whether there is such a row or not. */
export function referenceIn(
  session: Session,
  parameter: string,
  value: unknown,
): { table: Table; id: string } {
  const { catalog } = session.engine;
  if (typeof value !== 'object' || value === null)
    throw badPayload(parameter, `'${parameter}' must be a row.`);
  const given = value as Readonly<Record<string, unknown>>;
  const address = given['@odata.id'];
  if (typeof address === 'string') {
    const reference = resolveReference(session, address);
    return { table: tableOf(catalog, reference.table), id: reference.id };
  }
  const type = given['@odata.type'];
  const name = typeof type === 'string' ? type.replace(/^#?Microsoft\.Dynamics\.CRM\./, '') : undefined;
  const table = name === undefined ? undefined : catalog.tables.get(name);
  if (table === undefined) throw badPayload(parameter, `'${parameter}' must say its type in '@odata.type'.`);
  const id = given[table.primaryId] ?? (isPrincipal(table) ? given['ownerid'] : undefined);
  const parsed = typeof id === 'string' ? parseId(id) : undefined;
  if (parsed === undefined) throw badPayload(parameter, `'${parameter}' needs its '${table.primaryId}'.`);
  return { table, id: parsed };
}
