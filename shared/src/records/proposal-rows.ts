/** How a dispute is proposed to be settled, as its row says it. */
import { type Approval, type Resolution } from '../disputes/approval.ts';
import type { Dispute } from '../disputes/dispute.ts';
import { amountAtStake, type Proposal } from '../disputes/settle.ts';
import { isoDate } from '../dates/iso-date.ts';
import { dateIn, instant } from '../dates/instant.ts';
import { toDecimalText, type Money } from '../money/money.ts';
import { parseAmount } from '../money/parse-amount.ts';
import type { Receivable } from '../receivables/receivable.ts';
import { dispute as table } from '../tables/agreements.ts';
import { approval as approvalTable } from '../tables/approvals.ts';
import type { RowOf } from '../tables/table.ts';
import type { Context, DisputeRow, FromPeople, Given, Read } from './agreement-rows.ts';
import { moneyOf } from './currencies.ts';
import { optionName } from './options.ts';

export type ApprovalRow = FromPeople<RowOf<typeof approvalTable>, Given | 'dun_approvalid'>;

/** Undefined while nobody proposed anything. @param proposedBy who wrote the proposal as it stands */
export function proposalOf(
  row: DisputeRow,
  dispute: Dispute,
  by: {
    readonly receivable: Receivable | undefined;
    readonly proposedBy: string;
    readonly currencies: Context['currencies'];
  },
): Read<Proposal | undefined> {
  const state = optionName(table.status, row.statuscode);
  const written =
    row.dun_settlement === null
      ? undefined
      : optionName(table.columns.dun_settlement.options, row.dun_settlement);
  const isDecided = state === 'accepted' || state === 'rejected';
  if (!isDecided && written === undefined) return { ok: true, value: undefined };
  if (state === 'accepted' && written === 'reject') {
    return { ok: false, problems: ['settled by: it is accepted and rejected; choose one'] };
  }
  const resolution: Resolution = state === 'rejected' ? 'reject' : (written ?? 'credit');
  const granted = grantedOf(row, dispute, by);
  return {
    ok: true,
    value: {
      resolution,
      granted: resolution === 'reject' || !granted ? [] : [granted],
      proposedBy: by.proposedBy,
      comment: row.dun_resolution ?? '',
    },
  };
}

function grantedOf(
  row: DisputeRow,
  { items }: Dispute,
  {
    receivable,
    currencies,
  }: { readonly receivable: Receivable | undefined; readonly currencies: Context['currencies'] },
): { readonly receivable: string; readonly amount: Money } | undefined {
  const written =
    row.dun_granted === null
      ? undefined
      : moneyOf(currencies, row.dun_granted, row._transactioncurrencyid_value);
  const [item] = items;
  const amount = written ?? item?.amount ?? receivable?.open;
  return item && amount && { receivable: item.receivable, amount };
}

/** What approvals name: another resolution or amount is another proposal. Undefined when nothing is at stake. */
export function proposalText(
  proposal: Pick<Proposal, 'resolution' | 'granted'>,
  dispute: Dispute,
  receivables: readonly Receivable[],
): string | undefined {
  const amount = amountAtStake(proposal, dispute, receivables);
  return amount && `${proposal.resolution} ${toDecimalText(amount)} ${amount.currency}`;
}

/** What a text of a proposal says; undefined when it is none. */
export function proposalIn(
  text: string | null,
): { readonly resolution: Resolution; readonly amount: Money } | undefined {
  const [, resolution, major, currency] =
    /^(credit|adjust|reject) (\d+(?:\.\d+)?) ([A-Z]{3})$/.exec(text ?? '') ?? [];
  if (resolution === undefined || major === undefined || currency === undefined) return undefined;
  const amount = parseAmount(major, currency, { decimal: '.' });
  return amount.ok ? { resolution: resolution as Resolution, amount: amount.amount } : undefined;
}

/** The approvals that were found to count, of those about the proposal as it stands. Who created a row is who decided. */
export function approvalsOf(
  rows: readonly ApprovalRow[],
  about: {
    readonly text: string;
    readonly resolution: Resolution;
    readonly amount: Money;
    readonly zone: string;
  },
): readonly Approval[] {
  const { text, resolution, amount, zone } = about;
  return rows
    .filter((row) => row.statuscode === approvalTable.status.counts.value && row.dun_proposal === text)
    .map((row) => ({
      role: row.dun_role ?? '',
      by: row._createdby_value,
      on: isoDate(dateIn(zone, instant(row.createdon))),
      decision: decisionOf(row),
      comment: row.dun_comment ?? '',
      resolution,
      amount,
    }));
}

/** Nobody approves by leaving a column empty. */
export function decisionOf({ dun_decision }: ApprovalRow): Approval['decision'] {
  return dun_decision === null
    ? 'declined'
    : optionName(approvalTable.columns.dun_decision.options, dun_decision);
}
