/** An activity is three things: its own row, a row of activitypointer that lists all activities, and its parties. */
import { assumes } from '../assumptions.ts';
import type { Session } from '../engine.ts';
import { invalidArgument } from '../errors.ts';
import { newId } from '../ids.ts';
import { tableOf, type Table } from '../metadata/catalog.ts';
import { isEmpty, type Row } from '../store/database.ts';
import { quote } from '../store/database.ts';
import { sqlColumnsOf } from '../store/tables.ts';
import { checkLinks } from './links.ts';
import { readPayload, type JsonObject } from './payload.ts';

/** Participation types the platform keeps by itself. */
const regarding = 8;
const owner = 9;

/** Writes the pointer of a new activity. */
export function recordActivity(session: Session, table: Table, row: Row): void {
  const { store, catalog } = session.engine;
  const pointer = tableOf(catalog, 'activitypointer');
  store.insert(pointer, { ...pointerColumns(pointer, row), activitytypecode: table.logicalName });
}

/** Brings the pointer in line with what changed on the activity. */
export function refreshActivity(session: Session, id: string, changes: Row): void {
  const { store, catalog } = session.engine;
  const pointer = tableOf(catalog, 'activitypointer');
  const shared = pointerColumns(pointer, changes);
  if (Object.keys(shared).length > 0) store.update(pointer, id, shared);
}

/** Removes what belongs to an activity besides its own row. */
export function forgetActivity(session: Session, id: string): void {
  const { store, catalog } = session.engine;
  store.delete(tableOf(catalog, 'activitypointer'), id);
  store.database.run('DELETE FROM activityparty WHERE activityid = ?', [id]);
}

/** Assumed: the parties named by the caller take the place of those before; owner and regarding are added by the platform. */
export function replaceParties(
  session: Session,
  table: Table,
  row: Row,
  parties: readonly JsonObject[],
): void {
  const { store } = session.engine;
  const id = String(row['activityid']);
  if (assumes('updateReplacesParties'))
    store.database.run('DELETE FROM activityparty WHERE activityid = ?', [id]);
  for (const party of parties) insertGivenParty(session, table, id, party);
  refreshPlatformParties(session, table, row);
}

/** Assumed: there are parties for owner and regarding, kept equal to the activity's own columns. */
export function refreshPlatformParties(session: Session, table: Table, row: Row): void {
  if (!assumes('platformAddsParties')) return;
  const { store } = session.engine;
  const id = String(row['activityid']);
  store.database.run('DELETE FROM activityparty WHERE activityid = ? AND participationtypemask IN (8, 9)', [
    id,
  ]);
  insertParty(session, table, id, {
    partyid: row['ownerid'] ?? null,
    partyid__type: row['ownerid__type'] ?? null,
    participationtypemask: owner,
  });
  if (isEmpty(row['regardingobjectid'])) return;
  insertParty(session, table, id, {
    partyid: row['regardingobjectid'],
    partyid__type: row['regardingobjectid__type'] ?? null,
    participationtypemask: regarding,
  });
}

function insertGivenParty(session: Session, table: Table, activityId: string, party: JsonObject): void {
  const parties = tableOf(session.engine.catalog, 'activityparty');
  const payload = readPayload(session, parties, party, 'create');
  const { values } = payload;
  if (isEmpty(values['participationtypemask'])) {
    throw invalidArgument(`An activity party of '${table.logicalName}' needs a participationtypemask.`);
  }
  if (isEmpty(values['partyid']) && isEmpty(values['addressused'])) {
    throw invalidArgument(`An activity party of '${table.logicalName}' needs a partyid or an addressused.`);
  }
  checkLinks(session, parties, payload, values);
  insertParty(session, table, activityId, { ...addressOf(session, values), ...values });
}

function insertParty(session: Session, table: Table, activityId: string, values: Row): void {
  const { store, catalog } = session.engine;
  store.insert(tableOf(catalog, 'activityparty'), {
    ispartydeleted: 0,
    donotemail: 0,
    donotphone: 0,
    donotpostalmail: 0,
    ...values,
    activitypartyid: newId(),
    activityid: activityId,
    activityid__type: table.logicalName,
    createdon: session.now,
    modifiedon: session.now,
    versionnumber: store.nextVersion(),
  });
}

/** A party's address is that of the row when none is given. */
function addressOf(session: Session, party: Row): Row {
  const type = party['partyid__type'];
  const id = party['partyid'];
  if (typeof type !== 'string' || typeof id !== 'string') return {};
  const target = tableOf(session.engine.catalog, type);
  const column = ['emailaddress1', 'internalemailaddress', 'emailaddress'].find((name) =>
    target.columnByName.has(name),
  );
  if (column === undefined) return {};
  const sql = `SELECT ${quote(column)} AS address FROM ${quote(type)} WHERE ${quote(target.primaryId)} = ?`;
  return { addressused: session.engine.store.database.get(sql, [id])?.['address'] ?? null };
}

function pointerColumns(pointer: Table, row: Row): Row {
  const shared: Row = {};
  for (const name of sqlColumnsOf(pointer)) {
    const value = row[name];
    if (value !== undefined && name !== 'activitytypecode') shared[name] = value;
  }
  return shared;
}
