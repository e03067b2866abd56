/** `<EntityRelationship>` elements: they say what each lookup points at and what its navigation properties are called. */
import { cascadesFrom } from '../metadata/cascades.ts';
import { identifier } from '../metadata/columns.ts';
import type { CascadeDelete, ManyToMany, OneToMany, TableDefinition } from '../metadata/types.ts';
import { ImportRefused } from './refusal.ts';
import { child, childrenOf, childText, type Element } from '../xml.ts';

const cascades = new Set(['Cascade', 'NoCascade', 'RemoveLink', 'Restrict']);

type Tables = ReadonlyMap<string, TableDefinition>;

/** Relationships to these are derived for every table; a package may repeat them. */
const derivedTargets = new Set(['owner']);

export function readOneToMany(element: Element, tables: Tables): OneToMany | undefined {
  const schemaName = element.attributes['Name'] ?? '';
  const component = `relationship ${schemaName}`;
  const referencingTable = childText(element, 'ReferencingEntityName').toLowerCase();
  const referencedTable = childText(element, 'ReferencedEntityName').toLowerCase();
  const attributeName = childText(element, 'ReferencingAttributeName');
  if (derivedTargets.has(referencedTable)) return undefined;
  const referencing = tables.get(referencingTable);
  if (referencing === undefined)
    throw new ImportRefused(component, `the table '${referencingTable}' does not exist`);
  if (!tables.has(referencedTable))
    throw new ImportRefused(component, `the table '${referencedTable}' does not exist`);
  const column = referencing.columns.find(
    (candidate) => candidate.logicalName === attributeName.toLowerCase(),
  );
  if (column === undefined) {
    // The lookups every table has are added later, with the relationships they need.
    if (systemLookups.has(attributeName.toLowerCase())) return undefined;
    throw new ImportRefused(
      component,
      `the column '${referencingTable}.${attributeName.toLowerCase()}' does not exist`,
    );
  }
  if (systemLookups.has(column.logicalName)) return undefined;
  const cascadeDelete = childText(element, 'CascadeDelete') || 'NoCascade';
  if (!cascades.has(cascadeDelete))
    throw new ImportRefused(component, `CascadeDelete '${cascadeDelete}' is not known`);
  const handedDown = cascadesFrom((action) => childText(element, `Cascade${action}`) || undefined);
  if ('refused' in handedDown)
    throw new ImportRefused(component, `Cascade${handedDown.refused} is not known`);
  return {
    schemaName,
    referencingTable,
    referencingColumn: column.logicalName,
    referencedTable,
    referencingNavigation:
      navigationName(element, '1') ??
      defaultNavigation(column.schemaName, column.kind, { referencingTable, referencedTable }),
    referencedNavigation: navigationName(element, '0') ?? schemaName,
    cascadeDelete: cascadeDelete as CascadeDelete,
    cascades: handedDown.cascades,
    isCustom: true,
  };
}

export function readManyToMany(
  element: Element,
  tables: Tables,
): { relationship: ManyToMany; intersect: TableDefinition } {
  const schemaName = element.attributes['Name'] ?? '';
  const component = `relationship ${schemaName}`;
  const first = tables.get(childText(element, 'FirstEntityName').toLowerCase());
  const second = tables.get(childText(element, 'SecondEntityName').toLowerCase());
  const intersectTable = (childText(element, 'IntersectEntityName') || schemaName).toLowerCase();
  if (first === undefined || second === undefined)
    throw new ImportRefused(component, 'one of its tables does not exist');
  const sameTable = first === second;
  const firstColumn = sameTable ? `${first.primaryId}one` : first.primaryId;
  const secondColumn = sameTable ? `${second.primaryId}two` : second.primaryId;
  const primaryId = `${intersectTable}id`;
  return {
    relationship: {
      schemaName,
      intersectTable,
      firstTable: first.logicalName,
      firstColumn,
      firstNavigation: schemaName,
      secondTable: second.logicalName,
      secondColumn,
      secondNavigation: schemaName,
      isCustom: true,
    },
    intersect: {
      logicalName: intersectTable,
      schemaName: intersectTable,
      entitySetName: `${intersectTable}set`,
      objectTypeCode: 0,
      primaryId,
      primaryName: undefined,
      ownership: 'none',
      label: {},
      collectionLabel: {},
      description: {},
      isCustom: true,
      isActivity: false,
      hasActivities: false,
      hasNotes: false,
      isQuickCreateEnabled: false,
      hasBulkMessages: false,
      isQueueEnabled: false,
      isOptimisticConcurrencyEnabled: false,
      changeTracking: false,
      isIntersect: true,
      privilegeName: intersectTable,
      columns: [identifier(primaryId, ''), identifier(firstColumn, ''), identifier(secondColumn, '')],
      keys: [],
    },
  };
}

const systemLookups = new Set([
  'createdby',
  'createdonbehalfby',
  'modifiedby',
  'modifiedonbehalfby',
  'ownerid',
  'owninguser',
  'owningteam',
  'owningbusinessunit',
  'transactioncurrencyid',
  'organizationid',
]);

function navigationName(element: Element, role: '0' | '1'): string | undefined {
  const found = childrenOf(child(element, 'EntityRelationshipRoles'), 'EntityRelationshipRole').find(
    (candidate) => childText(candidate, 'RelationshipRoleType') === role,
  );
  return childText(found, 'NavigationPropertyName') || undefined;
}

/** A custom lookup is navigated by its schema name; a customer's has the target added, and what an activity is about the activity too. */
function defaultNavigation(
  schemaName: string,
  kind: string,
  { referencingTable, referencedTable }: { referencingTable: string; referencedTable: string },
): string {
  if (schemaName.toLowerCase() === 'regardingobjectid')
    return `regardingobjectid_${referencedTable}_${referencingTable}`;
  return kind === 'customer' ? `${schemaName}_${referencedTable}` : schemaName;
}
