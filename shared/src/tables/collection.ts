import { channel } from './policy.ts';
import { firstOption, type Extension, type Table } from './table.ts';

export const collectionCase = {
  name: 'dun_collectioncase',
  set: 'dun_collectioncases',
  schemaName: 'dun_CollectionCase',
  label: 'Case',
  plural: 'Cases',
  description: 'An episode of delinquency: opened by the first overdue item, closed when nothing is overdue.',
  ownership: 'user',
  primaryName: 'dun_name',
  columns: {
    dun_name: { type: 'text', maxLength: 200, label: 'Name', required: true },
    dun_key: {
      type: 'text',
      maxLength: 64,
      label: 'Key',
      description: 'Digest of the debtor and the receivable that opened the episode.',
      required: true,
    },
    dun_debtorid: { type: 'lookup', target: 'dun_debtor', label: 'Debtor', required: true },
    dun_openedbyid: { type: 'lookup', target: 'dun_receivable', label: 'Opened by', required: true },
    dun_openedon: { type: 'date', label: 'Opened on', required: true },
    dun_closedon: { type: 'date', label: 'Closed on' },
    dun_stage: { type: 'text', maxLength: 100, label: 'Stage' },
    dun_nextstep: { type: 'text', maxLength: 100, label: 'Next step' },
    dun_nextstepon: { type: 'date', label: 'Next step on' },
    dun_stepsleft: {
      type: 'integer',
      min: 0,
      max: 100,
      label: 'Steps left',
      description: 'Steps to come, up to the first legal one.',
    },
    dun_path: {
      type: 'memo',
      maxLength: 4000,
      label: 'Planned path',
      description: 'The steps to come and the earliest day of each, for the invoice that has come furthest.',
    },
  },
  keys: { dun_collectioncase_key: ['dun_key'] },
  status: {
    open: { value: 1, label: 'Open', state: 'active' },
    closed: { value: 2, label: 'Closed', state: 'inactive' },
  },
} as const satisfies Table;

export const collectionAction = {
  name: 'dun_collectionaction',
  set: 'dun_collectionactions',
  schemaName: 'dun_CollectionAction',
  label: 'Collection action',
  plural: 'Collection actions',
  description:
    'The intent to do one thing for one debtor, with its reasons. Its id is derived from its key, so it exists once.',
  ownership: 'user',
  primaryName: 'dun_name',
  columns: {
    dun_name: { type: 'text', maxLength: 200, label: 'Name', required: true },
    dun_key: {
      type: 'text',
      maxLength: 200,
      label: 'Key',
      description: 'Debtor, step and occurrence.',
      required: true,
    },
    dun_debtorid: { type: 'lookup', target: 'dun_debtor', label: 'Debtor', required: true },
    dun_caseid: { type: 'lookup', target: 'dun_collectioncase', label: 'Case' },
    dun_step: { type: 'text', maxLength: 40, label: 'Step code', required: true },
    dun_steporder: { type: 'integer', min: 1, max: 100, label: 'Step order', required: true },
    dun_stepname: { type: 'text', maxLength: 100, label: 'Step', required: true },
    dun_strategy: { type: 'text', maxLength: 40, label: 'Strategy code' },
    dun_channel: { type: 'choice', options: channel, label: 'Channel', required: true },
    dun_template: { type: 'text', maxLength: 60, label: 'Template code', required: true },
    dun_plannedon: { type: 'date', label: 'Planned on', required: true },
    dun_notbefore: { type: 'instant', label: 'Not before', required: true },
    dun_amount: { type: 'money', label: 'Amount', required: true },
    dun_payby: { type: 'date', label: 'To pay by', description: 'The day by which it asks to be paid.' },
    dun_lines: {
      type: 'memo',
      maxLength: 1_000_000,
      label: 'Lines',
      description: 'The items and amounts this action is about (JSON).',
      required: true,
    },
    dun_because: { type: 'memo', maxLength: 100_000, label: 'Why', required: true },
    dun_ledgerhash: {
      type: 'text',
      maxLength: 64,
      label: 'Ledger',
      description: 'Digest of the items and amounts at planning.',
      required: true,
    },
    dun_policyversion: { type: 'text', maxLength: 64, label: 'Policy version', required: true },
    dun_executedon: {
      type: 'date',
      label: 'Done on',
      description: 'The company\u2019s local day of the effect.',
    },
    dun_contactedon: {
      type: 'date',
      label: 'Contacted on',
      description: 'The customer\u2019s local day of the effect.',
    },
    dun_result: {
      type: 'memo',
      maxLength: 2000,
      label: 'Result',
      description: 'Why it failed, was cancelled or is unknown; or the receipt.',
    },
  },
  keys: { dun_collectionaction_key: ['dun_key'] },
  status: {
    planned: { value: 1, label: 'Planned', state: 'active' },
    reserved: { value: firstOption, label: 'Being sent', state: 'active' },
    withPerson: { value: firstOption + 1, label: 'With a person', state: 'active' },
    unknown: { value: firstOption + 2, label: 'Unknown, needs a person', state: 'active' },
    failed: { value: firstOption + 3, label: 'Failed, needs a person', state: 'active' },
    sent: { value: 2, label: 'Sent', state: 'inactive' },
    done: { value: firstOption + 4, label: 'Done by a person', state: 'inactive' },
    cancelled: { value: firstOption + 5, label: 'Cancelled', state: 'inactive' },
  },
} as const satisfies Table;

export const dispatch = {
  name: 'dun_dispatch',
  set: 'dun_dispatches',
  schemaName: 'dun_Dispatch',
  label: 'Dispatch',
  plural: 'Dispatches',
  description: 'One attempt to have an effect outside: the exact bytes, their digest and the receipt.',
  ownership: 'user',
  primaryName: 'dun_name',
  columns: {
    dun_name: { type: 'text', maxLength: 200, label: 'Name', required: true },
    dun_actionid: { type: 'lookup', target: 'dun_collectionaction', label: 'Action', required: true },
    dun_channel: { type: 'choice', options: channel, label: 'Channel', required: true },
    dun_recipient: { type: 'text', maxLength: 400, label: 'Recipient', required: true },
    dun_sender: { type: 'text', maxLength: 400, label: 'Sender' },
    dun_subject: { type: 'text', maxLength: 400, label: 'Subject' },
    dun_content: {
      type: 'memo',
      maxLength: 1_000_000,
      label: 'Content',
      description: 'The exact message sent; for letters its text, the PDF being the document.',
      required: true,
    },
    dun_document: { type: 'file', maxKilobytes: 10_240, label: 'Document' },
    dun_hash: {
      type: 'text',
      maxLength: 64,
      label: 'Digest',
      description: 'SHA-256 of the exact bytes.',
      required: true,
    },
    dun_reservedon: { type: 'instant', label: 'Reserved on', required: true },
    dun_finishedon: { type: 'instant', label: 'Finished on' },
    dun_receipt: { type: 'memo', maxLength: 2000, label: 'Receipt' },
  },
  keys: {},
  status: {
    reserved: { value: 1, label: 'Reserved', state: 'active' },
    unknown: { value: firstOption, label: 'Unknown', state: 'active' },
    sent: { value: 2, label: 'Sent', state: 'inactive' },
    failed: { value: firstOption + 1, label: 'Failed', state: 'inactive' },
  },
} as const satisfies Table;

export const sms = {
  name: 'dun_sms',
  set: 'dun_smses',
  schemaName: 'dun_Sms',
  label: 'SMS',
  plural: 'SMS messages',
  description: 'A text message as it stands on the timeline.',
  ownership: 'user',
  activity: true,
  primaryName: 'subject',
  columns: {
    dun_phonenumber: { type: 'text', maxLength: 50, format: 'phone', label: 'Phone number' },
    dun_actionid: { type: 'lookup', target: 'dun_collectionaction', label: 'Collection action' },
    dun_caseid: { type: 'lookup', target: 'dun_collectioncase', label: 'Case' },
  },
  keys: {},
} as const satisfies Table;

const links = {
  dun_actionid: { type: 'lookup', target: 'dun_collectionaction', label: 'Collection action' },
  dun_caseid: { type: 'lookup', target: 'dun_collectioncase', label: 'Case' },
} as const;

/** Activities of the CRM that Dunlin writes or reads: regarding the customer, with lookups to the action and the case. */
export const activityExtensions = [
  { name: 'email', set: 'emails', columns: links },
  { name: 'letter', set: 'letters', columns: links },
  { name: 'phonecall', set: 'phonecalls', columns: links },
  {
    name: 'task',
    set: 'tasks',
    columns: {
      ...links,
      dun_disputeid: { type: 'lookup', target: 'dun_dispute', label: 'Dispute' },
      dun_department: {
        type: 'text',
        maxLength: 40,
        label: 'Department',
        description: 'Which department finds something out for the dispute.',
      },
    },
  },
] as const satisfies readonly Extension[];
