import type { Table } from './table.ts';

/** What the evaluation noticed of a debtor and people may want to know: alerts, and changes of segment. */

export const alert = {
  name: 'dun_alert',
  set: 'dun_alerts',
  schemaName: 'dun_Alert',
  label: 'Alert',
  plural: 'Alerts',
  description:
    'An alert rule began to hold for a debtor. It stands until the rule holds no more. Written by the evaluation alone.',
  ownership: 'user',
  primaryName: 'dun_name',
  columns: {
    dun_name: { type: 'text', maxLength: 200, label: 'Name' },
    dun_debtorid: { type: 'lookup', target: 'dun_debtor', label: 'Debtor', required: true },
    dun_alertruleid: { type: 'lookup', target: 'dun_alertrule', label: 'Alert rule', required: true },
    dun_raisedon: { type: 'date', label: 'Raised on', required: true },
    dun_clearedon: { type: 'date', label: 'Cleared on' },
    dun_because: {
      type: 'memo',
      maxLength: 2000,
      label: 'Why',
      description: 'As it was when it was raised.',
    },
  },
  keys: {},
  status: {
    raised: { value: 1, label: 'Raised', state: 'active' },
    cleared: { value: 2, label: 'Cleared', state: 'inactive' },
  },
} as const satisfies Table;

export const segmentChange = {
  name: 'dun_segmentchange',
  set: 'dun_segmentchanges',
  schemaName: 'dun_SegmentChange',
  label: 'Change of segment',
  plural: 'Changes of segment',
  description: 'A debtor went from one segment to another, and why. Written by the evaluation alone.',
  ownership: 'user',
  primaryName: 'dun_name',
  columns: {
    dun_name: { type: 'text', maxLength: 200, label: 'Name' },
    dun_debtorid: { type: 'lookup', target: 'dun_debtor', label: 'Debtor', required: true },
    dun_changedon: { type: 'date', label: 'Changed on', required: true },
    dun_beforeid: { type: 'lookup', target: 'dun_segment', label: 'Before' },
    dun_afterid: {
      type: 'lookup',
      target: 'dun_segment',
      label: 'After',
      description: 'Empty: no segment matches any more.',
    },
    dun_because: { type: 'memo', maxLength: 2000, label: 'Why', description: 'The rule and what was found.' },
    dun_policyversion: { type: 'text', maxLength: 64, label: 'Policy version' },
  },
  keys: {},
} as const satisfies Table;
