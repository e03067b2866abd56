/** Whether a dispute may be settled as it is proposed, and who has approved so far. */
import {
  approvalStanding,
  checkApproval,
  rolesNeeded,
  type Approval,
  type ApprovalRule,
  type Resolution,
} from '@dunlin/shared/disputes/approval';
import type { Dispute } from '@dunlin/shared/disputes/dispute';
import { amountAtStake, settle, type Proposal } from '@dunlin/shared/disputes/settle';
import { toMajor, type Money } from '@dunlin/shared/money/money';
import { bindCurrency } from '@dunlin/shared/records/currencies';
import type { DisputeRow } from '@dunlin/shared/records/agreement-rows';
import {
  approvalsOf,
  proposalIn,
  proposalText,
  type ApprovalRow,
} from '@dunlin/shared/records/proposal-rows';
import { openDisputeTasks } from '@dunlin/shared/strategy/escalation-follow-ups';
import type { Facts } from '@dunlin/shared/strategy/facts';
import { dispute as table } from '@dunlin/shared/tables/agreements';
import { bindTo, statusOf } from '@dunlin/shared/tables/wire';
import type { Change, Row } from '../dataverse/client.ts';
import { asText, inWords, type Question } from './agreement-marks.ts';
import { approvalMarks, counting, isGiven } from './approvals.ts';

type Settlement = {
  /** What is missing. */
  readonly problems: readonly string[];
  readonly columns: Row;
  /** Of the approvals. */
  readonly marks: readonly Change[];
};

/** A proposal with who made it, and what the row is to say of both. */
export type Proposed = {
  readonly proposal: Proposal;
  /** What approvals name; undefined when nothing is at stake. */
  readonly text: string | undefined;
  readonly columns: Row;
};

/** Whoever changed it proposed it; before, it was somebody else's. The app changes none: what it wrote last, or another amount that is open, is still theirs. */
export function proposedNow(
  row: DisputeRow,
  dispute: Dispute,
  read: Proposal,
  { facts, question }: { readonly facts: Facts; readonly question: Question },
): Proposed {
  const text = proposalText(read, dispute, facts.receivables);
  const isChanged = row.dun_proposal !== (text ?? null) && row._modifiedby_value !== question.app;
  const proposal: Proposal = { ...read, proposedBy: isChanged ? row._modifiedby_value : read.proposedBy };
  const by = { 'dun_proposedbyid@odata.bind': bindTo('systemusers', proposal.proposedBy) };
  return { proposal, text, columns: { dun_proposal: text ?? null, ...(text !== undefined && by) } };
}

export function settlement(of: {
  readonly row: DisputeRow;
  readonly dispute: Dispute;
  readonly proposed: Proposed;
  readonly facts: Facts;
  readonly question: Question;
  readonly roles: ReadonlyMap<string, readonly string[]>;
}): Settlement {
  const { row, dispute, facts, question, roles } = of;
  const { proposal, text, columns: proposed } = of.proposed;
  const { company, today, approvals } = question;
  const policy = company.policy(today);
  const matrix = policy.agreements.disputeApprovals;
  const amount = amountAtStake(proposal, dispute, facts.receivables);
  const looked =
    amount && text !== undefined
      ? lookedAt(approvals, {
          dispute,
          proposal,
          amount,
          text,
          matrix,
          roles,
          zone: company.company.dun_timezone,
        })
      : { rows: approvals, approvals: [], problems: new Map<string, string>(), needed: [] };
  const settled = settle(
    {
      dispute,
      proposal,
      receivables: facts.receivables,
      tasks: openDisputeTasks(policy, facts, today).filter((task) => task.dispute === dispute.id),
      matrix,
      approvals: looked.approvals,
    },
    today,
  );
  const isDecided = row.statecode !== 0;
  const marks = approvalMarks(approvals, looked.rows, looked.problems);
  if (!settled.ok) {
    const problems = settled.refusals.map(inWords);
    const columns = { ...proposed, ...statusOf(table.status.underReview), dun_result: asText(problems) };
    return { problems, columns, marks };
  }
  // Where nobody has to approve, whoever proposed decides by closing the dispute.
  if (!isDecided && looked.needed.length === 0) {
    return {
      problems: [],
      columns: { ...proposed, ...statusOf(table.status.underReview), dun_result: null },
      marks,
    };
  }
  const state = proposal.resolution === 'reject' ? 'rejected' : 'accepted';
  const [granted] = proposal.granted;
  return {
    problems: [],
    marks,
    columns: {
      ...proposed,
      ...statusOf(table.status[state]),
      dun_resolvedon: today,
      dun_result: null,
      dun_settlement: table.columns.dun_settlement.options[proposal.resolution].value,
      ...(granted && {
        dun_granted: toMajor(granted.amount),
        ...bindCurrency(company.currencies, granted.amount.currency),
      }),
    },
  };
}

/** Whether everybody who has to has approved of what a settled dispute granted or rejected. */
export function isBacked(
  row: DisputeRow,
  dispute: Dispute,
  { company, approvals, today }: Question,
): boolean {
  const matrix = company.policy(today).agreements.disputeApprovals;
  if (matrix.length === 0) return true;
  const about = proposalIn(row.dun_proposal);
  if (!about || !isWhatWasDone(about, dispute)) return false;
  const needed = rolesNeeded(matrix, { reason: dispute.reason, ...about });
  if (!needed.ok) return false;
  const standing = approvalStanding({
    atStake: { reason: dispute.reason, ...about },
    roles: needed.roles,
    approvals: approvalsOf(approvals, {
      ...about,
      text: row.dun_proposal ?? '',
      zone: company.company.dun_timezone,
    }),
    involved: [
      dispute.openedBy,
      ...(row._dun_proposedbyid_value === null ? [] : [row._dun_proposedbyid_value]),
    ],
  });
  return standing.kind === 'approved';
}

function isWhatWasDone(
  { resolution, amount }: { readonly resolution: Resolution; readonly amount: Money },
  dispute: Dispute,
): boolean {
  if (dispute.state !== 'accepted') return resolution === 'reject';
  const [granted] = dispute.granted;
  return (
    resolution === dispute.resolution &&
    granted?.amount.minor === amount.minor &&
    granted.amount.currency === amount.currency
  );
}

/** Approvals that were just given count for the role that is needed and that their giver holds; or they do not, and say why. */
function lookedAt(
  rows: readonly ApprovalRow[],
  about: {
    readonly dispute: Dispute;
    readonly proposal: Proposal;
    readonly amount: Money;
    readonly text: string;
    readonly matrix: readonly ApprovalRule[];
    readonly roles: ReadonlyMap<string, readonly string[]>;
    readonly zone: string;
  },
): {
  readonly rows: readonly ApprovalRow[];
  readonly approvals: readonly Approval[];
  readonly problems: ReadonlyMap<string, string>;
  readonly needed: readonly string[];
} {
  const { dispute, proposal, amount, text, matrix, roles, zone } = about;
  const { resolution } = proposal;
  const asked = rolesNeeded(matrix, { reason: dispute.reason, resolution, amount });
  const needed = asked.ok ? asked.roles : [];
  const involved = [dispute.openedBy, proposal.proposedBy];
  const read = (all: readonly ApprovalRow[]): readonly Approval[] =>
    approvalsOf(all, { text, resolution, amount, zone });
  const problems = new Map<string, string>();
  let now = rows;
  for (const row of rows.filter(isGiven)) {
    const held = roles.get(row._createdby_value) ?? [];
    const given = read(now);
    const free = needed.filter((role) => !given.some((one) => one.role === role));
    const role = free.find((one) => held.includes(one)) ?? free[0] ?? needed[0] ?? '';
    const counted = counting(row, { role, text });
    const [approval] = read([counted]);
    if (!approval) continue;
    const checked = checkApproval({ approval, held, roles: needed, approvals: given, involved });
    if (checked.ok) {
      now = now.map((one) => (one.dun_approvalid === row.dun_approvalid ? counted : one));
    } else {
      problems.set(row.dun_approvalid, checked.refusals.map(inWords).join('\n'));
    }
  }
  return { rows: now, approvals: read(now), problems, needed };
}
