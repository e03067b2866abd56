/** Updating one row: rights on it, checks of what changes, and what follows from it. */
import { assumes } from '../assumptions.ts';
import { noteWrite, type Session } from '../engine.ts';
import { auditUpdate } from '../audit/record-change.ts';
import { badPayload, invalidArgument, notSupported, rowNotFound, versionMismatch } from '../errors.ts';
import { parseId } from '../ids.ts';
import { tableOf, type Table } from '../metadata/catalog.ts';
import { requireAccess } from '../security/access.ts';
import { requireColumns } from '../security/columns.ts';
import { raiseUpdate } from '../steps/raise.ts';
import { isEmpty, type Row } from '../store/database.ts';
import { refreshActivity, refreshPlatformParties, replaceParties } from './activities.ts';
import { computedColumns } from './computed.ts';
import { uniqueRefusal } from './create.ts';
import { followParents, handDownOwner } from './hand-down.ts';
import { checkLinks } from './links.ts';
import { ownerColumns } from './ownership.ts';
import { readPayload, type JsonObject, type Payload } from './payload.ts';
import { refusePlatformTables } from './platform-tables.ts';
import { changedState } from './state.ts';

export interface UpdateOptions {
  readonly bulk?: boolean;
  /** The row version the caller last saw; another one is refused. */
  readonly ifVersion?: number;
  /** Whether the row follows the one above it, instead of having been asked for. */
  readonly takenAlong?: boolean;
}

/** Changes the row with this id. Throws 404 when there is none. */
export function updateRow(
  session: Session,
  table: Table,
  id: string,
  body: JsonObject,
  options: UpdateOptions = {},
): void {
  const { store } = session.engine;
  refusePlatformTables('Update', table);
  if (table.logicalName === 'activitypointer') throw notSupported('Updating activitypointers');
  const before = store.row(table, id);
  if (before === undefined) throw rowNotFound(table.logicalName, id);
  if (options.ifVersion !== undefined && before['versionnumber'] !== options.ifVersion)
    throw versionMismatch();
  refuseOtherId(table, id, body);
  const payload = readPayload(session, table, body, 'update');
  if (options.takenAlong !== true || assumes('assigningNeedsEveryRight')) {
    requireAccess(session.caller, 'Write', table, before);
    if (payload.values['ownerid'] !== undefined) requireAccess(session.caller, 'Assign', table, before);
  }
  requireColumns(session.caller, table, payload.columns, 'update');
  if (payload.parents.length > 0) throw notSupported('Deep update of related rows');
  checkNotEmptied(table, payload.values);
  checkLinks(session, table, payload, payload.values);
  const changes = changesOf(session, table, id, payload, before);
  try {
    store.update(table, id, changes);
  } catch (error) {
    throw uniqueRefusal(table, error) ?? error;
  }
  noteWrite(session.engine, table.logicalName);
  session.meter.add(
    table.isActivity ? 'activityWritten' : options.bulk === true ? 'rowWrittenInBulk' : 'rowWritten',
  );
  const after = { ...before, ...changes };
  followParents(session, table, before, after);
  handDownOwner(session, table, before, after, (below) => {
    const owners = tableOf(session.engine.catalog, String(after['ownerid__type']));
    const owner = `/${owners.entitySetName}(${String(after['ownerid'])})`;
    updateRow(session, below.table, below.id, { 'ownerid@odata.bind': owner }, { takenAlong: true });
  });
  if (table.isActivity) updateActivity(session, table, id, payload, changes, after);
  else if (payload.children.length > 0) throw notSupported('Deep update of related rows');
  auditUpdate(session, table, before, after);
  raiseUpdate(session, table, id, { columns: writtenColumns(payload), changes, before, after });
}

/** State and status are written together, so a step that waits for one is raised by the other. */
function writtenColumns({ columns }: Payload): readonly string[] {
  return columns.includes('statecode') || columns.includes('statuscode')
    ? [...columns, 'statecode', 'statuscode']
    : columns;
}

function changesOf(session: Session, table: Table, id: string, payload: Payload, before: Row): Row {
  const { values } = payload;
  const changes: Row = { ...values, ...changedState(table, values, before, id) };
  const owner = values['ownerid'];
  if (table.ownership === 'user' && !isEmpty(owner)) {
    Object.assign(
      changes,
      ownerColumns(session, { table: String(values['ownerid__type']), id: String(owner) }),
    );
  }
  Object.assign(changes, computedColumns(session, table, changes, { ...before, ...changes }));
  if (table.columnByName.has('modifiedon')) {
    changes['modifiedon'] = session.now;
    changes['modifiedby'] = session.caller.userId;
    changes['modifiedonbehalfby'] = session.caller.initiatingUser?.userId ?? null;
  }
  changes['versionnumber'] = session.engine.store.nextVersion();
  return changes;
}

/** The id can be repeated in the body, as clients that send a row back do; another one is a mistake. */
function refuseOtherId(table: Table, id: string, body: JsonObject): void {
  const given = body[table.primaryId];
  if (given === undefined || (typeof given === 'string' && parseId(given) === id)) return;
  throw badPayload(table.entitySetName, `The value of '${table.primaryId}' differs from the id of the row.`);
}

function checkNotEmptied(table: Table, values: Row): void {
  for (const name in values) {
    if (values[name] === null && table.columnByName.get(name)?.required === 'system') {
      throw invalidArgument(`Attribute '${name}' of '${table.logicalName}' cannot be set to NULL`);
    }
  }
}

function updateActivity(
  session: Session,
  table: Table,
  id: string,
  payload: Payload,
  changes: Row,
  after: Row,
): void {
  refreshActivity(session, id, changes);
  const [parties, ...others] = payload.children;
  if (others.length > 0) throw notSupported('Deep update of related rows');
  if (parties !== undefined) {
    if (parties.navigation.table.logicalName !== 'activityparty')
      throw notSupported('Deep update of related rows');
    replaceParties(session, table, after, parties.rows);
  } else if (changes['ownerid'] !== undefined || changes['regardingobjectid'] !== undefined) {
    refreshPlatformParties(session, table, after);
  }
}
