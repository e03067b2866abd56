/** One-to-many relationships: those of our lookups, and those Dataverse keeps for owners, writers, currencies and activities. */
import { extensions, tables } from '@dunlin/shared/tables/index';
import type { Column, Extension, Table } from '@dunlin/shared/tables/table';
import { element, flag, text, type Element } from '../xml/element.ts';
import { introducedVersion } from './attribute.ts';
import { descriptions } from './labels.ts';
import { standardTable } from './standard-tables.ts';
import { hasMoney } from './system-columns.ts';

export type Relationship = {
  readonly name: string;
  /** Schema names, also of the column. */
  readonly from: string;
  readonly column: string;
  readonly to: string;
  readonly description: string;
  /** What becomes of the row when the row it points at is deleted; Restrict keeps that row from being deleted. */
  readonly onDelete: 'Restrict' | 'NoCascade' | 'Cascade';
  /** Named for relationships of our own lookups; the platform names its own. */
  readonly navigation?: { readonly lookup: string; readonly collection: string };
};

export function relationships(): Relationship[] {
  const own = Object.values(tables).flatMap((table: Table) => [
    ...lookupRelationships(table, table.schemaName),
    ...systemRelationships(table),
  ]);
  const added = extensions.flatMap((extension: Extension) =>
    lookupRelationships(extension, standardTable(extension.name).schemaName),
  );
  return [...own, ...added].toSorted((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
}

export function schemaNameOf(table: string): string {
  const own = Object.values(tables).find((candidate) => candidate.name === table);
  return own?.schemaName ?? standardTable(table).schemaName;
}

/** The file of a relationship's other end: Relationships/<referenced table>.xml. */
export function relationshipXml(relationship: Relationship): Element {
  const ownLookup = relationship.navigation !== undefined;
  const cascade = relationship.onDelete === 'Cascade' ? 'Cascade' : 'NoCascade';
  return element('EntityRelationship', { Name: relationship.name }, [
    text('EntityRelationshipType', 'OneToMany'),
    flag('IsCustomizable', true),
    text('IntroducedVersion', introducedVersion),
    flag('IsHierarchical', false),
    text('ReferencingEntityName', relationship.from),
    text('ReferencedEntityName', relationship.to),
    text('CascadeAssign', cascade),
    text('CascadeDelete', relationship.onDelete),
    text('CascadeReparent', cascade),
    text('CascadeShare', cascade),
    text('CascadeUnshare', cascade),
    ...(ownLookup || cascade === 'Cascade' ? [text('CascadeRollupView', 'NoCascade')] : []),
    ...(ownLookup ? [flag('IsValidForAdvancedFind', true)] : []),
    text('ReferencingAttributeName', relationship.column),
    element('RelationshipDescription', {}, [descriptions(relationship.description)]),
    ...(relationship.navigation === undefined ? [] : [roles(relationship.navigation)]),
  ]);
}

function roles(navigation: { readonly lookup: string; readonly collection: string }): Element {
  return element('EntityRelationshipRoles', {}, [
    element('EntityRelationshipRole', {}, [
      text('NavPaneDisplayOption', 'UseCollectionName'),
      text('NavPaneArea', 'Details'),
      text('NavPaneOrder', 10_000),
      text('NavigationPropertyName', navigation.lookup),
      text('RelationshipRoleType', 1),
    ]),
    element('EntityRelationshipRole', {}, [
      text('NavigationPropertyName', navigation.collection),
      text('RelationshipRoleType', 0),
    ]),
  ]);
}

function lookupRelationships(table: Table | Extension, schemaName: string): Relationship[] {
  return Object.entries(table.columns).flatMap(([column, definition]) =>
    targetsOf(definition).map((target): Relationship => {
      const isCustomer = definition.type === 'customer';
      const name = relationshipName(table.name, column, isCustomer ? target : undefined);
      return {
        name,
        from: schemaName,
        column,
        to: schemaNameOf(target),
        description: definition.description ?? '',
        onDelete: 'Restrict',
        navigation: { lookup: isCustomer ? `${column}_${target}` : column, collection: name },
      };
    }),
  );
}

function targetsOf(column: Column): readonly string[] {
  if (column.type === 'lookup') return [column.target];
  return column.type === 'customer' ? ['account', 'contact'] : [];
}

/** `dun_receivable.dun_debtorid` is `dun_receivable_debtorid`; a lookup added to `email` is `dun_email_actionid`. */
export function relationshipName(table: string, column: string, target?: string): string {
  const owner = table.startsWith('dun_') ? table : `dun_${table}`;
  const suffix = target === undefined ? '' : `_${target}`;
  return `${owner}_${column.replace(/^dun_/, '')}${suffix}`;
}

function systemRelationships(table: Table): Relationship[] {
  const from = table.schemaName;
  const common = { from, onDelete: 'NoCascade' } as const;
  const writers: Relationship[] = [
    {
      ...common,
      name: `lk_${table.name}_createdby`,
      column: 'CreatedBy',
      to: 'SystemUser',
      description: 'Unique identifier of the user who created the record.',
    },
    {
      ...common,
      name: `lk_${table.name}_modifiedby`,
      column: 'ModifiedBy',
      to: 'SystemUser',
      description: 'Unique identifier of the user who modified the record.',
    },
  ];
  const owners: Relationship[] = [
    {
      ...common,
      name: `business_unit_${table.name}`,
      column: 'OwningBusinessUnit',
      to: 'BusinessUnit',
      description: 'Unique identifier for the business unit that owns the record',
    },
    { ...common, name: `owner_${table.name}`, column: 'OwnerId', to: 'Owner', description: 'Owner Id' },
    {
      ...common,
      name: `team_${table.name}`,
      column: 'OwningTeam',
      to: 'Team',
      description: 'Unique identifier for the team that owns the record.',
    },
    {
      ...common,
      name: `user_${table.name}`,
      column: 'OwningUser',
      to: 'SystemUser',
      description: 'Unique identifier for the user that owns the record.',
    },
  ];
  const organization: Relationship = {
    ...common,
    name: `organization_${table.name}`,
    column: 'OrganizationId',
    to: 'Organization',
    description: 'Unique identifier for the organization',
  };
  const currency: Relationship = {
    ...common,
    name: `TransactionCurrency_${table.schemaName}`,
    column: 'TransactionCurrencyId',
    to: 'TransactionCurrency',
    description: 'Unique identifier of the currency associated with the entity.',
    onDelete: 'Restrict',
  };
  return [
    ...writers,
    ...(table.ownership === 'user' ? owners : [organization]),
    ...(hasMoney(table) ? [currency] : []),
    ...(table.activity === true ? activityRelationships(table) : []),
  ];
}

/** An activity is regarding a customer and goes when the customer goes. The platform names these, and their navigation properties. */
function activityRelationships(table: Table): Relationship[] {
  const plural = `${table.schemaName}${table.set.slice(table.name.length)}`;
  return ['Account', 'Contact'].map((to) => ({
    name: `${to.toLowerCase()}_${plural}`,
    from: table.schemaName,
    column: 'RegardingObjectId',
    to,
    description: 'Choose the record that the activity relates to.',
    onDelete: 'Cascade',
  }));
}
