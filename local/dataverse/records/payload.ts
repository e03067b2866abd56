/** A JSON payload into stored values: every name must be known, every value must fit. */
import { assumes } from '../assumptions.ts';
import type { Session } from '../engine.ts';
import { badPayload, invalidArgument } from '../errors.ts';
import {
  isLookup,
  isPolymorphic,
  typeColumnOf,
  type CollectionNavigation,
  type SingleNavigation,
  type Table,
} from '../metadata/catalog.ts';
import type { Column } from '../metadata/types.ts';
import type { Row } from '../store/database.ts';
import { resolveReference } from './references.ts';
import { storedValue } from './values.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

export interface Payload {
  /** Stored values by SQL column, for the columns the payload sets. */
  readonly values: Row;
  /** The logical names the payload sets: what filtering attributes of steps look at. */
  readonly columns: readonly string[];
  /** Those of them that are lookups whose row was named by a key, and found. */
  readonly found: ReadonlySet<string>;
  /** Rows to be made together with this one. */
  readonly children: readonly {
    readonly navigation: CollectionNavigation;
    readonly rows: readonly JsonObject[];
  }[];
  /** Rows to be made before this one, which points at them. */
  readonly parents: readonly { readonly navigation: SingleNavigation; readonly row: JsonObject }[];
}

export function readPayload(
  session: Session,
  table: Table,
  body: JsonObject,
  purpose: 'create' | 'update',
): Payload {
  const values: Row = {};
  const columns: string[] = [];
  const found = new Set<string>();
  const parents: { navigation: SingleNavigation; row: JsonObject }[] = [];
  const children: { navigation: CollectionNavigation; rows: readonly JsonObject[] }[] = [];
  for (const name in body) {
    const value = body[name];
    const at = name.indexOf('@');
    if (at >= 0) {
      if (name.endsWith('@odata.bind')) bind(name.slice(0, -'@odata.bind'.length), value);
      // Other annotations describe the value and set nothing.
      continue;
    }
    const column = table.columnByName.get(name);
    if (column !== undefined && !isLookup(column)) {
      if (name === table.primaryId && purpose === 'update') continue;
      if (!isWritten(table, column, purpose)) continue;
      values[name] = storedValue(table, column, value);
      columns.push(name);
      continue;
    }
    const single = table.singles.get(name);
    if (single !== undefined) {
      if (value === null) unbind(single);
      else if (isObject(value)) {
        if (!isWritten(table, single.column, purpose)) continue;
        parents.push({ navigation: single, row: value });
      } else throw badPayload(table.entitySetName, `'${name}' must be an object.`);
      continue;
    }
    const collection = table.collections.get(name);
    if (collection !== undefined) {
      if (!Array.isArray(value) || !value.every(isObject))
        throw badPayload(table.entitySetName, `'${name}' must be an array of objects.`);
      children.push({ navigation: collection, rows: value });
      continue;
    }
    if (table.columnByProperty.has(name)) {
      throw badPayload(
        table.entitySetName,
        `CRM do not support direct update of Entity Reference properties, Use Navigation properties instead. (${name})`,
      );
    }
    throw badPayload(
      table.entitySetName,
      `The property '${name}' does not exist on type 'Microsoft.Dynamics.CRM.${table.logicalName}'. ` +
        'Make sure to only use property names that are defined by the type.',
    );
  }
  return { values, columns, found, children, parents };

  function bind(name: string, reference: unknown): void {
    const single = table.singles.get(name);
    if (single === undefined) throw undeclared(table, name);
    if (!isWritten(table, single.column, purpose)) return;
    if (reference === null) {
      unbind(single);
      return;
    }
    if (typeof reference !== 'string') {
      throw badPayload(table.entitySetName, `'${name}@odata.bind' must be the address of a row.`);
    }
    const target = resolveReference(session, reference);
    if (!single.targets.some((candidate) => candidate.logicalName === target.table)) {
      throw badPayload(
        table.entitySetName,
        `The navigation property '${name}' cannot hold a row of type 'Microsoft.Dynamics.CRM.${target.table}'.`,
      );
    }
    const { column } = single;
    values[column.logicalName] = target.id;
    if (isPolymorphic(table, column)) values[typeColumnOf(column)] = target.table;
    if (target.isFound) found.add(column.logicalName);
    columns.push(column.logicalName);
  }

  function unbind({ column }: SingleNavigation): void {
    if (!isWritten(table, column, purpose)) return;
    values[column.logicalName] = null;
    if (isPolymorphic(table, column)) values[typeColumnOf(column)] = null;
    columns.push(column.logicalName);
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Whether the column is written. Assumed: Dataverse is said to skip columns that are not valid for the operation; the local server refuses
 * them, so that a product does not come to rely on a value that is never kept.
 */
function isWritten(table: Table, column: Column, purpose: 'create' | 'update'): boolean {
  if (purpose === 'create' ? column.validForCreate : column.validForUpdate) return true;
  if (!assumes('platformColumnsAreRefused')) return false;
  throw invalidArgument(
    `The column '${column.logicalName}' of '${table.logicalName}' is not valid for ${purpose}.`,
  );
}

function undeclared(table: Table, name: string): Error {
  return badPayload(
    table.entitySetName,
    `An undeclared property '${name}' which only has property annotations in the payload but no property value was ` +
      'found in the payload. In OData, only declared navigation properties and declared named streams can be ' +
      'represented as properties without values.',
  );
}
