/** `<Entity>` elements of customizations.xml as tables: new ones whole, system tables as the columns added to them. */
import { baseLanguage } from '../metadata/columns.ts';
import type { AlternateKey, Column, OptionSet, Ownership, TableDefinition } from '../metadata/types.ts';
import { flag, labelOf, readAttribute } from './columns.ts';
import { ImportRefused } from './refusal.ts';
import { child, childrenOf, childText, type Element } from '../xml.ts';

const ownerships: Readonly<Record<string, Ownership>> = {
  userowned: 'user',
  teamowned: 'user',
  businessowned: 'business',
  orgowned: 'organization',
  organizationowned: 'organization',
  none: 'none',
};

/** The name of the table an `<Entity>` is about, in lower case. */
export function logicalNameOf(entity: Element): string {
  const name =
    childText(entity, 'Name') || (child(child(entity, 'EntityInfo'), 'entity')?.attributes['Name'] ?? '');
  return name.toLowerCase();
}

/**
 * @param known tables that are there already, by logical name: their nature is kept, only columns and keys are read
 */
export function readTable(
  entity: Element,
  known: ReadonlyMap<string, TableDefinition>,
  globalOptionSets: ReadonlyMap<string, OptionSet>,
): TableDefinition | undefined {
  const logicalName = logicalNameOf(entity);
  const info = child(child(entity, 'EntityInfo'), 'entity');
  const component = `table ${logicalName}`;
  if (!/^[a-z_][a-z0-9_]*$/.test(logicalName))
    throw new ImportRefused(component, `'${logicalName}' is not a name`);
  const before = known.get(logicalName);
  if (info === undefined) {
    // Forms and views of a system table come without its definition.
    if (before !== undefined) return undefined;
    throw new ImportRefused(component, 'there is no EntityInfo');
  }
  const schemaName = info.attributes['Name'] ?? logicalName;
  const isActivity = flag(info, 'IsActivity', false);
  const attributes = childrenOf(child(info, 'attributes'), 'attribute').map((attribute) =>
    readAttribute(logicalName, attribute, globalOptionSets),
  );
  const read = attributes.filter((attribute) => attribute !== undefined);
  const columns = unique(
    component,
    read.map((attribute) => attribute.column),
  );
  const keys = childrenOf(child(info, 'EntityKeys'), 'EntityKey').map((key) =>
    readKey(logicalName, key, columns, before),
  );
  if (before !== undefined && !before.isCustom) return { ...before, columns, keys };
  const primaryId = read.find((attribute) => attribute.isPrimaryKey)?.column.logicalName;
  const entitySetName = childText(info, 'EntitySetName');
  if (primaryId === undefined && !isActivity)
    throw new ImportRefused(component, 'there is no column of type primarykey');
  if (entitySetName === '') throw new ImportRefused(component, 'EntitySetName is missing');
  const mask = childText(info, 'OwnershipTypeMask') || 'UserOwned';
  const owned = ownerships[mask.toLowerCase()];
  if (owned === undefined) throw new ImportRefused(component, `the ownership '${mask}' is not known`);
  return {
    logicalName,
    schemaName,
    entitySetName,
    objectTypeCode: 0,
    primaryId: primaryId ?? 'activityid',
    primaryName: isActivity
      ? 'subject'
      : read.find((attribute) => attribute.isPrimaryName)?.column.logicalName,
    ownership: owned,
    label: labelOrName(labelOf(child(info, 'LocalizedNames'), 'LocalizedName'), schemaName),
    collectionLabel: labelOrName(
      labelOf(child(info, 'LocalizedCollectionNames'), 'LocalizedCollectionName'),
      schemaName,
    ),
    description: labelOf(child(info, 'Descriptions'), 'Description'),
    isCustom: true,
    isActivity,
    hasActivities: flag(info, 'HasRelatedActivities', false),
    hasNotes: flag(info, 'HasRelatedNotes', false),
    isQuickCreateEnabled: flag(info, 'IsQuickCreateEnabled', false),
    // Bulk messages exist for every custom table, activities made by hand included in none of them.
    hasBulkMessages: !isActivity,
    isQueueEnabled: isActivity || flag(info, 'IsEnabledForQueues', false),
    isOptimisticConcurrencyEnabled: true,
    changeTracking: flag(info, 'ChangeTrackingEnabled', false),
    isIntersect: false,
    isAudited: flag(info, 'IsAuditEnabled', false),
    privilegeName: schemaName,
    columns,
    keys,
  };
}

function readKey(
  table: string,
  element: Element,
  columns: readonly Column[],
  before: TableDefinition | undefined,
): AlternateKey {
  const schemaName = childText(element, 'Name');
  const logicalName = (childText(element, 'LogicalName') || schemaName).toLowerCase();
  const names = childrenOf(child(element, 'EntityKeyAttributes'), 'AttributeName').map((name) =>
    name.text.toLowerCase(),
  );
  const component = `key ${table}.${logicalName}`;
  if (names.length === 0) throw new ImportRefused(component, 'it names no columns');
  for (const name of names) {
    const column = [...columns, ...(before?.columns ?? [])].find(
      (candidate) => candidate.logicalName === name,
    );
    if (column === undefined) throw new ImportRefused(component, `the column '${name}' does not exist`);
  }
  return {
    logicalName,
    schemaName,
    label: labelOf(child(element, 'displaynames'), 'displayname'),
    columns: names,
  };
}

function unique(component: string, columns: readonly Column[]): readonly Column[] {
  const seen = new Set<string>();
  for (const { logicalName } of columns) {
    if (seen.has(logicalName))
      throw new ImportRefused(component, `the column '${logicalName}' is declared twice`);
    seen.add(logicalName);
  }
  return columns;
}

function labelOrName(
  given: Readonly<Record<number, string>>,
  name: string,
): Readonly<Record<number, string>> {
  return Object.keys(given).length === 0 ? { [baseLanguage]: name } : given;
}
