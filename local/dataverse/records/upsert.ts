/** Create or update, by id or by an alternate key. */
import { assumes } from '../assumptions.ts';
import type { Session } from '../engine.ts';
import { badPayload, rowExists, rowNotFound, rowNotFoundByKey } from '../errors.ts';
import { isLookup, columnOf, type Table } from '../metadata/catalog.ts';
import type { Row } from '../store/database.ts';
import { createRow } from './create.ts';
import type { JsonObject } from './payload.ts';
import type { RowKey } from './references.ts';
import { updateRow } from './update.ts';
import { storedValue } from './values.ts';

export interface UpsertOptions {
  readonly bulk?: boolean;
  /** `If-Match: *`: never create. */
  readonly onlyUpdate?: boolean;
  /** `If-None-Match: *`: never update. */
  readonly onlyCreate?: boolean;
  readonly ifVersion?: number;
}

/** The id of the row, and whether it was made now. */
export function upsertRow(
  session: Session,
  table: Table,
  key: RowKey,
  body: JsonObject,
  options: UpsertOptions = {},
): { id: string; created: boolean } {
  const bulk = options.bulk ?? false;
  const id = findRow(session, table, key);
  const keyValues = keyRow(table, key);
  if (id === undefined) {
    if (options.onlyUpdate === true || options.ifVersion !== undefined) throw missing(table, key);
    const rest = withoutKey(table, keyValues, body);
    return { id: createRow(session, table, rest, { bulk, keyValues }), created: true };
  }
  if (options.onlyCreate === true) throw rowExists();
  const rest = key.kind === 'alternate' ? withoutKey(table, keyValues, body) : body;
  updateRow(
    session,
    table,
    id,
    rest,
    options.ifVersion === undefined ? { bulk } : { bulk, ifVersion: options.ifVersion },
  );
  return { id, created: false };
}

/** The id of the row a key names, or undefined. */
export function findRow(session: Session, table: Table, key: RowKey): string | undefined {
  const { store } = session.engine;
  if (key.kind === 'alternate') return store.idByKey(table, key.key, key.values);
  return store.exists(table, key.id) ? key.id : undefined;
}

/** The id of the row a key names; throws the 404 that fits the key. */
export function requireRow(session: Session, table: Table, key: RowKey): string {
  const id = findRow(session, table, key);
  if (id === undefined) throw missing(table, key);
  return id;
}

function missing(table: Table, key: RowKey): Error {
  return key.kind === 'id' ? rowNotFound(table.logicalName, key.id) : rowNotFoundByKey(table.logicalName);
}

function keyRow(table: Table, key: RowKey): Row {
  if (key.kind === 'id') return { [table.primaryId]: key.id };
  return Object.fromEntries(key.key.columns.map((column, index) => [column, key.values[index] ?? null]));
}

/** Assumed: repeating a key's value in the body is harmless. Contradicting the address is refused. */
function withoutKey(table: Table, keyValues: Row, body: JsonObject): JsonObject {
  const repeated = Object.keys(keyValues).filter((name) => name in body && !isLookup(columnOf(table, name)));
  if (repeated.length === 0) return body;
  if (!(table.primaryId in keyValues) && !assumes('keyMayBeRepeated'))
    throw badPayload(
      table.entitySetName,
      `The values of ${repeated.join(', ')} stand in the address already.`,
    );
  const rest = { ...body };
  for (const name of repeated) {
    if (!sameValue(storedValue(table, columnOf(table, name), body[name]), keyValues[name])) {
      throw badPayload(table.entitySetName, `The value of '${name}' differs from the key in the address.`);
    }
    delete rest[name];
  }
  return rest;
}

function sameValue(left: unknown, right: unknown): boolean {
  if (typeof left === 'string' && typeof right === 'string')
    return left.toLowerCase() === right.toLowerCase();
  return left === right;
}
