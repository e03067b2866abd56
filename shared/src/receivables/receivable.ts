/** Open items of a debtor's ledger. Amounts are positive; the kind says which way an item counts. */
import { daysBetween, type IsoDate } from '../dates/iso-date.ts';
import type { Money } from '../money/money.ts';
import { byText } from './order.ts';

export type Receivable = {
  readonly id: string;
  readonly document: string;
  readonly kind: 'invoice' | 'creditNote' | 'unappliedCash';
  readonly state: 'open' | 'settled' | 'reversed';
  readonly issuedOn: IsoDate;
  readonly dueOn: IsoDate;
  readonly amount: Money;
  readonly open: Money;
  /** What was sold, in the ERP’s words. */
  readonly productLine?: string;
  /** Of settled items: the day on which the last of it was paid or set off. */
  readonly settledOn?: IsoDate;
};

/** Days after the due date; zero on the due date itself, negative before it. */
export function daysPastDue(receivable: Receivable, asOf: IsoDate): number {
  return daysBetween(receivable.dueOn, asOf);
}

/** An open invoice is overdue from the day after its due date. */
export function isOverdue(receivable: Receivable, asOf: IsoDate): boolean {
  return isOpenInvoice(receivable) && asOf > receivable.dueOn;
}

export function isOpenInvoice(receivable: Receivable): boolean {
  return receivable.kind === 'invoice' && receivable.state === 'open' && receivable.open.minor > 0;
}

/** A credit note or unapplied cash that can still be set off. */
export function isOpenCredit(receivable: Receivable): boolean {
  return receivable.kind !== 'invoice' && receivable.state === 'open' && receivable.open.minor > 0;
}

/** The oldest first: by due date, then document, then id, so that the order of rows never matters. */
export function byAge(a: Receivable, b: Receivable): number {
  return byText(a.dueOn, b.dueOn) || byText(a.document, b.document) || byText(a.id, b.id);
}
