/** A control's parameters as the framework gives them, and its outputs as values of the form. */
import type { ColumnInfo } from '../data/columns.ts';
import { dateKind } from '../record/fields/date-kind.ts';
import type { ControlParameter } from '../record/form/form-model.ts';
import { isLookupValue, type FieldValue } from '../record/values.ts';
import type { ControlManifest, ManifestProperty } from './manifest.ts';

/** What a bound parameter is made from. */
export type BoundValue = {
  readonly column: ColumnInfo;
  readonly value: FieldValue;
  readonly formatted: string;
  readonly editable: boolean;
};

export type ParameterSource = {
  readonly manifest: ControlManifest;
  readonly given: readonly ControlParameter[];
  /** Undefined when the table has no such column. */
  readonly valueOf: (column: string) => BoundValue | undefined;
};

export type Properties = Readonly<Record<string, ComponentFramework.PropertyTypes.Property>>;

/** One property for every one in the manifest, whether or not the form gives it. */
export function propertiesOf({ manifest, given, valueOf }: ParameterSource): Properties {
  return Object.fromEntries(
    manifest.properties
      .filter(({ usage }) => usage !== 'output')
      .map((property) => {
        const parameter = given.find(({ name }) => name === property.name);
        if (parameter?.kind === 'static') return [property.name, staticProperty(property, parameter.value)];
        const bound = parameter?.kind === 'bound' ? valueOf(parameter.column) : undefined;
        return [
          property.name,
          bound === undefined ? emptyProperty(property) : boundProperty(property, bound),
        ];
      }),
  );
}

function emptyProperty({ type }: ManifestProperty): ComponentFramework.PropertyTypes.Property {
  return { type, raw: null, formatted: '', error: false, errorMessage: '' };
}

function staticProperty(property: ManifestProperty, text: string): ComponentFramework.PropertyTypes.Property {
  return { ...emptyProperty(property), raw: staticValue(property.type, text), formatted: text };
}

function staticValue(type: string, text: string): string | number | boolean {
  if (type === 'TwoOptions') return text === 'true' || text === '1';
  if (/^(Whole\.|Decimal|FP|Currency)/.test(type)) return Number(text);
  return text;
}

function boundProperty(
  { type }: ManifestProperty,
  { column, value, formatted, editable }: BoundValue,
): ComponentFramework.PropertyTypes.Property {
  return {
    type,
    raw: rawOf(column, value),
    formatted,
    error: false,
    errorMessage: '',
    security: { editable, readable: true, secured: column.isSecured },
    attributes: attributesOf(column),
  };
}

/** Dates are `Date`: a day its local midnight, anything else the instant itself. Lookups are a list of at most one. */
function rawOf(column: ColumnInfo, value: FieldValue): unknown {
  if (column.type === 'lookup' || column.type === 'customer' || column.type === 'owner')
    return isLookupValue(value) ? [{ id: value.id, name: value.name, entityType: value.table }] : [];
  if (column.type === 'datetime' && typeof value === 'string') {
    if (dateKind(column) !== 'day') return new Date(value);
    const [year = 0, month = 1, day = 1] = value.split('-').map(Number);
    return new Date(year, month - 1, day);
  }
  return value;
}

const requiredLevels = { none: 0, system: 1, required: 2, recommended: 3 } as const;

function attributesOf(column: ColumnInfo): ComponentFramework.PropertyHelper.FieldPropertyMetadata.Metadata {
  return {
    DisplayName: column.label,
    LogicalName: column.logicalName,
    Description: column.description,
    RequiredLevel: requiredLevels[column.required],
    IsSecured: column.isSecured,
    SourceType: 0,
    ...(column.maxLength !== undefined && { MaxLength: column.maxLength }),
    ...(column.minimum !== undefined && { MinValue: column.minimum }),
    ...(column.maximum !== undefined && { MaxValue: column.maximum }),
    ...(column.precision !== undefined && { Precision: column.precision }),
    ...(column.targets !== undefined && { Targets: [...column.targets] }),
    ...(column.options !== undefined && {
      Options: column.options.map(({ value, label }) => ({ Value: value, Label: label, Color: '' })),
      DefaultValue: column.defaultValue ?? -1,
    }),
  };
}

export type Output = { readonly column: string; readonly value: FieldValue };

/** What a control gave out, for the columns its bound properties stand for. Anything else is not the form's. */
export function outputsOf(
  outputs: Readonly<Record<string, unknown>>,
  { manifest, given, valueOf }: ParameterSource,
): readonly Output[] {
  return manifest.properties.flatMap(({ name, usage }) => {
    const parameter = given.find((candidate) => candidate.name === name);
    if (usage !== 'bound' || parameter?.kind !== 'bound' || !(name in outputs)) return [];
    const column = valueOf(parameter.column)?.column;
    return column === undefined
      ? []
      : [{ column: column.logicalName, value: valueFrom(column, outputs[name]) }];
  });
}

/** @throws {TypeError} for something the column cannot hold */
function valueFrom(column: ColumnInfo, output: unknown): FieldValue {
  if (output === undefined || output === null || output === '') return null;
  if (output instanceof Date) return dateFrom(column, output);
  if (Array.isArray(output)) return lookupFrom(output);
  if (typeof output === 'string' || typeof output === 'number' || typeof output === 'boolean') return output;
  throw new TypeError(`The output for ${column.logicalName} is of no type a column can hold.`);
}

function dateFrom(column: ColumnInfo, date: Date): FieldValue {
  if (dateKind(column) !== 'day') return `${date.toISOString().slice(0, 19)}Z`;
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function lookupFrom(list: readonly unknown[]): FieldValue {
  const [first] = list as readonly ComponentFramework.LookupValue[];
  if (first === undefined) return null;
  return { table: first.entityType, id: first.id.replace(/[{}]/g, '').toLowerCase(), name: first.name ?? '' };
}
