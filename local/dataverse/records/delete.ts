/** Deleting one row, with what its relationships say about the rows that point at it. */
import { noteWrite, type Session } from '../engine.ts';
import { auditDelete } from '../audit/record-change.ts';
import { deleteRestricted, rowNotFound, versionMismatch } from '../errors.ts';
import { columnOf, isPolymorphic, tableOf, typeColumnOf, type Table } from '../metadata/catalog.ts';
import { requireAccess } from '../security/access.ts';
import { forgetInherited } from '../security/inherited-shares.ts';
import { forgetShares } from '../security/shares.ts';
import { raiseDelete } from '../steps/raise.ts';
import type { Row } from '../store/database.ts';
import { recordDeletion } from '../store/deletions.ts';
import { forgetActivity } from './activities.ts';
import { leaveParent } from './hand-down.ts';
import { refusePlatformTables } from './platform-tables.ts';

/** Deletes the row. Throws 404 when there is none, 405 when another row forbids it. */
export function deleteRow(session: Session, table: Table, id: string, ifVersion?: number): void {
  const { store } = session.engine;
  refusePlatformTables('Delete', table);
  const row = store.row(table, id);
  if (row === undefined) throw rowNotFound(table.logicalName, id);
  if (ifVersion !== undefined && row['versionnumber'] !== ifVersion) throw versionMismatch();
  requireAccess(session.caller, 'Delete', table, row);
  if (table.logicalName === 'activitypointer') {
    deleteRow(session, tableOf(session.engine.catalog, String(row['activitytypecode'])), id);
    return;
  }
  releaseReferences(session, table, id);
  store.delete(table, id);
  store.database.run('DELETE FROM local_file WHERE table_name = ? AND row_id = ?', [table.logicalName, id]);
  forgetShares(store.database, id);
  forgetInherited(store.database, id);
  if (table.changeTracking) recordDeletion(store.database, table.logicalName, id, store.nextVersion());
  for (const relationship of session.engine.catalog.manyToMany) {
    if (relationship.firstTable === table.logicalName)
      unlink(relationship.intersectTable, relationship.firstColumn);
    if (relationship.secondTable === table.logicalName)
      unlink(relationship.intersectTable, relationship.secondColumn);
  }
  noteWrite(session.engine, table.logicalName);
  session.meter.add('rowWritten');
  if (table.isActivity) forgetActivity(session, id);
  auditDelete(session, table, row);
  raiseDelete(session, table, id, row);

  function unlink(intersect: string, column: string): void {
    store.database.run(`DELETE FROM "${intersect}" WHERE "${column}" = ?`, [id]);
    noteWrite(session.engine, intersect);
  }
}

/** Restrictions first: nothing is changed when one of them holds. */
function releaseReferences(session: Session, table: Table, id: string): void {
  const { catalog, store } = session.engine;
  const target = { table, id };
  const references = table.referencedBy
    .filter((relationship) => relationship.cascadeDelete !== 'NoCascade')
    // Pointers and parties go with their activity, whatever points at it.
    .filter(({ referencingTable }) => referencingTable !== 'activitypointer')
    .filter(
      ({ referencingTable, referencingColumn }) =>
        !(referencingTable === 'activityparty' && referencingColumn === 'activityid'),
    )
    .map((relationship) => {
      const referencing = tableOf(catalog, relationship.referencingTable);
      return { relationship, referencing, column: columnOf(referencing, relationship.referencingColumn) };
    });
  for (const { relationship, referencing, column } of references) {
    if (relationship.cascadeDelete !== 'Restrict') continue;
    if (store.referencing(referencing, column, target, 1).length > 0) throw deleteRestricted();
  }
  for (const { relationship, referencing, column } of references) {
    if (relationship.cascadeDelete === 'Restrict') continue;
    for (const row of store.referencing(referencing, column, target, -1)) {
      const rowId = String(row[referencing.primaryId]);
      if (relationship.cascadeDelete === 'Cascade') {
        if (store.exists(referencing, rowId)) deleteRow(session, referencing, rowId);
      } else {
        store.update(referencing, rowId, emptied());
        leaveParent(session, { table: referencing, id: rowId, row }, id);
      }
    }

    function emptied(): Row {
      const changes: Row = { [column.logicalName]: null, versionnumber: store.nextVersion() };
      if (isPolymorphic(referencing, column)) changes[typeColumnOf(column)] = null;
      return changes;
    }
  }
}
