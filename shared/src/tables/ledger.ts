import { customerKind } from './policy.ts';
import { firstOption, type Table } from './table.ts';
import { tradingStatus } from './trading.ts';

export const debtor = {
  name: 'dun_debtor',
  set: 'dun_debtors',
  schemaName: 'dun_Debtor',
  label: 'Debtor',
  plural: 'Debtors',
  description: 'A customer towards one of our companies.',
  ownership: 'user',
  primaryName: 'dun_name',
  columns: {
    dun_name: { type: 'text', maxLength: 200, label: 'Name', required: true },
    dun_key: {
      type: 'text',
      maxLength: 64,
      label: 'Key',
      description: 'Digest of company code and customer number.',
      required: true,
    },
    dun_number: { type: 'text', maxLength: 100, label: 'Customer number', required: true },
    dun_companyid: { type: 'lookup', target: 'dun_company', label: 'Company', required: true },
    dun_customerid: { type: 'customer', label: 'Customer', required: true },
    dun_kind: { type: 'choice', options: customerKind, label: 'Kind', required: true },
    dun_country: { type: 'text', maxLength: 2, label: 'Country', required: true },
    dun_language: { type: 'text', maxLength: 5, label: 'Language', required: true },
    dun_nextevaluationon: {
      type: 'date',
      label: 'Next evaluation',
      description: 'The next day on which something can change. Empty: nothing can, until the ledger does.',
    },
    dun_timezone: {
      type: 'text',
      maxLength: 60,
      label: 'Time zone',
      description: 'IANA name such as Atlantic/Canary. Empty: that of the country.',
    },
    dun_hoursallowance: {
      type: 'choice',
      options: {
        agreed: { value: firstOption, label: 'The customer agreed to other hours' },
        noOtherWay: { value: firstOption + 1, label: 'Cannot be reached in any other way' },
      },
      label: 'Hours beyond a country pack',
      description:
        'Opens the hours that a country pack allows only then. The company\u2019s own hours hold all the same.',
    },
    dun_smsconsent: {
      type: 'choice',
      options: {
        given: { value: firstOption, label: 'Given' },
        withdrawn: { value: firstOption + 1, label: 'Withdrawn' },
      },
      label: 'Consent to SMS',
    },
    dun_failedaddresses: {
      type: 'memo',
      maxLength: 2000,
      label: 'Failed addresses',
      description:
        'Addresses that refused a message for good, one a line, with the day. They are not used until the customer has another one.',
    },
    dun_creditlimit: {
      type: 'money',
      label: 'Credit limit',
      description: 'As the ERP says. Where there is one, its currency is the debtor\u2019s.',
    },
    // Three columns that people write: a segment in spite of the rules.
    dun_segmentoverrideid: { type: 'lookup', target: 'dun_segment', label: 'Segment by hand' },
    dun_segmentoverrideuntil: {
      type: 'date',
      label: 'By hand until',
      description: 'The last day on which the segment chosen by hand counts. Empty: until it is taken away.',
    },
    dun_segmentoverridereason: { type: 'text', maxLength: 400, label: 'Why by hand' },
    // What follows is written by the evaluation alone.
    dun_evaluatedon: { type: 'date', label: 'Evaluated on' },
    dun_segmentid: { type: 'lookup', target: 'dun_segment', label: 'Segment' },
    dun_severityid: { type: 'lookup', target: 'dun_severity', label: 'Severity' },
    dun_atrisk: {
      type: 'text',
      maxLength: 400,
      label: 'At risk because',
      description: 'Early warnings that hold although nothing is overdue.',
    },
    dun_willingness: {
      type: 'integer',
      min: 0,
      max: 100,
      label: 'Willingness to pay',
      description:
        'Points of the score card for what is known, 100 at best. Empty: too little is known, or there is no card.',
    },
    dun_willingnessclass: { type: 'text', maxLength: 60, label: 'Willingness class' },
    dun_willingnesswhy: {
      type: 'memo',
      maxLength: 2000,
      label: 'Why this willingness',
      description: 'What each line of the score card gave.',
    },
    dun_willingnesson: {
      type: 'date',
      label: 'Willingness since',
      description: 'The day on which the points, or their reasons, last changed.',
    },
    dun_purchases: {
      type: 'money',
      label: 'Purchases',
      description:
        'Invoices less credit notes ever since, in the debtor\u2019s currency; kept up where a rule asks for it.',
    },
    dun_overdue: {
      type: 'money',
      label: 'Overdue',
      description: 'Past due, less credits, in the debtor\u2019s currency.',
    },
    dun_otheroverdue: { type: 'text', maxLength: 200, label: 'Overdue in other currencies' },
    // All that is open by days past due, in the debtor’s currency, as on the day of the evaluation.
    dun_balance: {
      type: 'money',
      label: 'Open balance',
      description: 'All that is open, due or not: what the five ages hold together, less open credits.',
    },
    dun_notdue: { type: 'money', label: 'Not due' },
    dun_days1to30: { type: 'money', label: '1–30 days' },
    dun_days31to60: { type: 'money', label: '31–60 days' },
    dun_days61to90: { type: 'money', label: '61–90 days' },
    dun_over90days: { type: 'money', label: 'Over 90 days' },
    dun_opencredits: {
      type: 'money',
      label: 'Open credits',
      description: 'Credit notes and unapplied cash, of no age: they are not set off against the ages.',
    },
    dun_otherbalance: { type: 'text', maxLength: 200, label: 'Balance in other currencies' },
    dun_oldestdueon: { type: 'date', label: 'Oldest due date' },
    dun_tradingstatus: {
      type: 'choice',
      options: tradingStatus,
      label: 'Trading status',
      description: 'Whether the customer is sold to freely, on conditions, or not at all. Empty: freely.',
    },
    dun_stage: { type: 'text', maxLength: 100, label: 'Stage' },
    dun_nextstep: { type: 'text', maxLength: 100, label: 'Next step' },
    dun_nextstepon: { type: 'date', label: 'Next step on' },
    dun_undonesince: {
      type: 'date',
      label: 'Not taken since',
      description:
        'Since when a step is due that was not taken; why, stands beside it. Empty when all was done in time.',
    },
    dun_because: { type: 'memo', maxLength: 4000, label: 'Why' },
    dun_factshash: {
      type: 'text',
      maxLength: 64,
      label: 'Facts',
      description: 'Digest of the facts the last decision was made from.',
    },
    dun_policyversion: { type: 'text', maxLength: 64, label: 'Policy version' },
  },
  // The second key is there for its index: the daily question is who is due.
  keys: { dun_debtor_key: ['dun_key'], dun_debtor_due: ['dun_nextevaluationon', 'dun_key'] },
} as const satisfies Table;

export const receivable = {
  name: 'dun_receivable',
  set: 'dun_receivables',
  schemaName: 'dun_Receivable',
  label: 'Receivable',
  plural: 'Receivables',
  description: 'An item of the ERP\u2019s ledger. Written by the import alone.',
  ownership: 'user',
  primaryName: 'dun_name',
  columns: {
    dun_name: { type: 'text', maxLength: 100, label: 'Document', required: true },
    dun_key: {
      type: 'text',
      maxLength: 64,
      label: 'Key',
      description: 'Digest of company code, kind and document number.',
      required: true,
    },
    dun_debtorid: { type: 'lookup', target: 'dun_debtor', label: 'Debtor', required: true },
    dun_kind: {
      type: 'choice',
      options: {
        invoice: { value: firstOption, label: 'Invoice' },
        creditNote: { value: firstOption + 1, label: 'Credit note' },
        unappliedCash: { value: firstOption + 2, label: 'Unapplied cash' },
      },
      label: 'Kind',
      required: true,
    },
    dun_issuedon: { type: 'date', label: 'Issued on', required: true },
    dun_dueon: { type: 'date', label: 'Due on', required: true },
    dun_amount: { type: 'money', label: 'Amount', required: true },
    dun_open: { type: 'money', label: 'Open', required: true },
    dun_productline: { type: 'text', maxLength: 100, label: 'Product line' },
    dun_settledon: {
      type: 'date',
      label: 'Settled on',
      description: 'As the ERP says; for items that left a full export, the day of that export.',
    },
    dun_source: { type: 'text', maxLength: 60, label: 'Source', required: true },
    dun_sequence: {
      type: 'integer',
      min: 0,
      max: 2_147_483_647,
      label: 'Source sequence',
      description: 'The drop that last changed this item.',
      required: true,
    },
  },
  keys: { dun_receivable_key: ['dun_key'] },
  status: {
    open: { value: 1, label: 'Open', state: 'active' },
    settled: { value: 2, label: 'Settled', state: 'inactive' },
    reversed: { value: firstOption, label: 'Reversed', state: 'inactive' },
  },
} as const satisfies Table;

export const payment = {
  name: 'dun_payment',
  set: 'dun_payments',
  schemaName: 'dun_Payment',
  label: 'Payment',
  plural: 'Payments',
  description: 'A payment the ERP reported, kept after settlement.',
  ownership: 'user',
  primaryName: 'dun_name',
  columns: {
    dun_name: { type: 'text', maxLength: 100, label: 'Document', required: true },
    dun_key: {
      type: 'text',
      maxLength: 64,
      label: 'Key',
      description: 'Digest of company code and payment document.',
      required: true,
    },
    dun_debtorid: { type: 'lookup', target: 'dun_debtor', label: 'Debtor', required: true },
    dun_paidon: { type: 'date', label: 'Paid on', required: true },
    dun_amount: { type: 'money', label: 'Amount', required: true },
    dun_clears: { type: 'text', maxLength: 100, label: 'For document' },
  },
  keys: { dun_payment_key: ['dun_key'] },
} as const satisfies Table;
