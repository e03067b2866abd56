/**
 * The columns Dataverse gives every table. A table written by hand has to bring them all, or its import fails;
 * which ones there are was compared with exported tables of the same ownership (solution/README.md).
 */
import type { Status, Table } from '@dunlin/shared/tables/table';
import { element, flag, text, type Element } from '../xml/element.ts';
import { asInActivities } from './activity-system-columns.ts';
import { attributeXml, details, everywhere, introducedVersion, type Attribute } from './attribute.ts';
import { displayNames } from './labels.ts';
import { stateNumber, stateOptions, statusOptions } from './option-sets.ts';

export function systemColumns(table: Table): Element[] {
  const everyTable = [...bookkeeping, ...(table.ownership === 'user' ? owned : [organization])];
  const money = hasMoney(table) ? currency : [];
  return table.activity === true
    ? [...everyTable.map(asInActivities), ...money].map(attributeXml)
    : [...[primaryKey(table), ...everyTable, ...money].map(attributeXml), ...stateColumns(table)];
}

export function hasMoney(table: Table): boolean {
  return Object.values(table.columns).some((column) => column.type === 'money');
}

const readOnly = { required: 'none', custom: false, create: false, update: false, imeMode: 'auto' } as const;

function primaryKey(table: Table): Attribute {
  return {
    ...readOnly,
    physicalName: `${table.schemaName}Id`,
    type: 'primarykey',
    label: table.label,
    description: 'Unique identifier for entity instances',
    required: 'systemrequired',
    create: true,
    displayMask: 'ValidForAdvancedFind|RequiredForGrid',
    filterable: true,
    retrievable: true,
    requirementIsFixed: true,
    details: [],
  };
}

function userLookup(physicalName: string, label: string, description: string): Attribute {
  return {
    ...readOnly,
    physicalName,
    type: 'lookup',
    label,
    description,
    displayMask: everywhere,
    details: details.lookup(),
  };
}

function writtenOn(physicalName: string, label: string, description: string): Attribute {
  return {
    ...readOnly,
    physicalName,
    type: 'datetime',
    label,
    description,
    displayMask: everywhere,
    imeMode: 'inactive',
    filterable: true,
    retrievable: true,
    details: details.datetime('datetime', 1, false),
  };
}

function internalNumber(physicalName: string, label: string, description: string): Attribute {
  return {
    ...readOnly,
    physicalName,
    type: 'int',
    label,
    description,
    create: true,
    update: true,
    details: details.integer(-1, 2_147_483_647),
  };
}

const bookkeeping: readonly Attribute[] = [
  userLookup('CreatedBy', 'Created By', 'Unique identifier of the user who created the record.'),
  writtenOn('CreatedOn', 'Created On', 'Date and time when the record was created.'),
  userLookup(
    'CreatedOnBehalfBy',
    'Created By (Delegate)',
    'Unique identifier of the delegate user who created the record.',
  ),
  {
    ...readOnly,
    physicalName: 'ImportSequenceNumber',
    type: 'int',
    label: 'Import Sequence Number',
    description: 'Sequence number of the import that created this record.',
    create: true,
    audited: true,
    displayMask: 'ValidForAdvancedFind',
    imeMode: 'disabled',
    details: details.integer(-2_147_483_648, 2_147_483_647),
  },
  userLookup('ModifiedBy', 'Modified By', 'Unique identifier of the user who modified the record.'),
  writtenOn('ModifiedOn', 'Modified On', 'Date and time when the record was modified.'),
  userLookup(
    'ModifiedOnBehalfBy',
    'Modified By (Delegate)',
    'Unique identifier of the delegate user who modified the record.',
  ),
  {
    ...readOnly,
    physicalName: 'OverriddenCreatedOn',
    type: 'datetime',
    label: 'Record Created On',
    description: 'Date and time that the record was migrated.',
    create: true,
    audited: true,
    displayMask: 'ValidForAdvancedFind|ValidForGrid',
    imeMode: 'inactive',
    details: details.datetime('date', 1, false),
  },
  internalNumber('TimeZoneRuleVersionNumber', 'Time Zone Rule Version Number', 'For internal use only.'),
  internalNumber(
    'UTCConversionTimeZoneCode',
    'UTC Conversion Time Zone Code',
    'Time zone code that was in use when the record was created.',
  ),
];

const owned: readonly Attribute[] = [
  {
    ...readOnly,
    physicalName: 'OwnerId',
    type: 'owner',
    label: 'Owner',
    description: 'Owner Id',
    required: 'systemrequired',
    create: true,
    update: true,
    audited: true,
    displayMask: `${everywhere}|RequiredForForm`,
    filterable: true,
    // Object type codes of user and team.
    details: details.lookup([8, 9]),
  },
  {
    ...userLookup(
      'OwningBusinessUnit',
      'Owning Business Unit',
      'Unique identifier for the business unit that owns the record',
    ),
    audited: true,
    filterable: true,
  },
  hiddenLookup('OwningTeam', 'Owning Team', 'Unique identifier for the team that owns the record.'),
  hiddenLookup('OwningUser', 'Owning User', 'Unique identifier for the user that owns the record.'),
];

function hiddenLookup(physicalName: string, label: string, description: string): Attribute {
  return {
    ...readOnly,
    physicalName,
    type: 'lookup',
    label,
    description,
    logical: true,
    details: details.lookup(),
  };
}

const organization: Attribute = {
  ...readOnly,
  physicalName: 'OrganizationId',
  type: 'lookup',
  label: 'Organization Id',
  description: 'Unique identifier for the organization',
  audited: true,
  details: [element('LookupTypes')],
};

/** Once a table, however many amounts it has. */
const currency: readonly Attribute[] = [
  {
    ...readOnly,
    physicalName: 'ExchangeRate',
    type: 'decimal',
    label: 'Exchange Rate',
    description:
      'Exchange rate for the currency associated with the entity with respect to the base currency.',
    displayMask: everywhere,
    imeMode: 'disabled',
    audited: true,
    details: [text('MinValue', '1E-10'), text('MaxValue', '100000000000'), text('Accuracy', 12)],
  },
  {
    ...readOnly,
    physicalName: 'TransactionCurrencyId',
    type: 'lookup',
    label: 'Currency',
    description: 'Unique identifier of the currency associated with the entity.',
    create: true,
    update: true,
    audited: true,
    displayMask: everywhere,
    details: details.lookup(),
  },
];

const plainStatus: Readonly<Record<string, Status>> = {
  active: { value: 1, label: 'Active', state: 'active' },
  inactive: { value: 2, label: 'Inactive', state: 'inactive' },
};

function stateColumns(table: Table): Element[] {
  const statuses = Object.values(table.status ?? plainStatus);
  return stateColumnsOf(
    table,
    (['active', 'inactive'] as const).map((state) => ({
      value: stateNumber[state],
      label: state === 'active' ? 'Active' : 'Inactive',
      invariantName: state === 'active' ? 'Active' : 'Inactive',
      defaultStatus: firstOf(table, statuses, state),
    })),
    statuses.map((status) => ({ ...status, state: stateNumber[status.state] })),
  );
}

function firstOf(table: Table, statuses: readonly Status[], state: Status['state']): number {
  const first = statuses.find((status) => status.state === state);
  if (first === undefined)
    throw new RangeError(`Table ${table.name} has no status reason for the state ${state}`);
  return first.value;
}

/** The columns statecode and statuscode with their options; activities spell them with capitals. */
export function stateColumnsOf(
  table: Pick<Table, 'name' | 'label' | 'activity'>,
  states: Parameters<typeof stateOptions>[2],
  statuses: Parameters<typeof statusOptions>[2],
): Element[] {
  const common = {
    custom: false,
    update: true,
    audited: true,
    imeMode: 'auto',
    displayMask: everywhere,
  } as const;
  const [state, status] = table.activity === true ? ['StateCode', 'StatusCode'] : ['statecode', 'statuscode'];
  return [
    attributeXml({
      ...common,
      physicalName: state,
      type: 'state',
      label: 'Status',
      description: `Status of the ${table.label}`,
      required: 'systemrequired',
      create: false,
      ...(table.activity === true ? {} : { filterable: true }),
      details: [stateOptions(table.name, table.label, states)],
    }),
    attributeXml({
      ...common,
      physicalName: status,
      type: 'status',
      label: 'Status Reason',
      description: `Reason for the status of the ${table.label}`,
      required: 'none',
      create: true,
      details: [statusOptions(table.name, table.label, statuses)],
    }),
  ];
}

/** Alternate keys, in the order declared. */
export function keysXml(table: Table): Element[] {
  const keys = Object.entries(table.keys).map(([name, columns]) =>
    element('EntityKey', {}, [
      text('Name', name),
      text('LogicalName', name),
      text('IntroducedVersion', introducedVersion),
      flag('IsCustomizable', true),
      element(
        'EntityKeyAttributes',
        {},
        columns.map((column) => text('AttributeName', column)),
      ),
      displayNames(name),
    ]),
  );
  return keys.length === 0 ? [] : [element('EntityKeys', {}, keys)];
}
