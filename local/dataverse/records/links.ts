/** A lookup may only point at a row that exists, and only when the caller may connect the two. */
import type { Session } from '../engine.ts';
import { rowNotFound } from '../errors.ts';
import { isLookup, isPolymorphic, tableOf, typeColumnOf, type Table } from '../metadata/catalog.ts';
import type { Column } from '../metadata/types.ts';
import { requireAccess, requirePrivilege } from '../security/access.ts';
import { isEmpty, type Row } from '../store/database.ts';
import type { Payload } from './payload.ts';

/** Currency and owner are chosen, not attached: they need no Append. */
const attachedFreely = new Set(['ownerid', 'transactioncurrencyid']);

/** Checks the lookups a payload sets. Throws 404 for a missing target, 403 for a missing right. */
export function checkLinks(
  session: Session,
  table: Table,
  { columns, found }: Pick<Payload, 'columns' | 'found'>,
  row: Row,
): void {
  let mayAppend = false;
  for (const name of columns) {
    const column = table.columnByName.get(name);
    const id = row[name];
    if (column === undefined || !isLookup(column) || isEmpty(id)) continue;
    const target = targetOf(session, table, column, row);
    if (attachedFreely.has(name)) {
      if (!found.has(name)) requireExisting(session, target, String(id));
      continue;
    }
    if (!mayAppend) {
      requirePrivilege(session.caller, 'Append', table);
      mayAppend = true;
    }
    requireTarget(session, target, String(id), found.has(name));
  }
}

/** The table a lookup value points at. */
export function targetOf(session: Session, table: Table, column: Column, row: Row): Table {
  if (isPolymorphic(table, column)) {
    return tableOf(session.engine.catalog, String(row[typeColumnOf(column)]));
  }
  const [target] = table.targets.get(column.logicalName) ?? [];
  if (target === undefined)
    throw new RangeError(`Lookup ${table.logicalName}.${column.logicalName} has no target`);
  return target;
}

function requireTarget(session: Session, target: Table, id: string, isFound: boolean): void {
  const { caller, engine } = session;
  if (requirePrivilege(caller, 'AppendTo', target) === 8) {
    if (!isFound) requireExisting(session, target, id);
    return;
  }
  const row = engine.store.row(target, id);
  if (row === undefined) throw rowNotFound(target.logicalName, id);
  requireAccess(caller, 'AppendTo', target, row);
}

function requireExisting({ engine }: Session, target: Table, id: string): void {
  if (!engine.store.exists(target, id)) throw rowNotFound(target.logicalName, id);
}
