/** How the base tables are written down: what is usual is left out. */
import { identifier, label, stateColumns, type StateMap, activeInactive } from '../columns.ts';
import type { AlternateKey, Column, Ownership, TableDefinition } from '../types.ts';

interface BaseTable {
  readonly schemaName: string;
  readonly set: string;
  readonly code: number;
  readonly labels: readonly [one: string, many: string];
  readonly columns: readonly Column[];
  readonly id?: string;
  readonly name?: string;
  readonly ownership?: Ownership;
  /** `false`: the table has no state. Left out: active and inactive. */
  readonly states?: StateMap | false;
  readonly privilege?: string;
  readonly keys?: readonly AlternateKey[];
  readonly bulk?: boolean;
  readonly activities?: boolean;
  readonly activity?: boolean;
  readonly queues?: boolean;
  readonly intersect?: boolean;
  readonly tracking?: boolean;
  readonly audited?: true;
  readonly bookkeeping?: false;
  readonly lacks?: readonly string[];
}

/** What tables lack in which times are never shown in the zone they were entered in. */
export const withoutTimeZone: readonly string[] = ['timezoneruleversionnumber', 'utcconversiontimezonecode'];

export function table(logicalName: string, base: BaseTable): TableDefinition {
  const primaryId = base.id ?? `${logicalName}id`;
  const states = base.states === false ? [] : stateColumns(logicalName, base.states ?? activeInactive);
  const [one, many] = base.labels;
  const hasOwnId = base.activity === true;
  return {
    logicalName,
    schemaName: base.schemaName,
    entitySetName: base.set,
    objectTypeCode: base.code,
    primaryId,
    primaryName: base.name,
    ownership: base.ownership ?? 'organization',
    label: label(one),
    collectionLabel: label(many),
    description: {},
    isCustom: false,
    isActivity: base.activity ?? false,
    hasActivities: base.activities ?? false,
    hasNotes: base.activities ?? base.activity ?? false,
    // Of the tables here, activities alone: timelines make them in a panel.
    isQuickCreateEnabled: base.activity ?? false,
    hasBulkMessages: base.bulk ?? false,
    isQueueEnabled: base.queues ?? base.activity ?? false,
    isOptimisticConcurrencyEnabled: true,
    changeTracking: base.tracking ?? false,
    isIntersect: base.intersect ?? false,
    isAudited: base.audited ?? false,
    ...(base.bookkeeping === false && { withoutBookkeeping: true }),
    privilegeName: base.privilege ?? base.schemaName,
    columns: [
      ...(hasOwnId ? [] : [identifier(primaryId, one, { createOnly: true, required: 'system' })]),
      ...base.columns,
      ...states,
    ],
    lacks: base.lacks,
    keys: base.keys ?? [],
  };
}

/** The table between two others that are connected many to many. */
export function intersect(
  logicalName: string,
  schemaName: string,
  id: string,
  first: string,
  second: string,
): TableDefinition {
  return table(logicalName, {
    schemaName,
    set: `${logicalName}collection`,
    code: 0,
    labels: [schemaName, schemaName],
    id,
    ownership: 'none',
    states: false,
    intersect: true,
    columns: [
      identifier(first, first, { createOnly: true }),
      identifier(second, second, { createOnly: true }),
    ],
  });
}
