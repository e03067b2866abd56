/** The relationships Dataverse makes by itself: who wrote and owns a row, its currency, what an activity, note or queue item is about. */
import { everythingCascades } from './cascades.ts';
import type { CascadeDelete, OneToMany, TableDefinition } from './types.ts';

/** Those not already declared, for all tables. */
export function derivedOneToMany(
  tables: readonly TableDefinition[],
  declared: readonly OneToMany[],
): readonly OneToMany[] {
  const taken = new Set(declared.map(identityOf));
  return [...tables.flatMap(ownRelationships), ...regardingRelationships(tables)].filter(
    (relationship) => !taken.has(identityOf(relationship)),
  );
}

function identityOf(relationship: OneToMany): string {
  return `${relationship.referencingTable}.${relationship.referencingColumn}>${relationship.referencedTable}`;
}

/** Column, target, relationship name, what happens to the row when the target is deleted. */
const everyTable = (name: string): readonly [string, string, string, CascadeDelete][] => [
  ['createdby', 'systemuser', `lk_${name}_createdby`, 'NoCascade'],
  ['createdonbehalfby', 'systemuser', `lk_${name}_createdonbehalfby`, 'NoCascade'],
  ['modifiedby', 'systemuser', `lk_${name}_modifiedby`, 'NoCascade'],
  ['modifiedonbehalfby', 'systemuser', `lk_${name}_modifiedonbehalfby`, 'NoCascade'],
  ['owninguser', 'systemuser', `user_${name}`, 'NoCascade'],
  ['owningteam', 'team', `team_${name}`, 'NoCascade'],
  ['owningbusinessunit', 'businessunit', `business_unit_${name}`, 'Restrict'],
  ['ownerid', 'systemuser', `owner_user_${name}`, 'Restrict'],
  ['ownerid', 'team', `owner_team_${name}`, 'Restrict'],
  ['transactioncurrencyid', 'transactioncurrency', `transactioncurrency_${name}`, 'Restrict'],
  ['organizationid', 'organization', `organization_${name}`, 'NoCascade'],
];

function ownRelationships(table: TableDefinition): readonly OneToMany[] {
  const lookups = new Set(
    table.columns
      .filter((column) => column.kind === 'lookup' || column.kind === 'owner')
      .map((column) => column.logicalName),
  );
  return everyTable(table.logicalName)
    .filter(([column]) => lookups.has(column))
    .map(([column, target, schemaName, cascadeDelete]) => ({
      schemaName,
      referencingTable: table.logicalName,
      referencingColumn: column,
      referencedTable: target,
      referencingNavigation: column,
      referencedNavigation: schemaName,
      cascadeDelete,
      isCustom: false,
    }));
}

/** Activities, notes and queue items can point at many tables, with one navigation property for each. */
function regardingRelationships(tables: readonly TableDefinition[]): readonly OneToMany[] {
  const activities = tables.filter((table) => table.isActivity);
  const pointer = tables.find((table) => table.logicalName === 'activitypointer');
  if (pointer === undefined) return [];
  return [
    ...tables
      .filter((table) => table.hasActivities)
      .flatMap((target) =>
        [...activities, pointer].map((activity) =>
          relationship(
            activity,
            'regardingobjectid',
            target,
            `${schemaPrefix(target)}_${pluralOf(activity, target)}`,
            activity === pointer
              ? `regardingobjectid_${target.logicalName}`
              : `regardingobjectid_${target.logicalName}_${activity.logicalName}`,
          ),
        ),
      ),
    ...[...activities, pointer].map((activity) =>
      relationship(
        byName(tables, 'activityparty'),
        'activityid',
        activity,
        `${activity.logicalName}_activity_parties`,
        `activityid_${activity.logicalName}`,
      ),
    ),
    ...tables
      .filter((table) => table.hasNotes)
      .map((target) =>
        relationship(
          byName(tables, 'annotation'),
          'objectid',
          target,
          `${schemaPrefix(target)}_Annotation${target.isCustom ? 's' : ''}`,
          `objectid_${target.logicalName}`,
        ),
      ),
    ...tables
      .filter((table) => table.isQueueEnabled)
      .map((target) =>
        relationship(
          byName(tables, 'queueitem'),
          'objectid',
          target,
          `${schemaPrefix(target)}_QueueItem${target.isCustom ? 's' : ''}`,
          `objectid_${target.logicalName}`,
        ),
      ),
  ];
}

function relationship(
  referencing: TableDefinition,
  column: string,
  referenced: TableDefinition,
  schemaName: string,
  navigation: string,
): OneToMany {
  return {
    schemaName,
    referencingTable: referencing.logicalName,
    referencingColumn: column,
    referencedTable: referenced.logicalName,
    referencingNavigation: navigation,
    referencedNavigation: schemaName,
    cascadeDelete: 'Cascade',
    cascades: isParental(referencing, referenced) ? everythingCascades : undefined,
    isCustom: referenced.isCustom || referencing.isCustom,
  };
}

/** Activities and notes belong to the row they are about where that has an owner (reference of task and annotation). */
function isParental(referencing: TableDefinition, referenced: TableDefinition): boolean {
  return (
    (referencing.isActivity || referencing.logicalName === 'annotation') && referenced.ownership === 'user'
  );
}

function schemaPrefix(table: TableDefinition): string {
  return table.isCustom ? table.logicalName : table.schemaName;
}

/** `dun_x_PhoneCalls` ends in the plural of the activity, and so does `Account_Phonecalls` but for its case; a custom activity uses its set name. */
function pluralOf(activity: TableDefinition, target: TableDefinition): string {
  if (activity.isCustom) return activity.entitySetName;
  const isOldCall = activity.logicalName === 'phonecall' && !target.isCustom;
  return isOldCall ? 'Phonecalls' : `${activity.schemaName}s`;
}

function byName(tables: readonly TableDefinition[], logicalName: string): TableDefinition {
  const found = tables.find((table) => table.logicalName === logicalName);
  if (found === undefined) throw new RangeError(`The base table ${logicalName} is missing`);
  return found;
}
