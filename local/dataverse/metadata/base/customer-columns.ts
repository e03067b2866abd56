/** What accounts and contacts have in common beside their addresses. */
import { bigInteger, choice, identifier, instant, lookup, money, text, whole, yesNo } from '../columns.ts';
import type { Column } from '../types.ts';

/** A choice the maker of an environment fills with options of its own. */
export const onlyDefault = { 1: 'Default Value' } as const;

export const upToHundredTrillion = { minimum: 0, maximum: 100_000_000_000_000 } as const;

const doNot = { labels: ['Allow', 'Do Not Allow'] as [string, string] };

const fixedAging = { ...upToHundredTrillion, readOnly: true } as const;

/** Lookups to external parties and service level agreements are always empty: their tables are not here. */
export const customerColumns: readonly Column[] = [
  money('aging30', 'Aging 30', fixedAging),
  money('aging60', 'Aging 60', fixedAging),
  money('aging90', 'Aging 90', fixedAging),
  lookup('createdbyexternalparty', 'Created By (External Party)', { readOnly: true }),
  lookup('modifiedbyexternalparty', 'Modified By (External Party)', { readOnly: true }),
  money('creditlimit', 'Credit Limit', upToHundredTrillion),
  yesNo('creditonhold', 'Credit Hold'),
  yesNo('donotbulkemail', 'Do not allow Bulk Emails', doNot),
  yesNo('donotbulkpostalmail', 'Do not allow Bulk Mails'),
  yesNo('donotemail', 'Do not allow Emails', doNot),
  yesNo('donotfax', 'Do not allow Faxes', doNot),
  yesNo('donotphone', 'Do not allow Phone Calls', doNot),
  yesNo('donotpostalmail', 'Do not allow Mails', doNot),
  yesNo('donotsendmm', 'Send Marketing Materials', { labels: ['Send', 'Do Not Send'] }),
  text('emailaddress1', 100, 'Email', { format: 'email' }),
  text('emailaddress2', 100, 'Email Address 2', { format: 'email' }),
  text('emailaddress3', 100, 'Email Address 3', { format: 'email' }),
  bigInteger('entityimage_timestamp', 'Entity Image Timestamp', { readOnly: true }),
  text('entityimage_url', 200, 'Entity Image URL', { readOnly: true, format: 'url' }),
  identifier('entityimageid', 'Entity Image Id', { readOnly: true }),
  text('fax', 50, 'Fax'),
  yesNo('followemail', 'Follow Email Activity', { labels: ['Do Not Allow', 'Allow'], defaultValue: 1 }),
  instant('lastonholdtime', 'Last On Hold Time'),
  text('ftpsiteurl', 200, 'FTP Site', { format: 'url' }),
  text('websiteurl', 200, 'Website', { format: 'url' }),
  instant('lastusedincampaign', 'Last Date Included in Campaign', { updateOnly: true, format: 'date' }),
  yesNo('marketingonly', 'Marketing Only'),
  choice('preferredappointmenttimecode', 'Preferred Time', { 1: 'Morning', 2: 'Afternoon', 3: 'Evening' }),
  lookup('masterid', 'Master ID', { readOnly: true }),
  yesNo('merged', 'Merged', { readOnly: true }),
  whole('onholdtime', 'On Hold Time (Minutes)', { readOnly: true }),
  yesNo('participatesinworkflow', 'Participates in Workflow'),
  choice('paymenttermscode', 'Payment Terms', { 1: 'Net 30', 2: '2% 10, Net 30', 3: 'Net 45', 4: 'Net 60' }),
  choice('preferredappointmentdaycode', 'Preferred Day', {
    0: 'Sunday',
    1: 'Monday',
    2: 'Tuesday',
    3: 'Wednesday',
    4: 'Thursday',
    5: 'Friday',
    6: 'Saturday',
  }),
  choice(
    'preferredcontactmethodcode',
    'Preferred Method of Contact',
    { 1: 'Any', 2: 'Email', 3: 'Phone', 4: 'Fax', 5: 'Mail' },
    { defaultValue: 1 },
  ),
  lookup('preferredsystemuserid', 'Preferred User'),
  identifier('processid', 'Process'),
  choice('shippingmethodcode', 'Shipping Method', onlyDefault),
  lookup('slaid', 'SLA'),
  lookup('slainvokedid', 'Last SLA applied', { readOnly: true }),
  identifier('stageid', '(Deprecated) Process Stage'),
  choice('territorycode', 'Territory Code', onlyDefault),
  text('timespentbymeonemailandmeetings', 1_250, 'Time Spent by me', { readOnly: true }),
  lookup('transactioncurrencyid', 'Currency'),
  text('traversedpath', 1_250, '(Deprecated) Traversed Path'),
];
