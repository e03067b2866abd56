import { firstOption, type Table } from './table.ts';

/** Four eyes: what somebody wrote that only holds once somebody else approved it, and who did. */

export const dueDateChange = {
  name: 'dun_duedatechange',
  set: 'dun_duedatechanges',
  schemaName: 'dun_DueDateChange',
  label: 'Due-date change',
  plural: 'Due-date changes',
  description:
    'Another due date of an invoice that was agreed with the customer. It holds from its day on, once somebody else approved it; the ledger keeps its own.',
  ownership: 'user',
  primaryName: 'dun_name',
  columns: {
    dun_name: { type: 'text', maxLength: 200, label: 'Name' },
    dun_debtorid: { type: 'lookup', target: 'dun_debtor', label: 'Debtor', required: true },
    dun_receivableid: { type: 'lookup', target: 'dun_receivable', label: 'Open item', required: true },
    dun_newdueon: { type: 'date', label: 'New due date', required: true },
    dun_validfrom: { type: 'date', label: 'Holds from', description: 'Empty: the day it was entered.' },
    dun_reason: { type: 'memo', maxLength: 4000, label: 'Why it was agreed' },
    dun_withdrawnon: { type: 'date', label: 'Withdrawn on' },
    // What follows is written by the app alone.
    dun_originaldueon: {
      type: 'date',
      label: 'Due date of the ledger',
      description: 'As it was when the change was entered. When the ledger changes it, the ledger counts.',
    },
    dun_approvedbyid: { type: 'lookup', target: 'systemuser', label: 'Approved by' },
    dun_requestedon: { type: 'date', label: 'Told to the ERP on' },
    dun_result: { type: 'memo', maxLength: 2000, label: 'What is missing' },
  },
  keys: {},
  status: {
    waiting: { value: 1, label: 'Waits for approval', state: 'active' },
    approved: { value: firstOption, label: 'Approved', state: 'active' },
    refused: { value: firstOption + 1, label: 'Not valid', state: 'active' },
    declined: { value: firstOption + 2, label: 'Declined', state: 'active' },
    ended: { value: 2, label: 'Ended', state: 'inactive' },
  },
} as const satisfies Table;

export const approval = {
  name: 'dun_approval',
  set: 'dun_approvals',
  schemaName: 'dun_Approval',
  label: 'Approval',
  plural: 'Approvals',
  description:
    'What one person decided about a promise, a due-date change or how a dispute is settled. Who created the row is who decided; nobody changes it.',
  ownership: 'user',
  primaryName: 'dun_name',
  columns: {
    dun_name: { type: 'text', maxLength: 200, label: 'Name' },
    dun_promiseid: { type: 'lookup', target: 'dun_promise', label: 'Promise' },
    dun_disputeid: { type: 'lookup', target: 'dun_dispute', label: 'Dispute' },
    dun_duedatechangeid: { type: 'lookup', target: 'dun_duedatechange', label: 'Due-date change' },
    dun_decision: {
      type: 'choice',
      options: {
        approved: { value: firstOption, label: 'Approved' },
        declined: { value: firstOption + 1, label: 'Declined' },
      },
      default: firstOption,
      label: 'Decision',
      required: true,
    },
    dun_comment: { type: 'memo', maxLength: 2000, label: 'Comment' },
    // What follows is written by the app alone.
    dun_role: { type: 'text', maxLength: 100, label: 'As' },
    dun_proposal: {
      type: 'text',
      maxLength: 200,
      label: 'About',
      description: 'What the approval is about: it says nothing of another proposal.',
    },
    dun_result: { type: 'memo', maxLength: 2000, label: 'Why it does not count' },
  },
  keys: {},
  status: {
    given: { value: 1, label: 'Given', state: 'active' },
    counts: { value: firstOption, label: 'Counts', state: 'active' },
    refused: { value: 2, label: 'Does not count', state: 'inactive' },
  },
} as const satisfies Table;
