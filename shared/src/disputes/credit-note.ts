/**
 * A credit that was granted is asked of the ERP once, and the dispute awaits it until the credit note stands in the ledger. Until then
 * the amount is not asked of the customer.
 */
import { add, compareMoney, type Currency, type Money } from '../money/money.ts';
import { byText } from '../receivables/order.ts';
import type { Receivable } from '../receivables/receivable.ts';
import { awaitsErp, type Dispute, type GrantedItem } from './dispute.ts';

export type CreditNoteRequest = {
  /** The same for the same dispute, however often it is asked. */
  readonly key: string;
  readonly dispute: string;
  readonly debtor: string;
  readonly reason: string;
  readonly currency: Currency;
  readonly amount: Money;
  readonly lines: readonly GrantedItem[];
};

/** What the ERP is to credit; undefined when nothing is, or when it has done so. */
export function creditNoteRequest(dispute: Dispute): CreditNoteRequest | undefined {
  if (!awaitsCredit(dispute)) return undefined;
  const { id, debtor, reason, granted } = dispute;
  const amount = grantedInAll(dispute);
  return {
    key: `${debtor}|credit-note|${id}`,
    dispute: id,
    debtor,
    reason,
    currency: amount.currency,
    amount,
    lines: granted,
  };
}

export type CreditNoteReceived = { readonly dispute: string; readonly document: string };

/**
 * Which disputes the ledger shows to be credited, and by which document: a credit note of exactly the amount granted, issued no earlier
 * than the day it was granted, and not one that another dispute got. The oldest goes with the oldest. Where the ERP credited another
 * amount or in several documents, a person has to name the document.
 * @param receivables of one debtor, settled ones included: a credit note may be used up on the day it comes.
 */
export function creditNotesReceived(
  disputes: readonly Dispute[],
  receivables: readonly Receivable[],
): readonly CreditNoteReceived[] {
  const known = new Set(disputes.flatMap((one) => (one.state === 'accepted' ? [one.erpDocument] : [])));
  const free = receivables
    .filter(
      ({ kind, state, document }) => kind === 'creditNote' && state !== 'reversed' && !known.has(document),
    )
    .sort((a, b) => byText(a.issuedOn, b.issuedOn) || byText(a.document, b.document));
  return disputes
    .filter(awaitsCredit)
    .sort((a, b) => byText(a.resolvedOn, b.resolvedOn) || byText(a.id, b.id))
    .flatMap((dispute) => {
      const wanted = grantedInAll(dispute);
      const at = free.findIndex(
        ({ issuedOn, amount }) =>
          issuedOn >= dispute.resolvedOn &&
          amount.currency === wanted.currency &&
          compareMoney(amount, wanted) === 0,
      );
      const [note] = at < 0 ? [] : free.splice(at, 1);
      return note ? [{ dispute: dispute.id, document: note.document }] : [];
    });
}

/** The disputes as the ledger shows them to be: with the document that carried out what was granted. */
export function withCreditNotes(
  disputes: readonly Dispute[],
  receivables: readonly Receivable[],
): readonly Dispute[] {
  const received = new Map(
    creditNotesReceived(disputes, receivables).map(({ dispute, document }) => [dispute, document]),
  );
  if (received.size === 0) return disputes;
  return disputes.map((dispute) => {
    const erpDocument = received.get(dispute.id);
    return erpDocument === undefined || dispute.state !== 'accepted' ? dispute : { ...dispute, erpDocument };
  });
}

type AcceptedDispute = Extract<Dispute, { readonly state: 'accepted' }>;

function awaitsCredit(dispute: Dispute): dispute is AcceptedDispute {
  return dispute.state === 'accepted' && dispute.resolution === 'credit' && awaitsErp(dispute);
}

/** @throws RangeError when nothing was granted or currencies are mixed: `settle` refuses both. */
function grantedInAll(dispute: AcceptedDispute): Money {
  const [first, ...others] = dispute.granted;
  if (!first) throw new RangeError(`The dispute ${dispute.id} was accepted without granting anything`);
  return others.reduce((total, { amount }) => add(total, amount), first.amount);
}
