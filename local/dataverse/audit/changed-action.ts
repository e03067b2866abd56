/**
 * What an update is called in the history. Assumed: one that only assigns the row or moves it to another state is called so, any other
 * is an update; the documentation lists the events without saying which requests make them.
 */
import { assumes } from '../assumptions.ts';
import { auditActions } from '../metadata/base/audit.ts';
import type { Table } from '../metadata/catalog.ts';
import type { Column } from '../metadata/types.ts';
import type { Row } from '../store/database.ts';

const ofState: ReadonlyMap<number, number> = new Map([
  [0, auditActions.activate],
  [1, auditActions.deactivate],
]);

export function changedAction(table: Table, columns: readonly Column[], after: Row): number {
  if (!assumes('auditActionsByWhatChanged')) return auditActions.update;
  const changed = new Set(columns.map(({ logicalName }) => logicalName));
  if (changed.size === 1 && changed.has('ownerid')) return auditActions.assign;
  if (!changed.delete('statecode')) return auditActions.update;
  changed.delete('statuscode');
  if (changed.size > 0) return auditActions.update;
  // Activities are not active or inactive, but open, completed or cancelled.
  if (table.isActivity) return auditActions.setState;
  return ofState.get(Number(after['statecode'])) ?? auditActions.setState;
}
