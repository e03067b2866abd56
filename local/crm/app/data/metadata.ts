/** What the service says of its tables, views and forms; each is asked for once and kept until the page is left. */
import { client } from './client.ts';
import { columnInfo, type AttributeJson, type ColumnInfo } from './columns.ts';
import { labelText, type LabelJson } from './labels.ts';
import { session } from './session.ts';

export type Right = 'Create' | 'Read' | 'Write' | 'Delete' | 'Append' | 'AppendTo' | 'Assign' | 'Share';

export type TableInfo = {
  readonly logicalName: string;
  readonly schemaName: string;
  readonly entitySetName: string;
  readonly objectTypeCode: number;
  readonly primaryId: string;
  /** Tables without a name column have none. */
  readonly primaryName: string | undefined;
  readonly displayName: string;
  readonly collectionName: string;
  readonly isActivity: boolean;
  readonly hasActivities: boolean;
  readonly hasNotes: boolean;
  readonly isAudited: boolean;
  readonly columns: ReadonlyMap<string, ColumnInfo>;
  /** Relationships in which this table is pointed at, by schema name: what subgrids show. */
  readonly lists: ReadonlyMap<string, ListInfo>;
  /** What the user may do with some rows of the table at least. */
  readonly rights: ReadonlySet<Right>;
};

export type ListInfo = {
  readonly schemaName: string;
  /** The table on the other side and its lookup column. */
  readonly table: string;
  readonly column: string;
  /** The collection-valued navigation property of this table. */
  readonly navigation: string;
};

export type ViewInfo = {
  readonly id: string;
  readonly name: string;
  /** Empty for views that are not queries. */
  readonly fetchXml: string;
  readonly layoutXml: string;
  readonly isDefault: boolean;
  /** 0 public, 1 advanced find, 2 associated, 4 quick find, 64 lookup. */
  readonly queryType: number;
};

export type FormInfo = {
  readonly id: string;
  readonly name: string;
  /** 0 dashboard, 2 main, 6 quick view, 7 quick create, 11 card. */
  readonly type: number;
  readonly formXml: string;
  readonly isDefault: boolean;
};

/** @throws WebApiError, 404 when there is no such table. */
export const tableOf = remembered(async (logicalName: string): Promise<TableInfo> => {
  const json = (await client.get(
    `EntityDefinitions(LogicalName='${encodeURIComponent(quoted(logicalName))}')` +
      '?$expand=Attributes,ManyToOneRelationships,OneToManyRelationships',
  )) as unknown as EntityJson;
  const navigations = new Map<string, Map<string, string>>();
  for (const {
    ReferencingAttribute,
    ReferencedEntity,
    ReferencingEntityNavigationPropertyName,
  } of json.ManyToOneRelationships) {
    const ofColumn = navigations.get(ReferencingAttribute) ?? new Map<string, string>();
    ofColumn.set(ReferencedEntity, ReferencingEntityNavigationPropertyName);
    navigations.set(ReferencingAttribute, ofColumn);
  }
  const { privilegeIds } = session();
  return {
    logicalName: json.LogicalName,
    schemaName: json.SchemaName,
    entitySetName: json.EntitySetName,
    objectTypeCode: json.ObjectTypeCode,
    primaryId: json.PrimaryIdAttribute,
    primaryName: json.PrimaryNameAttribute ?? undefined,
    displayName: labelText(json.DisplayName) || json.LogicalName,
    collectionName: labelText(json.DisplayCollectionName) || json.LogicalName,
    isActivity: json.IsActivity,
    hasActivities: json.HasActivities,
    hasNotes: json.HasNotes,
    isAudited: json.IsAuditEnabled.Value,
    columns: new Map(
      json.Attributes.map((attribute) => [
        attribute.LogicalName,
        columnInfo(attribute, navigations.get(attribute.LogicalName) ?? new Map()),
      ]),
    ),
    lists: new Map(
      json.OneToManyRelationships.map((relationship) => [
        relationship.SchemaName,
        {
          schemaName: relationship.SchemaName,
          table: relationship.ReferencingEntity,
          column: relationship.ReferencingAttribute,
          navigation: relationship.ReferencedEntityNavigationPropertyName,
        },
      ]),
    ),
    rights: new Set(
      json.Privileges.filter(({ PrivilegeId }) => privilegeIds.has(PrivilegeId)).map(
        ({ PrivilegeType }) => PrivilegeType,
      ),
    ),
  };
});

/** All views of a table, of every query type, in the order of their names. */
export const viewsOf = remembered(async (logicalName: string): Promise<readonly ViewInfo[]> => {
  const { rows } = await client.list(
    'savedqueries',
    '$select=savedqueryid,name,fetchxml,layoutxml,isdefault,querytype' +
      `&$filter=returnedtypecode eq '${encodeURIComponent(quoted(logicalName))}' and statecode eq 0&$orderby=name`,
  );
  return rows.map((row) => ({
    id: String(row['savedqueryid']),
    name: textOf(row['name']),
    fetchXml: textOf(row['fetchxml']),
    layoutXml: textOf(row['layoutxml']),
    isDefault: row['isdefault'] === true,
    queryType: Number(row['querytype']),
  }));
});

/** The active forms of a table, of every type; dashboards are the forms of `none`. */
export const formsOf = remembered(async (logicalName: string): Promise<readonly FormInfo[]> => {
  const { rows } = await client.list(
    'systemforms',
    '$select=formid,name,type,formxml,isdefault' +
      `&$filter=objecttypecode eq '${encodeURIComponent(quoted(logicalName))}' and formactivationstate eq 1&$orderby=name`,
  );
  return rows.map(formInfo);
});

type EntityJson = {
  readonly LogicalName: string;
  readonly SchemaName: string;
  readonly EntitySetName: string;
  readonly ObjectTypeCode: number;
  readonly PrimaryIdAttribute: string;
  readonly PrimaryNameAttribute: string | null;
  readonly DisplayName: LabelJson;
  readonly DisplayCollectionName: LabelJson;
  readonly IsActivity: boolean;
  readonly HasActivities: boolean;
  readonly HasNotes: boolean;
  readonly IsAuditEnabled: { readonly Value: boolean };
  readonly Attributes: readonly AttributeJson[];
  readonly ManyToOneRelationships: readonly RelationshipJson[];
  readonly OneToManyRelationships: readonly RelationshipJson[];
  readonly Privileges: readonly { readonly PrivilegeId: string; readonly PrivilegeType: Right }[];
};

type RelationshipJson = {
  readonly SchemaName: string;
  readonly ReferencedEntity: string;
  readonly ReferencedEntityNavigationPropertyName: string;
  readonly ReferencingEntity: string;
  readonly ReferencingAttribute: string;
  readonly ReferencingEntityNavigationPropertyName: string;
};

function formInfo(row: Readonly<Record<string, unknown>>): FormInfo {
  return {
    id: String(row['formid']),
    name: textOf(row['name']),
    type: Number(row['type']),
    formXml: textOf(row['formxml']),
    isDefault: row['isdefault'] === true,
  };
}

/** Asks once for each name; a failure is forgotten, so that trying again asks again. */
export function remembered<T>(load: (name: string) => Promise<T>): (name: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (name) => {
    const present = known.get(name);
    if (present !== undefined) return present;
    const promise = load(name);
    known.set(name, promise);
    promise.catch(() => known.delete(name));
    return promise;
  };
}

function quoted(text: string): string {
  return text.replaceAll("'", "''");
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
