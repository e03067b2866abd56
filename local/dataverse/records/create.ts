/** Creating one row: rights, defaults, checks, the insert, and what follows from it. */
import { noteWrite, type Session } from '../engine.ts';
import { auditCreate } from '../audit/record-change.ts';
import { badPayload, duplicateId, duplicateKey, invalidArgument, notSupported } from '../errors.ts';
import { newId } from '../ids.ts';
import { columnOf, isPolymorphic, typeColumnOf, type Table } from '../metadata/catalog.ts';
import { perTable } from '../metadata/per-table.ts';
import { requireAccess, requirePrivilege } from '../security/access.ts';
import { requireColumns } from '../security/columns.ts';
import { raiseCreate } from '../steps/raise.ts';
import { isEmpty, type Row } from '../store/database.ts';
import { keyIndexName } from '../store/tables.ts';
import { recordActivity, replaceParties } from './activities.ts';
import { commonColumns } from './common-columns.ts';
import { connect } from './connections.ts';
import { computedColumns } from './computed.ts';
import { followParents } from './hand-down.ts';
import { checkLinks } from './links.ts';
import { ownerColumns } from './ownership.ts';
import { queueItemColumns } from './queue-items.ts';
import { readPayload, type JsonObject, type Payload } from './payload.ts';
import { refusePlatformTables } from './platform-tables.ts';
import { initialState } from './state.ts';
import { createUserSettings } from './user-settings.ts';

export interface CreateOptions {
  /** Whether the row is part of a bulk message, which costs less. */
  readonly bulk?: boolean;
  /** Values the address of an upsert gives. */
  readonly keyValues?: Row;
}

/** Creates the row and those nested in the payload; gives its id. */
export function createRow(
  session: Session,
  table: Table,
  body: JsonObject,
  options: CreateOptions = {},
): string {
  refusePlatformTables('Create', table);
  requirePrivilege(session.caller, 'Create', table);
  const payload = withParents(session, table, readPayload(session, table, body, 'create'));
  requireColumns(session.caller, table, payload.columns, 'create');
  const given: Row = { ...options.keyValues, ...payload.values };
  const id = typeof given[table.primaryId] === 'string' ? String(given[table.primaryId]) : newId();
  const row = newRow(session, table, given, id);
  requireAccess(session.caller, 'Create', table, row);
  checkRequired(table, row);
  checkLinks(session, table, payload, row);
  insertRow(session, table, row);
  followParents(session, table, undefined, row);
  session.meter.add(
    table.isActivity ? 'activityWritten' : options.bulk === true ? 'rowWrittenInBulk' : 'rowWritten',
  );
  if (table.isActivity) recordActivity(session, table, row);
  if (table.logicalName === 'systemuser') settingsOf(session, id);
  createChildren(session, table, id, payload, row);
  auditCreate(session, table, row);
  raiseCreate(session, table, id, row);
  return id;
}

/** Inserts a row whose values are complete; throws the refusal for a key that is taken. */
export function insertRow(session: Session, table: Table, row: Row): void {
  try {
    session.engine.store.insert(table, row);
  } catch (error) {
    throw uniqueRefusal(table, error) ?? error;
  }
  noteWrite(session.engine, table.logicalName);
}

const uniqueFailure = 'UNIQUE constraint failed: ';

/** SQLite names the columns of the index that refused, or the index where it is over expressions; the key or the id is found from that. */
export function uniqueRefusal(table: Table, error: unknown): Error | undefined {
  const { code, message } = error as { code?: unknown; message: string };
  if (code !== 'ERR_SQLITE_ERROR' || !message.startsWith(uniqueFailure)) return undefined;
  const refusing = message.slice(uniqueFailure.length);
  const columns = refusing.split(', ').map((name) => name.slice(name.indexOf('.') + 1));
  const key = table.keys.find(
    (candidate) =>
      refusing === `index '${keyIndexName(table, candidate)}'` ||
      (candidate.columns.length === columns.length && candidate.columns.every((c, i) => c === columns[i])),
  );
  if (key === undefined) return duplicateId();
  const labels = key.columns.map((name) => columnOf(table, name).schemaName);
  return duplicateKey(labels, key.schemaName);
}

function newRow(session: Session, table: Table, given: Row, id: string): Row {
  const row: Row = { ...commonColumns(session, table), ...given, ...initialState(table, given, id) };
  row['versionnumber'] = session.engine.store.nextVersion();
  row[table.primaryId] = id;
  if (!isEmpty(given['overriddencreatedon'])) {
    // The given date becomes the creation date, and the column keeps when the row was really made.
    row['createdon'] = given['overriddencreatedon'];
    row['overriddencreatedon'] = session.now;
  }
  if (table.ownership === 'user' && given['ownerid'] !== undefined) {
    const owner = given['ownerid'];
    const chosen = isEmpty(owner) ? undefined : { table: String(given['ownerid__type']), id: String(owner) };
    Object.assign(row, ownerColumns(session, chosen));
  }
  if (isInBusinessUnit(table) && isEmpty(row['businessunitid'])) {
    row['businessunitid'] = session.caller.businessUnitId;
  }
  if (table.logicalName === 'queueitem') Object.assign(row, queueItemColumns(session, row));
  return Object.assign(row, computedColumns(session, table, given, row));
}

const isInBusinessUnit = perTable((table) => table.columnByName.get('businessunitid')?.required === 'system');

/** Only "system required" is held by the API; "business required" is a matter of forms. */
const requiredOf = perTable((table) =>
  table.columns
    .filter(({ required, kind }) => required === 'system' && kind !== 'state')
    .map(({ logicalName }) => logicalName)
    .filter((name) => name !== 'owningbusinessunit'),
);

function checkRequired(table: Table, row: Row): void {
  const missing = requiredOf(table).find((name) => isEmpty(row[name]));
  if (missing === undefined) return;
  throw invalidArgument(`Attribute '${missing}' of '${table.logicalName}' cannot be set to NULL`);
}

function createChildren(session: Session, table: Table, id: string, payload: Payload, row: Row): void {
  const parties = payload.children.filter((child) => child.navigation.table.logicalName === 'activityparty');
  if (table.isActivity) {
    replaceParties(session, table, row, parties[0]?.rows ?? []);
  }
  for (const { navigation, rows } of payload.children) {
    if (navigation.table.logicalName === 'activityparty') {
      if (!table.isActivity)
        throw badPayload(table.entitySetName, `'${navigation.name}' belongs to activities.`);
      continue;
    }
    if (navigation.kind === 'manyToMany') {
      for (const child of rows)
        connect(session, { table, id }, navigation, createRow(session, navigation.table, child));
      continue;
    }
    const { referencingNavigation } = navigation.relationship;
    for (const child of rows) {
      createRow(session, navigation.table, {
        ...child,
        [`${referencingNavigation}@odata.bind`]: `/${table.entitySetName}(${id})`,
      });
    }
  }
}

/** Rows nested in a lookup are made first, and the lookup points at them. */
function withParents(session: Session, table: Table, payload: Payload): Payload {
  if (payload.parents.length === 0) return payload;
  const values: Row = { ...payload.values };
  const columns = [...payload.columns];
  for (const { navigation, row } of payload.parents) {
    const [target, ...others] = navigation.targets;
    if (target === undefined || others.length > 0)
      throw notSupported(`Deep insert through '${navigation.name}', which can hold several tables,`);
    const { column } = navigation;
    values[column.logicalName] = createRow(session, target, row);
    if (isPolymorphic(table, column)) values[typeColumnOf(column)] = target.logicalName;
    columns.push(column.logicalName);
  }
  return { ...payload, values, columns };
}

function settingsOf({ engine, caller, now }: Session, userId: string): void {
  createUserSettings(engine.store, engine.catalog, userId, {
    userId: caller.userId,
    businessUnitId: caller.businessUnitId,
    organizationId: engine.organization.id,
    now,
  });
}
