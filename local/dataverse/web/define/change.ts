/**
 * Definitions changed with PUT: the whole definition is sent, as it was read, with what is to be different. What is left out would be lost
 * in Dataverse; here it is refused, so that nobody comes to rely on half a definition.
 */
import { badRequest, DataverseError, notSupported } from '../../errors.ts';
import { namedId } from '../../ids.ts';
import type { Table } from '../../metadata/catalog.ts';
import type {
  Column,
  Label,
  OneToMany,
  RequiredLevel,
  Schema,
  TableDefinition,
} from '../../metadata/types.ts';
import type { Json } from '../../query/represent.ts';
import type { JsonObject } from '../../records/payload.ts';
import { describeColumn, describeOneToMany, describeTable } from '../describe.ts';
import type { Segment } from '../path.ts';
import { cascadesIn } from './cascades.ts';
import { definitionOf } from './definition-of.ts';
import { isObject, isTrue, labelIn } from './elements.ts';

export interface Change {
  readonly json: JsonObject;
  /** `MSCRM.MergeLabels: true`: labels in languages that are not sent stay. */
  readonly mergeLabels: boolean;
}

/** @param table the table the address names, when it names one */
export function withChange(
  schema: Schema,
  segments: readonly Segment[],
  table: Table | undefined,
  change: Change,
): Schema {
  const [root, part] = segments;
  if (root?.name === 'RelationshipDefinitions') return withChangedRelationship(schema, root, change);
  if (table === undefined) throw notSupported(`PUT on '${root?.name ?? ''}'`);
  if (part === undefined) return withChangedTable(schema, table, change);
  if (part.name === 'Attributes') return withChangedColumn(schema, table, part, change);
  throw notSupported(`PUT on '${part.name}'`);
}

function withChangedTable(schema: Schema, table: Table, change: Change): Schema {
  const { json } = change;
  requireWhole(describeTable(table, 0), json, {
    fixed: [
      'LogicalName',
      'SchemaName',
      'EntitySetName',
      'OwnershipType',
      'IsActivity',
      'PrimaryIdAttribute',
    ],
    changeable: [
      ...['DisplayName', 'DisplayCollectionName', 'Description', 'HasActivities', 'HasNotes'],
      ...['ChangeTrackingEnabled', 'IsAuditEnabled', 'IsValidForQueue'],
    ],
  });
  const before = definitionOf(schema, table.logicalName);
  const after: TableDefinition = {
    ...before,
    label: changedLabel(before.label, json['DisplayName'], change),
    collectionLabel: changedLabel(before.collectionLabel, json['DisplayCollectionName'], change),
    description: changedLabel(before.description, json['Description'], change),
    hasActivities: isTrue(json['HasActivities']),
    hasNotes: isTrue(json['HasNotes']),
    isQueueEnabled: isTrue(json['IsValidForQueue']),
    changeTracking: isTrue(json['ChangeTrackingEnabled']),
    isAudited: isTrue(json['IsAuditEnabled']),
  };
  for (const [name, was, is] of [
    ['HasActivities', before.hasActivities, after.hasActivities],
    ['HasNotes', before.hasNotes, after.hasNotes],
  ] as const) {
    if (was && !is) throw badRequest(`'${name}' of '${table.logicalName}' cannot be turned off again.`);
  }
  if (!before.isCustom) requireOnlyAuditing(before, after);
  return withTable(schema, after);
}

const requiredLevels: Readonly<Record<string, RequiredLevel>> = {
  None: 'none',
  Recommended: 'recommended',
  ApplicationRequired: 'application',
  SystemRequired: 'system',
};

function withChangedColumn(schema: Schema, table: Table, part: Segment, change: Change): Schema {
  const { json } = change;
  const column = columnIn(table, part);
  requireWhole(describeColumn(table, column, 0), json, {
    fixed: ['LogicalName', 'SchemaName', 'AttributeType', '@odata.type'],
    changeable: [
      ...['DisplayName', 'Description', 'RequiredLevel', 'IsAuditEnabled', 'IsSecured'],
      ...['MaxLength', 'MinValue', 'MaxValue', 'Precision'],
    ],
  });
  const after: Column = {
    ...column,
    label: changedLabel(column.label, json['DisplayName'], change),
    description: changedLabel(column.description, json['Description'], change),
    required: requiredLevelIn(json),
    isAudited: isTrue(json['IsAuditEnabled']),
    isSecured: isTrue(json['IsSecured']),
    maxLength: numberIn(json, 'MaxLength', column.maxLength),
    minimum: numberIn(json, 'MinValue', column.minimum),
    maximum: numberIn(json, 'MaxValue', column.maximum),
    precision: numberIn(json, 'Precision', column.precision),
  };
  if (!table.isCustom && !column.isCustom) requireOnlyAuditing(column, after);
  const definition = definitionOf(schema, table.logicalName);
  const columns = definition.columns.map((known) =>
    known.logicalName === column.logicalName ? after : known,
  );
  return withTable(schema, { ...definition, columns });
}

function withChangedRelationship(schema: Schema, { key }: Segment, { json }: Change): Schema {
  const name = /^SchemaName\s*=\s*'([^']*)'$/.exec(key ?? '')?.[1];
  const before = schema.oneToMany.find(({ schemaName }) =>
    name === undefined ? namedId(`relationship ${schemaName}`) === key : schemaName === name,
  );
  if (before?.isCustom !== true)
    throw new DataverseError(404, '0x80060888', `Could not find the relationship '${name ?? key ?? ''}'.`);
  requireWhole(describeOneToMany(before), json, {
    fixed: ['SchemaName', 'ReferencedEntity', 'ReferencingEntity', 'ReferencingAttribute'],
    changeable: ['CascadeConfiguration'],
  });
  const after: OneToMany = { ...before, ...cascadesIn(json['CascadeConfiguration']) };
  return { ...schema, oneToMany: schema.oneToMany.map((known) => (known === before ? after : known)) };
}

/** Throws unless everything that can be changed is there, and nothing else differs. */
function requireWhole(
  described: Json,
  json: JsonObject,
  { fixed, changeable }: { readonly fixed: readonly string[]; readonly changeable: readonly string[] },
): void {
  const missing = changeable.find((name) => name in described && !(name in json));
  if (missing !== undefined)
    throw badRequest(`A definition is replaced as a whole: '${missing}' is missing. Send it as it was read.`);
  const differing = fixed.find((name) => name in json && plain(json[name]) !== plain(described[name]));
  if (differing !== undefined) throw badRequest(`'${differing}' of a definition cannot be changed.`);
}

/** Types are sent with and without the number sign. */
function plain(value: unknown): unknown {
  return typeof value === 'string' ? value.replace(/^#/, '') : value;
}

/** The platform's own definitions stay as they are, but for what is audited. */
function requireOnlyAuditing(before: Column | TableDefinition, after: Column | TableDefinition): void {
  const others = (definition: Column | TableDefinition): string =>
    JSON.stringify({
      ...definition,
      isAudited: false,
      isSecured: 'isSecured' in definition && definition.isSecured === true,
    });
  if (others(before) !== others(after))
    throw notSupported(`Changing more than auditing of '${before.logicalName}', which is the platform's,`);
}

function changedLabel(before: Label, json: unknown, { mergeLabels }: Change): Label {
  const given = labelIn(json);
  return mergeLabels ? { ...before, ...given } : given;
}

function requiredLevelIn(json: JsonObject): RequiredLevel {
  const value = isObject(json['RequiredLevel']) ? json['RequiredLevel']['Value'] : undefined;
  const level = typeof value === 'string' ? requiredLevels[value] : undefined;
  if (level === undefined) throw badRequest(`'${String(value)}' is not a required level.`);
  return level;
}

/** Of a column that has no such limit the property means nothing. */
function numberIn(json: JsonObject, name: string, before: number | undefined): number | undefined {
  if (before === undefined) return undefined;
  const value = json[name];
  if (typeof value !== 'number' || !Number.isFinite(value)) throw badRequest(`'${name}' must be a number.`);
  return value;
}

function columnIn(table: Table, { key }: Segment): Column {
  const name = /^LogicalName\s*=\s*'([^']*)'$/.exec(key ?? '')?.[1];
  const column = table.columns.find(({ logicalName }) =>
    name === undefined ? namedId(`column ${table.logicalName}.${logicalName}`) === key : logicalName === name,
  );
  if (column === undefined)
    throw new DataverseError(404, '0x80060888', `Could not find the column '${name ?? key ?? ''}'.`);
  return column;
}

function withTable(schema: Schema, table: TableDefinition): Schema {
  const tables = schema.tables.map((known) => (known.logicalName === table.logicalName ? table : known));
  return { ...schema, tables };
}
