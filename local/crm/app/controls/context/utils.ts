/** `context.utils`: definitions of tables, and what the user's roles allow. */
import type { ColumnInfo } from '../../data/columns.ts';
import { tableOf, type Right } from '../../data/metadata.ts';
import { documented, notOfferedLater } from './documented.ts';

/** Depths of the user's privileges by name in lower case: 0 own rows, 1 business unit, 2 units below, 3 everything. */
export type Privileges = {
  readonly depths: ReadonlyMap<string, number>;
  /** The privilege's name for a table and a right. */
  readonly nameOf: (table: string, right: Right) => string | undefined;
};

export function utils(privileges: Privileges): ComponentFramework.Utility {
  const members = {
    getEntityMetadata: async (entityName: string, attributes: string[] = []) =>
      entityMetadata(entityName, attributes),
    hasEntityPrivilege: (table: string, type: number, depth: number) => {
      const right = rights[type];
      const name = right === undefined ? undefined : privileges.nameOf(table, right);
      const held = name === undefined ? undefined : privileges.depths.get(name.toLowerCase());
      return held !== undefined && held >= depth;
    },
    lookupObjects: notOfferedLater('context.utils.lookupObjects'),
  } satisfies ComponentFramework.Utility;
  return documented('context.utils', members, ['loadDependency']);
}

/** As the framework numbers them; 0 is none. */
const rights: readonly (Right | undefined)[] = [
  undefined,
  'Create',
  'Read',
  'Write',
  'Delete',
  'Assign',
  'Share',
  'Append',
  'AppendTo',
];

async function entityMetadata(
  entityName: string,
  attributes: readonly string[],
): Promise<ComponentFramework.PropertyHelper.EntityMetadata> {
  const table = await tableOf(entityName);
  const wanted = attributes.flatMap((name) => table.columns.get(name) ?? []);
  return {
    LogicalName: table.logicalName,
    SchemaName: table.schemaName,
    EntitySetName: table.entitySetName,
    ObjectTypeCode: table.objectTypeCode,
    DisplayName: table.displayName,
    DisplayCollectionName: table.collectionName,
    PrimaryIdAttribute: table.primaryId,
    PrimaryNameAttribute: table.primaryName,
    IsActivity: table.isActivity,
    Attributes: collectionOf(wanted.map(attributeMetadata)),
  };
}

type AttributeMetadata = { readonly LogicalName: string; readonly [name: string]: unknown };

function attributeMetadata(column: ColumnInfo): AttributeMetadata {
  return {
    LogicalName: column.logicalName,
    SchemaName: column.schemaName,
    DisplayName: column.label,
    OptionSet: Object.fromEntries(
      (column.options ?? []).map(({ value, label }) => [value, { value, text: label }]),
    ),
  };
}

/** The client API's collections: `get(name)`, `getAll()`, `forEach`. */
function collectionOf(items: readonly AttributeMetadata[]): object {
  return {
    get: (name: string) => items.find(({ LogicalName }) => LogicalName === name) ?? null,
    getAll: () => [...items],
    getByName: (name: string) => items.find(({ LogicalName }) => LogicalName === name) ?? null,
    getLength: () => items.length,
    forEach: (visit: (item: AttributeMetadata, index: number) => void) => items.forEach(visit),
  };
}
