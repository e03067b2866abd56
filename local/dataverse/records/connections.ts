/** Two rows connected and disconnected through a collection: by a lookup on one side, or by a row of the table between them. */
import { auditLink } from '../audit/record-change.ts';
import { noteWrite, type Session } from '../engine.ts';
import { rowNotFound } from '../errors.ts';
import { newId } from '../ids.ts';
import { tableOf, type CollectionNavigation, type Table } from '../metadata/catalog.ts';
import { requireAccess } from '../security/access.ts';
import { updateRow } from './update.ts';

export interface Near {
  readonly table: Table;
  readonly id: string;
}

export function connect(session: Session, near: Near, navigation: CollectionNavigation, farId: string): void {
  if (navigation.kind === 'oneToMany') {
    const bind = `${navigation.relationship.referencingNavigation}@odata.bind`;
    updateRow(session, navigation.table, farId, { [bind]: `/${near.table.entitySetName}(${near.id})` });
    return;
  }
  const { store, catalog } = session.engine;
  requireBoth(session, near, navigation, farId);
  const intersect = tableOf(catalog, navigation.relationship.intersectTable);
  const known = store.database.get(
    `SELECT 1 AS found FROM "${intersect.logicalName}" WHERE "${navigation.nearColumn}" = ? AND "${navigation.farColumn}" = ?`,
    [near.id, farId],
  );
  if (known === undefined) {
    store.insert(intersect, {
      [intersect.primaryId]: newId(),
      [navigation.nearColumn]: near.id,
      [navigation.farColumn]: farId,
    });
    audit(session, near, navigation, farId, 'associate');
  }
  noteWrite(session.engine, intersect.logicalName);
  session.meter.add('rowWritten');
}

export function disconnect(
  session: Session,
  near: Near,
  navigation: CollectionNavigation,
  farId: string,
): void {
  if (navigation.kind === 'oneToMany') {
    const bind = `${navigation.relationship.referencingNavigation}@odata.bind`;
    updateRow(session, navigation.table, farId, { [bind]: null });
    return;
  }
  requireBoth(session, near, navigation, farId);
  const { intersectTable } = navigation.relationship;
  const removed = session.engine.store.database.run(
    `DELETE FROM "${intersectTable}" WHERE "${navigation.nearColumn}" = ? AND "${navigation.farColumn}" = ?`,
    [near.id, farId],
  );
  if (removed > 0) audit(session, near, navigation, farId, 'disassociate');
  noteWrite(session.engine, intersectTable);
  session.meter.add('rowWritten');
}

function audit(
  session: Session,
  near: Near,
  navigation: CollectionNavigation,
  farId: string,
  action: 'associate' | 'disassociate',
): void {
  const far = { table: navigation.table, id: farId };
  auditLink(session, navigation.relationship.schemaName, [near, far], action);
}

/** Connecting needs Append on one side and AppendTo on the other. */
function requireBoth(session: Session, near: Near, navigation: CollectionNavigation, farId: string): void {
  const { store } = session.engine;
  const nearRow = store.row(near.table, near.id);
  const farRow = store.row(navigation.table, farId);
  if (nearRow === undefined) throw rowNotFound(near.table.logicalName, near.id);
  if (farRow === undefined) throw rowNotFound(navigation.table.logicalName, farId);
  requireAccess(session.caller, 'Append', near.table, nearRow);
  requireAccess(session.caller, 'AppendTo', navigation.table, farRow);
}
