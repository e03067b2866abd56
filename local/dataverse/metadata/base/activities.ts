/** Activities of the platform, column by column from the table reference. */
import { activityColumns } from '../activity-columns.ts';
import {
  choice,
  currencyColumns,
  identifier,
  instant,
  memo,
  text,
  whole,
  yesNo,
  type StateMap,
} from '../columns.ts';
import type { Column, TableDefinition } from '../types.ts';
import { activityParty } from './activity-party.ts';
import {
  appointmentStates,
  emailStates,
  letterStates,
  phoneCallStates,
  pointerStates,
  taskStates,
} from './activity-states.ts';
import { emailColumns } from './email.ts';
import { actualDays, durations, platformActivity, shared, shortSubject } from './platform-activity.ts';
import { queueTables } from './queues.ts';
import { table } from './table.ts';

const direction = yesNo('directioncode', 'Direction', { labels: ['Incoming', 'Outgoing'], defaultValue: 1 });

const appointmentColumns: readonly Column[] = [
  shortSubject,
  memo('description', 1_048_576, 'Description'),
  memo('safedescription', 1_073_741_823, 'Safe Description', { readOnly: true }),
  text('location', 200, 'Location'),
  yesNo('isalldayevent', 'All Day Event'),
  instant('scheduledstart', 'Start Time', { required: 'application' }),
  instant('scheduledend', 'End Time', { required: 'application' }),
  whole('scheduleddurationminutes', 'Duration', { minimum: 0 }),
  yesNo('isdraft', 'IsDraft', { required: 'system' }),
  shared('ismapiprivate'),
  shared('seriesid'),
  shared('instancetypecode'),
  instant('originalstartdate', 'Original Start Date', { readOnly: true }),
  text('globalobjectid', 300, 'Outlook Appointment'),
  whole('outlookownerapptid', 'Outlook Appointment Owner'),
  memo('modifiedfieldsmask', 1_073_741_823, 'Modified Fields Mask', { readOnly: true }),
  choice('attachmenterrors', 'AttachmentErrors', {
    0: 'None',
    1: 'The appointment was saved as a Microsoft Dynamics 365 appointment record, but not all the attachments could be saved with it. An attachment cannot be saved if it is blocked or if its file type is invalid.',
  }),
  whole('attachmentcount', 'Attachment Count', {
    minimum: 0,
    readOnly: true,
    required: 'system',
    defaultValue: 0,
  }),
  whole('isunsafe', 'IsUnsafe', { minimum: 0, readOnly: true }),
];

export const activityTables: readonly TableDefinition[] = [
  table('activitypointer', {
    schemaName: 'ActivityPointer',
    set: 'activitypointers',
    code: 4200,
    labels: ['Activity', 'Activities'],
    id: 'activityid',
    name: 'subject',
    ownership: 'user',
    privilege: 'Activity',
    states: pointerStates,
    lacks: ['importsequencenumber', 'overriddencreatedon'],
    columns: [...activityColumns.filter((column) => column.logicalName !== 'activityid'), ...currencyColumns],
  }),
  activity(
    'task',
    'Task',
    'tasks',
    4212,
    ['Task', 'Tasks'],
    taskStates,
    platformActivity([
      shortSubject,
      ...actualDays,
      ...durations,
      whole('percentcomplete', 'Percent Complete', { minimum: 0, maximum: 100 }),
      identifier('crmtaskassigneduniqueid', 'Assigned Task Unique Id'),
    ]),
  ),
  activity(
    'phonecall',
    'PhoneCall',
    'phonecalls',
    4210,
    ['Phone Call', 'Phone Calls'],
    phoneCallStates,
    platformActivity([
      shortSubject,
      ...actualDays,
      ...durations,
      instant('scheduledend', 'Due'),
      text('phonenumber', 200, 'Phone Number', { format: 'phone' }),
      shared('leftvoicemail'),
      direction,
    ]),
  ),
  activity(
    'letter',
    'Letter',
    'letters',
    4207,
    ['Letter', 'Letters'],
    letterStates,
    platformActivity([
      shortSubject,
      ...actualDays,
      ...durations,
      text('address', 200, 'Address'),
      direction,
    ]).filter(({ logicalName }) => logicalName !== 'activityadditionalparams'),
  ),
  activity('email', 'Email', 'emails', 4202, ['Email', 'Email Messages'], emailStates, emailColumns),
  activity(
    'appointment',
    'Appointment',
    'appointments',
    4201,
    ['Appointment', 'Appointments'],
    appointmentStates,
    platformActivity(appointmentColumns),
  ),
  activityParty,
  ...queueTables,
];

function activity(
  logicalName: string,
  schemaName: string,
  set: string,
  code: number,
  labels: readonly [string, string],
  states: StateMap,
  columns: readonly Column[],
): TableDefinition {
  return table(logicalName, {
    schemaName,
    set,
    code,
    labels,
    id: 'activityid',
    name: 'subject',
    ownership: 'user',
    privilege: 'Activity',
    activity: true,
    states,
    columns,
  });
}
