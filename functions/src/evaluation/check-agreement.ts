/**
 * What people wrote – a promise, a dispute, a hold, another due date, a trading order – is checked by the rules of the domain. What cannot
 * stand is marked, with the reason; what can is completed.
 */
import { dateIn, instant } from '@dunlin/shared/dates/instant';
import { checkHold } from '@dunlin/shared/holds/check-hold';
import { checkOrder } from '@dunlin/shared/holds/check-order';
import { holdOf, type HoldRow } from '@dunlin/shared/records/agreement-rows';
import { tradingOrderOf, type TradingOrderRow } from '@dunlin/shared/records/trading-rows';
import { hold } from '@dunlin/shared/tables/agreements';
import { tradingOrder } from '@dunlin/shared/tables/trading';
import { statusOf } from '@dunlin/shared/tables/wire';
import {
  accepted,
  contextOf,
  inWords,
  marked,
  refused,
  type AgreementRow,
  type CheckedAgreement,
  type Question,
} from './agreement-marks.ts';
import { checkedDispute } from './check-dispute.ts';
import { checkedDueDateChange } from './check-due-date-change.ts';
import { checkedPromise } from './check-promise.ts';
import { factsOf } from './load-debtors.ts';

/** @param roles names of the security roles of those who approved or declined, by user */
export function checkedAgreement(
  row: AgreementRow,
  question: Question,
  roles: ReadonlyMap<string, readonly string[]>,
): CheckedAgreement {
  if ('dun_promiseid' in row) return checkedPromise(row, question);
  if ('dun_disputeid' in row) return checkedDispute(row, question, roles);
  if ('dun_duedatechangeid' in row) return checkedDueDateChange(row, question);
  if ('dun_tradingorderid' in row) return checkedOrder(row, question);
  return checkedHold(row, question);
}

/** Only a repayment agreement, a clarification or a decision has to end; insolvency and death have no last day. */
const holdReasons = Object.keys(hold.columns.dun_reason.options).map((code) => ({
  code,
  ...(code !== 'insolvency' && code !== 'deceased' && { longestDays: 365 }),
}));

function checkedHold(row: HoldRow, { loaded, company }: Question): CheckedAgreement {
  const facts = factsOf(loaded, company);
  const read = holdOf(row, contextOf(company));
  if (!read.ok) return refused(row, read.problems, hold);
  if (read.value.releasedOn !== undefined) return { problems: [], changes: [] };
  const enteredOn = dateIn(company.company.dun_timezone, instant(row.createdon));
  const checked = checkHold(
    read.value,
    { receivables: facts.receivables, holds: facts.holds, reasons: holdReasons },
    enteredOn,
  );
  if (!checked.ok) return refused(row, checked.refusals.map(inWords), hold);
  return accepted(row, hold, {
    dun_name: `${read.value.reason}, ${loaded.row.dun_name}`.slice(0, 200),
  });
}

function checkedOrder(row: TradingOrderRow, { loaded, company }: Question): CheckedAgreement {
  const read = tradingOrderOf(row, contextOf(company));
  if (!read.ok) return refused(row, read.problems, tradingOrder);
  if (read.value.withdrawnOn !== undefined) {
    return { problems: [], changes: marked(row, tradingOrder, statusOf(tradingOrder.status.active)) };
  }
  const enteredOn = dateIn(company.company.dun_timezone, instant(row.createdon));
  const checked = checkOrder(read.value, enteredOn);
  if (!checked.ok) return refused(row, checked.refusals.map(inWords), tradingOrder);
  return accepted(row, tradingOrder, {
    dun_name: `${read.value.status}, ${loaded.row.dun_name}`.slice(0, 200),
  });
}
