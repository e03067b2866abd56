/** Emails, column by column from the table reference. Lookups to mailboxes and templates are always empty: their tables are not here. */
import { choice, entityName, identifier, instant, lookup, memo, text, whole, yesNo } from '../columns.ts';
import type { Column } from '../types.ts';
import { deliveryPriority } from './option-sets.ts';
import { actualDays, durations, platformActivity, shared } from './platform-activity.ts';

const body = 1_073_741_823;
const count = { minimum: 0 } as const;

const reminders: readonly Column[] = [
  instant('emailreminderexpirytime', 'Email Reminder Expiry Time'),
  text('emailremindertext', 1_250, 'Email Reminder Text'),
  choice(
    'emailremindertype',
    'Email Reminder Type',
    { 0: 'If I do not receive a reply by', 1: 'If the email is not opened by', 2: 'Remind me anyways at' },
    { defaultValue: 0 },
  ),
  choice(
    'emailreminderstatus',
    'Email Reminder Status',
    { 0: 'NotSet', 1: 'ReminderSet', 2: 'ReminderExpired', 3: 'ReminderInvalid' },
    { readOnly: true, required: 'system', defaultValue: 0 },
  ),
  yesNo('isemailreminderset', 'Reminder Set', { readOnly: true }),
  identifier('reminderactioncardid', 'Reminder Action Card Id.'),
];

const following: readonly Column[] = [
  yesNo('followemailuserpreference', 'Following', { labels: ['False', 'True'] }),
  yesNo('isemailfollowed', 'Followed', { readOnly: true }),
  whole('opencount', 'Open Count', count),
  whole('replycount', 'Reply Count', { ...count, readOnly: true }),
  whole('linksclickedcount', 'Links Clicked Count', count),
  whole('attachmentopencount', 'Attachment Open Count', count),
  instant('lastopenedtime', 'Last Opened Time'),
];

const conversation: readonly Column[] = [
  text('messageid', 320, 'Message ID'),
  text('inreplyto', 320, 'In Reply To Message', { readOnly: true }),
  text('internetmessageheaders', 500, 'Internet message headers'),
  text('trackingtoken', 50, 'Tracking Token'),
  identifier('emailtrackingid', 'Email Tracking Id'),
  identifier('conversationtrackingid', 'Conversation Tracking Id'),
  text('conversationindex', 2_048, 'Conversation Index', { readOnly: true }),
  whole('baseconversationindexhash', 'Conversation Index (Hash)'),
  lookup('parentactivityid', 'Parent Activity Id'),
  lookup('correlatedactivityid', 'Correlated Activity Id'),
  yesNo('correlatedsubjectchanged', 'Correlated subject changed'),
  choice(
    'correlationmethod',
    'Correlation Method',
    {
      0: 'None',
      1: 'Skipped',
      2: 'XHeader',
      3: 'InReplyTo',
      4: 'TrackingToken',
      5: 'ConversationIndex',
      6: 'SmartMatching',
      7: 'CustomCorrelation',
    },
    { readOnly: true, defaultValue: 0 },
  ),
];

const people: readonly Column[] = [
  text('sender', 250, 'From'),
  text('torecipients', 500, 'To Recipients'),
  text('submittedby', 250, 'Submitted By'),
  lookup('emailsender', 'Sender', { readOnly: true }),
  entityName('emailsenderobjecttypecode', 'Email Sender Type', { readOnly: true }),
  lookup('sendersaccount', 'Senders Account', { readOnly: true }),
  entityName('sendersaccountobjecttypecode', 'SendersAccount Type', { readOnly: true }),
  yesNo('isduplicatesenderunresolved', 'Is Duplicate Sender Unresolved'),
  lookup('acceptingentityid', 'Accepting Entity'),
  entityName('acceptingentitytypecode', 'Accepting User Or Queue Object Type'),
  lookup('receivingmailboxid', 'Receiving Mailbox'),
  shared('sendermailboxid'),
];

export const emailColumns: readonly Column[] = platformActivity([
  text('subject', 800, 'Subject'),
  memo('description', body, 'Description'),
  memo('safedescription', body, 'Safe Description', { readOnly: true }),
  text('mimetype', 256, 'Mime Type'),
  ...actualDays,
  ...durations,
  ...people,
  ...conversation,
  ...reminders,
  ...following,
  yesNo('directioncode', 'Direction', { labels: ['Incoming', 'Outgoing'], defaultValue: 1 }),
  yesNo('deliveryreceiptrequested', 'Delivery Receipt Requested'),
  yesNo('readreceiptrequested', 'Read Receipt Requested'),
  {
    ...choice('deliveryprioritycode', 'Delivery Priority', {}, { defaultValue: 1 }),
    optionSet: deliveryPriority,
  },
  whole('deliveryattempts', 'No. of Delivery Attempts', { minimum: 0, maximum: 1_000_000_000 }),
  instant('delayedemailsendtime', 'Send Later'),
  instant('postponeemailprocessinguntil', 'Delay email processing until', { readOnly: true }),
  shared('senton'),
  whole('attachmentcount', 'Attachment Count', {
    ...count,
    readOnly: true,
    required: 'system',
    defaultValue: 0,
  }),
  yesNo('compressed', 'Compression', {
    labels: ['Not compressed', 'Compressed'],
    readOnly: true,
    required: 'system',
  }),
  choice(
    'notifications',
    'Notifications',
    {
      0: 'None',
      1: 'The message was saved as a Microsoft Dynamics 365 email record, but not all the attachments could be saved with it. An attachment cannot be saved if it is blocked or if its file type is invalid.',
      2: 'Truncated body.',
    },
    { defaultValue: 0 },
  ),
  whole('isunsafe', 'IsUnsafe', { ...count, readOnly: true }),
  lookup('templateid', 'ID for template used.'),
  memo('reservedforinternaluse', 40_000, 'Reserved for internal use'),
]);
