/** Definitions in the words of Dataverse's metadata types; `UserLocalizedLabel` is in the language asked for. */
import { namedId } from '../ids.ts';
import { nothingCascades } from '../metadata/cascades.ts';
import { columnNumber, isLookup, type Table } from '../metadata/catalog.ts';
import { baseLanguage } from '../metadata/columns.ts';
import type {
  AlternateKey,
  Column,
  ColumnKind,
  Label,
  ManyToMany,
  OneToMany,
  OptionSet,
  RequiredLevel,
} from '../metadata/types.ts';
import { privilegeId, privilegeOf, verbs } from '../security/privileges.ts';
import type { Json } from '../query/represent.ts';

export function describeTable(table: Table, language: number): Json {
  return {
    MetadataId: namedId(`table ${table.logicalName}`),
    LogicalName: table.logicalName,
    SchemaName: table.schemaName,
    EntitySetName: table.entitySetName,
    LogicalCollectionName: table.entitySetName,
    CollectionSchemaName: table.entitySetName,
    ObjectTypeCode: table.objectTypeCode,
    PrimaryIdAttribute: table.primaryId,
    PrimaryNameAttribute: table.primaryName ?? null,
    OwnershipType: {
      user: 'UserOwned',
      business: 'BusinessOwned',
      organization: 'OrganizationOwned',
      none: 'None',
    }[table.ownership],
    DisplayName: describeLabel(table.label, language),
    DisplayCollectionName: describeLabel(table.collectionLabel, language),
    Description: describeLabel(table.description, language),
    IsCustomEntity: table.isCustom,
    IsActivity: table.isActivity || table.logicalName === 'activitypointer',
    IsActivityParty: table.hasActivities,
    IsIntersect: table.isIntersect,
    HasActivities: table.hasActivities,
    HasNotes: table.hasNotes,
    IsQuickCreateEnabled: table.isQuickCreateEnabled,
    IsOptimisticConcurrencyEnabled: table.isOptimisticConcurrencyEnabled,
    ChangeTrackingEnabled: table.changeTracking,
    IsAuditEnabled: describeAuditing(table.isAudited ?? false),
    IsValidForQueue: {
      Value: table.isQueueEnabled,
      CanBeChanged: true,
      ManagedPropertyLogicalName: 'canmodifyqueuesettings',
    },
    Privileges: table.isIntersect ? [] : verbs.map((verb) => describePrivilege(table, verb)),
  };
}

/** A managed property; nothing here is closed to customizers. */
function describeAuditing(isAudited: boolean): Json {
  return { Value: isAudited, CanBeChanged: true, ManagedPropertyLogicalName: 'canmodifyauditsettings' };
}

function describePrivilege(table: Table, verb: (typeof verbs)[number]): Json {
  const name = privilegeOf(verb, table);
  return {
    CanBeBasic: table.ownership === 'user',
    CanBeDeep: table.ownership === 'user' || table.ownership === 'business',
    CanBeGlobal: true,
    CanBeLocal: table.ownership === 'user' || table.ownership === 'business',
    Name: name,
    PrivilegeId: privilegeId(name),
    PrivilegeType: verb,
  };
}

/** Attribute type, its display name's value, and the metadata type's prefix. */
const types: Readonly<Record<ColumnKind, readonly [type: string, name: string, metadata: string]>> = {
  uniqueidentifier: ['Uniqueidentifier', 'UniqueidentifierType', 'UniqueIdentifier'],
  string: ['String', 'StringType', 'String'],
  memo: ['Memo', 'MemoType', 'Memo'],
  integer: ['Integer', 'IntegerType', 'Integer'],
  bigint: ['BigInt', 'BigIntType', 'BigInt'],
  decimal: ['Decimal', 'DecimalType', 'Decimal'],
  double: ['Double', 'DoubleType', 'Double'],
  money: ['Money', 'MoneyType', 'Money'],
  boolean: ['Boolean', 'BooleanType', 'Boolean'],
  datetime: ['DateTime', 'DateTimeType', 'DateTime'],
  picklist: ['Picklist', 'PicklistType', 'Picklist'],
  state: ['State', 'StateType', 'State'],
  status: ['Status', 'StatusType', 'Status'],
  lookup: ['Lookup', 'LookupType', 'Lookup'],
  customer: ['Customer', 'CustomerType', 'Lookup'],
  owner: ['Owner', 'OwnerType', 'Lookup'],
  file: ['Virtual', 'FileType', 'File'],
  entityname: ['EntityName', 'EntityNameType', 'EntityName'],
};

const requiredLevels: Readonly<Record<RequiredLevel, string>> = {
  none: 'None',
  recommended: 'Recommended',
  application: 'ApplicationRequired',
  system: 'SystemRequired',
};

export function describeColumn(table: Table, column: Column, language: number): Json {
  const [type, typeName, metadata] = types[column.kind];
  const json: Json = {
    '@odata.type': `#Microsoft.Dynamics.CRM.${metadata}AttributeMetadata`,
    MetadataId: namedId(`column ${table.logicalName}.${column.logicalName}`),
    LogicalName: column.logicalName,
    SchemaName: column.schemaName,
    EntityLogicalName: table.logicalName,
    AttributeType: type,
    AttributeTypeName: { Value: typeName },
    DisplayName: describeLabel(column.label, language),
    Description: describeLabel(column.description, language),
    RequiredLevel: {
      Value: requiredLevels[column.required],
      CanBeChanged: column.required !== 'system',
      ManagedPropertyLogicalName: 'canmodifyrequirementlevelsettings',
    },
    IsCustomAttribute: column.isCustom,
    IsPrimaryId: column.logicalName === table.primaryId,
    IsPrimaryName: column.logicalName === table.primaryName,
    IsValidForCreate: column.validForCreate,
    IsValidForRead: true,
    IsValidForUpdate: column.validForUpdate,
    IsSecured: column.isSecured ?? false,
    IsAuditEnabled: describeAuditing(column.isAudited ?? true),
    ColumnNumber: columnNumber(table, column),
    AttributeOf: null,
  };
  if (column.maxLength !== undefined) json['MaxLength'] = column.maxLength;
  if (column.minimum !== undefined) json['MinValue'] = column.minimum;
  if (column.maximum !== undefined) json['MaxValue'] = column.maximum;
  if (column.precision !== undefined) json['Precision'] = column.precision;
  if (column.precisionSource !== undefined)
    json['PrecisionSource'] = column.precisionSource === 'column' ? 0 : 2;
  if (column.maxSizeKb !== undefined) json['MaxSizeInKB'] = column.maxSizeKb;
  if (column.kind === 'money') json['CalculationOf'] = column.baseOf ?? null;
  if (column.kind === 'datetime') {
    json['Format'] =
      column.format === 'date' || column.dateBehavior === 'dateOnly' ? 'DateOnly' : 'DateAndTime';
    json['DateTimeBehavior'] = {
      Value: { userLocal: 'UserLocal', dateOnly: 'DateOnly', timeZoneIndependent: 'TimeZoneIndependent' }[
        column.dateBehavior ?? 'userLocal'
      ],
    };
  }
  if (isLookup(column))
    json['Targets'] = (table.targets.get(column.logicalName) ?? []).map((target) => target.logicalName);
  if (column.optionSet !== undefined) {
    json['OptionSet'] =
      column.kind === 'boolean'
        ? describeYesNo(column.optionSet, language)
        : describeOptionSet(column.optionSet, language, type);
    json['GlobalOptionSet'] = column.optionSet.isGlobal
      ? describeOptionSet(column.optionSet, language)
      : null;
    json['DefaultFormValue'] = column.defaultValue ?? -1;
  }
  return json;
}

export function describeOptionSet(set: OptionSet, language: number, type = 'Picklist'): Json {
  return {
    '@odata.type': '#Microsoft.Dynamics.CRM.OptionSetMetadata',
    MetadataId: namedId(`option set ${set.name}`),
    Name: set.name,
    IsGlobal: set.isGlobal,
    OptionSetType: type,
    DisplayName: describeLabel(set.label, language),
    Options: set.options.map((option) => ({
      Value: option.value,
      Label: describeLabel(option.label, language),
      ...(option.state === undefined ? {} : { State: option.state }),
      ...(option.defaultStatus === undefined
        ? {}
        : { DefaultStatus: option.defaultStatus, InvariantName: option.invariantName }),
    })),
  };
}

function describeYesNo(set: OptionSet, language: number): Json {
  const option = (value: number): Json => {
    const found = set.options.find((candidate) => candidate.value === value);
    return { Value: value, Label: describeLabel(found?.label ?? {}, language) };
  };
  return {
    '@odata.type': '#Microsoft.Dynamics.CRM.BooleanOptionSetMetadata',
    MetadataId: namedId(`option set ${set.name}`),
    Name: set.name,
    IsGlobal: set.isGlobal,
    OptionSetType: 'Boolean',
    TrueOption: option(1),
    FalseOption: option(0),
  };
}

/** @param isActive whether its index could be made */
export function describeKey(table: Table, key: AlternateKey, isActive: boolean, language: number): Json {
  return {
    MetadataId: namedId(`key ${table.logicalName}.${key.logicalName}`),
    LogicalName: key.logicalName,
    SchemaName: key.schemaName,
    EntityLogicalName: table.logicalName,
    DisplayName: describeLabel(key.label, language),
    KeyAttributes: key.columns,
    // An index is made before the import answers, so a key is never pending here.
    EntityKeyIndexStatus: isActive ? 'Active' : 'Failed',
  };
}

export function describeOneToMany(relationship: OneToMany): Json {
  return {
    '@odata.type': '#Microsoft.Dynamics.CRM.OneToManyRelationshipMetadata',
    MetadataId: namedId(`relationship ${relationship.schemaName}`),
    SchemaName: relationship.schemaName,
    RelationshipType: 'OneToManyRelationship',
    IsCustomRelationship: relationship.isCustom,
    ReferencedEntity: relationship.referencedTable,
    ReferencedEntityNavigationPropertyName: relationship.referencedNavigation,
    ReferencingEntity: relationship.referencingTable,
    ReferencingAttribute: relationship.referencingColumn,
    ReferencingEntityNavigationPropertyName: relationship.referencingNavigation,
    CascadeConfiguration: {
      ...(relationship.cascades ?? nothingCascades),
      Delete: relationship.cascadeDelete,
      Merge: mergeable.has(relationship.referencedTable) ? 'Cascade' : 'NoCascade',
      RollupView: 'NoCascade',
    },
  };
}

/** Tables whose rows can be merged; what points at them goes along. */
const mergeable: ReadonlySet<string> = new Set(['account', 'contact']);

export function describeManyToMany(relationship: ManyToMany): Json {
  return {
    '@odata.type': '#Microsoft.Dynamics.CRM.ManyToManyRelationshipMetadata',
    MetadataId: namedId(`relationship ${relationship.schemaName}`),
    SchemaName: relationship.schemaName,
    RelationshipType: 'ManyToManyRelationship',
    IsCustomRelationship: relationship.isCustom,
    IntersectEntityName: relationship.intersectTable,
    Entity1LogicalName: relationship.firstTable,
    Entity1IntersectAttribute: relationship.firstColumn,
    Entity1NavigationPropertyName: relationship.firstNavigation,
    Entity2LogicalName: relationship.secondTable,
    Entity2IntersectAttribute: relationship.secondColumn,
    Entity2NavigationPropertyName: relationship.secondNavigation,
  };
}

function describeLabel(label: Label, language: number): Json {
  const labels = Object.entries(label).map(([language, text]) => ({
    Label: text,
    LanguageCode: Number(language),
    IsManaged: false,
  }));
  const inLanguage = (wanted: number): Json | undefined =>
    labels.find((entry) => entry.LanguageCode === wanted);
  return {
    LocalizedLabels: labels,
    UserLocalizedLabel: inLanguage(language) ?? inLanguage(baseLanguage) ?? labels[0] ?? null,
  };
}
