/** GrantAccess, ModifyAccess and RevokeAccess: rows shared with users and teams; and with whom a row is shared. */
import { noteShare, type Session } from '../engine.ts';
import { badPayload, invalidArgument } from '../errors.ts';
import { tableOf } from '../metadata/catalog.ts';
import { handDownShare } from '../records/hand-down.ts';
import { resolveReference } from '../records/references.ts';
import { requireAccess } from '../security/access.ts';
import { accessBits, maskOf, maskText, putShare, sharesOf } from '../security/shares.ts';
import { jsonBody, type Exchange } from './exchange.ts';
import { addressParameter } from './function-parameters.ts';
import { emptyResponse, jsonResponse, type WebResponse } from './http.ts';
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
  write(session, target, principal, 0);
  return emptyResponse(204);
}

/** `RetrieveSharedPrincipalsAndAccess(Target=@t)?@t={"@odata.id":"accounts(…)"}` */
export function retrieveSharedPrincipals(exchange: Exchange, segment: Segment): WebResponse {
  const { session, request } = exchange;
  const { table, id } = resolveReference(session, targetAddress(exchange, segment));
  const target = rowParameter(session, 'Target', {
    '@odata.type': `Microsoft.Dynamics.CRM.${table}`,
    [tableOf(session.engine.catalog, table).primaryId]: id,
  });
  requireAccess(session.caller, 'Read', target.table, target.row);
  const shares = sharesOf(session.engine.store.database, target.id);
  return jsonResponse(200, {
    '@odata.context': `${request.base}$metadata#Microsoft.Dynamics.CRM.RetrieveSharedPrincipalsAndAccessResponse`,
    PrincipalAccesses: shares.map(({ principalId, principalType, mask }) => ({
      AccessMask: maskText(mask),
      Principal: { '@odata.type': `#Microsoft.Dynamics.CRM.${principalType}`, ownerid: principalId },
    })),
  });
}

/** The address in the parameter `Target`. */
export function targetAddress(exchange: Exchange, segment: Segment): string {
  return addressParameter(exchange, segment, 'Target');
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
  const before = sharesOf(session.engine.store.database, target.id).find(
    ({ principalId }) => principalId === principal.id,
  );
  write(session, target, principal, combine(before?.mask ?? 0, given));
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

function write(session: Session, target: NamedRow, principal: NamedRow, mask: number): void {
  const { store } = session.engine;
  const principalType = principal.table.logicalName;
  putShare(store.database, target.table.logicalName, target.id, {
    principalId: principal.id,
    principalType,
    mask,
  });
  noteShare(session.engine);
  handDownShare(session, target.table, target.row, { principalId: principal.id, principalType, mask });
  session.meter.add('rowWritten');
}
