/** What the server knows about tables. Everything else (SQL, JSON, checks, privileges) is derived from these plain data. */
import type { Cascades } from './cascades.ts';

/** A text per language code (1033 is English). */
export type Label = Readonly<Record<number, string>>;

export type ColumnKind =
  | 'uniqueidentifier'
  | 'string'
  | 'memo'
  | 'integer'
  | 'bigint'
  | 'decimal'
  | 'double'
  | 'money'
  | 'boolean'
  | 'datetime'
  | 'picklist'
  | 'state'
  | 'status'
  | 'lookup'
  | 'customer'
  | 'owner'
  | 'file'
  | 'entityname';

/** How Dataverse reads a date: with the user's zone, as a calendar day, or as written. */
export type DateBehavior = 'userLocal' | 'dateOnly' | 'timeZoneIndependent';

export type RequiredLevel = 'none' | 'recommended' | 'application' | 'system';

export interface Option {
  readonly value: number;
  readonly label: Label;
  /** Of a status: the state it belongs to. */
  readonly state?: number | undefined;
  /** Of a state: the status a row gets when only the state is known. */
  readonly defaultStatus?: number | undefined;
  /** Of a state: its name in error texts. */
  readonly invariantName?: string | undefined;
}

export interface OptionSet {
  readonly name: string;
  readonly isGlobal: boolean;
  readonly label: Label;
  readonly options: readonly Option[];
}

export interface Column {
  readonly logicalName: string;
  readonly schemaName: string;
  readonly kind: ColumnKind;
  readonly label: Label;
  readonly description: Label;
  readonly required: RequiredLevel;
  readonly validForCreate: boolean;
  readonly validForUpdate: boolean;
  readonly isCustom: boolean;
  readonly maxLength?: number | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly precision?: number | undefined;
  /** Of a money column: whether its own precision counts or that of the row's currency. */
  readonly precisionSource?: 'column' | 'currency' | undefined;
  readonly dateBehavior?: DateBehavior | undefined;
  readonly format?: string | undefined;
  readonly optionSet?: OptionSet | undefined;
  readonly defaultValue?: number | undefined;
  /** Of a money column: the column it is the base-currency copy of. */
  readonly baseOf?: string | undefined;
  readonly maxSizeKb?: number | undefined;
  readonly isSecured?: boolean | undefined;
  /** Whether its changes are audited where those of its table are; they are unless this says no. */
  readonly isAudited?: boolean | undefined;
}

export interface AlternateKey {
  readonly logicalName: string;
  readonly schemaName: string;
  readonly label: Label;
  readonly columns: readonly string[];
}

export type Ownership = 'user' | 'business' | 'organization' | 'none';

/** A table as declared by the base data or by a solution, before relationships are resolved. */
export interface TableDefinition {
  readonly logicalName: string;
  readonly schemaName: string;
  readonly entitySetName: string;
  readonly objectTypeCode: number;
  readonly primaryId: string;
  readonly primaryName: string | undefined;
  readonly ownership: Ownership;
  readonly label: Label;
  readonly collectionLabel: Label;
  readonly description: Label;
  readonly isCustom: boolean;
  readonly isActivity: boolean;
  /** Whether activities can be regarding its rows. */
  readonly hasActivities: boolean;
  readonly hasNotes: boolean;
  /** Whether a panel beside the page makes new rows, where the table has a form for it. */
  readonly isQuickCreateEnabled: boolean;
  /** Whether CreateMultiple, UpdateMultiple and UpsertMultiple exist for it. */
  readonly hasBulkMessages: boolean;
  readonly isQueueEnabled: boolean;
  readonly isOptimisticConcurrencyEnabled: boolean;
  readonly changeTracking: boolean;
  readonly isIntersect: boolean;
  /** Whether changes of its rows are audited while the organization audits. */
  readonly isAudited?: boolean | undefined;
  /** Of a table that keeps of itself neither who wrote a row nor its version. */
  readonly withoutBookkeeping?: true | undefined;
  /** The part of privilege names after the verb: `prvRead` + `User`. */
  readonly privilegeName: string;
  readonly columns: readonly Column[];
  /** Columns nearly every table has and this one has not. */
  readonly lacks?: readonly string[] | undefined;
  readonly keys: readonly AlternateKey[];
}

export type CascadeDelete = 'Cascade' | 'NoCascade' | 'RemoveLink' | 'Restrict';

/** One-to-many: `referencingTable.referencingColumn` points at `referencedTable`. */
export interface OneToMany {
  readonly schemaName: string;
  readonly referencingTable: string;
  readonly referencingColumn: string;
  readonly referencedTable: string;
  /** The single-valued navigation property, on the referencing side. */
  readonly referencingNavigation: string;
  /** The collection-valued navigation property, on the referenced side. */
  readonly referencedNavigation: string;
  readonly cascadeDelete: CascadeDelete;
  /** What else is handed down; nothing where it is not said. */
  readonly cascades?: Cascades | undefined;
  readonly isCustom: boolean;
}

export interface ManyToMany {
  readonly schemaName: string;
  readonly intersectTable: string;
  readonly firstTable: string;
  readonly firstColumn: string;
  readonly firstNavigation: string;
  readonly secondTable: string;
  readonly secondColumn: string;
  readonly secondNavigation: string;
  readonly isCustom: boolean;
}

export interface Schema {
  readonly tables: readonly TableDefinition[];
  readonly oneToMany: readonly OneToMany[];
  readonly manyToMany: readonly ManyToMany[];
  readonly globalOptionSets: readonly OptionSet[];
}
