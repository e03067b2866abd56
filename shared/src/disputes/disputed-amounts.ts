/**
 * How much of each open invoice is disputed on a day and therefore not asked for. It is suspended from the day the dispute is opened:
 * while it is unsettled, while what was granted is awaited from the ERP, and while the rest waits after the dispute was settled.
 */
import type { IsoDate } from '../dates/iso-date.ts';
import { money, type Money } from '../money/money.ts';
import { isOpenInvoice, type Receivable } from '../receivables/receivable.ts';
import {
  awaitsErp,
  isSettled,
  isSettledOn,
  isUnsettledOn,
  type Dispute,
  type DisputeItem,
} from './dispute.ts';
import { resumesOn, type ResumeRules } from './resumption.ts';

export type DisputedAmount = {
  /** More than zero and never more than what is open of the item. */
  readonly disputed: Money;
  /** Ids of the disputes it comes from, sorted. */
  readonly disputes: readonly string[];
};

/**
 * Per receivable what is disputed on `asOf`; receivables of which nothing is are left out. Disputes need not have been checked:
 * what is negative, in another currency or about something else than an open invoice disputes nothing.
 */
export function disputedAmounts(
  {
    disputes,
    receivables,
    rules,
  }: {
    readonly disputes: readonly Dispute[];
    readonly receivables: readonly Receivable[];
    readonly rules: ResumeRules;
  },
  asOf: IsoDate,
): ReadonlyMap<string, DisputedAmount> {
  const amounts = new Map<string, DisputedAmount>();
  for (const receivable of receivables.filter(isOpenInvoice)) {
    const parts = disputes.flatMap((dispute) => {
      const minor = dispute.items
        .filter((item) => item.receivable === receivable.id)
        .reduce((sum, item) => sum + suspendedMinor({ dispute, item, receivable, rules, asOf }), 0);
      return minor > 0 ? [{ dispute: dispute.id, minor }] : [];
    });
    if (parts.length === 0) continue;
    const total = parts.reduce((sum, { minor }) => sum + minor, 0);
    amounts.set(receivable.id, {
      disputed: money(Math.min(total, receivable.open.minor), receivable.open.currency),
      disputes: parts.map(({ dispute }) => dispute).sort(),
    });
  }
  return amounts;
}

/** The first day after `asOf` on which what is disputed, or where an item goes on, changes by itself. */
export function nextDisputeChange(
  disputes: readonly Dispute[],
  rules: ResumeRules,
  asOf: IsoDate,
): IsoDate | undefined {
  return disputes
    .flatMap((dispute) => [
      dispute.openedOn,
      ...(isSettled(dispute) ? [dispute.resolvedOn, resumesOn(dispute, rules)] : []),
    ])
    .filter((day) => day > asOf)
    .sort()[0];
}

function suspendedMinor(question: {
  readonly dispute: Dispute;
  readonly item: DisputeItem;
  readonly receivable: Receivable;
  readonly rules: ResumeRules;
  readonly asOf: IsoDate;
}): number {
  const { dispute, item, receivable, rules, asOf } = question;
  const open = receivable.open.minor;
  const claimed = item.amount === undefined ? open : countable(item.amount, receivable);
  if (isUnsettledOn(dispute, asOf)) return claimed;
  if (!isSettledOn(dispute, asOf)) return 0;
  const granted = grantedOf(dispute, receivable);
  const awaited = awaitsErp(dispute) ? granted : 0;
  if (asOf >= resumesOn(dispute, rules)) return awaited;
  if (item.amount === undefined) return open;
  return awaited + Math.max(0, claimed - granted);
}

function grantedOf(dispute: Dispute, receivable: Receivable): number {
  if (dispute.state !== 'accepted') return 0;
  return dispute.granted
    .filter((one) => one.receivable === receivable.id)
    .reduce((sum, { amount }) => sum + countable(amount, receivable), 0);
}

function countable(amount: Money, receivable: Receivable): number {
  return amount.currency === receivable.open.currency ? Math.max(0, amount.minor) : 0;
}
