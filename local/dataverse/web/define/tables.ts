/** Tables, keys and relationships as definitions write them, each as a schema with that part added. */
import { assumes } from '../../assumptions.ts';
import { badRequest, notSupported } from '../../errors.ts';
import { readManyToMany } from '../../import/relationships.ts';
import { identifier } from '../../metadata/columns.ts';
import { mergeSchemas } from '../../metadata/merge.ts';
import type { Column, OneToMany, Ownership, Schema, TableDefinition } from '../../metadata/types.ts';
import type { JsonObject } from '../../records/payload.ts';
import { cascadesIn } from './cascades.ts';
import { columnIn } from './columns.ts';
import { element, isObject, isTrue, labelIn, schemaNameIn, textIn, typeIn } from './elements.ts';

const ownerships: Readonly<Record<string, Ownership>> = {
  UserOwned: 'user',
  OrganizationOwned: 'organization',
};

export function withTable(schema: Schema, json: JsonObject): Schema {
  const schemaName = schemaNameIn(json);
  const logicalName = schemaName.toLowerCase();
  if (schema.tables.some((table) => table.logicalName === logicalName))
    throw badRequest(`The table '${logicalName}' exists already.`);
  const ownership = ownerships[textIn(json, 'OwnershipType')];
  if (ownership === undefined) throw notSupported(`The ownership '${String(json['OwnershipType'])}'`);
  const isActivity = json['IsActivity'] === true;
  const attributes = Array.isArray(json['Attributes']) ? json['Attributes'].filter(isObject) : [];
  const columns = attributes.map((attribute) => columnIn(schema, logicalName, attribute).column);
  const primary = attributes.findIndex((attribute) => attribute['IsPrimaryName'] === true);
  if (primary < 0 && !isActivity) throw badRequest("One of the 'Attributes' must be the primary name.");
  const primaryId = isActivity ? 'activityid' : `${logicalName}id`;
  const table: TableDefinition = {
    logicalName,
    schemaName,
    entitySetName: entitySetNameOf(json, logicalName),
    objectTypeCode: Math.max(9_999, ...schema.tables.map((known) => known.objectTypeCode)) + 1,
    primaryId,
    primaryName: isActivity ? 'subject' : columns[primary]?.logicalName,
    ownership,
    label: labelIn(json['DisplayName'], schemaName),
    collectionLabel: labelIn(json['DisplayCollectionName'], schemaName),
    description: labelIn(json['Description']),
    isCustom: true,
    isActivity,
    hasActivities: json['HasActivities'] === true,
    hasNotes: json['HasNotes'] === true,
    isQuickCreateEnabled: json['IsQuickCreateEnabled'] === true,
    hasBulkMessages: !isActivity,
    isQueueEnabled: isActivity,
    isOptimisticConcurrencyEnabled: true,
    changeTracking: json['ChangeTrackingEnabled'] === true,
    isIntersect: false,
    isAudited: isTrue(json['IsAuditEnabled']),
    privilegeName: schemaName,
    columns: [identifier(primaryId, schemaName, { createOnly: true, required: 'system' }), ...columns],
    keys: [],
  };
  return mergeSchemas(schema, { ...nothing, tables: [table] });
}

export function withColumn(schema: Schema, table: TableDefinition, json: JsonObject): Schema {
  const { column } = columnIn(schema, table.logicalName, json);
  if (table.columns.some(({ logicalName }) => logicalName === column.logicalName))
    throw badRequest(`The column '${column.logicalName}' of '${table.logicalName}' exists already.`);
  return addColumn(schema, table, column);
}

export function withKey(schema: Schema, table: TableDefinition, json: JsonObject): Schema {
  const schemaName = schemaNameIn(json);
  const names = json['KeyAttributes'];
  if (!Array.isArray(names) || names.length === 0) throw badRequest("A key needs 'KeyAttributes'.");
  const columns = names.map((name) => {
    const column = table.columns.find(({ logicalName }) => logicalName === name);
    if (column === undefined)
      throw badRequest(`There is no column '${String(name)}' in '${table.logicalName}'.`);
    return column.logicalName;
  });
  const key = {
    logicalName: schemaName.toLowerCase(),
    schemaName,
    label: labelIn(json['DisplayName']),
    columns,
  };
  return mergeSchemas(schema, { ...nothing, tables: [{ ...table, columns: [], keys: [key] }] });
}

export function withRelationship(schema: Schema, json: JsonObject): Schema {
  const type = typeIn(json);
  const schemaName = schemaNameIn(json);
  if ([...schema.oneToMany, ...schema.manyToMany].some((known) => known.schemaName === schemaName))
    throw badRequest(`The relationship '${schemaName}' exists already.`);
  if (type === 'OneToManyRelationshipMetadata') return withOneToMany(schema, schemaName, json);
  if (type !== 'ManyToManyRelationshipMetadata') throw notSupported(`A relationship of type '${type}'`);
  const { relationship, intersect } = readManyToMany(
    element(
      'EntityRelationship',
      [
        element('FirstEntityName', textIn(json, 'Entity1LogicalName')),
        element('SecondEntityName', textIn(json, 'Entity2LogicalName')),
        element('IntersectEntityName', textIn(json, 'IntersectEntityName')),
      ],
      { Name: schemaName },
    ),
    new Map(schema.tables.map((table) => [table.logicalName, table])),
  );
  return mergeSchemas(schema, { ...nothing, tables: [intersect], manyToMany: [relationship] });
}

function withOneToMany(schema: Schema, schemaName: string, json: JsonObject): Schema {
  const referenced = tableIn(schema, textIn(json, 'ReferencedEntity'));
  const referencing = tableIn(schema, textIn(json, 'ReferencingEntity'));
  const written = json['Lookup'];
  if (!isObject(written)) throw badRequest("A one-to-many relationship needs its 'Lookup'.");
  const lookupName = schemaNameIn(written);
  const logicalName = lookupName.toLowerCase();
  if (referencing.columns.some((column) => column.logicalName === logicalName))
    throw badRequest(`The column '${logicalName}' of '${referencing.logicalName}' exists already.`);
  const lookup: Column = {
    ...identifier(logicalName, lookupName),
    kind: 'lookup',
    schemaName: lookupName,
    label: labelIn(written['DisplayName'], lookupName),
    description: labelIn(written['Description']),
    isCustom: true,
  };
  const relationship: OneToMany = {
    schemaName,
    referencingTable: referencing.logicalName,
    referencingColumn: logicalName,
    referencedTable: referenced.logicalName,
    // The navigation property of a custom lookup is its schema name.
    referencingNavigation: lookupName,
    referencedNavigation: schemaName,
    ...cascadesIn(json['CascadeConfiguration']),
    isCustom: true,
  };
  return mergeSchemas(addColumn(schema, referencing, lookup), { ...nothing, oneToMany: [relationship] });
}

const nothing: Schema = { tables: [], oneToMany: [], manyToMany: [], globalOptionSets: [] };

function addColumn(schema: Schema, table: TableDefinition, column: Column): Schema {
  return mergeSchemas(schema, { ...nothing, tables: [{ ...table, columns: [column], keys: [] }] });
}

function tableIn(schema: Schema, name: string): TableDefinition {
  const table = schema.tables.find(({ logicalName }) => logicalName === name);
  if (table === undefined) throw badRequest(`There is no table '${name}'.`);
  return table;
}

/** Assumed: without a name of its own the set is called as the table, in the plural. */
function entitySetNameOf(json: JsonObject, logicalName: string): string {
  const named = json['EntitySetName'];
  if (typeof named === 'string' && /^\w+$/.test(named)) return named;
  if (!assumes('setNameInPlural')) return `${logicalName}s`;
  if (/(s|x|ch|sh)$/.test(logicalName)) return `${logicalName}es`;
  return /[^aeiou]y$/.test(logicalName) ? `${logicalName.slice(0, -1)}ies` : `${logicalName}s`;
}
