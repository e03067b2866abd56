/** What a custom activity has beyond a user-owned table: the shared columns of activities, its parties and its own states. */
import type { Table } from '@dunlin/shared/tables/table';
import { text, type Element } from '../xml/element.ts';
import { activityChoices } from './activity-choices.ts';
import { activityParties } from './activity-parties.ts';
import { onlySearched, writable } from './activity-shared.ts';
import { attributeXml, details, everywhere, type Attribute } from './attribute.ts';
import { stateColumnsOf } from './system-columns.ts';

export function activityColumns(table: Table): Element[] {
  return [
    ...[...keys(table), ...texts, ...identifiers, ...moments, ...numbers, ...activityParties].map(
      attributeXml,
    ),
    ...activityChoices(table).map(attributeXml),
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

function keys(table: Table): Attribute[] {
  return [
    {
      required: 'systemrequired',
      custom: false,
      create: true,
      update: false,
      imeMode: 'auto',
      physicalName: 'ActivityId',
      type: 'primarykey',
      label: table.label,
      description: 'Unique identifier of the activity.',
      displayMask: 'ValidForAdvancedFind|RequiredForGrid',
      filterable: true,
      retrievable: true,
      details: [],
    },
    {
      ...writable,
      physicalName: 'RegardingObjectId',
      type: 'lookup',
      label: 'Regarding',
      description: 'Choose the record that the activity relates to.',
      details: [text('LookupStyle', 'single')],
    },
    {
      ...writable,
      physicalName: 'Subject',
      type: 'nvarchar',
      label: 'Subject',
      description: 'Subject associated with the activity.',
      required: 'required',
      displayMask: `QueueItemTitle|PrimaryName|${everywhere}|RequiredForForm|RequiredForGrid`,
      searchable: true,
      retrievable: true,
      // Four bytes a character, where other texts have two.
      details: [text('Format', 'text'), text('MaxLength', 400), text('Length', 1600)],
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
    displayMask: `${everywhere}|RequiredForForm`,
    details: details.memo('', 2000),
  },
  {
    physicalName: 'ActivityAdditionalParams',
    type: 'ntext',
    label: 'Additional Parameters',
    description:
      'Additional information provided by the external application as JSON. For internal use only.',
    required: 'none',
    custom: false,
    create: true,
    update: true,
    imeMode: 'auto',
    displayMask: everywhere,
    details: details.memo('textarea', 8192),
  },
  ...(
    [
      ['ExchangeItemId', 'Exchange Item ID', 200, onlySearched],
      ['ExchangeWebLink', 'Exchange WebLink', 1250, onlySearched],
      ['TraversedPath', '(Deprecated) Traversed Path', 1250, undefined],
    ] as const
  ).map(([physicalName, label, maxLength, displayMask]) => ({
    ...writable,
    displayMask,
    physicalName,
    type: 'nvarchar',
    label,
    description: '',
    details: details.text('text', maxLength),
  })),
];

const identifiers: readonly Attribute[] = (
  [
    ['ProcessId', 'Process', undefined, true],
    ['StageId', '(Deprecated) Process Stage', 'ValidForGrid', true],
    ['SeriesId', 'Series Id', undefined, false],
  ] as const
).map(([physicalName, label, displayMask, settable]) => ({
  ...writable,
  displayMask,
  physicalName,
  type: 'uniqueidentifier',
  label,
  description: '',
  create: settable,
  update: settable,
  audited: settable,
  details: [],
}));

const moments: readonly Attribute[] = (
  [
    ['ScheduledStart', 'Start Date', true],
    ['ScheduledEnd', 'Due Date', true],
    ['ActualStart', 'Actual Start', true],
    ['ActualEnd', 'Actual End', true],
    ['SortDate', 'Sort Date', true],
    ['LastOnHoldTime', 'Last On Hold Time', true],
    ['SentOn', 'Date Sent', false],
    ['DeliveryLastAttemptedOn', 'Date Delivery Last Attempted', false],
    ['PostponeActivityProcessingUntil', 'Delay activity processing until', false],
  ] as const
).map(([physicalName, label, settable]) => ({
  ...writable,
  displayMask: physicalName === 'PostponeActivityProcessingUntil' ? undefined : everywhere,
  physicalName,
  type: 'datetime',
  label,
  description: '',
  create: settable,
  update: settable,
  imeMode: 'inactive',
  details: details.datetime('datetime', 1, false),
}));

const numbers: readonly Attribute[] = [
  ...(
    [
      ['ScheduledDurationMinutes', 'Scheduled Duration'],
      ['ActualDurationMinutes', 'Actual Duration'],
    ] as const
  ).map(([physicalName, label]): Attribute => ({
    ...writable,
    physicalName,
    type: 'int',
    label,
    description: 'In minutes.',
    imeMode: 'disabled',
    details: [text('Format', 'duration'), text('MinValue', 0), text('MaxValue', 2_147_483_647)],
  })),
  {
    ...writable,
    physicalName: 'OnHoldTime',
    type: 'int',
    label: 'On Hold Time (Minutes)',
    description: '',
    create: false,
    update: false,
    imeMode: 'disabled',
    details: details.integer(-2_147_483_648, 2_147_483_647),
  },
];
