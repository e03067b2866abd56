/** `ReactivateEntityKey`: the index of a key that failed is tried again; bound to nothing. */
import { DataverseError, invalidArgument } from '../../errors.ts';
import { requireGeneralPrivilege } from '../../security/access.ts';
import { createKeyIndex } from '../../store/tables.ts';
import { jsonBody, type Exchange } from '../exchange.ts';
import { emptyResponse, type WebResponse } from '../http.ts';

/** In Dataverse a job does it; here it is done, or has failed again, before the answer. */
export function reactivateEntityKey(exchange: Exchange): WebResponse {
  const { caller, engine } = exchange.session;
  requireGeneralPrivilege(caller, 'prvCreateAttribute');
  const { EntityLogicalName: tableName, EntityKeyLogicalName: keyName } = jsonBody(exchange);
  if (typeof tableName !== 'string' || typeof keyName !== 'string')
    throw invalidArgument("'EntityLogicalName' and 'EntityKeyLogicalName' are needed.");
  const table = engine.catalog.tables.get(tableName);
  const key = table?.keys.find(({ logicalName }) => logicalName === keyName);
  if (table === undefined || key === undefined)
    throw new DataverseError(404, '0x80060888', `Could not find the key '${keyName}' of '${tableName}'.`);
  createKeyIndex(engine.store.database, table, key);
  return emptyResponse(204);
}
