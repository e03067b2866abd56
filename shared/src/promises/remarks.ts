/** What there is to say about a promise beside its state: why a payment does not count, or why less is owed. */
import type { Calendar } from '../calendar/calendar.ts';
import type { IsoDate } from '../dates/iso-date.ts';
import { subtract, type Money } from '../money/money.ts';
import { byText } from '../receivables/order.ts';
import type { Payment } from '../receivables/payment.ts';
import { inFull } from './in-full.ts';
import { promisedTotal, type PromiseRules, type PromiseToPay } from './promise.ts';
import type { InstalmentStanding } from './standing.ts';

export type Remark =
  | { readonly code: 'notOwed'; readonly amount: Money }
  | {
      readonly code: 'otherCurrency';
      readonly payment: string;
      readonly document: string;
      readonly amount: Money;
    }
  | {
      readonly code: 'takenBack';
      readonly payment: string;
      readonly document: string;
      readonly on: IsoDate;
      readonly amount: Money;
    }
  | { readonly code: 'wholePlanDue'; readonly missed: number; readonly on: IsoDate }
  | { readonly code: 'calendarEnds'; readonly calendar: string; readonly dueOn: IsoDate };

/** @param on payments after this day are not known yet. */
export function remarksOn(
  promise: PromiseToPay,
  about: {
    readonly payments: readonly Payment[];
    readonly rules: PromiseRules;
    readonly calendar: Calendar;
    readonly owed: Money;
    readonly instalments: readonly InstalmentStanding[];
  },
  on: IsoDate,
): readonly Remark[] {
  const notOwed = subtract(promisedTotal(promise), about.owed);
  const missed = about.instalments.find(({ brokenOn }) => brokenOn !== undefined);
  const uncounted = about.instalments.find(({ lastDay }) => lastDay === undefined);
  return [
    ...(notOwed.minor > 0 ? [{ code: 'notOwed', amount: notOwed } as const] : []),
    ...paymentRemarks(promise, about.payments, on),
    ...(missed?.brokenOn && about.rules.defaultClause === 'wholePlanDue' && about.instalments.length > 1
      ? [{ code: 'wholePlanDue', missed: missed.number, on: missed.brokenOn } as const]
      : []),
    ...(uncounted
      ? [{ code: 'calendarEnds', calendar: about.calendar.code, dueOn: uncounted.dueOn } as const]
      : []),
  ];
}

function paymentRemarks(
  { items, currency }: PromiseToPay,
  payments: readonly Payment[],
  on: IsoDate,
): readonly Remark[] {
  const documents = new Set(items.map(({ document }) => document));
  return payments
    .filter(({ document, paidOn }) => documents.has(document) && paidOn <= on)
    .sort((a, b) => byText(a.id, b.id))
    .flatMap(({ id, document, paidOn, amount }): readonly Remark[] => {
      if (amount.currency !== currency) return [{ code: 'otherCurrency', payment: id, document, amount }];
      return amount.minor < 0 ? [{ code: 'takenBack', payment: id, document, on: paidOn, amount }] : [];
    });
}

/** A remark in one English sentence, without a final stop. */
export function remarkInWords(remark: Remark): string {
  switch (remark.code) {
    case 'notOwed':
      return `${inFull(remark.amount)} of it is not owed any more: the ledger cleared it without a payment`;
    case 'otherCurrency':
      return `payment ${remark.payment} of ${inFull(remark.amount)} for ${remark.document} does not count: it is in another currency`;
    case 'takenBack':
      return `${inFull(remark.amount)} was booked on ${remark.on} for ${remark.document}: a payment was taken back`;
    case 'wholePlanDue':
      return `instalment ${remark.missed} was missed, so the whole plan fell due on ${remark.on}`;
    case 'calendarEnds':
      return `the calendar ${remark.calendar} does not cover the days of grace after ${remark.dueOn}`;
  }
}
