/** Who approved or declined what people wrote, and whether that counts. The creator of an approval is who decided: nobody can put in another. */
import { bindTo } from '@dunlin/shared/tables/wire';
import { decisionOf, type ApprovalRow } from '@dunlin/shared/records/proposal-rows';
import { approval } from '@dunlin/shared/tables/approvals';
import { statusOf } from '@dunlin/shared/tables/wire';
import type { Change, Row } from '../dataverse/client.ts';

const { given, counts, refused } = approval.status;

export function isGiven({ statuscode }: ApprovalRow): boolean {
  return statuscode === given.value;
}

/**
 * The rows as the app found them: one that says it counts, and that nobody wrote since who gave it, was made to say so. People make approvals
 * and change none, so that the app is the last to have written what really counts.
 */
export function asFound(rows: readonly ApprovalRow[]): readonly ApprovalRow[] {
  return rows.map((row) =>
    row.statuscode === counts.value && row._modifiedby_value === row._createdby_value
      ? { ...row, statuscode: given.value, dun_role: null, dun_proposal: null }
      : row,
  );
}

/** The row as it is once it counts. */
export function counting(
  row: ApprovalRow,
  as: { readonly role: string; readonly text: string },
): ApprovalRow {
  return { ...row, statuscode: counts.value, dun_role: as.role, dun_proposal: as.text };
}

/** How the rows that were looked at now are marked. @param problems by row id; the others count */
export function approvalMarks(
  before: readonly ApprovalRow[],
  after: readonly ApprovalRow[],
  problems: ReadonlyMap<string, string>,
): readonly Change[] {
  return before.filter(isGiven).flatMap((row): readonly Change[] => {
    const now = after.find(({ dun_approvalid }) => dun_approvalid === row.dun_approvalid);
    const problem = problems.get(row.dun_approvalid);
    if (problem === undefined && (!now || isGiven(now))) return [];
    const columns: Row =
      problem === undefined
        ? { ...statusOf(counts), dun_role: now?.dun_role ?? null, dun_proposal: now?.dun_proposal ?? null }
        : { ...statusOf(refused), dun_result: problem.slice(0, 2000) };
    return [
      {
        kind: 'update',
        collection: approval.set,
        key: row.dun_approvalid,
        ifMatch: row['@odata.etag'],
        row: { dun_name: decisionOf(row), ...columns },
      },
    ];
  });
}

/** Four eyes: one other person decides, and the last decision about what stands there now counts. */
export type SecondLook = {
  readonly approvedBy?: string;
  readonly declined?: { readonly by: string; readonly comment: string };
  readonly marks: readonly Change[];
};

/** @param text what is to be approved, as it stands: an approval says nothing of what was changed after it */
export function secondLook(
  approvals: readonly ApprovalRow[],
  { writtenBy, text }: { readonly writtenBy: string; readonly text: string },
): SecondLook {
  const problems = new Map(
    approvals
      .filter((row) => isGiven(row) && row._createdby_value === writtenBy)
      .map(({ dun_approvalid }) => [
        dun_approvalid,
        'Have it approved by somebody else: you wrote it yourself',
      ]),
  );
  const after = approvals.map((row) =>
    isGiven(row) && !problems.has(row.dun_approvalid) ? counting(row, { role: 'second person', text }) : row,
  );
  const last = after.findLast(
    ({ statuscode, dun_proposal }) => statuscode === counts.value && dun_proposal === text,
  );
  const marks = approvalMarks(approvals, after, problems);
  if (!last) return { marks };
  const by = last._createdby_value;
  return decisionOf(last) === 'approved'
    ? { approvedBy: by, marks }
    : { declined: { by, comment: last.dun_comment ?? '' }, marks };
}

export function approvedByColumn(approvedBy: string | undefined): Row {
  return approvedBy === undefined ? {} : { 'dun_approvedbyid@odata.bind': bindTo('systemusers', approvedBy) };
}
