/**
 * What came in towards a promised item, and what of it is still owed. The ledger has the last word: what it cleared otherwise, by a
 * credit note or a write-off, was never owed, whenever that was posted; a payment it no longer holds against the item never came.
 */
import type { IsoDate } from '../dates/iso-date.ts';
import { byText } from '../receivables/order.ts';
import type { Payment } from '../receivables/payment.ts';
import type { Receivable } from '../receivables/receivable.ts';
import type { PromisedItem, PromiseToPay } from './promise.ts';

/** The debtor's items, settled ones too where a promise speaks of them; every payment for the documents of its promises. */
export type LedgerOfPromise = {
  readonly payments: readonly Payment[];
  readonly receivables: readonly Receivable[];
};

export type Receipt = { readonly on: IsoDate; readonly minor: number };

export type ItemReceipts = {
  readonly item: PromisedItem;
  /** What of the promised amount is owed, in minor units. */
  readonly owedMinor: number;
  /** Payments that count towards it, by date; together never more than what is owed. */
  readonly receipts: readonly Receipt[];
};

/**
 * Per item of the promise what is owed of it and what came in by `knownOn`. A payment counts when it names the item's document in the
 * promise's currency. What was paid by the day of the promise counts only where the promise would otherwise speak of money that was
 * already paid: then it was on its way, and posted later.
 * @param knownOn reversals after this day are not known yet, payments after it have not come.
 */
export function receiptsOf(
  promise: PromiseToPay,
  { payments, receivables }: LedgerOfPromise,
  knownOn: IsoDate,
): readonly ItemReceipts[] {
  return promise.items.map((item) => {
    const receivable = receivables.find(({ id }) => id === item.receivable);
    const named = payments.filter(
      ({ document, amount }) =>
        document !== '' && document === item.document && amount.currency === promise.currency,
    );
    if (!receivable) {
      const since = arrived(named, 0, knownOn).filter(({ on }) => on > promise.madeOn);
      return { item, owedMinor: item.amount.minor, receipts: upTo(item.amount.minor, since) };
    }
    const net = Math.max(0, sumMinor(named));
    const cleared = receivable.amount.minor - receivable.open.minor;
    const claim = receivable.state === 'reversed' ? 0 : receivable.amount.minor - Math.max(0, cleared - net);
    const owedMinor = Math.min(item.amount.minor, claim);
    const came = arrived(named, Math.max(0, net - cleared), knownOn);
    const towards = beyond(claim - owedMinor, came, promise.madeOn);
    return { item, owedMinor, receipts: upTo(owedMinor, towards) };
  });
}

/** Payments by date, less what reversals took back, less `missing`: what the ledger does not hold against the item. */
function arrived(payments: readonly Payment[], missing: number, knownOn: IsoDate): readonly Receipt[] {
  const byDate = payments.toSorted((a, b) => byText(a.paidOn, b.paidOn));
  const came = byDate.flatMap(({ paidOn, amount }) =>
    amount.minor < 0 ? [] : [{ on: paidOn, minor: amount.minor }],
  );
  for (const { paidOn, amount } of byDate) {
    if (amount.minor >= 0 || paidOn > knownOn) continue;
    const same = came.findLast(({ on, minor }) => minor === -amount.minor && on <= paidOn);
    if (same) same.minor = 0;
    else takeBack(-amount.minor, came);
  }
  takeBack(missing, came);
  return came.filter(({ on }) => on <= knownOn);
}

/** The latest first: what came early stays. */
function takeBack(amount: number, came: { readonly on: IsoDate; minor: number }[]): void {
  let left = amount;
  for (const receipt of came.toReversed()) {
    const taken = Math.min(left, receipt.minor);
    receipt.minor -= taken;
    left -= taken;
  }
}

/** What was paid by the day of the promise first fills the part of the item that the promise does not speak of. */
function beyond(unpromised: number, receipts: readonly Receipt[], madeOn: IsoDate): readonly Receipt[] {
  let room = unpromised;
  return receipts.map(({ on, minor }) => {
    const before = on <= madeOn ? Math.min(room, minor) : 0;
    room -= before;
    return { on, minor: minor - before };
  });
}

function upTo(most: number, receipts: readonly Receipt[]): readonly Receipt[] {
  let room = most;
  return receipts.flatMap(({ on, minor }) => {
    const counted = Math.min(room, minor);
    room -= counted;
    return counted > 0 ? [{ on, minor: counted }] : [];
  });
}

function sumMinor(payments: readonly Payment[]): number {
  return payments.reduce((sum, { amount }) => sum + amount.minor, 0);
}
