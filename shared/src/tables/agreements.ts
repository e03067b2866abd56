import { firstOption, type Table } from './table.ts';

/** What customers said and what we agreed to: promises to pay, disputes, and reasons to leave somebody alone for a while. */

export const promise = {
  name: 'dun_promise',
  set: 'dun_promises',
  schemaName: 'dun_Promise',
  label: 'Promise to pay',
  plural: 'Promises to pay',
  description:
    'What a customer promised to pay and when. Its state follows from the payments; what is promised is not asked for until it is due.',
  ownership: 'user',
  quickCreate: true,
  primaryName: 'dun_name',
  columns: {
    dun_name: { type: 'text', maxLength: 200, label: 'Name' },
    dun_debtorid: { type: 'lookup', target: 'dun_debtor', label: 'Debtor', required: true },
    dun_dueon: { type: 'date', label: 'Promised for', required: true },
    dun_amount: { type: 'money', label: 'Amount', required: true },
    dun_instalments: {
      type: 'memo',
      maxLength: 4000,
      label: 'Instalments',
      description:
        'For a plan: one instalment a line, date and amount, for example 2026-05-29 100.00. Together they make the amount.',
    },
    dun_documents: {
      type: 'memo',
      maxLength: 10_000,
      label: 'Documents',
      description:
        'The invoices it is for, a document a line. The app turns them into promised items and empties this. Without any it takes the oldest open invoices.',
    },
    dun_madeon: { type: 'date', label: 'Made on', description: 'Empty: the day it was entered.' },
    dun_contact: { type: 'text', maxLength: 200, label: 'Promised by' },
    dun_approvedbyid: {
      type: 'lookup',
      target: 'systemuser',
      label: 'Approved by',
      description: 'Copied from the approval, where the rules ask for one.',
    },
    dun_withdrawnon: { type: 'date', label: 'Withdrawn on' },
    dun_paid: { type: 'money', label: 'Paid' },
    dun_brokenon: { type: 'date', label: 'Broken on' },
    dun_level: {
      type: 'integer',
      min: 0,
      max: 1000,
      label: 'Level',
      description: 'How many promises were made for the same items, this one included.',
    },
    dun_result: { type: 'memo', maxLength: 2000, label: 'Why', description: 'What its state follows from.' },
  },
  keys: {},
  status: {
    open: { value: 1, label: 'Open', state: 'active' },
    refused: { value: firstOption, label: 'Not valid', state: 'active' },
    kept: { value: 2, label: 'Kept', state: 'inactive' },
    partiallyKept: { value: firstOption + 1, label: 'Partially kept', state: 'inactive' },
    broken: { value: firstOption + 2, label: 'Broken', state: 'inactive' },
    withdrawn: { value: firstOption + 3, label: 'Withdrawn', state: 'inactive' },
  },
} as const satisfies Table;

export const promiseItem = {
  name: 'dun_promiseitem',
  set: 'dun_promiseitems',
  schemaName: 'dun_PromiseItem',
  label: 'Promised item',
  plural: 'Promised items',
  description:
    'An open item that a promise covers, with how much of it. Without any, a promise covers the oldest overdue items.',
  ownership: 'user',
  primaryName: 'dun_name',
  columns: {
    dun_name: { type: 'text', maxLength: 100, label: 'Document' },
    dun_promiseid: { type: 'lookup', target: 'dun_promise', label: 'Promise', required: true },
    dun_receivableid: { type: 'lookup', target: 'dun_receivable', label: 'Open item', required: true },
    dun_amount: { type: 'money', label: 'Amount', required: true },
  },
  keys: {},
} as const satisfies Table;

export const dispute = {
  name: 'dun_dispute',
  set: 'dun_disputes',
  schemaName: 'dun_Dispute',
  label: 'Dispute',
  plural: 'Disputes',
  description:
    'A complaint about an open item or part of it. The disputed amount is not asked for until it is settled.',
  ownership: 'user',
  quickCreate: true,
  primaryName: 'dun_name',
  columns: {
    dun_name: { type: 'text', maxLength: 200, label: 'Name' },
    dun_debtorid: { type: 'lookup', target: 'dun_debtor', label: 'Debtor', required: true },
    dun_receivableid: { type: 'lookup', target: 'dun_receivable', label: 'Open item', required: true },
    dun_amount: {
      type: 'money',
      label: 'Disputed amount',
      description: 'Empty: all that is open of the item.',
    },
    dun_reason: {
      type: 'choice',
      options: {
        price: { value: firstOption, label: 'Price' },
        quantity: { value: firstOption + 1, label: 'Quantity' },
        quality: { value: firstOption + 2, label: 'Quality or damage' },
        delivery: { value: firstOption + 3, label: 'Not delivered or late' },
        duplicate: { value: firstOption + 4, label: 'Invoiced twice' },
        paid: { value: firstOption + 5, label: 'Paid already' },
        addressee: { value: firstOption + 6, label: 'Wrong addressee or invoice data' },
        other: { value: firstOption + 7, label: 'Other' },
      },
      label: 'Reason',
      required: true,
    },
    dun_description: { type: 'memo', maxLength: 4000, label: 'What the customer says' },
    dun_openedon: { type: 'date', label: 'Opened on', description: 'Empty: the day it was entered.' },
    dun_deadline: { type: 'date', label: 'To be settled by' },
    dun_settlement: {
      type: 'choice',
      options: {
        credit: { value: firstOption, label: 'Credit note' },
        adjust: { value: firstOption + 1, label: 'Adjusted in the ERP' },
        reject: { value: firstOption + 2, label: 'Rejected' },
      },
      label: 'Proposed settlement',
      description:
        'The proposal that others approve, if the rules ask for it. Empty: a credit note, or nothing when it is rejected.',
    },
    dun_granted: {
      type: 'money',
      label: 'Granted amount',
      description: 'For an accepted dispute. Empty: all that was disputed.',
    },
    dun_erpdocument: {
      type: 'text',
      maxLength: 100,
      label: 'ERP document',
      description: 'The credit note or adjustment; until there is one, what was granted is not asked for.',
    },
    dun_resolution: {
      type: 'memo',
      maxLength: 4000,
      label: 'Resolution',
      description: 'Why it is settled this way.',
    },
    // What follows is written by the app alone.
    dun_proposedbyid: { type: 'lookup', target: 'systemuser', label: 'Proposed by' },
    dun_proposal: {
      type: 'text',
      maxLength: 200,
      label: 'Proposal',
      description: 'What was proposed, as approvals name it.',
    },
    dun_resolvedon: {
      type: 'date',
      label: 'Settled on',
      description: 'The day on which the app found that it may be settled so; until then it is under review.',
    },
    dun_requestedon: {
      type: 'date',
      label: 'Asked of the ERP on',
      description: 'The day on which the credit note was asked for; it is asked for once.',
    },
    dun_result: { type: 'memo', maxLength: 2000, label: 'What is missing' },
  },
  keys: {},
  status: {
    open: { value: 1, label: 'Open', state: 'active' },
    underReview: { value: firstOption, label: 'Under review', state: 'active' },
    refused: { value: firstOption + 1, label: 'Not valid', state: 'active' },
    accepted: { value: 2, label: 'Accepted', state: 'inactive' },
    rejected: { value: firstOption + 2, label: 'Rejected', state: 'inactive' },
    withdrawn: { value: firstOption + 3, label: 'Withdrawn', state: 'inactive' },
  },
} as const satisfies Table;

export const hold = {
  name: 'dun_hold',
  set: 'dun_holds',
  schemaName: 'dun_Hold',
  label: 'Hold',
  plural: 'Holds',
  description: 'Why nothing is sent to a debtor, or about one item, until a day.',
  ownership: 'user',
  quickCreate: true,
  primaryName: 'dun_name',
  columns: {
    dun_name: { type: 'text', maxLength: 200, label: 'Name' },
    dun_debtorid: { type: 'lookup', target: 'dun_debtor', label: 'Debtor', required: true },
    dun_receivableid: {
      type: 'lookup',
      target: 'dun_receivable',
      label: 'Open item',
      description: 'Empty: everything of the debtor.',
    },
    dun_reason: {
      type: 'choice',
      options: {
        agreement: { value: firstOption, label: 'Repayment agreement' },
        clarification: { value: firstOption + 1, label: 'Clarification under way' },
        keyCustomer: { value: firstOption + 2, label: 'Key customer, by decision' },
        insolvency: { value: firstOption + 3, label: 'Insolvency' },
        deceased: { value: firstOption + 4, label: 'Customer deceased' },
        other: { value: firstOption + 5, label: 'Other' },
      },
      label: 'Reason',
      required: true,
    },
    dun_from: { type: 'date', label: 'From', description: 'Empty: the day it was entered.' },
    dun_until: { type: 'date', label: 'Until', description: 'The last day.' },
    dun_releasedon: { type: 'date', label: 'Released on' },
    dun_note: { type: 'memo', maxLength: 4000, label: 'Note' },
    dun_result: { type: 'memo', maxLength: 2000, label: 'Why it is not valid' },
  },
  keys: {},
  status: {
    active: { value: 1, label: 'In force', state: 'active' },
    refused: { value: firstOption, label: 'Not valid', state: 'active' },
    ended: { value: 2, label: 'Ended', state: 'inactive' },
  },
} as const satisfies Table;
