/** Another due date that people agreed to: checked against the ledger, and in force once somebody else approved it. */
import { dateIn, instant } from '@dunlin/shared/dates/instant';
import { checkDueDateChange, type DueDateChange } from '@dunlin/shared/promises/due-date-change';
import { dueDateChangeOf, type DueDateChangeRow } from '@dunlin/shared/records/due-date-rows';
import { dueDateChange } from '@dunlin/shared/tables/approvals';
import { statusOf } from '@dunlin/shared/tables/wire';
import { inWords, marked, refused, type CheckedAgreement, type Question } from './agreement-marks.ts';
import { approvedByColumn, secondLook } from './approvals.ts';
import { factsOf } from './load-debtors.ts';

const { waiting, approved, declined, ended } = dueDateChange.status;

export function checkedDueDateChange(row: DueDateChangeRow, question: Question): CheckedAgreement {
  const { loaded, company, approvals, today } = question;
  if (row.dun_withdrawnon !== null)
    return { problems: [], changes: marked(row, dueDateChange, statusOf(ended)) };
  const { receivables } = factsOf(loaded, company);
  const item = receivables.find(({ id }) => id === row._dun_receivableid_value);
  // Until it is approved it is asked for from the ledger's date as it is now.
  const isApproved = row.statuscode === approved.value;
  const asked = {
    ...row,
    _dun_approvedbyid_value: null,
    ...(!isApproved && { dun_originaldueon: null }),
  };
  const zone = company.company.dun_timezone;
  const read = dueDateChangeOf(asked, { ledgerDueOn: item?.dueOn, zone });
  if (!read.ok) return refused(row, read.problems, dueDateChange);
  const written = read.value;
  const look = secondLook(approvals, { writtenBy: written.requestedBy, text: textOf(written) });
  const change: DueDateChange = {
    ...written,
    ...(look.approvedBy !== undefined && { approvedBy: look.approvedBy }),
  };
  const around = { receivables, maxExtensionDays: company.policy(today).agreements.longestExtensionDays };
  const checked = checkDueDateChange(change, around, dateIn(zone, instant(row.createdon)));
  if (!checked.ok && !isApproved) {
    const { problems, changes } = refused(row, checked.refusals.map(inWords), dueDateChange);
    return { problems, changes: [...look.marks, ...changes] };
  }
  const columns = {
    dun_name: `${item?.document ?? ''} ${textOf(change)}`.trim().slice(0, 200),
    dun_originaldueon: change.originalDueOn,
    dun_validfrom: change.validFrom,
  };
  if (look.declined) {
    const dun_result = `Declined. ${look.declined.comment}`.slice(0, 2000);
    const marks = marked(row, dueDateChange, { ...columns, ...statusOf(declined), dun_result });
    return { problems: [], changes: [...look.marks, ...marks] };
  }
  const state =
    look.approvedBy === undefined
      ? { ...statusOf(waiting), dun_result: 'Somebody else has to approve it: a supervisor.' }
      : { ...statusOf(approved), dun_result: null, ...approvedByColumn(look.approvedBy) };
  return {
    problems: [],
    changes: [...look.marks, ...marked(row, dueDateChange, { ...columns, ...state })],
  };
}

/** `2026-03-01 to 2026-04-01 from 2026-02-20` */
function textOf({ originalDueOn, newDueOn, validFrom }: DueDateChange): string {
  return `${originalDueOn} to ${newDueOn} from ${validFrom}`;
}
