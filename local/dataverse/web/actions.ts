/** Actions bound to a row. What is not here answers 501 by name. */
import { badRequest, notSupported, rowNotFound } from '../errors.ts';
import type { Table } from '../metadata/catalog.ts';
import { sendEmail } from './email-actions.ts';
import type { Exchange } from './exchange.ts';
import type { WebResponse } from './http.ts';
import type { Segment } from './path.ts';
import { addToQueue, pickFromQueue, releaseToQueue, removeFromQueue } from './queue-actions.ts';
import type { NamedRow } from './row-parameters.ts';

export interface BoundRow {
  readonly table: Table;
  readonly id: string;
}

type Action = (exchange: Exchange, row: NamedRow) => WebResponse;

const boundActions: Readonly<Record<string, { readonly table: string; readonly call: Action }>> = {
  AddToQueue: { table: 'queue', call: addToQueue },
  PickFromQueue: { table: 'queueitem', call: pickFromQueue },
  ReleaseToQueue: { table: 'queueitem', call: releaseToQueue },
  RemoveFromQueue: { table: 'queueitem', call: removeFromQueue },
  SendEmail: { table: 'email', call: sendEmail },
};

export function callAction(exchange: Exchange, segment: Segment, { table, id }: BoundRow): WebResponse {
  const action = Object.hasOwn(boundActions, segment.name) ? boundActions[segment.name] : undefined;
  if (action === undefined) throw notSupported(`The action '${segment.name}'`);
  if (table.logicalName !== action.table) {
    throw badRequest(
      `The action '${segment.name}' is bound to '${action.table}', not to '${table.logicalName}'.`,
    );
  }
  if (exchange.request.method !== 'POST')
    throw badRequest(`'${segment.name}' is an action, called with POST.`);
  const row = exchange.session.engine.store.row(table, id);
  if (row === undefined) throw rowNotFound(table.logicalName, id);
  return action.call(exchange, { table, id, row });
}
