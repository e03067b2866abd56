/** Queue items: put into a queue, picked by somebody, released, routed, removed. */
import { assumes } from '../assumptions.ts';
import type { Session } from '../engine.ts';
import { badPayload, DataverseError, invalidArgument } from '../errors.ts';
import { tableOf } from '../metadata/catalog.ts';
import { createRow } from '../records/create.ts';
import { deleteRow } from '../records/delete.ts';
import { updateRow } from '../records/update.ts';
import { activeItemOf } from '../records/queue-items.ts';
import { requireAccess } from '../security/access.ts';
import type { Row } from '../store/database.ts';
import { jsonBody, type Exchange } from './exchange.ts';
import { emptyResponse, jsonResponse, type WebResponse } from './http.ts';
import { rowParameter, type NamedRow } from './row-parameters.ts';

/** Puts an activity or another queue-enabled row into the queue; from another queue it moves, so that it is never in two. */
export function addToQueue(exchange: Exchange, queue: NamedRow): WebResponse {
  const { session, request } = exchange;
  const body = jsonBody(exchange);
  const target = rowParameter(session, 'Target', body['Target']);
  if (!target.table.isQueueEnabled)
    throw invalidArgument(`Rows of '${target.table.logicalName}' cannot be put into queues.`);
  requireActive(queue);
  requireAccess(session.caller, 'Append', target.table, target.row);
  requireAccess(session.caller, 'AppendTo', queue.table, queue.row);
  const present = activeItemOf(session, target.id);
  if (present !== undefined)
    changeItem(session, present, { queueid: queue.id, ...noWorker, enteredon: session.now });
  const queueItemId =
    present ??
    createRow(session, tableOf(session.engine.catalog, 'queueitem'), {
      ...propertiesIn(body['QueueItemProperties']),
      'queueid@odata.bind': `/${queue.table.entitySetName}(${queue.id})`,
      [`objectid_${target.table.logicalName}@odata.bind`]: `/${target.table.entitySetName}(${target.id})`,
    });
  const context = `${request.base}$metadata#Microsoft.Dynamics.CRM.AddToQueueResponse`;
  return jsonResponse(200, { '@odata.context': context, QueueItemId: queueItemId });
}

/** `RouteTo`: to another queue, or to a user or team, who works on it then. Bound to nothing. */
export function routeTo(exchange: Exchange): WebResponse {
  const { session } = exchange;
  const body = jsonBody(exchange);
  const target = rowParameter(session, 'Target', body['Target'], ['queue', 'systemuser', 'team']);
  const item = rowParameter(session, 'QueueItem', body['QueueItem'], ['queueitem']);
  requireAccess(session.caller, 'Write', item.table, item.row);
  if (target.table.logicalName !== 'queue') {
    changeItem(session, item.id, workedBy(session, target));
    return emptyResponse(204);
  }
  requireActive(target);
  requireAccess(session.caller, 'AppendTo', target.table, target.row);
  changeItem(session, item.id, { queueid: target.id, ...noWorker, enteredon: session.now });
  return emptyResponse(204);
}

export function pickFromQueue(exchange: Exchange, item: NamedRow): WebResponse {
  const { session } = exchange;
  const body = jsonBody(exchange);
  const user = rowParameter(session, 'SystemUser', body['SystemUser'], ['systemuser']);
  const remove = body['RemoveQueueItem'];
  if (typeof remove !== 'boolean') throw badPayload('queueitems', "'RemoveQueueItem' must be true or false.");
  requireAccess(session.caller, 'Write', item.table, item.row);
  if (remove) deleteRow(session, item.table, item.id);
  else changeItem(session, item.id, workedBy(session, user));
  return emptyResponse(204);
}

export function releaseToQueue({ session }: Exchange, item: NamedRow): WebResponse {
  requireAccess(session.caller, 'Write', item.table, item.row);
  changeItem(session, item.id, { ...noWorker, workeridmodifiedon: session.now });
  return emptyResponse(204);
}

/** Assumed: the item is deleted, not deactivated; what it held stays as it is. */
export function removeFromQueue({ session }: Exchange, item: NamedRow): WebResponse {
  if (assumes('removedQueueItemIsDeleted')) deleteRow(session, item.table, item.id);
  else updateRow(session, item.table, item.id, { statecode: 1, statuscode: 2 });
  return emptyResponse(204);
}

const noWorker: Row = { workerid: null, workerid__type: null };

function workedBy({ now }: Session, { table, id }: NamedRow): Row {
  return { workerid: id, workerid__type: table.logicalName, workeridmodifiedon: now };
}

function changeItem(session: Session, id: string, changes: Row): void {
  const { store, catalog } = session.engine;
  store.update(tableOf(catalog, 'queueitem'), id, {
    ...changes,
    modifiedon: session.now,
    modifiedby: session.caller.userId,
    versionnumber: store.nextVersion(),
  });
  session.meter.add('rowWritten');
}

function requireActive({ id, row }: NamedRow): void {
  if (row['statecode'] === 0) return;
  throw new DataverseError(400, '0x80040522', `The queue ${id} is not active.`);
}

function propertiesIn(value: unknown): Readonly<Record<string, unknown>> {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object') throw badPayload('queues', "'QueueItemProperties' must be an object.");
  return value as Readonly<Record<string, unknown>>;
}
