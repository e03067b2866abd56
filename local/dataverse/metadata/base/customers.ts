/** Accounts, contacts, and the notes on them. */
import { lookup, memo, text, whole, yesNo } from '../columns.ts';
import type { TableDefinition } from '../types.ts';
import { accountColumns } from './account.ts';
import { contactColumns } from './contact.ts';
import { table } from './table.ts';

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
