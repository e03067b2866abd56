/** CreateMultiple, UpdateMultiple and UpsertMultiple: many rows in one request, all or none. */
import { badPayload, badRequest, invalidArgument, notSupported } from '../errors.ts';
import { parseId } from '../ids.ts';
import type { Table } from '../metadata/catalog.ts';
import { createRow } from '../records/create.ts';
import type { JsonObject } from '../records/payload.ts';
import { parseKey, type RowKey } from '../records/references.ts';
import { updateRow } from '../records/update.ts';
import { upsertRow } from '../records/upsert.ts';
import { decode } from '../query/odata/options.ts';
import { jsonBody, type Exchange } from './exchange.ts';
import { emptyResponse, jsonResponse, type WebResponse } from './http.ts';

const bulkActions = ['CreateMultiple', 'UpdateMultiple', 'UpsertMultiple', 'DeleteMultiple'] as const;
type BulkAction = (typeof bulkActions)[number];

export function isBulkAction(name: string): name is BulkAction {
  return (bulkActions as readonly string[]).includes(name);
}

export function callBulk(exchange: Exchange, table: Table, action: BulkAction): WebResponse {
  const { session, request } = exchange;
  if (request.method !== 'POST') throw badRequest(`'${action}' is called with POST.`);
  if (action === 'DeleteMultiple') throw invalidArgument('DeleteMultiple has not yet been implemented.');
  if (!table.hasBulkMessages) {
    throw invalidArgument(`The message '${action}' is not available for the table '${table.logicalName}'.`);
  }
  const targets = targetsOf(exchange, table);
  switch (action) {
    case 'CreateMultiple': {
      const ids = targets.map((target) => createRow(session, table, target, { bulk: true }));
      const context = `${request.base}$metadata#Microsoft.Dynamics.CRM.CreateMultipleResponse`;
      return jsonResponse(200, { '@odata.context': context, Ids: ids });
    }
    case 'UpdateMultiple':
      for (const target of targets) updateRow(session, table, idOf(table, target), target, { bulk: true });
      return emptyResponse(204);
    case 'UpsertMultiple':
      for (const target of targets) upsertRow(session, table, keyOf(table, target), target, { bulk: true });
      return emptyResponse(204);
  }
}

function targetsOf(exchange: Exchange, table: Table): readonly JsonObject[] {
  const { Targets: targets, ...others } = jsonBody(exchange);
  const [other] = Object.keys(others);
  if (other !== undefined) throw notSupported(`The parameter '${other}' of a bulk message`);
  if (!Array.isArray(targets) || targets.length === 0)
    throw badPayload(table.entitySetName, "'Targets' must hold rows.");
  const expected = `Microsoft.Dynamics.CRM.${table.logicalName}`;
  for (const target of targets as JsonObject[]) {
    const type = typeof target === 'object' && target !== null ? target['@odata.type'] : undefined;
    if (type === expected || type === `#${expected}`) continue;
    throw badPayload(
      table.entitySetName,
      `Each of 'Targets' must say its type: '@odata.type' is ${JSON.stringify(type) ?? 'missing'}, not '${expected}'.`,
    );
  }
  return targets as JsonObject[];
}

function idOf(table: Table, target: JsonObject): string {
  const id = target[table.primaryId];
  const parsed = typeof id === 'string' ? parseId(id) : undefined;
  if (parsed === undefined)
    throw badPayload(table.entitySetName, `Each of 'Targets' needs its '${table.primaryId}'.`);
  return parsed;
}

function keyOf(table: Table, target: JsonObject): RowKey {
  const address = target['@odata.id'];
  if (typeof address !== 'string') return { kind: 'id', id: idOf(table, target) };
  const start = `${table.entitySetName}(`;
  const relative = address.slice(address.indexOf(start));
  if (!address.includes(start) || !relative.endsWith(')')) {
    throw badPayload(
      table.entitySetName,
      `'${address}' is not the address of a row of '${table.entitySetName}'.`,
    );
  }
  return parseKey(table, decode(relative.slice(start.length, -1).replaceAll('+', '%2B')));
}
