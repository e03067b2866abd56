/** All tables of the solution, in an order in which they can be created. */
import { dispute, hold, promise, promiseItem } from './agreements.ts';
import { activityExtensions, collectionAction, collectionCase, dispatch, sms } from './collection.ts';
import { company, sendControl } from './company.ts';
import { debtor, payment, receivable } from './ledger.ts';
import { alert, segmentChange } from './alerts.ts';
import {
  alertRule,
  calendar,
  contactPolicy,
  segment,
  severity,
  strategy,
  strategyStep,
  template,
} from './policy.ts';
import { rejectedRow, syncChunk, syncRun } from './runs.ts';

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
  alert,
  segmentChange,
  syncRun,
  syncChunk,
  rejectedRow,
} as const;

export const extensions = activityExtensions;
