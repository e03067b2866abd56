/** A column's definition as the pages need it. */
import { labelText, type LabelJson } from './labels.ts';

export type ColumnType =
  | 'text'
  | 'memo'
  | 'integer'
  | 'bigint'
  | 'decimal'
  | 'double'
  | 'money'
  | 'boolean'
  | 'datetime'
  | 'choice'
  | 'choices'
  | 'state'
  | 'status'
  | 'lookup'
  | 'customer'
  | 'owner'
  | 'partylist'
  | 'file'
  | 'image'
  | 'id'
  | 'tablename'
  | 'other';

export type OptionInfo = {
  readonly value: number;
  readonly label: string;
  /** Of a status: the state it belongs to. */
  readonly state?: number;
  /** Of a state: the status a row gets with it. */
  readonly defaultStatus?: number;
};

export type ColumnInfo = {
  readonly logicalName: string;
  readonly schemaName: string;
  /** The name a row is read with: `_x_value` for lookups. */
  readonly property: string;
  readonly type: ColumnType;
  readonly label: string;
  readonly description: string;
  /** `required`: forms insist; `system`: the service insists. */
  readonly required: 'none' | 'recommended' | 'required' | 'system';
  readonly validForCreate: boolean;
  readonly validForUpdate: boolean;
  readonly isSecured: boolean;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly precision?: number;
  readonly dateOnly?: boolean;
  /** UserLocal, DateOnly or TimeZoneIndependent. */
  readonly dateBehavior?: string;
  /** Of choices, states, statuses and yes/no (0 and 1). */
  readonly options?: readonly OptionInfo[];
  readonly defaultValue?: number;
  /** Tables a lookup may point at. */
  readonly targets?: readonly string[];
  /** Of lookups: the navigation property to bind by the table pointed at. */
  readonly navigation?: ReadonlyMap<string, string>;
};

export type AttributeJson = {
  readonly LogicalName: string;
  readonly SchemaName: string;
  readonly AttributeType: string;
  readonly AttributeTypeName: { readonly Value: string };
  readonly DisplayName: LabelJson;
  readonly Description: LabelJson;
  readonly RequiredLevel: { readonly Value: string };
  readonly IsValidForCreate: boolean;
  readonly IsValidForUpdate: boolean;
  readonly IsSecured: boolean;
  readonly MaxLength?: number;
  readonly MinValue?: number;
  readonly MaxValue?: number;
  readonly Precision?: number;
  readonly Format?: string;
  readonly DateTimeBehavior?: { readonly Value: string };
  readonly Targets?: readonly string[];
  readonly DefaultFormValue?: number;
  readonly OptionSet?: {
    readonly Options?: readonly OptionJson[];
    readonly TrueOption?: OptionJson;
    readonly FalseOption?: OptionJson;
  };
};

type OptionJson = {
  readonly Value: number;
  readonly Label: LabelJson;
  readonly State?: number;
  readonly DefaultStatus?: number;
};

export function columnInfo(json: AttributeJson, navigation: ReadonlyMap<string, string>): ColumnInfo {
  const type = typeOf(json);
  const isLookup = type === 'lookup' || type === 'customer' || type === 'owner';
  return {
    logicalName: json.LogicalName,
    schemaName: json.SchemaName,
    property: isLookup ? `_${json.LogicalName}_value` : json.LogicalName,
    type,
    label: labelText(json.DisplayName) || json.LogicalName,
    description: labelText(json.Description),
    required: requiredLevels[json.RequiredLevel.Value] ?? 'none',
    validForCreate: json.IsValidForCreate,
    validForUpdate: json.IsValidForUpdate,
    isSecured: json.IsSecured,
    ...(json.MaxLength !== undefined && { maxLength: json.MaxLength }),
    ...(json.MinValue !== undefined && { minimum: json.MinValue }),
    ...(json.MaxValue !== undefined && { maximum: json.MaxValue }),
    ...(json.Precision !== undefined && { precision: json.Precision }),
    ...(json.Format !== undefined && { dateOnly: json.Format === 'DateOnly' }),
    ...(json.DateTimeBehavior && { dateBehavior: json.DateTimeBehavior.Value }),
    ...(json.OptionSet && { options: optionsOf(json.OptionSet) }),
    // -1 says that there is no default.
    ...(json.DefaultFormValue !== undefined &&
      json.DefaultFormValue !== -1 && { defaultValue: json.DefaultFormValue }),
    ...(isLookup && { targets: json.Targets ?? [], navigation }),
  };
}

const requiredLevels: Readonly<Record<string, ColumnInfo['required']>> = {
  None: 'none',
  Recommended: 'recommended',
  ApplicationRequired: 'required',
  SystemRequired: 'system',
};

const types: Readonly<Record<string, ColumnType>> = {
  StringType: 'text',
  MemoType: 'memo',
  IntegerType: 'integer',
  BigIntType: 'bigint',
  DecimalType: 'decimal',
  DoubleType: 'double',
  MoneyType: 'money',
  BooleanType: 'boolean',
  DateTimeType: 'datetime',
  PicklistType: 'choice',
  MultiSelectPicklistType: 'choices',
  StateType: 'state',
  StatusType: 'status',
  LookupType: 'lookup',
  CustomerType: 'customer',
  OwnerType: 'owner',
  PartyListType: 'partylist',
  FileType: 'file',
  ImageType: 'image',
  UniqueidentifierType: 'id',
  EntityNameType: 'tablename',
};

function typeOf({ AttributeTypeName }: AttributeJson): ColumnType {
  return types[AttributeTypeName.Value] ?? 'other';
}

function optionsOf({
  Options,
  TrueOption,
  FalseOption,
}: NonNullable<AttributeJson['OptionSet']>): readonly OptionInfo[] {
  const all = Options ?? [FalseOption, TrueOption].filter((option) => option !== undefined);
  return all.map(({ Value, Label, State, DefaultStatus }) => ({
    value: Value,
    label: labelText(Label),
    ...(State !== undefined && { state: State }),
    ...(DefaultStatus !== undefined && { defaultStatus: DefaultStatus }),
  }));
}
