/** Accounts, contacts, and the notes on them. */
import { choice, customer, instant, lookup, memo, money, text, whole, yesNo } from '../columns.ts';
import type { Column, TableDefinition } from '../types.ts';
import { table } from './table.ts';

const doNot = { labels: ['Allow', 'Do Not Allow'] as [string, string] };

export const customerTables: readonly TableDefinition[] = [
  table('account', {
    schemaName: 'Account',
    set: 'accounts',
    code: 1,
    labels: ['Account', 'Accounts'],
    audited: true,
    name: 'name',
    ownership: 'user',
    bulk: true,
    tracking: true,
    activities: true,
    columns: [
      text('name', 160, 'Account Name', { required: 'application' }),
      text('accountnumber', 20, 'Account Number'),
      ...addressColumns('address1', 'Address 1'),
      ...addressColumns('address2', 'Address 2'),
      text('emailaddress1', 100, 'Email'),
      text('emailaddress2', 100, 'Email Address 2'),
      text('emailaddress3', 100, 'Email Address 3'),
      text('telephone1', 50, 'Main Phone'),
      text('telephone2', 50, 'Other Phone'),
      text('telephone3', 50, 'Telephone 3'),
      text('fax', 50, 'Fax'),
      text('websiteurl', 200, 'Website'),
      memo('description', 2_000, 'Description'),
      lookup('parentaccountid', 'Parent Account'),
      lookup('primarycontactid', 'Primary Contact'),
      ...contactPreferences(),
      yesNo('creditonhold', 'Credit Hold'),
      money('creditlimit', 'Credit Limit'),
      money('revenue', 'Annual Revenue'),
      whole('numberofemployees', 'Number of Employees', { minimum: 0, maximum: 1_000_000_000 }),
      choice('paymenttermscode', 'Payment Terms', {
        1: 'Net 30',
        2: '2% 10, Net 30',
        3: 'Net 45',
        4: 'Net 60',
      }),
      choice('customertypecode', 'Relationship Type', {
        1: 'Competitor',
        2: 'Consultant',
        3: 'Customer',
        4: 'Investor',
        5: 'Partner',
        6: 'Influencer',
        7: 'Press',
        8: 'Prospect',
        9: 'Reseller',
        10: 'Supplier',
        11: 'Vendor',
        12: 'Other',
      }),
      lookup('transactioncurrencyid', 'Currency'),
      ...mergeColumns(),
    ],
  }),
  table('contact', {
    schemaName: 'Contact',
    set: 'contacts',
    code: 2,
    labels: ['Contact', 'Contacts'],
    audited: true,
    name: 'fullname',
    ownership: 'user',
    bulk: true,
    tracking: true,
    activities: true,
    columns: [
      text('fullname', 160, 'Full Name', { readOnly: true }),
      text('firstname', 50, 'First Name'),
      text('middlename', 50, 'Middle Name'),
      text('lastname', 50, 'Last Name', { required: 'application' }),
      text('salutation', 100, 'Salutation'),
      text('jobtitle', 100, 'Job Title'),
      ...addressColumns('address1', 'Address 1'),
      ...addressColumns('address2', 'Address 2'),
      text('emailaddress1', 100, 'Email'),
      text('emailaddress2', 100, 'Email Address 2'),
      text('emailaddress3', 100, 'Email Address 3'),
      text('telephone1', 50, 'Business Phone'),
      text('telephone2', 50, 'Home Phone'),
      text('telephone3', 50, 'Telephone 3'),
      text('mobilephone', 50, 'Mobile Phone'),
      text('fax', 50, 'Fax'),
      memo('description', 2_000, 'Description'),
      instant('birthdate', 'Birthday', { behavior: 'dateOnly', format: 'date' }),
      customer('parentcustomerid', 'Company Name'),
      ...contactPreferences(),
      yesNo('creditonhold', 'Credit Hold'),
      money('creditlimit', 'Credit Limit'),
      lookup('transactioncurrencyid', 'Currency'),
      ...mergeColumns(),
    ],
  }),
  table('annotation', {
    schemaName: 'Annotation',
    set: 'annotations',
    code: 5,
    labels: ['Note', 'Notes'],
    name: 'subject',
    ownership: 'user',
    privilege: 'Note',
    states: false,
    columns: [
      text('subject', 500, 'Title'),
      memo('notetext', 100_000, 'Description'),
      yesNo('isdocument', 'Is Document'),
      text('filename', 255, 'File Name'),
      text('mimetype', 256, 'Mime Type'),
      memo('documentbody', 134_217_728, 'Document'),
      whole('filesize', 'File Size (Bytes)', { readOnly: true }),
      lookup('objectid', 'Regarding'),
    ],
  }),
];

/** Of a row that was merged into another. */
function mergeColumns(): readonly Column[] {
  return [lookup('masterid', 'Master ID', { readOnly: true }), yesNo('merged', 'Merged', { readOnly: true })];
}

function contactPreferences(): readonly Column[] {
  return [
    yesNo('donotemail', 'Do not allow Emails', doNot),
    yesNo('donotbulkemail', 'Do not allow Bulk Emails', doNot),
    yesNo('donotphone', 'Do not allow Phone Calls', doNot),
    yesNo('donotfax', 'Do not allow Faxes', doNot),
    yesNo('donotpostalmail', 'Do not allow Mails', doNot),
    yesNo('donotbulkpostalmail', 'Do not allow Bulk Mails', doNot),
    choice(
      'preferredcontactmethodcode',
      'Preferred Method of Contact',
      {
        1: 'Any',
        2: 'Email',
        3: 'Phone',
        4: 'Fax',
        5: 'Mail',
      },
      { defaultValue: 1 },
    ),
  ];
}

function addressColumns(prefix: 'address1' | 'address2', name: string): readonly Column[] {
  return [
    memo(`${prefix}_composite`, 1_000, name, { readOnly: true }),
    text(`${prefix}_name`, 200, `${name}: Name`),
    text(`${prefix}_line1`, 250, `${name}: Street 1`),
    text(`${prefix}_line2`, 250, `${name}: Street 2`),
    text(`${prefix}_line3`, 250, `${name}: Street 3`),
    text(`${prefix}_city`, 80, `${name}: City`),
    text(`${prefix}_stateorprovince`, 50, `${name}: State/Province`),
    text(`${prefix}_postalcode`, 20, `${name}: ZIP/Postal Code`),
    text(`${prefix}_country`, 80, `${name}: Country/Region`),
    text(`${prefix}_telephone1`, 50, `${name}: Phone`),
  ];
}
