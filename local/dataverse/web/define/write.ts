/** Definitions written through the Web API: tables, columns, keys, relationships and global choices are made and removed. */
import type { Session } from '../../engine.ts';
import { badRequest, DataverseError, deleteRestricted, notSupported } from '../../errors.ts';
import { ImportRefused } from '../../import/refusal.ts';
import { namedId } from '../../ids.ts';
import { buildCatalog, type Table } from '../../metadata/catalog.ts';
import { mergeSchemas } from '../../metadata/merge.ts';
import type { Schema } from '../../metadata/types.ts';
import { seedMessages } from '../../seed.ts';
import { requireGeneralPrivilege } from '../../security/access.ts';
import { keepSchema } from '../../import/import-solution.ts';
import { jsonBody, type Exchange } from '../exchange.ts';
import { emptyResponse, type WebResponse } from '../http.ts';
import type { Segment } from '../path.ts';
import { withChange } from './change.ts';
import { globalOptionSetIn } from './columns.ts';
import { definitionOf } from './definition-of.ts';
import { schemaNameIn } from './elements.ts';
import { withColumn, withKey, withRelationship, withTable } from './tables.ts';

/** What was written: the schema with it, the address of it, and the name its id is made from. */
interface Written {
  readonly schema: Schema;
  readonly address: string;
}

/** @param table the table the address names, when it names one */
export function writeDefinition(
  exchange: Exchange,
  segments: readonly Segment[],
  table: Table | undefined,
): WebResponse {
  const { session, request } = exchange;
  if (request.method === 'DELETE') {
    requireGeneralPrivilege(session.caller, 'prvDeleteEntity');
    removeDefinition(session, segments, table);
    return emptyResponse(204);
  }
  if (request.method === 'PUT') {
    requireGeneralPrivilege(session.caller, 'prvWriteEntity');
    const json = jsonBody(exchange);
    const mergeLabels = request.headers.get('mscrm.mergelabels')?.toLowerCase() === 'true';
    adopt(session, withChange(session.engine.schema, segments, table, { json, mergeLabels }));
    return emptyResponse(204, { 'OData-EntityId': `${request.base}${request.path}` });
  }
  if (request.method !== 'POST')
    throw badRequest(`Definitions are changed with PUT; '${request.method}' is not allowed on them.`);
  const { schema, address } = refusing(() => written(exchange, segments, table));
  adopt(session, schema);
  const headers = { 'OData-EntityId': `${request.base}${address}` };
  return emptyResponse(204, headers);
}

function written(exchange: Exchange, segments: readonly Segment[], table: Table | undefined): Written {
  const { session } = exchange;
  const { schema } = session.engine;
  const [root, part] = segments;
  const json = jsonBody(exchange);
  const name = schemaNameOf(root, json);
  if (root?.name === 'GlobalOptionSetDefinitions') {
    requireGeneralPrivilege(session.caller, 'prvCreateOptionSet');
    const set = globalOptionSetIn(json);
    if (schema.globalOptionSets.some((known) => known.name === set.name))
      throw badRequest(`The global choice '${set.name}' exists already.`);
    const added = { tables: [], oneToMany: [], manyToMany: [], globalOptionSets: [set] };
    return {
      schema: mergeSchemas(schema, added),
      address: `GlobalOptionSetDefinitions(${namedId(`option set ${set.name}`)})`,
    };
  }
  if (root?.name === 'RelationshipDefinitions') {
    requireGeneralPrivilege(session.caller, 'prvCreateRelationship');
    return {
      schema: withRelationship(schema, json),
      address: `RelationshipDefinitions(${namedId(`relationship ${name}`)})`,
    };
  }
  if (table === undefined) {
    requireGeneralPrivilege(session.caller, 'prvCreateEntity');
    return {
      schema: withTable(schema, json),
      address: `EntityDefinitions(${namedId(`table ${name.toLowerCase()}`)})`,
    };
  }
  const definition = definitionOf(schema, table.logicalName);
  const place = `EntityDefinitions(${namedId(`table ${table.logicalName}`)})`;
  requireGeneralPrivilege(session.caller, 'prvCreateAttribute');
  if (part?.name === 'Attributes' && part.key === undefined) {
    const id = namedId(`column ${table.logicalName}.${name.toLowerCase()}`);
    return { schema: withColumn(schema, definition, json), address: `${place}/Attributes(${id})` };
  }
  if (part?.name === 'Keys' && part.key === undefined) {
    const id = namedId(`key ${table.logicalName}.${name.toLowerCase()}`);
    return { schema: withKey(schema, definition, json), address: `${place}/Keys(${id})` };
  }
  throw notSupported(`POST on '${part?.name ?? root?.name ?? ''}'`);
}

function schemaNameOf(root: Segment | undefined, json: Readonly<Record<string, unknown>>): string {
  return root?.name === 'GlobalOptionSetDefinitions' ? '' : schemaNameIn(json);
}

/** Keys, relationships and tables made by hand are removed; nothing of the platform's own. */
function removeDefinition(session: Session, segments: readonly Segment[], table: Table | undefined): void {
  const { schema } = session.engine;
  const [root, part] = segments;
  if (root?.name === 'RelationshipDefinitions') {
    adopt(session, withoutRelationship(schema, nameIn(root, 'SchemaName')));
    return;
  }
  if (table === undefined) throw notSupported(`DELETE on '${root?.name ?? ''}'`);
  if (part === undefined) {
    adopt(session, withoutTable(session, schema, table));
    return;
  }
  if (part.name !== 'Keys') throw notSupported(`DELETE on '${part.name}'`);
  const key = nameIn(part, 'LogicalName');
  const definition = definitionOf(schema, table.logicalName);
  if (!definition.keys.some(({ logicalName }) => logicalName === key)) throw unknown(`the key '${key}'`);
  const keys = definition.keys.filter(({ logicalName }) => logicalName !== key);
  session.engine.store.database.exec(`DROP INDEX IF EXISTS "key ${table.logicalName} ${key}"`);
  const tables = schema.tables.map((known) =>
    known.logicalName === table.logicalName ? { ...known, keys } : known,
  );
  adopt(session, { ...schema, tables });
}

function withoutRelationship(schema: Schema, name: string): Schema {
  const relationship = schema.oneToMany.find(({ schemaName }) => schemaName === name);
  if (relationship?.isCustom !== true) throw unknown(`the relationship '${name}'`);
  const { referencingTable, referencingColumn } = relationship;
  const tables = schema.tables.map((table) =>
    table.logicalName === referencingTable
      ? { ...table, columns: table.columns.filter(({ logicalName }) => logicalName !== referencingColumn) }
      : table,
  );
  return { ...schema, tables, oneToMany: schema.oneToMany.filter((known) => known !== relationship) };
}

function withoutTable({ engine }: Session, schema: Schema, table: Table): Schema {
  const name = table.logicalName;
  if (!table.isCustom) throw badRequest(`The table '${name}' belongs to the platform.`);
  const pointing = schema.oneToMany.filter(
    (known) => known.referencedTable === name && known.referencingTable !== name,
  );
  const paired = schema.manyToMany.some(
    ({ firstTable, secondTable }) => firstTable === name || secondTable === name,
  );
  if (pointing.length > 0 || paired) throw deleteRestricted();
  engine.store.database.exec(`DROP TABLE "${name}"`);
  return {
    ...schema,
    tables: schema.tables.filter(({ logicalName }) => logicalName !== name),
    oneToMany: schema.oneToMany.filter(({ referencingTable }) => referencingTable !== name),
  };
}

/** From here on the environment has this schema. */
export function adopt(session: Session, schema: Schema): void {
  const { engine } = session;
  const catalog = buildCatalog(schema);
  engine.store.adopt(catalog);
  seedMessages(engine.store, catalog, session.now);
  keepSchema(engine.store.database, schema);
  engine.schema = schema;
  engine.catalog = catalog;
  engine.directory.written('privilege');
}

function nameIn({ key }: Segment, property: string): string {
  const name = new RegExp(`^${property}\\s*=\\s*'([^']*)'$`).exec(key ?? '')?.[1];
  if (name === undefined) throw notSupported(`Naming a definition otherwise than by ${property}`);
  return name;
}

function unknown(what: string): Error {
  return new DataverseError(404, '0x80060888', `Could not find ${what}.`);
}

/** What would be wrong in a package is wrong here. */
function refusing<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof ImportRefused) throw badRequest(error.message);
    throw error;
  }
}
