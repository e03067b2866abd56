/**
 * Tables as plain data: the one definition from which the solution's XML, the metadata requests and the row types come.
 * Names are logical names; a lookup's schema name equals its logical name, so it is also the name of its navigation property.
 */

type Described = { readonly label: string; readonly description?: string; readonly required?: true };

export type Options = Readonly<Record<string, { readonly value: number; readonly label: string }>>;

export type Column = Described &
  (
    | { readonly type: 'text'; readonly maxLength: number; readonly format?: 'email' | 'phone' | 'url' }
    | { readonly type: 'memo'; readonly maxLength: number }
    | { readonly type: 'integer'; readonly min?: number; readonly max?: number }
    | { readonly type: 'money' }
    | { readonly type: 'boolean'; readonly default: boolean }
    /** A day without time or zone (DateOnly behaviour). */
    | { readonly type: 'date' }
    /** A point in time (UserLocal behaviour, UTC on the wire). */
    | { readonly type: 'instant' }
    | { readonly type: 'choice'; readonly options: Options; readonly default?: number }
    | { readonly type: 'lookup'; readonly target: string }
    /** Account or contact. */
    | { readonly type: 'customer' }
    | { readonly type: 'file'; readonly maxKilobytes: number }
  );

export type Status = {
  readonly value: number;
  readonly label: string;
  readonly state: 'active' | 'inactive';
};

export type Table = {
  readonly name: string;
  readonly set: string;
  readonly schemaName: string;
  readonly label: string;
  readonly plural: string;
  readonly description: string;
  readonly ownership: 'user' | 'organization';
  /** A custom activity: activityid as its key, subject as its name, parties and regarding. */
  readonly activity?: true;
  /** New rows can be written in a panel beside the page: the table has a form in FormXml/quickCreate. */
  readonly quickCreate?: true;
  /** The column that names a row; activities have `subject`. */
  readonly primaryName: string;
  readonly columns: Readonly<Record<string, Column>>;
  /** Alternate keys: name → columns. */
  readonly keys: Readonly<Record<string, readonly string[]>>;
  /** Status reasons, the first of each state being its default. Without it: Active 1, Inactive 2. */
  readonly status?: Readonly<Record<string, Status>>;
};

/** Columns that Dunlin adds to a table it does not own. */
export type Extension = {
  readonly name: string;
  readonly set: string;
  readonly columns: Readonly<Record<string, Column>>;
};

type ReadValue<C extends Column> = C extends {
  readonly type: 'text' | 'memo' | 'date' | 'instant' | 'lookup' | 'customer' | 'file';
}
  ? string
  : C extends { readonly type: 'boolean' }
    ? boolean
    : number;

type ReadName<Name, C extends Column> = C extends { readonly type: 'lookup' | 'customer' }
  ? `_${Name & string}_value`
  : Name;

type Required<C extends Column> = C extends { readonly required: true } | { readonly type: 'boolean' }
  ? true
  : false;

/** A row as the Web API answers it when its columns are selected: lookups as `_name_value`, empty columns null. */
export type RowOf<T extends Table> = {
  readonly [Name in keyof T['columns'] as ReadName<Name, T['columns'][Name]>]:
    ReadValue<T['columns'][Name]> | (Required<T['columns'][Name]> extends true ? never : null);
} & { readonly [Id in T extends { readonly activity: true } ? 'activityid' : `${T['name']}id`]: string } & {
  readonly '@odata.etag': string;
  readonly statecode: number;
  readonly statuscode: number;
  readonly createdon: string;
  readonly modifiedon: string;
  readonly _transactioncurrencyid_value: string | null;
};

/** Option values of the publisher start here (customization option value prefix 78400). */
export const firstOption = 784_000_000;
