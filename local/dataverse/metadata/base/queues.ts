/** Queues and what they hold, column by column from the table reference. Lookups to mailboxes are always empty: their table is not here. */
import {
  choice,
  currencyColumns,
  instant,
  lookup,
  memo,
  text,
  whole,
  yesNo,
  identifier,
  bigInteger,
} from '../columns.ts';
import type { TableDefinition } from '../types.ts';
import { table, withoutTimeZone } from './table.ts';

const upToBillion = { minimum: 0, maximum: 1_000_000_000 } as const;

export const queueTables: readonly TableDefinition[] = [
  table('queue', {
    schemaName: 'Queue',
    set: 'queues',
    code: 2020,
    labels: ['Queue', 'Queues'],
    name: 'name',
    ownership: 'user',
    lacks: withoutTimeZone,
    columns: [
      text('name', 200, 'Name', { required: 'application' }),
      memo('description', 2_000, 'Description'),
      text('emailaddress', 100, 'Incoming Email', { format: 'email' }),
      choice(
        'emailrouteraccessapproval',
        'Primary Email Status',
        { 0: 'Empty', 1: 'Approved', 2: 'Pending Approval', 3: 'Rejected' },
        { updateOnly: true, required: 'system', defaultValue: 0 },
      ),
      yesNo('isemailaddressapprovedbyo365admin', 'Email Address O365 Admin Approval Status', {
        readOnly: true,
        required: 'system',
      }),
      yesNo('ignoreunsolicitedemail', 'Convert To Email Activities', {
        labels: ['All incoming Emails', 'Only specific Emails'],
      }),
      choice(
        'incomingemaildeliverymethod',
        'Incoming Email Delivery Method',
        { 0: 'None', 2: 'Server-Side Synchronization or Email Router', 3: 'Forward Mailbox' },
        { required: 'system', defaultValue: 0 },
      ),
      choice(
        'incomingemailfilteringmethod',
        'Convert Incoming Email To Activities',
        {
          0: 'All email messages',
          1: 'Email messages in response to Dynamics 365 email',
          2: 'Email messages from Dynamics 365 Leads, Contacts and Accounts',
          3: 'Email messages from Dynamics 365 records that are email enabled',
          4: 'No email messages',
        },
        { required: 'system', defaultValue: 0 },
      ),
      choice(
        'outgoingemaildeliverymethod',
        'Outgoing Email Delivery Method',
        { 0: 'None', 2: 'Server-Side Synchronization or Email Router' },
        { required: 'system', defaultValue: 0 },
      ),
      yesNo('allowemailcredentials', 'Allow to Use Credentials for Email Processing (Obsolete)', {
        readOnly: true,
        required: 'system',
      }),
      text('emailusername', 200, 'User Name (Obsolete)', { readOnly: true }),
      text('emailpassword', 200, 'Password (Obsolete)', { readOnly: true }),
      lookup('defaultmailbox', 'Mailbox', { readOnly: true }),
      choice('queueviewtype', 'Type', { 0: 'Public', 1: 'Private' }, { required: 'system', defaultValue: 0 }),
      choice('queuetypecode', 'Queue Type', { 1: 'Default Value' }, { readOnly: true }),
      yesNo('isfaxqueue', 'Fax Queue', { labels: ['Non-fax Queue', 'Fax Queue'], readOnly: true }),
      whole('numberofitems', 'Queue Items', { readOnly: true }),
      whole('numberofmembers', 'No. of Members', { readOnly: true }),
      lookup('businessunitid', 'Business Unit'),
      lookup('primaryuserid', 'Owner (deprecated)'),
      lookup('organizationid', 'Organization', { readOnly: true, required: 'system' }),
      bigInteger('entityimage_timestamp', 'Entity Image Timestamp', { readOnly: true }),
      text('entityimage_url', 200, 'Entity Image URL', { readOnly: true, format: 'url' }),
      identifier('entityimageid', 'Entity Image Id', { readOnly: true }),
      ...currencyColumns,
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
    // The reference also gives it the owner of its queue, which is not kept here.
    columns: [
      text('title', 300, 'Title', { readOnly: true }),
      lookup('objectid', 'Object', { createOnly: true, required: 'application' }),
      choice(
        'objecttypecode',
        'Type',
        {
          4200: 'Activity',
          4201: 'Appointment',
          4202: 'Email',
          4204: 'Fax',
          4207: 'Letter',
          4210: 'Phone Call',
          4212: 'Task',
          4216: 'Social Activity',
          4251: 'Recurring Appointment',
          9953: 'Knowledge Article',
          10060: 'Knowledge Article Template',
        },
        { readOnly: true },
      ),
      // The reference calls it required by the application only, but nothing can be in no queue.
      lookup('queueid', 'Queue', { createOnly: true, required: 'system' }),
      lookup('workerid', 'Worked By'),
      instant('workeridmodifiedon', 'Worked On', { readOnly: true, format: 'date' }),
      instant('enteredon', 'Entered Queue', { readOnly: true }),
      whole('priority', 'Priority', upToBillion),
      whole('state', 'Status (deprecated)', upToBillion),
      whole('status', 'Status Reason (deprecated)', upToBillion),
      text('sender', 250, 'From'),
      text('torecipients', 500, 'To'),
      lookup('organizationid', 'Organization', { readOnly: true, required: 'system' }),
      ...currencyColumns,
    ],
  }),
];
