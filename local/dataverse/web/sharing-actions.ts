/** GrantAccess, ModifyAccess and RevokeAccess: rows shared with users and teams; and with whom a row is shared. */
import { assumes } from '../assumptions.ts';
import { auditShare } from '../audit/record-change.ts';
import { noteShare, type Session } from '../engine.ts';
import { badPayload, invalidArgument } from '../errors.ts';
import { tableOf } from '../metadata/catalog.ts';
import { handDownShare } from '../records/hand-down.ts';
import { resolveReference } from '../records/references.ts';
import { requireAccess } from '../security/access.ts';
import { accessesTo } from '../security/inherited-shares.ts';
import { accessBits, maskOf, maskText, putShare, sharesOf } from '../security/shares.ts';
import { jsonBody, type Exchange } from './exchange.ts';
import { emptyResponse, jsonResponse, type WebResponse } from './http.ts';
import { addressIn, requiredParameter } from './parameters.ts';
import type { Segment } from './path.ts';
import { rowParameter, type NamedRow } from './row-parameters.ts';

const principals = ['systemuser', 'team'];

/** Adds to what is shared already. */
export function grantAccess(exchange: Exchange): WebResponse {
  return share(exchange, (before, given) => before | given);
}

/** Takes the place of what was shared. */
export function modifyAccess(exchange: Exchange): WebResponse {
  return share(exchange, (_before, given) => given);
}

export function revokeAccess(exchange: Exchange): WebResponse {
  const { session } = exchange;
  const body = jsonBody(exchange);
  const target = sharedRow(session, body['Target']);
  const principal = rowParameter(session, 'Revokee', body['Revokee'], principals);
  write(session, target, principal, () => 0);
  return emptyResponse(204);
}

/** `RetrieveSharedPrincipalsAndAccess(Target=@t)?@t={"@odata.id":"accounts(…)"}` */
export function retrieveSharedPrincipals(exchange: Exchange, segment: Segment): WebResponse {
  const { session, request } = exchange;
  const { table, id } = resolveReference(session, addressIn(requiredParameter(exchange, segment, 'Target')));
  const target = rowParameter(session, 'Target', {
    '@odata.type': `Microsoft.Dynamics.CRM.${table}`,
    [tableOf(session.engine.catalog, table).primaryId]: id,
  });
  requireAccess(session.caller, 'Read', target.table, target.row);
  const { database } = session.engine.store;
  // Assumed: what comes from the row above is not listed.
  const shares = assumes('inheritedSharesAreNotListed')
    ? sharesOf(database, target.id)
    : accessesTo(database, target.id);
  return jsonResponse(200, {
    '@odata.context': `${request.base}$metadata#Microsoft.Dynamics.CRM.RetrieveSharedPrincipalsAndAccessResponse`,
    PrincipalAccesses: shares.map(({ principalId, principalType, mask }) => ({
      AccessMask: maskText(mask),
      Principal: { '@odata.type': `#Microsoft.Dynamics.CRM.${principalType}`, ownerid: principalId },
    })),
  });
}

function share(exchange: Exchange, combine: (before: number, given: number) => number): WebResponse {
  const { session } = exchange;
  const body = jsonBody(exchange);
  const target = sharedRow(session, body['Target']);
  const access = body['PrincipalAccess'];
  if (typeof access !== 'object' || access === null)
    throw badPayload(target.table.entitySetName, "'PrincipalAccess' must be an object.");
  const { Principal: named, AccessMask: text } = access as Readonly<Record<string, unknown>>;
  const principal = rowParameter(session, 'Principal', named, principals);
  const given = typeof text === 'string' ? maskOf(text) : undefined;
  if (given === undefined)
    throw badPayload(target.table.entitySetName, `'${String(text)}' is not an access mask.`);
  requireOwnRights(session, target, given);
  write(session, target, principal, (before) => combine(before, given));
  return emptyResponse(204);
}

function sharedRow(session: Session, value: unknown): NamedRow {
  const target = rowParameter(session, 'Target', value);
  if (target.table.ownership !== 'user')
    throw invalidArgument(`Rows of '${target.table.logicalName}' have no owner and cannot be shared.`);
  requireAccess(session.caller, 'Share', target.table, target.row);
  return target;
}

/** Nobody can give what they do not have. */
function requireOwnRights(session: Session, { table, row }: NamedRow, mask: number): void {
  for (const [verb, bit] of Object.entries(accessBits)) {
    if ((mask & bit) !== 0 && verb !== 'Create')
      requireAccess(session.caller, verb as keyof typeof accessBits, table, row);
  }
}

function write(
  session: Session,
  target: NamedRow,
  principal: NamedRow,
  change: (before: number) => number,
): void {
  const { store } = session.engine;
  const shared = sharesOf(store.database, target.id);
  const oldMask = shared.find(({ principalId }) => principalId === principal.id)?.mask ?? 0;
  const mask = change(oldMask);
  const principalType = principal.table.logicalName;
  putShare(store.database, target.table.logicalName, target.id, {
    principalId: principal.id,
    principalType,
    mask,
  });
  noteShare(session.engine);
  handDownShare(session, target.table, target.row, { principalId: principal.id, principalType, mask });
  auditShare(session, target, principal, { oldMask, newMask: mask });
  session.meter.add('rowWritten');
}
