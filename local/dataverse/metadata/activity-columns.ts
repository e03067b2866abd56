/**
 * The columns every activity shares, which are also those of activitypointer (table reference). Lookups to mailboxes and service level
 * agreements are always empty: their tables are not here. Parties are rows of activityparty, and the file with a long description is
 * the platform's own: neither is a column.
 */
import { choice, entityName, identifier, instant, lookup, memo, text, whole, yesNo } from './columns.ts';
import { community, deliveryPriority, isRegularActivity } from './base/option-sets.ts';
import type { Column } from './types.ts';

const minutes = { minimum: 0 } as const;
const formatted = { readOnly: true, behavior: 'timeZoneIndependent' } as const;

export const activityColumns: readonly Column[] = [
  identifier('activityid', 'Activity', { createOnly: true, required: 'system' }),
  entityName('activitytypecode', 'Activity Type', { readOnly: true, required: 'system' }),
  text('subject', 400, 'Subject'),
  memo('description', 2_000, 'Description'),
  memo('activityadditionalparams', 8_192, 'Activity Additional Parameters'),
  lookup('regardingobjectid', 'Regarding'),
  instant('scheduledstart', 'Start Date'),
  instant('scheduledend', 'Due Date'),
  instant('actualstart', 'Actual Start'),
  instant('actualend', 'Actual End'),
  whole('actualdurationminutes', 'Actual Duration', minutes),
  whole('scheduleddurationminutes', 'Scheduled Duration', minutes),
  instant('formattedscheduledstart', 'Formatted Start Date', formatted),
  instant('formattedscheduledend', 'Formatted End Date', formatted),
  choice('prioritycode', 'Priority', { 0: 'Low', 1: 'Normal', 2: 'High' }, { defaultValue: 1 }),
  { ...choice('community', 'Social Channel', {}), optionSet: community },
  {
    ...choice('deliveryprioritycode', 'Delivery Priority', {}, { createOnly: true, defaultValue: 1 }),
    optionSet: deliveryPriority,
  },
  instant('deliverylastattemptedon', 'Date Delivery Last Attempted', { readOnly: true }),
  text('exchangeitemid', 200, 'Exchange Item ID'),
  text('exchangeweblink', 1_250, 'Exchange WebLink'),
  choice(
    'instancetypecode',
    'Recurring Instance Type',
    {
      0: 'Not Recurring',
      1: 'Recurring Master',
      2: 'Recurring Instance',
      3: 'Recurring Exception',
      4: 'Recurring Future Exception',
    },
    { readOnly: true, required: 'system', defaultValue: 0 },
  ),
  identifier('seriesid', 'Series Id', { readOnly: true }),
  yesNo('isbilled', 'Is Billed'),
  yesNo('ismapiprivate', 'Is Private'),
  yesNo('isworkflowcreated', 'Is Workflow Created'),
  {
    ...yesNo('isregularactivity', 'Is Regular Activity', {
      readOnly: true,
      required: 'system',
      defaultValue: 1,
    }),
    optionSet: isRegularActivity,
  },
  yesNo('leftvoicemail', 'Left Voice Mail'),
  instant('lastonholdtime', 'Last On Hold Time'),
  whole('onholdtime', 'On Hold Time (Minutes)', { readOnly: true }),
  instant('postponeactivityprocessinguntil', 'Delay activity processing until', { readOnly: true }),
  identifier('processid', 'Process'),
  identifier('stageid', '(Deprecated) Process Stage'),
  text('traversedpath', 1_250, '(Deprecated) Traversed Path'),
  lookup('sendermailboxid', "Sender's Mailbox", { readOnly: true }),
  instant('senton', 'Date Sent', { readOnly: true }),
  lookup('slaid', 'SLA'),
  lookup('slainvokedid', 'Last SLA applied', { readOnly: true }),
  instant('sortdate', 'Sort Date'),
];
