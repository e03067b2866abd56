/** Choices and yes/no columns of a custom activity: some have options of their own, some those the platform keeps for all activities. */
import type { Table } from '@dunlin/shared/tables/table';
import { flag, text, type Element } from '../xml/element.ts';
import { onlySearched, searchedAndListed, writable } from './activity-shared.ts';
import { everywhere, type Attribute } from './attribute.ts';
import { booleanOptions, choiceOptions } from './option-sets.ts';

export function activityChoices(table: Table): Attribute[] {
  return [...choices(table), ...flags(table)];
}

function choices(table: Table): Attribute[] {
  return [
    {
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
    },
    {
      ...readOnlyChoice,
      physicalName: 'InstanceTypeCode',
      label: 'Recurring Instance Type',
      displayMask: searchedAndListed,
      details: [
        text('AppDefaultValue', 0),
        choiceOptions(`${table.name}_instancetypecode`, 'Recurring Instance Type', '', {
          notRecurring: { value: 0, label: 'Not Recurring' },
          master: { value: 1, label: 'Recurring Master' },
          instance: { value: 2, label: 'Recurring Instance' },
          exception: { value: 3, label: 'Recurring Exception' },
          futureException: { value: 4, label: 'Recurring Future Exception' },
        }),
      ],
    },
    {
      ...readOnlyChoice,
      physicalName: 'ActivityTypeCode',
      label: 'Activity Type',
      displayMask: `ObjectTypeCode|${searchedAndListed}`,
      details: sharedOptions('activitypointer_activitytypecode', -1),
    },
    {
      ...writable,
      physicalName: 'Community',
      type: 'picklist',
      label: 'Social Channel',
      description: '',
      displayMask: searchedAndListed,
      details: sharedOptions('socialprofile_community', -1),
    },
    {
      ...writable,
      physicalName: 'DeliveryPriorityCode',
      type: 'picklist',
      label: 'Delivery Priority',
      description: '',
      update: false,
      details: sharedOptions('activitypointer_deliveryprioritycode', 1),
    },
  ];
}

const readOnlyChoice = {
  ...writable,
  type: 'picklist',
  required: 'systemrequired',
  create: false,
  update: false,
  description: '',
} as const;

/** Options the platform keeps for all activities together. */
function sharedOptions(name: string, initial: number): Element[] {
  return [text('AppDefaultValue', initial), text('OptionSetName', name)];
}

function flags(table: Table): Attribute[] {
  const own = (
    [
      ['IsBilled', 'Is Billed', onlySearched],
      ['IsMapiPrivate', 'Is Private', undefined],
      ['IsWorkflowCreated', 'Is Workflow Created', onlySearched],
      ['LeftVoiceMail', 'Left Voice Mail', everywhere],
    ] as const
  ).map(([physicalName, label, displayMask]): Attribute => ({
    ...writable,
    displayMask,
    physicalName,
    type: 'bit',
    label,
    description: '',
    details: [
      flag('AppDefaultValue', false),
      booleanOptions(`${table.name}_${physicalName.toLowerCase()}`, label, ''),
    ],
  }));
  return [
    ...own,
    {
      ...readOnlyChoice,
      physicalName: 'IsRegularActivity',
      type: 'bit',
      label: 'Is Regular Activity',
      displayMask: onlySearched,
      details: sharedOptions('activitypointer_isregularactivity', 1),
    },
  ];
}
