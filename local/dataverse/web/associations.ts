/** `…/nav/$ref`: connects and disconnects rows. */
import type { RowReference } from '../engine.ts';
import { badRequest, unknownProperty, unknownSegment } from '../errors.ts';
import { parseId } from '../ids.ts';
import type { CollectionNavigation } from '../metadata/catalog.ts';
import { connect, disconnect, type Near } from '../records/connections.ts';
import { resolveReference } from '../records/references.ts';
import { updateRow } from '../records/update.ts';
import { jsonBody, type Exchange } from './exchange.ts';
import { emptyResponse, jsonResponse, type WebResponse } from './http.ts';
import type { Segment } from './path.ts';
import { pairsOf } from '../query/odata/options.ts';
import { isEmpty } from '../store/database.ts';

export function answerAssociation(
  exchange: Exchange,
  near: Near,
  navigation: Segment,
  further: readonly Segment[],
): WebResponse {
  if (further.length !== 1 || further[0]?.name !== '$ref') throw unknownSegment(further[0]?.name ?? '');
  const { request, session } = exchange;
  const { table, id } = near;
  const single = table.singles.get(navigation.name);
  if (single !== undefined) {
    const bind = `${navigation.name}@odata.bind`;
    if (request.method === 'PUT') updateRow(session, table, id, { [bind]: referenceIn(exchange) });
    else if (request.method === 'DELETE') updateRow(session, table, id, { [bind]: null });
    else if (request.method === 'GET') return singleReference(exchange, near, navigation.name);
    else throw badRequest(`The HTTP method '${request.method}' is not allowed on '${navigation.name}/$ref'.`);
    return emptyResponse(204);
  }
  const collection = table.collections.get(navigation.name);
  if (collection === undefined) throw unknownProperty(navigation.name, table.logicalName);
  if (request.method === 'POST') {
    connect(session, near, collection, farRow(collection, resolveReference(session, referenceIn(exchange))));
  } else if (request.method === 'DELETE') {
    const far = farOf(exchange, collection, navigation.key);
    disconnect(session, near, collection, far);
  } else {
    throw badRequest(`The HTTP method '${request.method}' is not allowed on '${navigation.name}/$ref'.`);
  }
  return emptyResponse(204);
}

function singleReference({ session, request }: Exchange, { table, id }: Near, name: string): WebResponse {
  const navigation = table.singles.get(name);
  const target = session.engine.store.row(table, id)?.[navigation?.column.logicalName ?? ''];
  const [first] = navigation?.targets ?? [];
  if (isEmpty(target) || first === undefined) return emptyResponse(204);
  const context = `${request.base}$metadata#$ref`;
  return jsonResponse(200, {
    '@odata.context': context,
    '@odata.id': `${request.base}${first.entitySetName}(${String(target)})`,
  });
}

function referenceIn(exchange: Exchange): string {
  const address = jsonBody(exchange)['@odata.id'];
  if (typeof address !== 'string') throw badRequest("The body needs '@odata.id', the address of a row.");
  return address;
}

/** The other row of a DELETE: in the path, `nav(id)/$ref`, or in the query, `nav/$ref?$id=…`. */
function farOf(exchange: Exchange, navigation: CollectionNavigation, key: string | undefined): string {
  const inPath = key === undefined ? undefined : parseId(key);
  if (inPath !== undefined) return inPath;
  const address = pairsOf(exchange.request.query).find(([name]) => name === '$id')?.[1];
  if (address === undefined)
    throw badRequest(`'${navigation.name}/$ref' needs the id of the row to disconnect.`);
  return resolveReference(exchange.session, address).id;
}

function farRow(navigation: CollectionNavigation, { table, id }: RowReference): string {
  if (table === navigation.table.logicalName) return id;
  throw badRequest(`'${navigation.name}' leads to '${navigation.table.logicalName}', not to '${table}'.`);
}
