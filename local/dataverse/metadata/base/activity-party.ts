/** Who takes part in an activity, column by column from the table reference; its owner, that of the activity, is not kept. */
import { choice, double, instant, lookup, text, whole, yesNo } from '../columns.ts';
import type { TableDefinition } from '../types.ts';
import { table } from './table.ts';

const doNot = { labels: ['Allow', 'Do Not Allow'] as [string, string], readOnly: true };

export const activityParty: TableDefinition = table('activityparty', {
  schemaName: 'ActivityParty',
  set: 'activityparties',
  code: 135,
  labels: ['Activity Party', 'Activity Parties'],
  ownership: 'none',
  privilege: 'Activity',
  states: false,
  lacks: [
    'createdon',
    'createdby',
    'createdonbehalfby',
    'modifiedon',
    'modifiedby',
    'modifiedonbehalfby',
    'importsequencenumber',
    'overriddencreatedon',
    'timezoneruleversionnumber',
    'utcconversiontimezonecode',
  ],
  columns: [
    lookup('activityid', 'Activity', { readOnly: true }),
    lookup('partyid', 'Party'),
    text('unresolvedpartyname', 200, 'Unresolved Party Name'),
    choice(
      'participationtypemask',
      'Participation Type',
      {
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
      },
      { required: 'system' },
    ),
    text('addressused', 320, 'Address'),
    whole('addressusedemailcolumnnumber', 'Email column number of party', { minimum: 1, readOnly: true }),
    double('effort', 2, 'Effort', { minimum: 0, maximum: 1_000_000_000 }),
    text('exchangeentryid', 1_024, 'Exchange Entry'),
    yesNo('ispartydeleted', 'Is Party Deleted', { readOnly: true }),
    yesNo('donotemail', 'Do not allow Emails', doNot),
    yesNo('donotfax', 'Do not allow Faxes', doNot),
    yesNo('donotphone', 'Do not allow Phone Calls', doNot),
    yesNo('donotpostalmail', 'Do not allow Postal Mails', doNot),
    choice(
      'instancetypecode',
      'Appointment Type',
      {
        0: 'Not Recurring',
        1: 'Recurring Master',
        2: 'Recurring Instance',
        3: 'Recurring Exception',
        4: 'Recurring Future Exception',
      },
      { readOnly: true, defaultValue: 0 },
    ),
    instant('scheduledstart', 'Scheduled Start', { readOnly: true, format: 'date' }),
    instant('scheduledend', 'Scheduled End', { readOnly: true, format: 'date' }),
  ],
});
