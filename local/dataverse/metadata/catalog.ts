/** All tables with their relationships resolved: what a name in a URL, a payload or a query means. Immutable once built. */
import { nothingCascades } from './cascades.ts';
import { derivedOneToMany } from './derived-relationships.ts';
import { withSystemColumns } from './system-columns.ts';
import type { Column, ManyToMany, OneToMany, OptionSet, Schema, TableDefinition } from './types.ts';

/** A single-valued navigation property. Several lead to the same column when the lookup is polymorphic. */
export interface SingleNavigation {
  readonly name: string;
  readonly column: Column;
  /** More than one only for `ownerid`, whose base type covers users and teams. */
  readonly targets: readonly Table[];
}

export type CollectionNavigation =
  | {
      readonly kind: 'oneToMany';
      readonly name: string;
      readonly relationship: OneToMany;
      readonly table: Table;
    }
  | {
      readonly kind: 'manyToMany';
      readonly name: string;
      readonly relationship: ManyToMany;
      readonly table: Table;
      readonly nearColumn: string;
      readonly farColumn: string;
    };

export interface Table extends TableDefinition {
  readonly columnByName: ReadonlyMap<string, Column>;
  /** Columns by the name they are read with: `_x_value` for lookups. */
  readonly columnByProperty: ReadonlyMap<string, Column>;
  readonly singles: ReadonlyMap<string, SingleNavigation>;
  readonly collections: ReadonlyMap<string, CollectionNavigation>;
  /** The tables each lookup column can point at. */
  readonly targets: ReadonlyMap<string, readonly Table[]>;
  /** Relationships in which this table is pointed at. */
  readonly referencedBy: readonly OneToMany[];
  /** Those of them that hand something down to rows with owners of their own. */
  readonly handsDown: readonly OneToMany[];
  /** Relationships in which this table is below another, whose rows let others in. */
  readonly heldBy: readonly OneToMany[];
}

export interface Catalog {
  readonly tables: ReadonlyMap<string, Table>;
  readonly tableBySet: ReadonlyMap<string, Table>;
  readonly oneToMany: readonly OneToMany[];
  readonly manyToMany: readonly ManyToMany[];
  readonly globalOptionSets: ReadonlyMap<string, OptionSet>;
}

export function buildCatalog(schema: Schema): Catalog {
  const definitions = schema.tables.map(withSystemColumns);
  const oneToMany = [...schema.oneToMany, ...derivedOneToMany(definitions, schema.oneToMany)];
  const tables = new Map<string, MutableTable>();
  for (const definition of definitions) tables.set(definition.logicalName, emptyTable(definition));
  for (const relationship of oneToMany) addOneToMany(tables, relationship);
  for (const relationship of schema.manyToMany) addManyToMany(tables, relationship);
  return {
    tables,
    tableBySet: new Map([...tables.values()].map((table) => [table.entitySetName, table])),
    oneToMany,
    manyToMany: schema.manyToMany,
    globalOptionSets: new Map(schema.globalOptionSets.map((set) => [set.name, set])),
  };
}

/** The table of that logical name; throws when there is none, since names inside the server are always known. */
export function tableOf(catalog: Catalog, logicalName: string): Table {
  const table = catalog.tables.get(logicalName);
  if (table === undefined) throw new RangeError(`Unknown table '${logicalName}'`);
  return table;
}

export function columnOf(table: Table, logicalName: string): Column {
  const column = table.columnByName.get(logicalName);
  if (column === undefined) throw new RangeError(`Unknown column '${table.logicalName}.${logicalName}'`);
  return column;
}

export function isLookup(column: Column): boolean {
  return column.kind === 'lookup' || column.kind === 'customer' || column.kind === 'owner';
}

/** Users and teams share a base type, whose id is called `ownerid`. */
export function isPrincipal(table: TableDefinition): boolean {
  return table.logicalName === 'systemuser' || table.logicalName === 'team';
}

/** Whether the id alone does not say which table the row is in; a lookup without relationships can point anywhere. */
export function isPolymorphic(table: Table, column: Column): boolean {
  return column.kind !== 'lookup' || table.targets.get(column.logicalName)?.length !== 1;
}

/** The name a column is read with: `_x_value` for a lookup. */
export function propertyOf(column: Column): string {
  return isLookup(column) ? `_${column.logicalName}_value` : column.logicalName;
}

/** The local name of the SQL column that says which table a polymorphic lookup points at. */
export function typeColumnOf(column: Column): string {
  return `${column.logicalName}__type`;
}

/** Columns are only ever added, so a column keeps its number; those of the platform and those of customizers are numbered apart. */
export function columnNumber(table: Table, column: Column): number {
  const alike = table.columns.filter(({ isCustom }) => isCustom === column.isCustom);
  return alike.indexOf(column) + (column.isCustom ? 10_001 : 1);
}

interface MutableTable extends Table {
  readonly singles: Map<string, SingleNavigation>;
  readonly collections: Map<string, CollectionNavigation>;
  readonly targets: Map<string, Table[]>;
  readonly referencedBy: OneToMany[];
  readonly handsDown: OneToMany[];
  readonly heldBy: OneToMany[];
}

function emptyTable(definition: TableDefinition): MutableTable {
  return {
    ...definition,
    columnByName: new Map(definition.columns.map((column) => [column.logicalName, column])),
    columnByProperty: new Map(definition.columns.map((column) => [propertyOf(column), column])),
    singles: new Map(),
    collections: new Map(),
    targets: new Map(),
    referencedBy: [],
    handsDown: [],
    heldBy: [],
  };
}

function addOneToMany(tables: ReadonlyMap<string, MutableTable>, relationship: OneToMany): void {
  const referencing = tables.get(relationship.referencingTable);
  const referenced = tables.get(relationship.referencedTable);
  const column = referencing?.columnByName.get(relationship.referencingColumn);
  if (referencing === undefined || referenced === undefined || column === undefined) {
    throw new RangeError(
      `Relationship ${relationship.schemaName} names an unknown table or column: ` +
        `${relationship.referencingTable}.${relationship.referencingColumn} → ${relationship.referencedTable}`,
    );
  }
  const targets = referencing.targets.get(column.logicalName) ?? [];
  if (!targets.includes(referenced)) targets.push(referenced);
  referencing.targets.set(column.logicalName, targets);
  const name = relationship.referencingNavigation;
  const known = referencing.singles.get(name);
  referencing.singles.set(name, { name, column, targets: [...(known?.targets ?? []), referenced] });
  referenced.collections.set(relationship.referencedNavigation, {
    kind: 'oneToMany',
    name: relationship.referencedNavigation,
    relationship,
    table: referencing,
  });
  referenced.referencedBy.push(relationship);
  const cascades = relationship.cascades ?? nothingCascades;
  // Pointers are what their activities are.
  if (referencing.ownership !== 'user' || referencing.logicalName === 'activitypointer') return;
  if (Object.values(cascades).some((reach) => reach !== 'NoCascade')) referenced.handsDown.push(relationship);
  if (cascades.Reparent !== 'NoCascade') referencing.heldBy.push(relationship);
}

function addManyToMany(tables: ReadonlyMap<string, MutableTable>, relationship: ManyToMany): void {
  const first = tables.get(relationship.firstTable);
  const second = tables.get(relationship.secondTable);
  if (first === undefined || second === undefined || !tables.has(relationship.intersectTable)) {
    throw new RangeError(`Relationship ${relationship.schemaName} names an unknown table`);
  }
  const { firstColumn, secondColumn } = relationship;
  first.collections.set(relationship.firstNavigation, {
    kind: 'manyToMany',
    name: relationship.firstNavigation,
    relationship,
    table: second,
    nearColumn: firstColumn,
    farColumn: secondColumn,
  });
  second.collections.set(relationship.secondNavigation, {
    kind: 'manyToMany',
    name: relationship.secondNavigation,
    relationship,
    table: first,
    nearColumn: secondColumn,
    farColumn: firstColumn,
  });
}
