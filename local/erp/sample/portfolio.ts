/** The sample portfolio: debtors with a past before the first day and a future after it, the same for the same seed. */
import { dayNumber, isoOf } from '../days.ts';
import { closedOn, isReversed, lastEventOn, openOn, type Document } from './book.ts';
import type { Customer } from './customers.ts';
import { daysShownAfterClosing } from './export.ts';
import { debtorAt, type Debtor } from './life.ts';

export type Portfolio = {
  /** The day of the first export, and the last on which invoices are issued: ISO dates. */
  readonly startsOn: string;
  readonly endsOn: string;
  readonly debtors: readonly Debtor[];
};

/** Invoices go back this many days before the first export, as they do when a ledger is loaded for the first time. */
const pastDays = 150;

export function samplePortfolio(options: {
  startsOn: string;
  seed?: number;
  debtors?: number;
  /** Days of business after the start. */
  days?: number;
}): Portfolio {
  const { startsOn, seed = 1, debtors = 400, days = 370 } = options;
  const span = spanOf(startsOn, { seed, days });
  return {
    startsOn,
    endsOn: isoOf(span.to),
    debtors: Array.from({ length: debtors }, (_, index) => known(debtorAt(index, span), dayNumber(startsOn))),
  };
}

/** As many debtors as it takes for this many open items (invoices, credit notes and unapplied cash) in the first export. */
export function portfolioOf(options: {
  receivables: number;
  startsOn: string;
  seed?: number;
  days?: number;
}): Portfolio {
  const { receivables, startsOn, seed = 1, days = 30 } = options;
  const span = spanOf(startsOn, { seed, days });
  const start = dayNumber(startsOn);
  const debtors: Debtor[] = [];
  for (let open = 0; open < receivables;) {
    const debtor = known(debtorAt(debtors.length, span), start);
    debtors.push(debtor);
    open += debtor.documents.filter((document) => openOn(document, start) !== 0).length;
  }
  return { startsOn, endsOn: isoOf(span.to), debtors };
}

/** Without what was over and done with so long before the first export that no export ever shows it. */
function known(debtor: Debtor, start: number): Debtor {
  const documents = debtor.documents.filter(
    (document) => openOn(document, start) !== 0 || lastEventOn(document) >= start - daysShownAfterClosing,
  );
  return { ...debtor, documents };
}

export type Truth = {
  readonly customer: string;
  readonly kind: 'invoice' | 'creditNote' | 'unappliedCash';
  readonly currency: string;
  readonly issuedOn: string;
  readonly dueOn: string;
  /** What the document was for, in minor units. */
  readonly minor: number;
  /** The open rest on the evening of a day, in minor units. */
  openOn(day: string): number;
  /** The day since which nothing is open, seen on the evening of `day`. */
  closedOn(day: string): string | undefined;
  isReversed(day: string): boolean;
};

/** What is true of each document, by its number, straight from the events and not by way of any export. */
export function truthOf(portfolio: Portfolio): ReadonlyMap<string, Truth> {
  const documents = portfolio.debtors.flatMap((debtor) => debtor.documents);
  return new Map(documents.map((document) => [document.number, describeDocument(document)]));
}

export function describeDocument(document: Document): Truth {
  const { customer, kind, currency, issuedOn, dueOn, minor } = document;
  return {
    customer,
    kind: kind === 'payment' ? 'unappliedCash' : kind,
    currency,
    issuedOn: isoOf(issuedOn),
    dueOn: isoOf(dueOn),
    minor,
    openOn: (day) => openOn(document, dayNumber(day)),
    closedOn: (day) => {
      const closed = closedOn(document, dayNumber(day));
      return closed === undefined ? undefined : isoOf(closed);
    },
    isReversed: (day) => isReversed(document, dayNumber(day)),
  };
}

export function customersOf(portfolio: Portfolio): readonly Customer[] {
  return portfolio.debtors.map((debtor) => debtor.customer);
}

function spanOf(
  startsOn: string,
  { seed, days }: { seed: number; days: number },
): { seed: number; from: number; to: number } {
  const start = dayNumber(startsOn);
  return { seed, from: start - pastDays, to: start + days };
}
