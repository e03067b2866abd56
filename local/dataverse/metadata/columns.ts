/** Short constructors for the columns of the base tables, so that a table reads as a list. */
import { translationsOf } from './language-packs.ts';
import type { Column, ColumnKind, DateBehavior, Label, Option, OptionSet, RequiredLevel } from './types.ts';

/** LCID of the organization's language: English. */
export const baseLanguage = 1033;

/** A text of the platform, in every language it is known in. */
export function label(text: string): Label {
  return { [baseLanguage]: text, ...translationsOf(text) };
}

/** A label's text in the language, else in the organization's, else the first there is, else ''. */
export function textOf(of: Label, language: number): string {
  return of[language] ?? of[baseLanguage] ?? Object.values(of)[0] ?? '';
}

interface Extras {
  readonly schemaName?: string;
  readonly required?: RequiredLevel;
  /** Neither create nor update may set it. */
  readonly readOnly?: boolean;
  readonly createOnly?: boolean;
  readonly updateOnly?: boolean;
  readonly defaultValue?: number;
}

function column(
  logicalName: string,
  kind: ColumnKind,
  text: string,
  extras: Extras,
  rest: Partial<Column> = {},
): Column {
  const { schemaName, required, readOnly, createOnly, updateOnly, defaultValue } = extras;
  return {
    logicalName,
    schemaName: schemaName ?? logicalName,
    kind,
    label: label(text),
    description: {},
    required: required ?? 'none',
    validForCreate: readOnly !== true && updateOnly !== true,
    validForUpdate: readOnly !== true && createOnly !== true,
    isCustom: false,
    defaultValue,
    ...rest,
  };
}

export function identifier(logicalName: string, text: string, extras: Extras = {}): Column {
  return column(logicalName, 'uniqueidentifier', text, extras);
}

type TextFormat = 'text' | 'email' | 'phone' | 'url' | 'tickersymbol' | 'phoneticguide';

export function text(
  logicalName: string,
  maxLength: number,
  label: string,
  extras: Extras & { format?: TextFormat } = {},
): Column {
  return column(logicalName, 'string', label, extras, { maxLength, format: extras.format ?? 'text' });
}

export function memo(logicalName: string, maxLength: number, label: string, extras: Extras = {}): Column {
  return column(logicalName, 'memo', label, extras, { maxLength });
}

export function whole(logicalName: string, label: string, extras: Extras & Partial<Column> = {}): Column {
  const { minimum = -2_147_483_648, maximum = 2_147_483_647 } = extras;
  return column(logicalName, 'integer', label, extras, { minimum, maximum });
}

export function bigInteger(logicalName: string, label: string, extras: Extras = {}): Column {
  return column(logicalName, 'bigint', label, extras);
}

export function decimal(
  logicalName: string,
  precision: number,
  label: string,
  extras: Extras & { minimum?: number; maximum?: number } = {},
): Column {
  const { minimum = -100_000_000_000, maximum = 100_000_000_000 } = extras;
  return column(logicalName, 'decimal', label, extras, { precision, minimum, maximum });
}

export function double(
  logicalName: string,
  precision: number,
  label: string,
  extras: Extras & { minimum: number; maximum: number },
): Column {
  const { minimum, maximum } = extras;
  return column(logicalName, 'double', label, extras, { precision, minimum, maximum });
}

export function money(
  logicalName: string,
  label: string,
  extras: Extras & { minimum?: number; maximum?: number } = {},
): Column {
  const { minimum = -922_337_203_685_477, maximum = 922_337_203_685_477 } = extras;
  return column(logicalName, 'money', label, extras, {
    precision: 2,
    precisionSource: 'currency',
    minimum,
    maximum,
  });
}

export function yesNo(
  logicalName: string,
  label: string,
  extras: Extras & { labels?: [string, string] } = {},
): Column {
  const [no, yes] = extras.labels ?? ['No', 'Yes'];
  return column(
    logicalName,
    'boolean',
    label,
    { defaultValue: 0, ...extras },
    { optionSet: options(logicalName, { 0: no, 1: yes }) },
  );
}

export function instant(
  logicalName: string,
  label: string,
  extras: Extras & { behavior?: DateBehavior; format?: 'date' | 'datetime' } = {},
): Column {
  return column(logicalName, 'datetime', label, extras, {
    dateBehavior: extras.behavior ?? 'userLocal',
    format: extras.format ?? 'datetime',
  });
}

/** The targets of a lookup are in the relationships, as in Dataverse. */
export function lookup(logicalName: string, label: string, extras: Extras = {}): Column {
  return column(logicalName, 'lookup', label, extras);
}

export function customer(logicalName: string, label: string, extras: Extras = {}): Column {
  return column(logicalName, 'customer', label, extras);
}

export function owner(logicalName: string, label: string, extras: Extras = {}): Column {
  return column(logicalName, 'owner', label, extras);
}

export function entityName(logicalName: string, label: string, extras: Extras = {}): Column {
  return column(logicalName, 'entityname', label, extras, { maxLength: 100 });
}

export function choice(
  logicalName: string,
  label: string,
  values: Readonly<Record<number, string>>,
  extras: Extras = {},
): Column {
  return column(logicalName, 'picklist', label, extras, { optionSet: options(logicalName, values) });
}

/** States and their statuses as `{ Open: { value: 0, statuses: { 2: 'Not Started' } } }`; the first status is the state's default. */
export type StateMap = Readonly<
  Record<
    string,
    { readonly value: number; readonly default: number; readonly statuses: Readonly<Record<number, string>> }
  >
>;

/** The columns statecode and statuscode of a table with these states. */
export function stateColumns(table: string, states: StateMap): readonly Column[] {
  const entries = Object.entries(states);
  const initial = entries.find(([, state]) => state.value === 0)?.[1];
  if (initial === undefined) throw new RangeError(`Table ${table} needs a state 0`);
  const stateOptions: Option[] = entries.map(([name, state]) => ({
    value: state.value,
    label: label(name),
    defaultStatus: state.default,
    invariantName: name,
  }));
  const statusOptions: Option[] = entries.flatMap(([, state]) =>
    Object.entries(state.statuses).map(([value, name]) => ({
      value: Number(value),
      label: label(name),
      state: state.value,
    })),
  );
  return [
    column(
      'statecode',
      'state',
      'Status',
      { required: 'system', updateOnly: true },
      {
        defaultValue: 0,
        optionSet: {
          name: `${table}_statecode`,
          isGlobal: false,
          label: label('Status'),
          options: stateOptions,
        },
      },
    ),
    column(
      'statuscode',
      'status',
      'Status Reason',
      {},
      {
        defaultValue: initial.default,
        optionSet: {
          name: `${table}_statuscode`,
          isGlobal: false,
          label: label('Status Reason'),
          options: statusOptions,
        },
      },
    ),
  ];
}

export const activeInactive: StateMap = {
  Active: { value: 0, default: 1, statuses: { 1: 'Active' } },
  Inactive: { value: 1, default: 2, statuses: { 2: 'Inactive' } },
};

/** The currency of a row and its rate to the base currency, which follows from it and is not audited. */
export const currencyColumns: readonly Column[] = [
  lookup('transactioncurrencyid', 'Currency'),
  {
    ...decimal('exchangerate', 12, 'Exchange Rate', { readOnly: true, minimum: 0.000_000_000_001 }),
    isAudited: false,
  },
];

/** An option set that columns of several tables share. */
export function globalOptions(
  name: string,
  text: string,
  values: Readonly<Record<number, string>>,
): OptionSet {
  return { ...options(name, values), isGlobal: true, label: label(text) };
}

function options(name: string, values: Readonly<Record<number, string>>): OptionSet {
  return {
    name,
    isGlobal: false,
    label: {},
    options: Object.entries(values).map(([value, text]) => ({ value: Number(value), label: label(text) })),
  };
}
