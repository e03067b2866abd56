/** `<attribute>` elements of customizations.xml as columns. */
import type {
  Column,
  ColumnKind,
  DateBehavior,
  Label,
  Option,
  OptionSet,
  RequiredLevel,
} from '../metadata/types.ts';
import { ImportRefused } from './refusal.ts';
import { child, childrenOf, childText, type Element } from '../xml.ts';

const kinds: Readonly<Record<string, ColumnKind>> = {
  primarykey: 'uniqueidentifier',
  uniqueidentifier: 'uniqueidentifier',
  nvarchar: 'string',
  ntext: 'memo',
  int: 'integer',
  bigint: 'bigint',
  timestamp: 'bigint',
  decimal: 'decimal',
  float: 'double',
  money: 'money',
  bit: 'boolean',
  datetime: 'datetime',
  picklist: 'picklist',
  state: 'state',
  status: 'status',
  lookup: 'lookup',
  customer: 'customer',
  owner: 'owner',
  file: 'file',
  entityname: 'entityname',
};

const requiredLevels: Readonly<Record<string, RequiredLevel>> = {
  none: 'none',
  recommended: 'recommended',
  required: 'application',
  applicationrequired: 'application',
  systemrequired: 'system',
};

const dateBehaviors: Readonly<Record<string, DateBehavior>> = {
  1: 'userLocal',
  2: 'dateOnly',
  3: 'timeZoneIndependent',
};

/** Types that are stored elsewhere or shown only on forms: they make no column of their own. */
const withoutColumn = new Set(['virtual', 'partylist', 'managedproperty']);

export interface ReadAttribute {
  readonly column: Column;
  /** Whether the table's name column is this one. */
  readonly isPrimaryName: boolean;
  readonly isPrimaryKey: boolean;
}

/** The column, or undefined for an attribute that is none. */
export function readAttribute(
  table: string,
  element: Element,
  globalOptionSets: ReadonlyMap<string, OptionSet>,
): ReadAttribute | undefined {
  const schemaName = element.attributes['PhysicalName'] ?? '';
  const logicalName = (
    childText(element, 'LogicalName') ||
    childText(element, 'Name') ||
    schemaName
  ).toLowerCase();
  const component = `column ${table}.${logicalName}`;
  const type = childText(element, 'Type').toLowerCase();
  if (!/^[a-z_][a-z0-9_]*$/.test(logicalName))
    throw new ImportRefused(component, `'${logicalName}' is not a name`);
  if (withoutColumn.has(type)) return undefined;
  const shown = childText(element, 'DisplayMask').split('|');
  // The column that names the kind of activity is exported as a choice of object type codes.
  const kind = shown.includes('ObjectTypeCode') ? 'entityname' : kinds[type];
  if (kind === undefined) throw new ImportRefused(component, `the type '${type}' is not supported`);
  const level = childText(element, 'RequiredLevel').toLowerCase() || 'none';
  const required = requiredLevels[level];
  if (required === undefined)
    throw new ImportRefused(component, `the required level '${level}' is not known`);
  const optionSet = optionSetOf(component, kind, element, globalOptionSets);
  const column: Column = {
    logicalName,
    schemaName,
    kind,
    label: labelOf(child(element, 'displaynames'), 'displayname'),
    description: labelOf(child(element, 'Descriptions'), 'Description'),
    required,
    validForCreate: flag(element, 'ValidForCreateApi', true),
    validForUpdate: flag(element, 'ValidForUpdateApi', true),
    isCustom: flag(element, 'IsCustomField', false),
    isSecured: flag(element, 'IsSecured', false),
    isAudited: flag(element, 'IsAuditEnabled', true),
    ...limits(component, kind, element),
    format: childText(element, 'Format').toLowerCase() || undefined,
    dateBehavior:
      kind === 'datetime' ? (dateBehaviors[childText(element, 'Behavior') || '1'] ?? 'userLocal') : undefined,
    optionSet,
    defaultValue: defaultOf(kind, element, optionSet),
    baseOf: kind === 'money' ? childText(element, 'CalculationOf').toLowerCase() || undefined : undefined,
  };
  return {
    column,
    isPrimaryName: shown.includes('PrimaryName'),
    isPrimaryKey: type === 'primarykey',
  };
}

/** An `<optionset>` element, whether inside an attribute or among the global ones. */
export function readOptionSet(element: Element): OptionSet {
  const options: Option[] = [
    ...childrenOf(child(element, 'options'), 'option').map((option) => ({
      value: Number(option.attributes['value']),
      label: labelOf(child(option, 'labels'), 'label'),
    })),
    ...childrenOf(child(element, 'states'), 'state').map((state) => ({
      value: Number(state.attributes['value']),
      label: labelOf(child(state, 'labels'), 'label'),
      defaultStatus: Number(state.attributes['defaultstatus']),
      invariantName: state.attributes['invariantname'],
    })),
    ...childrenOf(child(element, 'statuses'), 'status').map((status) => ({
      value: Number(status.attributes['value']),
      label: labelOf(child(status, 'labels'), 'label'),
      state: Number(status.attributes['state']),
    })),
  ];
  const name = element.attributes['Name'] ?? '';
  const broken = options.find((option) => !Number.isInteger(option.value));
  if (broken !== undefined)
    throw new ImportRefused(`option set ${name}`, 'an option has no whole number as its value');
  return {
    name,
    isGlobal: childText(element, 'IsGlobal') === '1',
    label: labelOf(child(element, 'displaynames'), 'displayname'),
    options,
  };
}

/** Texts by language of a list such as `<displaynames><displayname description="…" languagecode="1033" /></displaynames>`. */
export function labelOf(list: Element | undefined, item: string): Label {
  return Object.fromEntries(
    childrenOf(list, item).map((entry) => [
      Number(entry.attributes['languagecode'] ?? '1033'),
      entry.attributes['description'] ?? '',
    ]),
  );
}

export function flag(element: Element, name: string, otherwise: boolean): boolean {
  const text = childText(element, name).toLowerCase();
  return text === '' ? otherwise : text === '1' || text === 'true';
}

function optionSetOf(
  component: string,
  kind: ColumnKind,
  element: Element,
  globalOptionSets: ReadonlyMap<string, OptionSet>,
): OptionSet | undefined {
  const own = child(element, 'optionset');
  if (own !== undefined) return readOptionSet(own);
  const name = childText(element, 'OptionSetName');
  if (name !== '' && kind !== 'entityname') {
    const shared = globalOptionSets.get(name);
    if (shared === undefined)
      throw new ImportRefused(component, `the option set '${name}' is not in the package`);
    return shared;
  }
  if (kind === 'picklist' || kind === 'state' || kind === 'status') {
    throw new ImportRefused(component, 'a choice needs an option set');
  }
  if (kind !== 'boolean') return undefined;
  return {
    name: component,
    isGlobal: false,
    label: {},
    options: [
      { value: 0, label: { 1033: 'No' } },
      { value: 1, label: { 1033: 'Yes' } },
    ],
  };
}

function limits(component: string, kind: ColumnKind, element: Element): Partial<Column> {
  const number = (name: string): number | undefined => {
    const text = childText(element, name);
    if (text === '') return undefined;
    const value = Number(text);
    if (Number.isNaN(value)) throw new ImportRefused(component, `${name} is '${text}', not a number`);
    return value;
  };
  switch (kind) {
    case 'string':
      return { maxLength: number('MaxLength') ?? 100 };
    case 'memo':
      return { maxLength: number('MaxLength') ?? 2_000 };
    case 'integer':
      return { minimum: number('MinValue') ?? -2_147_483_648, maximum: number('MaxValue') ?? 2_147_483_647 };
    case 'money':
      return { ...decimals(number), precisionSource: precisionSourceOf(component, element) };
    case 'decimal':
    case 'double':
      return decimals(number);
    case 'file':
      // Exports call it so, also where the number is that of kilobytes.
      return { maxSizeKb: number('MaxValue') ?? 32_768 };
    case 'bigint':
    case 'boolean':
    case 'customer':
    case 'datetime':
    case 'entityname':
    case 'lookup':
    case 'owner':
    case 'picklist':
    case 'state':
    case 'status':
    case 'uniqueidentifier':
      return {};
  }
}

function decimals(number: (name: string) => number | undefined): Partial<Column> {
  return { minimum: number('MinValue'), maximum: number('MaxValue'), precision: number('Accuracy') ?? 2 };
}

/** MoneyAttributeMetadata.PrecisionSource: 0 the column, 1 the organization's prices, 2 the currency, which also holds where nothing is said. */
function precisionSourceOf(component: string, element: Element): 'column' | 'currency' {
  const source = childText(element, 'AccuracySource') || '2';
  switch (source) {
    case '0':
      return 'column';
    case '2':
      return 'currency';
    default:
      throw new ImportRefused(component, `the accuracy source '${source}' is not supported`);
  }
}

function defaultOf(kind: ColumnKind, element: Element, optionSet: OptionSet | undefined): number | undefined {
  if (kind === 'state') return 0;
  const text = childText(element, 'AppDefaultValue');
  // -1 is how "no default" is written for a choice.
  const given = text === '' || text === '-1' ? undefined : Number(text);
  if (kind === 'boolean') return given ?? 0;
  if (kind === 'status') return optionSet?.options.find((option) => option.state === 0)?.value;
  return kind === 'picklist' ? given : undefined;
}
