/** What a custom activity has beyond a user-owned table: the shared columns of activities, its parties and its own states. */
import type { Table } from '@dunlin/shared/tables/table';
import { element, flag, text, type Element } from '../xml/element.ts';
import { attributeXml, details, everywhere, type Attribute } from './attribute.ts';
import { booleanOptions, choiceOptions } from './option-sets.ts';
import { currency, hasMoney, stateColumnsOf } from './system-columns.ts';

export function activityColumns(table: Table): Element[] {
  return [
    ...[...keys(table), ...texts, ...moments, ...durations, ...parties].map(attributeXml),
    ...flags(table),
    priority(table),
    ...(hasMoney(table) ? [] : currency.map(attributeXml)),
    ...stateColumnsOf(table, states, statuses),
  ];
}

/** As custom activities have them: open, completed, cancelled and scheduled. */
const states = [
  { value: 0, label: 'Open', invariantName: 'Open', defaultStatus: 1 },
  { value: 1, label: 'Completed', invariantName: 'Completed', defaultStatus: 2 },
  { value: 2, label: 'Canceled', invariantName: 'Canceled', defaultStatus: 3 },
  { value: 3, label: 'Scheduled', invariantName: 'Scheduled', defaultStatus: 4 },
];
const statuses = [
  { value: 1, label: 'Open', state: 0 },
  { value: 2, label: 'Completed', state: 1 },
  { value: 3, label: 'Canceled', state: 2 },
  { value: 4, label: 'Scheduled', state: 3 },
];

const writable = {
  required: 'none',
  custom: false,
  create: true,
  update: true,
  imeMode: 'auto',
  displayMask: everywhere,
} as const;

function keys(table: Table): Attribute[] {
  return [
    {
      ...writable,
      physicalName: 'ActivityId',
      type: 'primarykey',
      label: table.label,
      description: 'Unique identifier of the activity.',
      required: 'systemrequired',
      update: false,
      displayMask: 'ValidForAdvancedFind|RequiredForGrid',
      filterable: true,
      retrievable: true,
      requirementIsFixed: true,
      details: [],
    },
    {
      ...writable,
      physicalName: 'RegardingObjectId',
      type: 'lookup',
      label: 'Regarding',
      description: 'Choose the record that the activity relates to.',
      filterable: true,
      details: details.lookup(),
    },
    {
      ...writable,
      physicalName: 'Subject',
      type: 'nvarchar',
      label: 'Subject',
      description: 'Subject associated with the activity.',
      required: 'required',
      displayMask: `PrimaryName|${everywhere}|RequiredForForm`,
      searchable: true,
      retrievable: true,
      details: details.text('text', 200),
    },
  ];
}

const texts: readonly Attribute[] = [
  {
    ...writable,
    physicalName: 'Description',
    type: 'ntext',
    label: 'Description',
    description: 'Description of the activity.',
    details: details.text('textarea', 2000),
  },
  {
    ...writable,
    physicalName: 'ActivityAdditionalParams',
    type: 'ntext',
    label: 'Additional Parameters',
    description:
      'Additional information provided by the external application as JSON. For internal use only.',
    displayMask: 'ValidForAdvancedFind',
    details: details.text('textarea', 8192),
  },
];

const moments: readonly Attribute[] = (
  [
    ['ScheduledStart', 'Start Date', true],
    ['ScheduledEnd', 'Due Date', true],
    ['ActualStart', 'Actual Start', true],
    ['ActualEnd', 'Actual End', true],
    ['SortDate', 'Sort Date', true],
    ['SentOn', 'Date Sent', false],
    ['DeliveryLastAttemptedOn', 'Date Delivery Last Attempted', false],
    ['PostponeActivityProcessingUntil', 'Delay activity processing until', false],
  ] as const
).map(([physicalName, label, settable]) => ({
  ...writable,
  physicalName,
  type: 'datetime',
  label,
  description: '',
  create: settable,
  update: settable,
  imeMode: 'inactive',
  details: details.datetime('datetime', 1, false),
}));

const durations: readonly Attribute[] = (
  [
    ['ScheduledDurationMinutes', 'Scheduled Duration', false],
    ['ActualDurationMinutes', 'Actual Duration', true],
  ] as const
).map(([physicalName, label, settable]) => ({
  ...writable,
  physicalName,
  type: 'int',
  label,
  description: 'In minutes.',
  create: settable,
  update: settable,
  imeMode: 'disabled',
  details: [text('Format', 'duration'), text('MinValue', 0), text('MaxValue', 2_147_483_647)],
}));

const parties: readonly Attribute[] = (
  [
    ['From', 'From', 'Person who the activity is from.'],
    ['To', 'To', 'Person who is the receiver of the activity.'],
    ['CC', 'CC', 'Carbon-copy (cc) recipients of the activity.'],
    ['BCC', 'BCC', 'Blind carbon-copy (bcc) recipients of the activity.'],
    ['Customers', 'Customers', 'Customers with which the activity is associated.'],
    ['Partners', 'Outsource Vendors', 'Outsource vendors with which the activity is associated.'],
    ['Organizer', 'Organizer', 'Person who organized the activity.'],
    ['RequiredAttendees', 'Required Attendees', 'List of required attendees for the activity.'],
    ['OptionalAttendees', 'Optional Attendees', 'List of optional attendees for the activity.'],
    ['Resources', 'Resources', 'Users or facility/equipment that are required for the activity.'],
  ] as const
).map(([physicalName, label, description]) => ({
  ...writable,
  physicalName,
  type: 'partylist',
  label,
  description,
  logical: true,
  displayMask: 'ValidForAdvancedFind|ValidForForm',
  details: [text('LookupStyle', 'multi'), element('LookupTypes')],
}));

function flags(table: Table): Element[] {
  return (
    [
      ['IsBilled', 'Is Billed', true, false],
      ['IsWorkflowCreated', 'Is Workflow Created', false, false],
      ['IsRegularActivity', 'Is Regular Activity', false, true],
      ['LeftVoiceMail', 'Left Voice Mail', true, false],
    ] as const
  ).map(([physicalName, label, settable, initial]) =>
    attributeXml({
      ...writable,
      physicalName,
      type: 'bit',
      label,
      description: '',
      create: settable,
      update: settable,
      details: [
        flag('AppDefaultValue', initial),
        booleanOptions(`${table.name}_${physicalName.toLowerCase()}`, label, ''),
      ],
    }),
  );
}

function priority(table: Table): Element {
  return attributeXml({
    ...writable,
    physicalName: 'PriorityCode',
    type: 'picklist',
    label: 'Priority',
    description: 'Priority of the activity.',
    details: [
      text('AppDefaultValue', 1),
      choiceOptions(`${table.name}_prioritycode`, 'Priority', 'Priority of the activity.', {
        low: { value: 0, label: 'Low' },
        normal: { value: 1, label: 'Normal' },
        high: { value: 2, label: 'High' },
      }),
    ],
  });
}
