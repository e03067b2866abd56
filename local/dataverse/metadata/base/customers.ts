/** Accounts, contacts, and the notes on them. */
import { entityName, lookup, memo, text, whole, yesNo } from '../columns.ts';
import type { TableDefinition } from '../types.ts';
import { accountColumns } from './account.ts';
import { contactColumns } from './contact.ts';
import { table, withoutTimeZone } from './table.ts';

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
    columns: accountColumns,
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
    columns: contactColumns,
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
    lacks: withoutTimeZone,
    columns: [
      text('subject', 500, 'Title', { required: 'application' }),
      memo('notetext', 100_000, 'Description'),
      yesNo('isdocument', 'Is Document', { required: 'system' }),
      text('filename', 255, 'File Name'),
      text('mimetype', 256, 'Mime Type'),
      text('documentbody', 1_073_741_823, 'Document'),
      whole('filesize', 'File Size (Bytes)', { readOnly: true, minimum: 0, maximum: 1_000_000_000 }),
      lookup('objectid', 'Regarding'),
      entityName('objecttypecode', 'Object Type', { readOnly: true }),
      text('langid', 2, 'Language ID'),
      text('stepid', 32, 'Step Id'),
      text('prefix', 10, 'Prefix', { readOnly: true }),
    ],
  }),
];
