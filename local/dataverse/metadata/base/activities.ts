/** Activities, their parties, and queues. */
import { choice, instant, lookup, memo, text, whole, yesNo, identifier, type StateMap } from '../columns.ts';
import { activityColumns } from '../activity-columns.ts';
import type { Column, TableDefinition } from '../types.ts';
import { table } from './table.ts';

const direction = (): Column =>
  yesNo('directioncode', 'Direction', { labels: ['Incoming', 'Outgoing'], defaultValue: 1 });

const pointerStates: StateMap = {
  Open: { value: 0, default: 1, statuses: { 1: 'Open' } },
  Completed: { value: 1, default: 2, statuses: { 2: 'Completed' } },
  Canceled: { value: 2, default: 3, statuses: { 3: 'Canceled' } },
  Scheduled: { value: 3, default: 4, statuses: { 4: 'Scheduled' } },
};

const taskStates: StateMap = {
  Open: {
    value: 0,
    default: 2,
    statuses: { 2: 'Not Started', 3: 'In Progress', 4: 'Waiting on someone else', 7: 'Deferred' },
  },
  Completed: { value: 1, default: 5, statuses: { 5: 'Completed' } },
  Canceled: { value: 2, default: 6, statuses: { 6: 'Canceled' } },
};

const phoneCallStates: StateMap = {
  Open: { value: 0, default: 1, statuses: { 1: 'Open' } },
  Completed: { value: 1, default: 2, statuses: { 2: 'Made', 4: 'Received' } },
  Canceled: { value: 2, default: 3, statuses: { 3: 'Canceled' } },
};

const letterStates: StateMap = {
  Open: { value: 0, default: 2, statuses: { 1: 'Open', 2: 'Draft' } },
  Completed: { value: 1, default: 4, statuses: { 3: 'Received', 4: 'Sent' } },
  Canceled: { value: 2, default: 5, statuses: { 5: 'Canceled' } },
};

const emailStates: StateMap = {
  Open: { value: 0, default: 1, statuses: { 1: 'Draft', 8: 'Failed' } },
  Completed: {
    value: 1,
    default: 2,
    statuses: { 2: 'Completed', 3: 'Sent', 4: 'Received', 6: 'Pending Send', 7: 'Sending' },
  },
  Canceled: { value: 2, default: 5, statuses: { 5: 'Canceled' } },
};

const appointmentStates: StateMap = {
  Open: { value: 0, default: 1, statuses: { 1: 'Free', 2: 'Tentative' } },
  Completed: { value: 1, default: 3, statuses: { 3: 'Completed' } },
  Canceled: { value: 2, default: 4, statuses: { 4: 'Canceled' } },
  Scheduled: { value: 3, default: 5, statuses: { 5: 'Busy', 6: 'Out of Office' } },
};

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
    columns: activityColumns.filter((column) => column.logicalName !== 'activityid'),
  }),
  activity('task', 'Task', 'tasks', 4212, ['Task', 'Tasks'], taskStates, [
    whole('percentcomplete', 'Percent Complete', { minimum: 0, maximum: 100 }),
    text('category', 250, 'Category'),
    text('subcategory', 250, 'Sub-Category'),
  ]),
  activity('phonecall', 'PhoneCall', 'phonecalls', 4210, ['Phone Call', 'Phone Calls'], phoneCallStates, [
    text('phonenumber', 200, 'Phone Number'),
    text('category', 250, 'Category'),
    text('subcategory', 250, 'Sub-Category'),
    direction(),
    yesNo('leftvoicemail', 'Left Voice Mail'),
  ]),
  activity('letter', 'Letter', 'letters', 4207, ['Letter', 'Letters'], letterStates, [
    memo('address', 1_000, 'Address'),
    text('category', 250, 'Category'),
    text('subcategory', 250, 'Sub-Category'),
    direction(),
  ]),
  activity('email', 'Email', 'emails', 4202, ['Email', 'Email Messages'], emailStates, [
    text('subject', 800, 'Subject'),
    memo('description', 1_073_741_823, 'Description'),
    text('messageid', 320, 'Message ID'),
    text('inreplyto', 320, 'In Reply To Message'),
    text('mimetype', 256, 'Mime Type'),
    text('sender', 250, 'From', { readOnly: true }),
    text('torecipients', 500, 'To Recipients', { readOnly: true }),
    text('submittedby', 250, 'Submitted By'),
    text('trackingtoken', 50, 'Tracking Token'),
    text('category', 250, 'Category'),
    instant('senton', 'Date Sent', { readOnly: true }),
    direction(),
    yesNo('deliveryreceiptrequested', 'Delivery Receipt Requested'),
    yesNo('readreceiptrequested', 'Read Receipt Requested'),
  ]),
  activity(
    'appointment',
    'Appointment',
    'appointments',
    4201,
    ['Appointment', 'Appointments'],
    appointmentStates,
    [
      text('location', 200, 'Location'),
      yesNo('isalldayevent', 'All Day Event'),
      text('category', 250, 'Category'),
    ],
  ),
  table('activityparty', {
    schemaName: 'ActivityParty',
    set: 'activityparties',
    code: 135,
    labels: ['Activity Party', 'Activity Parties'],
    ownership: 'none',
    privilege: 'Activity',
    states: false,
    columns: [
      lookup('activityid', 'Activity', { readOnly: true }),
      lookup('partyid', 'Party'),
      choice('participationtypemask', 'Participation Type', {
        1: 'Sender',
        2: 'To Recipient',
        3: 'CC Recipient',
        4: 'BCC Recipient',
        5: 'Required attendee',
        6: 'Optional attendee',
        7: 'Organizer',
        8: 'Regarding',
        9: 'Owner',
        10: 'Resource',
        11: 'Customer',
        12: 'Chat Participant',
        13: 'Related',
      }),
      text('addressused', 320, 'Address'),
      yesNo('ispartydeleted', 'Is Party Deleted', { readOnly: true }),
      yesNo('donotemail', 'Do not allow Emails', { readOnly: true }),
      yesNo('donotphone', 'Do not allow Phone Calls', { readOnly: true }),
      yesNo('donotpostalmail', 'Do not allow Postal Mails', { readOnly: true }),
    ],
  }),
  table('queue', {
    schemaName: 'Queue',
    set: 'queues',
    code: 2020,
    labels: ['Queue', 'Queues'],
    name: 'name',
    ownership: 'user',
    columns: [
      text('name', 200, 'Name', { required: 'application' }),
      memo('description', 2_000, 'Description'),
      text('emailaddress', 100, 'Incoming Email'),
      choice('queueviewtype', 'Type', { 0: 'Public', 1: 'Private' }, { defaultValue: 0 }),
      choice('queuetypecode', 'Queue Type', { 1: 'Default Value' }),
    ],
  }),
  table('queueitem', {
    schemaName: 'QueueItem',
    set: 'queueitems',
    code: 2029,
    labels: ['Queue Item', 'Queue Items'],
    name: 'title',
    ownership: 'none',
    privilege: 'Queue',
    columns: [
      text('title', 300, 'Title', { readOnly: true }),
      lookup('objectid', 'Object', { createOnly: true }),
      choice(
        'objecttypecode',
        'Type',
        { 4201: 'Appointment', 4202: 'Email', 4207: 'Letter', 4210: 'Phone Call', 4212: 'Task' },
        { readOnly: true },
      ),
      lookup('queueid', 'Queue', { createOnly: true, required: 'system' }),
      lookup('workerid', 'Worked By'),
      instant('workeridmodifiedon', 'Worked By Modified On', { readOnly: true }),
      instant('enteredon', 'Entered Queue', { readOnly: true }),
      whole('priority', 'Priority'),
      identifier('organizationid', 'Organization', { readOnly: true }),
    ],
  }),
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
