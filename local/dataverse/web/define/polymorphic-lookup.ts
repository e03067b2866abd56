/**
 * `CreateCustomerRelationships` and `CreatePolymorphicLookupAttribute`: a lookup made together with its relationships, one for each table
 * it can point at.
 */
import { badRequest } from '../../errors.ts';
import { namedId } from '../../ids.ts';
import { identifier } from '../../metadata/columns.ts';
import { mergeSchemas } from '../../metadata/merge.ts';
import type { Column, OneToMany, Schema, TableDefinition } from '../../metadata/types.ts';
import type { JsonObject } from '../../records/payload.ts';
import { requireGeneralPrivilege } from '../../security/access.ts';
import { jsonBody, type Exchange } from '../exchange.ts';
import { jsonResponse, type WebResponse } from '../http.ts';
import { cascadesIn } from './cascades.ts';
import { definitionOf } from './definition-of.ts';
import { isObject, labelIn, schemaNameIn, textIn } from './elements.ts';
import { adopt } from './write.ts';

export function createCustomerRelationships(exchange: Exchange): WebResponse {
  const { answer, targets } = create(exchange, 'customer', 'CreateCustomerRelationships');
  if (targets.toSorted().join() !== 'account,contact')
    throw badRequest('A customer is an account or a contact: one relationship to each is needed.');
  return answer();
}

export function createPolymorphicLookup(exchange: Exchange): WebResponse {
  return create(exchange, 'lookup', 'CreatePolymorphicLookupAttribute').answer();
}

/** Everything is checked before `answer` makes it so. */
function create(
  exchange: Exchange,
  kind: 'customer' | 'lookup',
  action: string,
): { readonly targets: readonly string[]; readonly answer: () => WebResponse } {
  const { session, request } = exchange;
  requireGeneralPrivilege(session.caller, 'prvCreateAttribute');
  const body = jsonBody(exchange);
  const { OneToManyRelationships: list, Lookup: written } = body;
  if (!isObject(written)) throw badRequest("'Lookup' is needed.");
  if (!Array.isArray(list) || !list.every(isObject) || list.length === 0)
    throw badRequest("'OneToManyRelationships' must be a list of relationships.");
  const { schema } = session.engine;
  const lookupName = schemaNameIn(written);
  const table = referencingTable(schema, list);
  const column = lookupColumn(table, lookupName, kind, written);
  const relationships = list.map((json) => relationshipIn(schema, table, column, json));
  const added: Schema = {
    tables: [{ ...table, columns: [column], keys: [] }],
    oneToMany: relationships,
    manyToMany: [],
    globalOptionSets: [],
  };
  return {
    targets: relationships.map(({ referencedTable }) => referencedTable),
    answer: () => {
      adopt(session, mergeSchemas(schema, added));
      return jsonResponse(200, {
        '@odata.context': `${request.base}$metadata#Microsoft.Dynamics.CRM.${action}Response`,
        RelationshipIds: relationships.map(({ schemaName }) => namedId(`relationship ${schemaName}`)),
        AttributeId: namedId(`column ${table.logicalName}.${column.logicalName}`),
      });
    },
  };
}

function referencingTable(schema: Schema, list: readonly JsonObject[]): TableDefinition {
  const [name = '', ...others] = new Set(list.map((json) => textIn(json, 'ReferencingEntity')));
  if (others.length > 0) throw badRequest('All relationships of a lookup belong to the same table.');
  if (!schema.tables.some(({ logicalName }) => logicalName === name))
    throw badRequest(`There is no table '${name}'.`);
  return definitionOf(schema, name);
}

function lookupColumn(
  table: TableDefinition,
  schemaName: string,
  kind: Column['kind'],
  written: JsonObject,
): Column {
  const logicalName = schemaName.toLowerCase();
  if (table.columns.some((column) => column.logicalName === logicalName))
    throw badRequest(`The column '${logicalName}' of '${table.logicalName}' exists already.`);
  return {
    ...identifier(logicalName, schemaName),
    kind,
    schemaName,
    label: labelIn(written['DisplayName'], schemaName),
    description: labelIn(written['Description']),
    isCustom: true,
  };
}

function relationshipIn(schema: Schema, table: TableDefinition, column: Column, json: JsonObject): OneToMany {
  const schemaName = schemaNameIn(json);
  const referencedTable = textIn(json, 'ReferencedEntity');
  if (!schema.tables.some(({ logicalName }) => logicalName === referencedTable))
    throw badRequest(`There is no table '${referencedTable}'.`);
  if ([...schema.oneToMany, ...schema.manyToMany].some((known) => known.schemaName === schemaName))
    throw badRequest(`The relationship '${schemaName}' exists already.`);
  return {
    schemaName,
    referencingTable: table.logicalName,
    referencingColumn: column.logicalName,
    referencedTable,
    // One navigation property for each table, so the table's name is part of its name.
    referencingNavigation: `${column.schemaName}_${referencedTable}`,
    referencedNavigation: schemaName,
    ...cascadesIn(json['CascadeConfiguration']),
    isCustom: true,
  };
}
