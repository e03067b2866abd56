/**
 * Who has to approve how a dispute is settled: by reason and by the amount at stake. Every rule that matches names a role that has to
 * approve, so a larger amount never needs fewer approvals, and departments approve side by side. Nobody approves what they opened
 * or proposed themselves, and nobody approves for two roles.
 */
import type { IsoDate } from '../dates/iso-date.ts';
import type { Currency, Money } from '../money/money.ts';
import { byText } from '../receivables/order.ts';
import { checked, type Checked, type Refusal } from '../receivables/refusal.ts';

export type Resolution = 'credit' | 'adjust' | 'reject';

export type ApprovalRule = {
  readonly role: string;
  /** Reasons of disputes; absent: all. */
  readonly reasons?: readonly string[];
  /** Absent: all. */
  readonly resolutions?: readonly Resolution[];
  readonly currency: Currency;
  /** The least amount at stake for which the role is asked; zero: always. */
  readonly fromMinor: number;
};

export type Approval = {
  readonly role: string;
  readonly by: string;
  readonly on: IsoDate;
  readonly decision: 'approved' | 'declined';
  readonly comment: string;
  /** What was approved: an approval says nothing of another resolution or amount. */
  readonly resolution: Resolution;
  readonly amount: Money;
};

export type AtStake = { readonly reason: string; readonly resolution: Resolution; readonly amount: Money };

export type NeededRoles =
  | { readonly ok: true; readonly roles: readonly string[] }
  /** No rule of the matrix speaks of the currency: nobody can say who may approve. */
  | { readonly ok: false; readonly currency: Currency };

/** Without any rule nobody is asked; rules that leave a currency out have forgotten it. */
export function rolesNeeded(
  matrix: readonly ApprovalRule[],
  { reason, resolution, amount }: AtStake,
): NeededRoles {
  const { currency } = amount;
  if (matrix.length === 0) return { ok: true, roles: [] };
  const ofCurrency = matrix.filter((rule) => rule.currency === currency);
  if (ofCurrency.length === 0) return { ok: false, currency };
  const roles = ofCurrency
    .filter((rule) => amount.minor >= rule.fromMinor)
    .filter((rule) => rule.reasons?.includes(reason) ?? true)
    .filter((rule) => rule.resolutions?.includes(resolution) ?? true)
    .map(({ role }) => role);
  return { ok: true, roles: [...new Set(roles)].sort() };
}

export type ApprovalStanding =
  | { readonly kind: 'approved' }
  | { readonly kind: 'waiting'; readonly roles: readonly string[] }
  | { readonly kind: 'declined'; readonly by: string; readonly comment: string };

/**
 * How far the approvals have come. Only those for exactly what is at stake count, and of each role the last: on one day the one that
 * declined. `involved` are the users who opened the dispute or proposed how to settle it.
 */
export function approvalStanding(question: {
  readonly atStake: AtStake;
  readonly roles: readonly string[];
  readonly approvals: readonly Approval[];
  readonly involved: readonly string[];
}): ApprovalStanding {
  const { atStake, roles, approvals, involved } = question;
  const counting = approvals
    .filter((approval) => isAbout(approval, atStake) && !involved.includes(approval.by))
    .sort(byDay);
  const last = new Map(counting.map((approval) => [approval.role, approval]));
  const decided = roles.flatMap((role) => last.get(role) ?? []);
  const declined = decided.find(({ decision }) => decision === 'declined');
  if (declined) return { kind: 'declined', by: declined.by, comment: declined.comment };
  const people = new Set<string>();
  const waiting = roles.filter((role) => {
    const approval = last.get(role);
    if (!approval || people.has(approval.by)) return true;
    people.add(approval.by);
    return false;
  });
  return waiting.length === 0 ? { kind: 'approved' } : { kind: 'waiting', roles: waiting };
}

export type ApprovalRefusalCode = 'selfApproval' | 'roleNotNeeded' | 'roleNotHeld' | 'secondRole';

/** Whether a user may give this approval now. */
export function checkApproval(question: {
  readonly approval: Approval;
  /** Roles the user holds. */
  readonly held: readonly string[];
  readonly roles: readonly string[];
  readonly approvals: readonly Approval[];
  readonly involved: readonly string[];
}): Checked<ApprovalRefusalCode> {
  const { approval, held, roles, approvals, involved } = question;
  const { role, by } = approval;
  const refusals: Refusal<ApprovalRefusalCode>[] = [];
  if (involved.includes(by)) {
    refusals.push({
      code: 'selfApproval',
      field: 'by',
      value: by,
      remedy: 'Somebody who neither opened the dispute nor proposed how to settle it has to approve',
    });
  }
  if (!roles.includes(role)) {
    refusals.push({
      code: 'roleNotNeeded',
      field: 'role',
      value: role,
      remedy: roles.length === 0 ? 'No approval is needed' : `Approve as ${roles.join(' or ')}`,
    });
  }
  if (!held.includes(role)) {
    refusals.push({
      code: 'roleNotHeld',
      field: 'role',
      value: role,
      remedy: `Somebody who holds the role ${role} has to approve`,
    });
  }
  const other = approvals.find((one) => one.by === by && one.role !== role && isAbout(one, approval));
  if (other) {
    refusals.push({
      code: 'secondRole',
      field: 'by',
      value: by,
      remedy: `Somebody else has to approve as ${role}: ${by} already decided as ${other.role}`,
    });
  }
  return checked(refusals);
}

function isAbout(
  approval: Approval,
  { resolution, amount }: Pick<AtStake, 'resolution' | 'amount'>,
): boolean {
  return (
    approval.resolution === resolution &&
    approval.amount.minor === amount.minor &&
    approval.amount.currency === amount.currency
  );
}

/** The earlier first; on one day approved before declined, as in the alphabet: the refusal stands. */
function byDay(a: Approval, b: Approval): number {
  return byText(a.on, b.on) || byText(a.decision, b.decision) || byText(a.by, b.by);
}
