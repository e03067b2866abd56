import { firstOption, type Table } from './table.ts';

/** Whether a debtor may be sold to, who ordered it, and what the ERP is told. */

export const tradingStatus = {
  free: { value: firstOption, label: 'Free' },
  conditional: { value: firstOption + 1, label: 'Conditional' },
  blocked: { value: firstOption + 2, label: 'Blocked' },
} as const;

const restriction = { conditional: tradingStatus.conditional, blocked: tradingStatus.blocked } as const;

export const creditHold = {
  name: 'dun_credithold',
  set: 'dun_creditholds',
  schemaName: 'dun_CreditHold',
  label: 'Credit hold',
  plural: 'Credit holds',
  description:
    'A time during which a debtor is not sold to freely, and why. Those in force are the black list; the others are its history. Written by the app alone.',
  ownership: 'user',
  primaryName: 'dun_name',
  columns: {
    dun_name: { type: 'text', maxLength: 200, label: 'Name', required: true },
    dun_debtorid: { type: 'lookup', target: 'dun_debtor', label: 'Debtor', required: true },
    dun_tradingstatus: { type: 'choice', options: restriction, label: 'Trading status', required: true },
    dun_rule: {
      type: 'text',
      maxLength: 100,
      label: 'Rule',
      description: 'The rule that set it, or order when a person did.',
      required: true,
    },
    dun_reason: { type: 'text', maxLength: 400, label: 'Reason' },
    dun_amounts: { type: 'text', maxLength: 400, label: 'Amounts' },
    dun_setbyid: { type: 'lookup', target: 'systemuser', label: 'Ordered by' },
    dun_placedon: { type: 'date', label: 'Placed on', required: true },
    dun_releasedon: { type: 'date', label: 'Released on' },
    dun_releasedbyid: { type: 'lookup', target: 'systemuser', label: 'Released by' },
    dun_afterid: { type: 'lookup', target: 'dun_credithold', label: 'Hold before' },
  },
  keys: {},
  status: {
    inForce: { value: 1, label: 'In force', state: 'active' },
    released: { value: 2, label: 'Released', state: 'inactive' },
  },
} as const satisfies Table;

export const tradingOrder = {
  name: 'dun_tradingorder',
  set: 'dun_tradingorders',
  schemaName: 'dun_TradingOrder',
  label: 'Trading order',
  plural: 'Trading orders',
  description:
    'What a person ordered about selling to a debtor: to block, to sell on conditions, or to set the rules aside until a day.',
  ownership: 'user',
  primaryName: 'dun_name',
  columns: {
    dun_name: { type: 'text', maxLength: 200, label: 'Name' },
    dun_debtorid: { type: 'lookup', target: 'dun_debtor', label: 'Debtor', required: true },
    dun_tradingstatus: { type: 'choice', options: tradingStatus, label: 'Trading status', required: true },
    dun_reason: { type: 'text', maxLength: 400, label: 'Reason', required: true },
    dun_from: { type: 'date', label: 'From', description: 'Empty: the day it was entered.' },
    dun_until: {
      type: 'date',
      label: 'Until',
      description: 'The last day. A release needs one: until then no rule restricts the customer.',
    },
    dun_withdrawnon: { type: 'date', label: 'Withdrawn on' },
    dun_result: { type: 'memo', maxLength: 2000, label: 'Why it is not valid' },
  },
  keys: {},
  status: {
    active: { value: 1, label: 'In force', state: 'active' },
    refused: { value: firstOption, label: 'Not valid', state: 'active' },
    ended: { value: 2, label: 'Ended', state: 'inactive' },
  },
} as const satisfies Table;

export const erpCommand = {
  name: 'dun_erpcommand',
  set: 'dun_erpcommands',
  schemaName: 'dun_ErpCommand',
  label: 'Command to the ERP',
  plural: 'Commands to the ERP',
  description:
    'What the ERP is asked to do, once: a file named by the id of this row. Written by the app alone.',
  ownership: 'user',
  primaryName: 'dun_name',
  columns: {
    dun_name: { type: 'text', maxLength: 200, label: 'Name', required: true },
    dun_debtorid: { type: 'lookup', target: 'dun_debtor', label: 'Debtor', required: true },
    dun_kind: {
      type: 'choice',
      options: {
        tradingStatus: { value: firstOption, label: 'Trading status' },
        creditNote: { value: firstOption + 1, label: 'Credit note' },
        dueDate: { value: firstOption + 2, label: 'Due date' },
      },
      label: 'Kind',
      required: true,
    },
    dun_content: {
      type: 'memo',
      maxLength: 100_000,
      label: 'Content',
      description: 'The exact bytes of the file (JSON).',
      required: true,
    },
    dun_senton: { type: 'instant', label: 'Sent on' },
  },
  keys: {},
  status: {
    waiting: { value: 1, label: 'Waiting', state: 'active' },
    sending: { value: firstOption, label: 'Being sent', state: 'active' },
    sent: { value: 2, label: 'Sent', state: 'inactive' },
  },
} as const satisfies Table;
