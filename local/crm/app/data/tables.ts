/** All tables in brief, read in one request: what they are called and what the user may do with them. */
import { client } from './client.ts';
import { labelText, type LabelJson } from './labels.ts';
import type { Right } from './metadata.ts';
import { session } from './session.ts';

export type KnownTable = {
  readonly logicalName: string;
  readonly displayName: string;
  readonly collectionName: string;
  readonly entitySetName: string;
  readonly primaryId: string;
  readonly primaryName: string | undefined;
  /** Whether a panel beside the page makes new rows, where the table has a form for it. */
  readonly quickCreate: boolean;
  readonly rights: ReadonlySet<Right>;
};

type TableJson = {
  readonly LogicalName: string;
  readonly DisplayName: LabelJson;
  readonly DisplayCollectionName: LabelJson;
  readonly EntitySetName: string;
  readonly PrimaryIdAttribute: string;
  readonly PrimaryNameAttribute: string | null;
  readonly IsQuickCreateEnabled: boolean;
  readonly Privileges: readonly { readonly PrivilegeId: string; readonly PrivilegeType: Right }[];
};

let known: Promise<ReadonlyMap<string, KnownTable>> | undefined;

/** By logical name; asked for once. */
export function knownTables(): Promise<ReadonlyMap<string, KnownTable>> {
  if (known === undefined) {
    known = load();
    known.catch(() => {
      known = undefined;
    });
  }
  return known;
}

async function load(): Promise<ReadonlyMap<string, KnownTable>> {
  const { rows } = await client.list(
    'EntityDefinitions',
    '$select=LogicalName,DisplayName,DisplayCollectionName,EntitySetName,PrimaryIdAttribute,PrimaryNameAttribute,IsQuickCreateEnabled,Privileges',
  );
  const { privilegeIds } = session();
  return new Map(
    (rows as unknown as readonly TableJson[]).map((table) => [
      table.LogicalName,
      {
        logicalName: table.LogicalName,
        displayName: labelText(table.DisplayName) || table.LogicalName,
        collectionName: labelText(table.DisplayCollectionName) || table.LogicalName,
        entitySetName: table.EntitySetName,
        primaryId: table.PrimaryIdAttribute,
        primaryName: table.PrimaryNameAttribute ?? undefined,
        quickCreate: table.IsQuickCreateEnabled,
        rights: new Set(
          table.Privileges.filter(({ PrivilegeId }) => privilegeIds.has(PrivilegeId)).map(
            ({ PrivilegeType }) => PrivilegeType,
          ),
        ),
      },
    ]),
  );
}
