/** `…/nav/$ref`: connects and disconnects rows. */
import { noteWrite, type Session } from '../engine.ts';
import { badRequest, rowNotFound, unknownProperty, unknownSegment } from '../errors.ts';
import { newId, parseId } from '../ids.ts';
import { tableOf, type CollectionNavigation, type Table } from '../metadata/catalog.ts';
import { resolveReference } from '../records/references.ts';
import { updateRow } from '../records/update.ts';
import { requireAccess } from '../security/access.ts';
import { jsonBody, type Exchange } from './exchange.ts';
import { emptyResponse, jsonResponse, type WebResponse } from './http.ts';
import type { Segment } from './path.ts';
import { pairsOf } from '../query/odata/options.ts';
import { isEmpty } from '../store/database.ts';

interface Near {
  readonly table: Table;
  readonly id: string;
}

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
    connect(session, near, collection, resolveReference(session, referenceIn(exchange)));
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

function connect(
  session: Session,
  near: Near,
  navigation: CollectionNavigation,
  far: { table: string; id: string },
): void {
  if (far.table !== navigation.table.logicalName) {
    throw badRequest(
      `'${navigation.name}' leads to '${navigation.table.logicalName}', not to '${far.table}'.`,
    );
  }
  if (navigation.kind === 'oneToMany') {
    const bind = `${navigation.relationship.referencingNavigation}@odata.bind`;
    updateRow(session, navigation.table, far.id, { [bind]: `/${near.table.entitySetName}(${near.id})` });
    return;
  }
  const { store, catalog } = session.engine;
  requireBoth(session, near, navigation, far.id);
  const intersect = tableOf(catalog, navigation.relationship.intersectTable);
  const known = store.database.get(
    `SELECT 1 AS found FROM "${intersect.logicalName}" WHERE "${navigation.nearColumn}" = ? AND "${navigation.farColumn}" = ?`,
    [near.id, far.id],
  );
  if (known === undefined) {
    store.insert(intersect, {
      [intersect.primaryId]: newId(),
      [navigation.nearColumn]: near.id,
      [navigation.farColumn]: far.id,
    });
  }
  noteWrite(session.engine, intersect.logicalName);
  session.meter.add('rowWritten');
}

function disconnect(session: Session, near: Near, navigation: CollectionNavigation, farId: string): void {
  if (navigation.kind === 'oneToMany') {
    const bind = `${navigation.relationship.referencingNavigation}@odata.bind`;
    updateRow(session, navigation.table, farId, { [bind]: null });
    return;
  }
  requireBoth(session, near, navigation, farId);
  const { intersectTable } = navigation.relationship;
  session.engine.store.database.run(
    `DELETE FROM "${intersectTable}" WHERE "${navigation.nearColumn}" = ? AND "${navigation.farColumn}" = ?`,
    [near.id, farId],
  );
  noteWrite(session.engine, intersectTable);
  session.meter.add('rowWritten');
}

/** Connecting needs Append on one side and AppendTo on the other. */
function requireBoth(session: Session, near: Near, navigation: CollectionNavigation, farId: string): void {
  const { store } = session.engine;
  const nearRow = store.row(near.table, near.id);
  const farRow = store.row(navigation.table, farId);
  if (nearRow === undefined) throw rowNotFound(near.table.logicalName, near.id);
  if (farRow === undefined) throw rowNotFound(navigation.table.logicalName, farId);
  requireAccess(session.caller, 'Append', near.table, nearRow);
  requireAccess(session.caller, 'AppendTo', navigation.table, farRow);
}
