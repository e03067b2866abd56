/** All tables of the solution, in an order in which they can be created. */
import { dispute, hold, promise, promiseItem } from './agreements.ts';
import { approval, dueDateChange } from './approvals.ts';
import { activityExtensions, collectionAction, collectionCase, dispatch, sms } from './collection.ts';
import { company, sendControl } from './company.ts';
import { debtor, payment, receivable } from './ledger.ts';
import { alert, segmentChange } from './alerts.ts';
import {
  alertRule,
  calendar,
  contactPolicy,
  scoreCard,
  segment,
  severity,
  strategy,
  strategyStep,
  template,
} from './policy.ts';
import { noticeOptOut } from './notices.ts';
import { policyRun, policyVersion } from './publishing.ts';
import { rejectedRow, syncChunk, syncRun } from './runs.ts';
import { creditHold, erpCommand, tradingOrder } from './trading.ts';

export const tables = {
  calendar,
  contactPolicy,
  company,
  sendControl,
  strategy,
  strategyStep,
  segment,
  severity,
  alertRule,
  scoreCard,
  template,
  debtor,
  receivable,
  payment,
  collectionCase,
  collectionAction,
  dispatch,
  sms,
  promise,
  promiseItem,
  dispute,
  hold,
  dueDateChange,
  approval,
  creditHold,
  tradingOrder,
  erpCommand,
  alert,
  segmentChange,
  noticeOptOut,
  syncRun,
  syncChunk,
  rejectedRow,
  policyVersion,
  policyRun,
} as const;

export const extensions = activityExtensions;
