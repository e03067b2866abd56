/** `Merge`: of two accounts or two contacts one stays, with what belonged to both. */
import { badPayload, DataverseError, invalidArgument } from '../errors.ts';
import { mergeRows } from '../records/merge.ts';
import { updateRow } from '../records/update.ts';
import { requireAccess, requireGeneralPrivilege } from '../security/access.ts';
import { jsonBody, type Exchange } from './exchange.ts';
import { emptyResponse, type WebResponse } from './http.ts';
import { rowParameter, type NamedRow } from './row-parameters.ts';

const parents: Readonly<Record<string, string>> = { account: 'parentaccountid', contact: 'parentcustomerid' };

export function merge(exchange: Exchange): WebResponse {
  const { session } = exchange;
  const body = jsonBody(exchange);
  const master = rowParameter(session, 'Target', body['Target']);
  const subordinate = rowParameter(session, 'Subordinate', body['Subordinate'], [master.table.logicalName]);
  const content = body['UpdateContent'] ?? {};
  if (typeof content !== 'object' || Array.isArray(content))
    throw badPayload(master.table.entitySetName, "'UpdateContent' must be an object.");
  requireMergeable(master, subordinate);
  requireRights(exchange, master, subordinate);
  checkParents(body['PerformParentingChecks'], master, subordinate);
  // Clients send an id along, and be it one of zeros: which row is meant is said by the target.
  const changes = Object.entries(content).filter(
    ([name]) => name !== '@odata.type' && name !== master.table.primaryId,
  );
  if (changes.length > 0) updateRow(session, master.table, master.id, Object.fromEntries(changes));
  mergeRows(session, { table: master.table, master: master.id, subordinate: subordinate.id });
  return emptyResponse(204);
}

function requireMergeable(master: NamedRow, subordinate: NamedRow): void {
  const name = master.table.logicalName;
  if (parents[name] === undefined)
    throw invalidArgument(`This type: ${name} is not supported with merge operation`);
  if (master.id === subordinate.id)
    throw invalidArgument('Merge cannot be performed on master and sub-entities that are identical.');
  if (master.row['statecode'] !== 0) throw invalidArgument(`master entity:${name}-${master.id} is deactive`);
  if (subordinate.row['statecode'] !== 0)
    throw invalidArgument(`sub-entity:${name}-${subordinate.id} is deactive`);
}

/** Whatever is missing, the refusal does not say which. */
function requireRights({ session }: Exchange, master: NamedRow, subordinate: NamedRow): void {
  const { caller } = session;
  try {
    requireGeneralPrivilege(caller, 'prvMerge');
    for (const verb of ['Read', 'Write', 'Share', 'AppendTo'] as const)
      requireAccess(caller, verb, master.table, master.row);
    requireAccess(caller, 'Write', subordinate.table, subordinate.row);
  } catch (error) {
    if (!(error instanceof DataverseError)) throw error;
    const message = 'Merge is not allowed: caller does not have the privilege or access.';
    throw new DataverseError(403, error.code, message);
  }
}

function checkParents(wanted: unknown, master: NamedRow, subordinate: NamedRow): void {
  if (typeof wanted !== 'boolean')
    throw badPayload(master.table.entitySetName, "'PerformParentingChecks' must be true or false.");
  const column = parents[master.table.logicalName] ?? '';
  if (wanted && (master.row[column] ?? null) !== (subordinate.row[column] ?? null))
    throw invalidArgument(`The '${column}' of the rows to merge differs.`);
}
