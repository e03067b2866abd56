/**
 * A dispute is a customer's complaint about open items, or about part of them. What is disputed is not asked for until the dispute is
 * settled; what is not disputed goes on being asked for.
 */
import type { IsoDate } from '../dates/iso-date.ts';
import type { Money } from '../money/money.ts';

type Complaint = {
  readonly id: string;
  readonly debtor: string;
  /** Code of the reason, such as `price` or `quality`. */
  readonly reason: string;
  readonly openedOn: IsoDate;
  /** The user who wrote it down for the customer. */
  readonly openedBy: string;
  readonly items: readonly DisputeItem[];
};

export type Dispute = Complaint & DisputeOutcome;

export type DisputeItem = {
  readonly receivable: string;
  /** How much of the item is disputed; absent when it is all that is open of it, whatever that is on a day. */
  readonly amount?: Money;
};

export type DisputeOutcome =
  | { readonly state: 'open' | 'underReview' }
  | { readonly state: 'rejected' | 'withdrawn'; readonly resolvedOn: IsoDate }
  | {
      readonly state: 'accepted';
      readonly resolvedOn: IsoDate;
      /** A credit note is asked of the ERP, or the invoice is adjusted there by hand. */
      readonly resolution: 'credit' | 'adjust';
      readonly granted: readonly GrantedItem[];
      /** The document by which the ERP carried it out; absent while it is awaited. */
      readonly erpDocument?: string;
    };

export type GrantedItem = { readonly receivable: string; readonly amount: Money };

export type DisputeState = DisputeOutcome['state'];
export type SettledDispute = Complaint & Extract<DisputeOutcome, { readonly resolvedOn: IsoDate }>;

/** Accepted, rejected or withdrawn, on whatever day. */
export function isSettled(dispute: Dispute): dispute is SettledDispute {
  return dispute.state !== 'open' && dispute.state !== 'underReview';
}

/** From the day it was opened until the day before it was settled. */
export function isUnsettledOn(dispute: Dispute, asOf: IsoDate): boolean {
  return dispute.openedOn <= asOf && !isSettledOn(dispute, asOf);
}

/** From the day it was accepted, rejected or withdrawn. */
export function isSettledOn(dispute: Dispute, asOf: IsoDate): dispute is SettledDispute {
  return isSettled(dispute) && dispute.resolvedOn <= asOf;
}

/** Accepted, and the ledger does not show yet what was granted. */
export function awaitsErp(dispute: Dispute): boolean {
  return dispute.state === 'accepted' && dispute.erpDocument === undefined;
}
