/**
 * What a rule may test of a debtor on a day. Each measure is reckoned when a rule asks for it and then remembered, since most rules ask for few.
 * What cannot be known is undefined, never zero: a limit that is not set has no use, a customer who paid nothing yet has no lateness.
 */
import type { IsoDate } from '../dates/iso-date.ts';
import type { Money } from '../money/money.ts';
import type { PromiseStanding } from '../promises/standing.ts';
import type { CollectibleItem } from '../receivables/collectible.ts';
import type { Receivable } from '../receivables/receivable.ts';
import type { Customer, CustomerKind } from './customer.ts';
import {
  firstIssuedOn,
  isInYear,
  monthsBetween,
  paymentBehaviour,
  purchasesOf,
  recentLateShareOf,
  type PaymentBehaviour,
} from './history.ts';
import { everyMeasure } from './measure-names.ts';
import { limitUseOf, owedOf, percentOverdueOf, type Owed } from './owed.ts';
import { promiseRecordOf, type PromiseRecord } from './promise-record.ts';
import { severityOf, type Severity } from './severity.ts';
import { willingnessOf, type ScoreCard, type Willingness } from './willingness.ts';

/** What was settled, as far as it was read. */
export type PastItems = { readonly reaches: Reach; readonly items: readonly Receivable[] };

export type Measured = {
  readonly debtor: Customer;
  readonly receivables: readonly Receivable[];
  /** The open invoices with what is owed of them after credits. */
  readonly items: readonly CollectibleItem[];
  readonly past?: PastItems;
  readonly promises: readonly PromiseStanding[];
  /** The classes of severity, for rules that ask for one. */
  readonly severities: readonly Severity[];
  /** What willingness is reckoned by; without it there is none. */
  readonly scoreCard?: ScoreCard;
  readonly asOf: IsoDate;
};

export type Measures = {
  readonly kind: CustomerKind;
  readonly country: string;
  readonly language?: string | undefined;
  /** The class of severity; undefined when nothing is overdue. Rules of the classes themselves cannot ask for it. */
  readonly severity?: string | undefined;
  /** The class of the willingness to pay, by name; undefined where there is no score. */
  readonly willingnessClass?: string | undefined;
  /** Product lines of what is open; undefined when no open item names one. */
  readonly product?: readonly string[] | undefined;
  /** Product lines of what was settled. */
  readonly pastProduct?: readonly string[] | undefined;
  /** What is open, due or not, less credits: per currency of the ledger; none when nothing is open. */
  readonly exposure: readonly Money[];
  /** What is past due, less credits set off against the oldest first. */
  readonly overdue: readonly Money[];
  /** Everything ever bought: invoices less credit notes, whatever is paid. */
  readonly purchases?: readonly Money[] | undefined;
  /** Overdue of exposure, in the currency in which it is most; zero when nothing is open. */
  readonly percentOverdue: number;
  /** Of the oldest item that is owed; zero when nothing is overdue. */
  readonly daysPastDue: number;
  /** Exposure of the credit limit in the limit’s currency, in percent; undefined without a limit or with one of zero. */
  readonly limitUse?: number | undefined;
  /** Of invoices settled in the last 365 days; one paid early counts as zero days late. */
  readonly averageDaysLate?: number | undefined;
  /** How many of the invoices settled in the last 365 days were late, in percent. */
  readonly lateShare?: number | undefined;
  /** The same with what is overdue now, in percent; of the last 90 days each counts four times, of the three before three times, then twice, then once. */
  readonly recentLateShare?: number | undefined;
  /** By how many days later invoices were settled in the last 90 days than in the months of the year before them. */
  readonly daysSlower?: number | undefined;
  /** Promises kept of those that came to an end in the last 365 days, in percent; one kept in part counts by its share. */
  readonly promisesKept?: number | undefined;
  /** Promises missed in the last 365 days, in whole or in part. */
  readonly promisesBroken: number;
  /** Whole months since the first item of the ledger was issued. */
  readonly monthsAsCustomer?: number | undefined;
  /** Channels whose address failed and that have no other; undefined where nobody says how the customer is reached. */
  readonly failedAddresses?: number | undefined;
  /** How likely the customer pays in time by the score card, from 0 to 100; undefined where nothing is known of how they pay. */
  readonly willingness?: number | undefined;
};

export type WordMeasure =
  'kind' | 'country' | 'language' | 'product' | 'pastProduct' | 'severity' | 'willingnessClass';
export type AmountMeasure = 'exposure' | 'overdue' | 'purchases';
export type NumberMeasure = Exclude<keyof Measures, WordMeasure | AmountMeasure>;

/** How much of the history a measure needs: none that is settled, the last 365 days of it, or all. */
export type Reach = 'year' | 'always';

export const reachOf: Readonly<Partial<Record<keyof Measures, Reach>>> = {
  pastProduct: 'year',
  averageDaysLate: 'year',
  lateShare: 'year',
  recentLateShare: 'year',
  daysSlower: 'year',
  purchases: 'always',
  monthsAsCustomer: 'always',
};

export function measuresOf(measured: Measured): Measures {
  return new MeasuresOfDebtor(measured);
}

/** A class for the sake of what it remembers: most debtors are asked for one or two measures, and each is reckoned at most once. */
class MeasuresOfDebtor implements Measures {
  readonly #measured: Measured;
  #owed: Owed | undefined;
  #behaviour: PaymentBehaviour | undefined;
  #record: PromiseRecord | undefined;
  #everything: readonly Receivable[] | undefined;
  #willing: { readonly found: Willingness | undefined } | undefined;

  constructor(measured: Measured) {
    this.#measured = measured;
  }

  get kind(): CustomerKind {
    return this.#measured.debtor.kind;
  }

  get country(): string {
    return this.#measured.debtor.country;
  }

  get language(): string | undefined {
    return this.#measured.debtor.language;
  }

  get severity(): string | undefined {
    return severityOf(this.#measured.severities, this)?.severity.code;
  }

  get willingness(): number | undefined {
    return this.#willingness()?.score;
  }

  get willingnessClass(): string | undefined {
    return this.#willingness()?.class;
  }

  get product(): readonly string[] | undefined {
    return productLines(this.#measured.items.map(({ receivable }) => receivable));
  }

  get pastProduct(): readonly string[] | undefined {
    const { past, asOf } = this.#measured;
    return past && productLines(past.items.filter((item) => isInYear(item.settledOn, asOf)));
  }

  get exposure(): readonly Money[] {
    return this.#owes().exposure;
  }

  get overdue(): readonly Money[] {
    return this.#owes().overdue;
  }

  get percentOverdue(): number {
    return percentOverdueOf(this.#owes());
  }

  get daysPastDue(): number {
    return this.#owes().daysPastDue;
  }

  get limitUse(): number | undefined {
    const { creditLimit } = this.#measured.debtor;
    return creditLimit && limitUseOf(this.#owes().exposure, creditLimit);
  }

  get averageDaysLate(): number | undefined {
    return this.#behaves().averageDaysLate;
  }

  get lateShare(): number | undefined {
    return this.#behaves().lateShare;
  }

  get recentLateShare(): number | undefined {
    return recentLateShareOf(this.#measured);
  }

  get daysSlower(): number | undefined {
    return this.#behaves().daysSlower;
  }

  get promisesKept(): number | undefined {
    return this.#promised().kept;
  }

  get promisesBroken(): number {
    return this.#promised().broken;
  }

  get purchases(): readonly Money[] | undefined {
    return purchasesOf(this.#bought());
  }

  get monthsAsCustomer(): number | undefined {
    const { asOf } = this.#measured;
    const first = firstIssuedOn(this.#bought());
    return first === undefined || first > asOf ? undefined : monthsBetween(first, asOf);
  }

  get failedAddresses(): number | undefined {
    const { reach } = this.#measured.debtor;
    return reach && Object.keys(reach.failed ?? {}).length;
  }

  #willingness(): Willingness | undefined {
    const { scoreCard } = this.#measured;
    return (this.#willing ??= { found: scoreCard && willingnessOf(scoreCard, this) }).found;
  }

  #owes(): Owed {
    return (this.#owed ??= owedOf(this.#measured));
  }

  #behaves(): PaymentBehaviour {
    return (this.#behaviour ??= paymentBehaviour(this.#measured.past?.items ?? [], this.#measured.asOf));
  }

  #promised(): PromiseRecord {
    return (this.#record ??= promiseRecordOf(this.#measured.promises, this.#measured.asOf));
  }

  #bought(): readonly Receivable[] | undefined {
    const { past, receivables } = this.#measured;
    if (past?.reaches !== 'always') return undefined;
    return (this.#everything ??= everyItem(receivables, past));
  }
}

/** The same measures, all reckoned, without the rows they were reckoned from. */
export function snapshotOf(measures: Measures): Measures {
  const values = everyMeasure.map((measure) => [measure, measures[measure]]);
  return Object.fromEntries(values) as Measures;
}

/** What is open, and what is settled once: a settled item that a promise speaks of stands among the receivables too. */
export function everyItem(receivables: readonly Receivable[], past: PastItems): readonly Receivable[] {
  return [...receivables.filter(({ state }) => state === 'open'), ...past.items];
}

function productLines(items: readonly Receivable[]): readonly string[] | undefined {
  const lines = new Set(items.flatMap(({ productLine }) => productLine ?? []));
  return lines.size === 0 ? undefined : [...lines].sort();
}
