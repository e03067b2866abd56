/**
 * Settling a dispute: crediting it, having the invoice adjusted, or rejecting it. It is settled when it is under review, its mandatory
 * tasks are closed, what is granted fits what was disputed, and everybody whose approval is needed has approved.
 */
import type { IsoDate } from '../dates/iso-date.ts';
import { add, money, toDecimalText, type Money } from '../money/money.ts';
import { isOpenInvoice, type Receivable } from '../receivables/receivable.ts';
import type { Refusal } from '../receivables/refusal.ts';
import {
  approvalStanding,
  rolesNeeded,
  type Approval,
  type ApprovalRule,
  type Resolution,
} from './approval.ts';
import type { Dispute, GrantedItem } from './dispute.ts';
import { disputeTransition } from './states.ts';
import { blockingTasks, type DepartmentTask } from './tasks.ts';

export type Proposal = {
  readonly resolution: Resolution;
  /** What the customer gets; nothing when it is rejected. */
  readonly granted: readonly GrantedItem[];
  readonly proposedBy: string;
  readonly comment: string;
};

export type SettleRefusalCode =
  | 'wrongState'
  | 'noComment'
  | 'nothingGranted'
  | 'grantedOnRejection'
  | 'grantedTwice'
  | 'notDisputed'
  | 'grantedNotPositive'
  | 'grantedAboveDisputed'
  | 'otherCurrency'
  | 'nothingAtStake'
  | 'tasksOpen'
  | 'noApprovalRule'
  | 'approvalMissing'
  | 'approvalDeclined';

export type Settled =
  | { readonly ok: true; readonly dispute: Dispute }
  | { readonly ok: false; readonly refusals: readonly Refusal<SettleRefusalCode>[] };

export function settle(
  question: {
    readonly dispute: Dispute;
    readonly proposal: Proposal;
    readonly receivables: readonly Receivable[];
    readonly tasks: readonly DepartmentTask[];
    readonly matrix: readonly ApprovalRule[];
    readonly approvals: readonly Approval[];
  },
  asOf: IsoDate,
): Settled {
  const { dispute, proposal, receivables, tasks } = question;
  const { resolution, granted } = proposal;
  const refusals = [
    ...refusalsOfState(dispute, resolution),
    ...refusalsOfProposal(proposal),
    ...granted.flatMap((one) => refusalsOfGrant(one, dispute, receivables)),
    ...refusalsOfTasks(tasks, asOf),
  ];
  // Approvers are asked about a proposal that can be carried out.
  const found = refusals.length > 0 ? refusals : refusalsOfApproval(question);
  if (found.length > 0) return { ok: false, refusals: found };
  const { id, debtor, reason, openedOn, openedBy, items } = dispute;
  const complaint = { id, debtor, reason, openedOn, openedBy, items };
  return {
    ok: true,
    dispute:
      resolution === 'reject'
        ? { ...complaint, state: 'rejected', resolvedOn: asOf }
        : { ...complaint, state: 'accepted', resolvedOn: asOf, resolution, granted },
  };
}

/**
 * What a proposal is about in money: what it grants, or what it rejects. Undefined when there is nothing to grant or reject.
 * @throws RangeError when currencies are mixed; a proposal that was checked has one.
 */
export function amountAtStake(
  proposal: Pick<Proposal, 'resolution' | 'granted'>,
  dispute: Dispute,
  receivables: readonly Receivable[],
): Money | undefined {
  const amounts =
    proposal.resolution === 'reject'
      ? dispute.items.flatMap(({ receivable }) => disputedOf(dispute, receivable, receivables) ?? [])
      : proposal.granted.map(({ amount }) => amount);
  return amounts.length === 0 ? undefined : amounts.reduce(add);
}

function refusalsOfState(dispute: Dispute, resolution: Resolution): readonly Refusal<SettleRefusalCode>[] {
  const next = disputeTransition(dispute.state, resolution === 'reject' ? 'reject' : 'accept');
  if (typeof next === 'string') return [];
  const remedy = dispute.state === 'open' ? 'Take it up for review first' : 'Open a new dispute';
  return [{ code: 'wrongState', field: 'state', value: dispute.state, remedy }];
}

function refusalsOfProposal({
  resolution,
  granted,
  comment,
}: Proposal): readonly Refusal<SettleRefusalCode>[] {
  const refusals: Refusal<SettleRefusalCode>[] = [];
  if (comment.trim() === '') {
    refusals.push({
      code: 'noComment',
      field: 'comment',
      value: '',
      remedy: 'Say why it is settled this way',
    });
  }
  if (resolution === 'reject' && granted.length > 0) {
    const value = granted.map(({ amount }) => inWords(amount)).join(', ');
    const remedy = 'Grant nothing when it is rejected, or credit or adjust it instead';
    refusals.push({ code: 'grantedOnRejection', field: 'granted', value, remedy });
  }
  if (resolution !== 'reject' && granted.length === 0) {
    const remedy = 'Say how much of which item is granted, or reject the dispute';
    refusals.push({ code: 'nothingGranted', field: 'granted', value: '', remedy });
  }
  const items = granted.map(({ receivable }) => receivable);
  const twice = items.find((item, at) => items.indexOf(item) !== at);
  if (twice !== undefined) {
    const remedy = 'Name each item once, with all that is granted of it';
    refusals.push({ code: 'grantedTwice', field: 'granted', value: twice, remedy });
  }
  return refusals;
}

function refusalsOfGrant(
  { receivable, amount }: GrantedItem,
  dispute: Dispute,
  receivables: readonly Receivable[],
): readonly Refusal<SettleRefusalCode>[] {
  const disputed = disputedOf(dispute, receivable, receivables);
  const field = 'granted';
  if (!disputed) {
    return [
      { code: 'notDisputed', field, value: receivable, remedy: 'Grant only open items that are disputed' },
    ];
  }
  const value = inWords(amount);
  if (amount.currency !== disputed.currency) {
    return [{ code: 'otherCurrency', field, value, remedy: `The item is in ${disputed.currency}` }];
  }
  if (amount.minor <= 0) {
    return [
      {
        code: 'grantedNotPositive',
        field,
        value,
        remedy: 'Grant an amount above zero, or reject the dispute',
      },
    ];
  }
  if (amount.minor > disputed.minor) {
    return [{ code: 'grantedAboveDisputed', field, value, remedy: `Only ${inWords(disputed)} is disputed` }];
  }
  return [];
}

function refusalsOfTasks(
  tasks: readonly DepartmentTask[],
  asOf: IsoDate,
): readonly Refusal<SettleRefusalCode>[] {
  return blockingTasks(tasks, asOf).map(({ department, deadline }) => ({
    code: 'tasksOpen',
    field: 'tasks',
    value: department,
    remedy: `The task of ${department} has to be closed first; its deadline is ${deadline}`,
  }));
}

function refusalsOfApproval(question: {
  readonly dispute: Dispute;
  readonly proposal: Proposal;
  readonly receivables: readonly Receivable[];
  readonly matrix: readonly ApprovalRule[];
  readonly approvals: readonly Approval[];
}): readonly Refusal<SettleRefusalCode>[] {
  const { dispute, proposal, receivables, matrix, approvals } = question;
  const { resolution, proposedBy } = proposal;
  const field = 'approvals';
  const amount = amountAtStake(proposal, dispute, receivables);
  if (!amount) {
    const remedy = 'Nothing of it is open any more: withdraw the dispute';
    return [{ code: 'nothingAtStake', field: 'items', value: '', remedy }];
  }
  const atStake = { reason: dispute.reason, resolution, amount };
  const needed = rolesNeeded(matrix, atStake);
  if (!needed.ok) {
    const remedy = `The approval matrix has no rule for ${needed.currency}: add one`;
    return [{ code: 'noApprovalRule', field, value: inWords(amount), remedy }];
  }
  const involved = [dispute.openedBy, proposedBy];
  const standing = approvalStanding({ atStake, roles: needed.roles, approvals, involved });
  switch (standing.kind) {
    case 'approved':
      return [];
    case 'declined': {
      const remedy = `${standing.by} declined it: ${standing.comment}. Propose something else`;
      return [{ code: 'approvalDeclined', field, value: inWords(amount), remedy }];
    }
    case 'waiting':
      return standing.roles.map((role) => ({
        code: 'approvalMissing',
        field,
        value: role,
        remedy: `Somebody who holds the role ${role} has to approve ${inWords(amount)}`,
      }));
  }
}

/** What is disputed of an item that is still open; undefined when nothing is. */
function disputedOf(dispute: Dispute, id: string, receivables: readonly Receivable[]): Money | undefined {
  const receivable = receivables.find((one) => one.id === id && isOpenInvoice(one));
  const item = dispute.items.find((one) => one.receivable === id);
  if (!receivable || !item) return undefined;
  const { open } = receivable;
  return item.amount === undefined
    ? open
    : money(Math.min(item.amount.minor, open.minor), item.amount.currency);
}

function inWords(amount: Money): string {
  return `${toDecimalText(amount)} ${amount.currency}`;
}
