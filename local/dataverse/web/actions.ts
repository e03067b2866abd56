/** Actions, bound to a row or to none. What is not here answers 501 by name. */
import type { Session } from '../engine.ts';
import {
  badPayload,
  badRequest,
  DataverseError,
  invalidArgument,
  notSupported,
  rowNotFound,
} from '../errors.ts';
import { parseId } from '../ids.ts';
import { tableOf, type Table } from '../metadata/catalog.ts';
import { createRow } from '../records/create.ts';
import { activeItemOf } from '../records/queue-items.ts';
import { requireAccess } from '../security/access.ts';
import { jsonBody, type Exchange } from './exchange.ts';
import { jsonResponse, type WebResponse } from './http.ts';
import type { Segment } from './path.ts';

export interface BoundRow {
  readonly table: Table;
  readonly id: string;
}

type Action = (exchange: Exchange, row: BoundRow) => WebResponse;

const boundActions: Readonly<Record<string, { readonly table: string; readonly call: Action }>> = {
  AddToQueue: { table: 'queue', call: addToQueue },
};

export function callAction(exchange: Exchange, segment: Segment, row: BoundRow): WebResponse {
  const action = Object.hasOwn(boundActions, segment.name) ? boundActions[segment.name] : undefined;
  if (action === undefined) throw notSupported(`The action '${segment.name}'`);
  if (row.table.logicalName !== action.table) {
    throw badRequest(
      `The action '${segment.name}' is bound to '${action.table}', not to '${row.table.logicalName}'.`,
    );
  }
  if (exchange.request.method !== 'POST')
    throw badRequest(`'${segment.name}' is an action, called with POST.`);
  return action.call(exchange, row);
}

/** Puts an activity or another queue-enabled row into the queue; from another queue it moves, so that it is never in two. */
function addToQueue(exchange: Exchange, queue: BoundRow): WebResponse {
  const { session, request } = exchange;
  const body = jsonBody(exchange);
  const target = targetOf(session, body['Target']);
  const { store, catalog } = session.engine;
  const row = store.row(target.table, target.id);
  if (row === undefined) throw rowNotFound(target.table.logicalName, target.id);
  const queueRow = store.row(queue.table, queue.id);
  if (queueRow?.['statecode'] !== 0) throw queueInactive(queue.id);
  requireAccess(session.caller, 'Append', target.table, row);
  requireAccess(session.caller, 'AppendTo', queue.table, queueRow);
  const items = tableOf(catalog, 'queueitem');
  const present = activeItemOf(session, target.id);
  if (present !== undefined) {
    store.update(items, present, {
      queueid: queue.id,
      workerid: null,
      workerid__type: null,
      enteredon: session.now,
      modifiedon: session.now,
      modifiedby: session.caller.userId,
      versionnumber: store.nextVersion(),
    });
    session.meter.add('rowWritten');
    return answered(present);
  }
  return answered(
    createRow(session, items, {
      'queueid@odata.bind': `/${queue.table.entitySetName}(${queue.id})`,
      [`objectid_${target.table.logicalName}@odata.bind`]: `/${target.table.entitySetName}(${target.id})`,
    }),
  );

  function answered(queueItemId: string): WebResponse {
    const context = `${request.base}$metadata#Microsoft.Dynamics.CRM.AddToQueueResponse`;
    return jsonResponse(200, { '@odata.context': context, QueueItemId: queueItemId });
  }
}

function queueInactive(id: string): Error {
  return new DataverseError(400, '0x80040522', `The queue ${id} is not active.`);
}

function targetOf(session: Session, target: unknown): BoundRow {
  if (typeof target !== 'object' || target === null) throw badPayload('queues', "'Target' must be a row.");
  const row = target as Readonly<Record<string, unknown>>;
  const type = row['@odata.type'];
  const name = typeof type === 'string' ? type.replace(/^#?Microsoft\.Dynamics\.CRM\./, '') : undefined;
  const table = name === undefined ? undefined : session.engine.catalog.tables.get(name);
  if (table === undefined) throw badPayload('queues', "'Target' must say its type in '@odata.type'.");
  if (!table.isQueueEnabled)
    throw invalidArgument(`Rows of '${table.logicalName}' cannot be put into queues.`);
  const given = row[table.primaryId];
  const id = typeof given === 'string' ? parseId(given) : undefined;
  if (id === undefined) throw badPayload('queues', `'Target' needs its '${table.primaryId}'.`);
  return { table, id };
}
