/** Functions bound to one row, called with GET: what a user's roles allow, in general and on one row; what an audited change was. */
import type { Session } from '../engine.ts';
import { badRequest, notSupported, rowNotFound } from '../errors.ts';
import { tableOf } from '../metadata/catalog.ts';
import { resolveReference } from '../records/references.ts';
import { mayAccess, requireAccess } from '../security/access.ts';
import type { Caller } from '../security/caller.ts';
import { privilegeId, privilegesOf, type Depth, type Verb } from '../security/privileges.ts';
import type { BoundRow } from './actions.ts';
import type { Exchange } from './exchange.ts';
import { jsonResponse, type WebResponse } from './http.ts';
import type { Segment } from './path.ts';
import { retrieveAuditDetails } from './audit-functions.ts';
import { addressIn, requiredParameter } from './parameters.ts';

type BoundFunction = (exchange: Exchange, row: BoundRow, segment: Segment) => WebResponse;

const boundFunctions: Readonly<Record<string, { readonly table: string; readonly call: BoundFunction }>> = {
  RetrieveUserPrivileges: { table: 'systemuser', call: retrieveUserPrivileges },
  RetrievePrincipalAccess: { table: 'systemuser', call: retrievePrincipalAccess },
  RetrieveAuditDetails: { table: 'audit', call: retrieveAuditDetails },
};

export function isBoundFunction(name: string): boolean {
  return Object.hasOwn(boundFunctions, name);
}

export function callBoundFunction(exchange: Exchange, segment: Segment, row: BoundRow): WebResponse {
  const called = boundFunctions[segment.name];
  if (called === undefined || row.table.logicalName !== called.table) {
    throw notSupported(`The function '${segment.name}' bound to '${row.table.logicalName}'`);
  }
  if (exchange.request.method !== 'GET')
    throw badRequest(`'${segment.name}' is a function, called with GET.`);
  exchange.session.meter.add('other');
  return called.call(exchange, row, segment);
}

const depthNames: Readonly<Record<Depth, string>> = { 1: 'Basic', 2: 'Local', 4: 'Deep', 8: 'Global' };

function retrieveUserPrivileges({ session, request }: Exchange, { id }: BoundRow): WebResponse {
  const user = userOf(session, id);
  const privileges = privilegesOf(session.engine.catalog.tables.values()).flatMap((name) => {
    const depth = user.isAdministrator ? 8 : user.privileges.get(name.toLowerCase());
    if (depth === undefined) return [];
    return {
      Depth: depthNames[depth],
      PrivilegeId: privilegeId(name),
      BusinessUnitId: user.businessUnitId,
      PrivilegeName: name,
    };
  });
  return jsonResponse(200, {
    '@odata.context': `${request.base}$metadata#Microsoft.Dynamics.CRM.RetrieveUserPrivilegesResponse`,
    RolePrivileges: privileges,
  });
}

/** Verbs in the order their rights are listed. */
const rights: readonly Verb[] = [
  'Read',
  'Write',
  'Append',
  'AppendTo',
  'Create',
  'Delete',
  'Share',
  'Assign',
];

/** `RetrievePrincipalAccess(Target=@t)?@t={"@odata.id":"accounts(…)"}`: whoever asks must be able to read the row. */
function retrievePrincipalAccess(exchange: Exchange, { id }: BoundRow, segment: Segment): WebResponse {
  const { session, request } = exchange;
  const user = userOf(session, id);
  const target = resolveReference(session, addressIn(requiredParameter(exchange, segment, 'Target')));
  const table = tableOf(session.engine.catalog, target.table);
  const row = session.engine.store.row(table, target.id);
  if (row === undefined) throw rowNotFound(target.table, target.id);
  requireAccess(session.caller, 'Read', table, row);
  const held = rights.filter((verb) => mayAccess(user, verb, table, row)).map((verb) => `${verb}Access`);
  return jsonResponse(200, {
    '@odata.context': `${request.base}$metadata#Microsoft.Dynamics.CRM.RetrievePrincipalAccessResponse`,
    AccessRights: held.length === 0 ? 'None' : held.join(', '),
  });
}

function userOf({ engine }: Session, id: string): Caller {
  const user = engine.directory.callerById(id);
  if (user === undefined) throw rowNotFound('systemuser', id);
  return user;
}
