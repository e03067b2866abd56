/** Whether a caller may do something with a table, and with which of its rows. */
import { accessDenied, missingPrivilege } from '../errors.ts';
import type { Table } from '../metadata/catalog.ts';
import { quote, type Row, type Sql } from '../store/database.ts';
import type { Caller } from './caller.ts';
import { privilegeId, privilegeOf, type Depth, type Verb } from './privileges.ts';
import { accessBits } from './shares.ts';

/** How deep the privilege reaches; throws 403 naming it when the caller has none. */
export function requirePrivilege(caller: Caller, verb: Verb, table: Table): Depth {
  const name = privilegeOf(verb, table);
  const depth = caller.isAdministrator ? 8 : caller.privileges.get(name.toLowerCase());
  if (depth === undefined) {
    throw missingPrivilege({
      userId: caller.userId,
      privilege: name,
      privilegeId: privilegeId(name),
      table: table.logicalName,
    });
  }
  return depth;
}

/** For privileges that belong to no table. */
export function requireGeneralPrivilege(caller: Caller, name: string): void {
  if (caller.isAdministrator || caller.privileges.has(name.toLowerCase())) return;
  throw missingPrivilege({ userId: caller.userId, privilege: name, privilegeId: privilegeId(name) });
}

/** Throws unless the privilege reaches this row. */
export function requireAccess(caller: Caller, verb: Verb, table: Table, row: Row): void {
  const depth = requirePrivilege(caller, verb, table);
  if (reaches(caller, depth, table, row) || isShared(caller, verb, table, row)) return;
  throw accessDenied({
    userId: caller.userId,
    right: `${verb}Access`,
    table: table.logicalName,
    id: String(row[table.primaryId]),
  });
}

/** Whether the privilege is there and reaches this row. */
export function mayAccess(caller: Caller, verb: Verb, table: Table, row: Row): boolean {
  const depth = caller.isAdministrator ? 8 : caller.privileges.get(privilegeOf(verb, table).toLowerCase());
  return depth !== undefined && (reaches(caller, depth, table, row) || isShared(caller, verb, table, row));
}

/** Sharing lets a privilege reach a row it does not reach by depth; it gives no privilege. */
function isShared(caller: Caller, verb: Verb, table: Table, row: Row): boolean {
  if (!caller.sharedTables.has(table.logicalName)) return false;
  return (caller.sharedRights(String(row[table.primaryId])) & accessBits[verb]) !== 0;
}

/** The rows the caller may read as a condition, or undefined when it is all of them. */
export function readableRows(caller: Caller, table: Table, alias: string): Sql | undefined {
  const depth = requirePrivilege(caller, 'Read', table);
  if (depth === 8) return undefined;
  if (table.ownership === 'user') return readableOwned(caller, depth, table, alias);
  if (table.ownership === 'business') return readableInUnits(caller, depth, table, alias);
  return undefined;
}

function reaches(caller: Caller, depth: Depth, table: Table, row: Row): boolean {
  if (depth === 8) return true;
  switch (table.ownership) {
    case 'organization':
    case 'none':
      return true;
    case 'business':
      if (isOfUser(table) && row['systemuserid'] === caller.userId) return true;
      if (table.logicalName === 'usersettings' && depth === 1) return false;
      return inUnits(caller, depth, row['businessunitid']);
    case 'user':
      return (
        row['owninguser'] === caller.userId ||
        caller.teamIds.has(String(row['owningteam'])) ||
        (depth > 1 && inUnits(caller, depth, row['owningbusinessunit']))
      );
  }
}

function inUnits(caller: Caller, depth: Depth, unit: unknown): boolean {
  return depth === 4 ? caller.unitsBelow.has(String(unit)) : unit === caller.businessUnitId;
}

function readableOwned(caller: Caller, depth: Depth, table: Table, alias: string): Sql {
  const teams = [...caller.teamIds];
  const parts = [`${quote(alias)}.owninguser = ?`];
  const params: string[] = [caller.userId];
  if (teams.length > 0) {
    parts.push(`${quote(alias)}.owningteam IN (${teams.map(() => '?').join(', ')})`);
    params.push(...teams);
  }
  if (depth > 1) {
    const units = unitsWithin(caller, depth);
    parts.push(`${quote(alias)}.owningbusinessunit IN (${units.map(() => '?').join(', ')})`);
    params.push(...units);
  }
  if (caller.sharedTables.has(table.logicalName)) {
    parts.push(
      `${quote(alias)}.${quote(table.primaryId)} IN (SELECT object_id FROM local_access WHERE object_type = ? ` +
        `AND mask & ${accessBits.Read} AND principal_id IN (SELECT value FROM json_each(?)))`,
    );
    params.push(table.logicalName, JSON.stringify([caller.userId, ...teams]));
  }
  return { text: `(${parts.join(' OR ')})`, params };
}

function readableInUnits(caller: Caller, depth: Depth, table: Table, alias: string): Sql {
  const own = { text: `${quote(alias)}.systemuserid = ?`, params: [caller.userId] };
  if (table.logicalName === 'usersettings' && depth === 1) return own;
  const units = unitsWithin(caller, depth);
  const inside = `${quote(alias)}.businessunitid IN (${units.map(() => '?').join(', ')})`;
  if (!isOfUser(table)) return { text: inside, params: units };
  return { text: `(${inside} OR ${own.text})`, params: [...units, ...own.params] };
}

/** Users and their settings: one's own are always within reach. */
function isOfUser({ logicalName }: Table): boolean {
  return logicalName === 'systemuser' || logicalName === 'usersettings';
}

function unitsWithin(caller: Caller, depth: Depth): readonly string[] {
  return depth === 4 ? [...caller.unitsBelow] : [caller.businessUnitId];
}
