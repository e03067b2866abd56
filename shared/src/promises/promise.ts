/**
 * A promise to pay: which amounts, of which items, by which days. A simple promise has one instalment, a plan has several.
 * Rows are the truth and the state is none of them: it follows from promise, payments and date (`standing.ts`).
 */
import { addBusinessDays, type Calendar } from '../calendar/calendar.ts';
import { later, type IsoDate } from '../dates/iso-date.ts';
import { money, sum, type Currency, type Money } from '../money/money.ts';

export type Instalment = { readonly dueOn: IsoDate; readonly amount: Money };

export type PromisedItem = {
  readonly receivable: string;
  readonly document: string;
  /** All that was open of it, or less. */
  readonly amount: Money;
};

export type PromiseToPay = {
  readonly id: string;
  readonly debtor: string;
  readonly currency: Currency;
  readonly madeOn: IsoDate;
  /** Who wrote it down. */
  readonly recordedBy: string;
  /** Who agreed to it, where the rules ask for that. */
  readonly approvedBy?: string;
  /** By date. */
  readonly instalments: readonly Instalment[];
  readonly items: readonly PromisedItem[];
  /** The day on which the customer or we took it back. */
  readonly withdrawnOn?: IsoDate;
};

/** What a missed instalment does to the rest of a plan: nothing but be asked for itself, or end the whole plan. */
export type DefaultClause = 'nextInstalment' | 'wholePlanDue';

export type PromiseRules = {
  /** Business days after the promised day on which a payment still counts as in time. */
  readonly graceDays: number;
  /** How much an instalment may be short: at most this share of it, in hundredths of a percent… */
  readonly toleranceBasisPoints: number;
  /** …and at most this, in minor units. A currency that is not named has no tolerance. */
  readonly toleranceMinor: Readonly<Record<Currency, number>>;
  /** Days after it was made by which a simple promise has to be paid. */
  readonly maxHorizonDays: number;
  /** Days after it was made by which a plan has to be paid. */
  readonly maxPlanDays: number;
  /** From this level on somebody else has to approve. */
  readonly approvalFromLevel: number;
  /** With as many open promises of a debtor, one more has to be approved by somebody else. */
  readonly maxOpenPromises: number;
  readonly defaultClause: DefaultClause;
  /** Business days from the promised day to the call that confirms the payment; negative: before it; absent: nobody calls. */
  readonly confirmationOffsetDays?: number;
};

/** What the days of a promise are counted by. */
export type PromiseTerms = { readonly rules: PromiseRules; readonly calendar: Calendar };

/** All instalments together. */
export function promisedTotal({
  instalments,
  currency,
}: Pick<PromiseToPay, 'instalments' | 'currency'>): Money {
  return sum(
    instalments.map(({ amount }) => amount),
    currency,
  );
}

/**
 * The last day on which a payment for the date is in time: the date and the days of grace. Undefined when the calendar does not reach so
 * far; days from before its coverage are counted from its first day, so that grace may be longer there, but never shorter.
 */
export function lastDayToPay(dueOn: IsoDate, { rules, calendar }: PromiseTerms): IsoDate | undefined {
  return rules.graceDays === 0
    ? dueOn
    : addBusinessDays(calendar, later(dueOn, calendar.coveredFrom), rules.graceDays);
}

/** How much of the amount may be missing. Of share and amount the lower counts, as payment tolerances do in SAP (note 3539821). */
export function toleranceOf({ minor, currency }: Money, rules: PromiseRules): Money {
  // Whole ten thousands first: a product of minor units and basis points may be no safe integer.
  const rest = Math.floor(((minor % 10_000) * rules.toleranceBasisPoints) / 10_000);
  const share = Math.floor(minor / 10_000) * rules.toleranceBasisPoints + rest;
  return money(Math.min(share, rules.toleranceMinor[currency] ?? 0), currency);
}
