/** Who a row belongs to: the columns Dataverse derives from its owner. */
import type { Session } from '../engine.ts';
import { rowNotFound } from '../errors.ts';
import { tableOf } from '../metadata/catalog.ts';
import type { Row } from '../store/database.ts';

/** The columns that follow from an owner; the caller when none is named. Throws when the owner does not exist. */
export function ownerColumns(session: Session, owner?: { table: string; id: string }): Row {
  const { table, id } = owner ?? { table: 'systemuser', id: session.caller.userId };
  const isTeam = table === 'team';
  return {
    ownerid: id,
    ownerid__type: table,
    owninguser: isTeam ? null : id,
    owningteam: isTeam ? id : null,
    owningbusinessunit: businessUnitOf(session, table, id),
  };
}

function businessUnitOf(session: Session, table: string, id: string): string {
  const { caller, engine } = session;
  if (table === 'systemuser' && id === caller.userId) return caller.businessUnitId;
  const row = engine.store.row(tableOf(engine.catalog, table), id);
  if (row === undefined) throw rowNotFound(table, id);
  return String(row['businessunitid']);
}
