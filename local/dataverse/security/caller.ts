/** Who asks, and what their roles allow. */
import { baseLanguage } from '../metadata/columns.ts';
import type { Store } from '../store/store.ts';
import type { ColumnRights } from './columns.ts';
import type { Depth } from './privileges.ts';
import { sharedMask } from './shares.ts';

export interface Caller {
  readonly userId: string;
  readonly fullName: string;
  readonly businessUnitId: string;
  readonly azureObjectId: string;
  /** The caller's unit and all below it. */
  readonly unitsBelow: ReadonlySet<string>;
  readonly teamIds: ReadonlySet<string>;
  /** System administrators may do everything, whatever their other roles say. */
  readonly isAdministrator: boolean;
  readonly roleCount: number;
  readonly privileges: ReadonlyMap<string, Depth>;
  /** What profiles allow of secured columns, by `table.column`. */
  readonly columnRights: ReadonlyMap<string, ColumnRights>;
  /** Tables of which rows are shared with the caller or their teams. */
  readonly sharedTables: ReadonlySet<string>;
  /** What is shared of one row with the caller or their teams, as bits of an access mask. */
  readonly sharedRights: (id: string) => number;
  /** Who really sends the request, when somebody acts for this user. */
  readonly initiatingUser?: Pick<Caller, 'userId' | 'azureObjectId' | 'fullName'>;
  /** LCID of the language labels are read in. */
  readonly languageId: number;
  /** LCID by which numbers and dates are formatted. */
  readonly localeId: number;
}

export const administratorRole = 'System Administrator';

/** The caller with this user id, or undefined when there is no such enabled user. */
export function loadCaller(store: Store, userId: string): Caller | undefined {
  const { database } = store;
  const user = database.get('SELECT * FROM systemuser WHERE systemuserid = ? AND isdisabled IS NOT 1', [
    userId,
  ]);
  if (user === undefined) return undefined;
  const teamIds = database
    .all('SELECT teamid FROM teammembership WHERE systemuserid = ?', [userId])
    .map((row) => String(row['teamid']));
  const roles = database.all(
    'SELECT role.roleid AS id, role.name AS name FROM role WHERE role.roleid IN ' +
      '(SELECT roleid FROM systemuserroles WHERE systemuserid = ?1 UNION SELECT roleid FROM teamroles WHERE teamid IN ' +
      '(SELECT teamid FROM teammembership WHERE systemuserid = ?1))',
    [userId],
  );
  const privileges = new Map<string, Depth>();
  for (const role of roles) {
    const rows = database.all(
      'SELECT lower(privilege.name) AS name, privilegedepthmask AS depth FROM roleprivileges ' +
        'JOIN privilege ON privilege.privilegeid = roleprivileges.privilegeid WHERE roleid = ?',
      [role['id'] ?? null],
    );
    for (const { name, depth } of rows) {
      const deeper = Math.max(privileges.get(String(name)) ?? 0, Number(depth)) as Depth;
      privileges.set(String(name), deeper);
    }
  }
  const businessUnitId = String(user['businessunitid']);
  const settings = database.get('SELECT uilanguageid, localeid FROM usersettings WHERE systemuserid = ?', [
    userId,
  ]);
  const principals = [userId, ...teamIds];
  const sharedTables = sharedTablesOf(store, principals);
  return {
    userId,
    fullName: String(user['fullname'] ?? ''),
    businessUnitId,
    azureObjectId: String(user['azureactivedirectoryobjectid'] ?? '00000000-0000-0000-0000-000000000000'),
    unitsBelow: unitsBelow(store, businessUnitId),
    teamIds: new Set(teamIds),
    isAdministrator: roles.some((role) => role['name'] === administratorRole),
    roleCount: roles.length,
    privileges,
    columnRights: columnRightsOf(store, userId),
    sharedTables,
    sharedRights: (id) => (sharedTables.size === 0 ? 0 : sharedMask(database, id, principals)),
    // 0 is what settings say that follow the organization.
    languageId: Number(settings?.['uilanguageid'] ?? 0) || baseLanguage,
    localeId: Number(settings?.['localeid'] ?? 0) || baseLanguage,
  };
}

function unitsBelow(store: Store, businessUnitId: string): ReadonlySet<string> {
  const rows = store.database.all(
    'WITH RECURSIVE below(id) AS (VALUES (?) UNION SELECT businessunitid FROM businessunit JOIN below ' +
      'ON parentbusinessunitid = below.id) SELECT id FROM below',
    [businessUnitId],
  );
  return new Set(rows.map((row) => String(row['id'])));
}

function sharedTablesOf(store: Store, principals: readonly string[]): ReadonlySet<string> {
  const rows = store.database.all(
    'SELECT DISTINCT object_type AS name FROM local_access WHERE principal_id IN (SELECT value FROM json_each(?))',
    [JSON.stringify(principals)],
  );
  return new Set(rows.map(({ name }) => String(name)));
}

/** What any of the user's profiles allows, their own and their teams'. */
function columnRightsOf(store: Store, userId: string): ReadonlyMap<string, ColumnRights> {
  const rows = store.database.all(
    'SELECT lower(entityname) AS name, lower(attributelogicalname) AS col, max(canread) AS r, max(cancreate) AS c, ' +
      'max(canupdate) AS u FROM fieldpermission WHERE fieldsecurityprofileid IN ' +
      '(SELECT fieldsecurityprofileid FROM systemuserprofiles WHERE systemuserid = ?1 UNION ' +
      'SELECT fieldsecurityprofileid FROM teamprofiles WHERE teamid IN ' +
      '(SELECT teamid FROM teammembership WHERE systemuserid = ?1)) GROUP BY 1, 2',
    [userId],
  );
  return new Map(
    rows.map(({ name, col, r, c, u }) => [
      `${String(name)}.${String(col)}`,
      { read: r === allowed, create: c === allowed, update: u === allowed },
    ]),
  );
}

/** The other value of the choice is 0, not allowed. */
const allowed = 4;
