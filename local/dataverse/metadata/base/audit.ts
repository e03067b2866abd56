/** What was changed, by whom and when: written by the platform alone, and read with a privilege of its own. */
import { choice, entityName, identifier, instant, lookup, memo, text } from '../columns.ts';
import type { TableDefinition } from '../types.ts';
import { table } from './table.ts';

/** The events that are written; Dataverse knows more, of features that are not here. */
export const auditActions = {
  create: 1,
  update: 2,
  delete: 3,
  activate: 4,
  deactivate: 5,
  merge: 12,
  assign: 13,
  share: 14,
  associate: 33,
  disassociate: 34,
  setState: 41,
  modifyShare: 48,
  unshare: 49,
} as const;

export const auditOperations = { create: 1, update: 2, delete: 3, access: 4 } as const;

export const auditTables: readonly TableDefinition[] = [
  table('audit', {
    schemaName: 'Audit',
    set: 'audits',
    code: 4567,
    labels: ['Auditing', 'Audits'],
    ownership: 'none',
    // Read with prvReadAuditSummary.
    privilege: 'AuditSummary',
    states: false,
    bookkeeping: false,
    columns: [
      instant('createdon', 'Changed Date', { readOnly: true, required: 'system' }),
      choice(
        'action',
        'Event',
        {
          1: 'Create',
          2: 'Update',
          3: 'Delete',
          4: 'Activate',
          5: 'Deactivate',
          12: 'Merge',
          13: 'Assign',
          14: 'Share',
          33: 'Associate Entities',
          34: 'Disassociate Entities',
          41: 'Set State',
          48: 'Modify Share',
          49: 'Unshare',
        },
        { readOnly: true },
      ),
      choice(
        'operation',
        'Operation',
        { 1: 'Create', 2: 'Update', 3: 'Delete', 4: 'Access' },
        { readOnly: true },
      ),
      lookup('objectid', 'Record', { readOnly: true }),
      entityName('objecttypecode', 'Entity', { readOnly: true }),
      lookup('userid', 'Changed By', { readOnly: true }),
      lookup('callinguserid', 'Calling User', { readOnly: true }),
      memo('attributemask', 2_000, 'Changed Field', { readOnly: true }),
      identifier('transactionid', 'Transaction Id', { readOnly: true }),
      lookup('regardingobjectid', 'Regarding', { readOnly: true }),
      text('useradditionalinfo', 350, 'User Info', { readOnly: true }),
    ],
  }),
];
