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
import { firstIssuedOn, isInYear, monthsBetween, paymentBehaviour, purchasesOf } from './history.ts';
import { owedOf, percentOverdueOf, limitUseOf } from './owed.ts';
import { promiseRecordOf } from './promise-record.ts';
import { severityOf, type Severity } from './severity.ts';

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
  readonly asOf: IsoDate;
};

export type Measures = {
  readonly kind: CustomerKind;
  readonly country: string;
  readonly language?: string | undefined;
  /** The class of severity; undefined when nothing is overdue. Rules of the classes themselves cannot ask for it. */
  readonly severity?: string | undefined;
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
  /** By how many days later invoices were settled in the last 90 days than in the months of the year before them. */
  readonly daysSlower?: number | undefined;
  /** Promises kept of those that came to an end in the last 365 days, in percent; one kept in part counts by its share. */
  readonly promisesKept?: number | undefined;
  /** Promises missed in the last 365 days, in whole or in part. */
  readonly promisesBroken: number;
  /** Whole months since the first item of the ledger was issued. */
  readonly monthsAsCustomer?: number | undefined;
};

export type WordMeasure = 'kind' | 'country' | 'language' | 'product' | 'pastProduct' | 'severity';
export type AmountMeasure = 'exposure' | 'overdue' | 'purchases';
export type NumberMeasure = Exclude<keyof Measures, WordMeasure | AmountMeasure>;

/** How much of the history a measure needs: none that is settled, the last 365 days of it, or all. */
export type Reach = 'year' | 'always';

export const reachOf: Readonly<Partial<Record<keyof Measures, Reach>>> = {
  pastProduct: 'year',
  averageDaysLate: 'year',
  lateShare: 'year',
  daysSlower: 'year',
  purchases: 'always',
  monthsAsCustomer: 'always',
};

export function measuresOf(measured: Measured): Measures {
  const { debtor, past, promises, asOf } = measured;
  const owed = once(() => owedOf(measured));
  const behaviour = once(() => paymentBehaviour(past?.items ?? [], asOf));
  const record = once(() => promiseRecordOf(promises, asOf));
  const everything = once(() =>
    past?.reaches === 'always' ? everyItem(measured.receivables, past) : undefined,
  );
  const measures: Measures = {
    kind: debtor.kind,
    country: debtor.country,
    language: debtor.language,
    get severity() {
      return severityOf(measured.severities, measures)?.severity.code;
    },
    get product() {
      return productLines(measured.items.map(({ receivable }) => receivable));
    },
    get pastProduct() {
      return past && productLines(past.items.filter((item) => isInYear(item.settledOn, asOf)));
    },
    get exposure() {
      return owed().exposure;
    },
    get overdue() {
      return owed().overdue;
    },
    get percentOverdue() {
      return percentOverdueOf(owed());
    },
    get daysPastDue() {
      return owed().daysPastDue;
    },
    get limitUse() {
      return limitUseOf(owed().exposure, debtor.creditLimit);
    },
    get averageDaysLate() {
      return behaviour().averageDaysLate;
    },
    get lateShare() {
      return behaviour().lateShare;
    },
    get daysSlower() {
      return behaviour().daysSlower;
    },
    get promisesKept() {
      return record().kept;
    },
    get promisesBroken() {
      return record().broken;
    },
    get purchases() {
      return purchasesOf(everything());
    },
    get monthsAsCustomer() {
      const first = firstIssuedOn(everything());
      return first === undefined || first > asOf ? undefined : monthsBetween(first, asOf);
    },
  };
  return measures;
}

/** What is open, and what is settled once: a settled item that a promise speaks of stands among the receivables too. */
export function everyItem(receivables: readonly Receivable[], past: PastItems): readonly Receivable[] {
  return [...receivables.filter(({ state }) => state === 'open'), ...past.items];
}

function productLines(items: readonly Receivable[]): readonly string[] | undefined {
  const lines = new Set(items.flatMap(({ productLine }) => productLine ?? []));
  return lines.size === 0 ? undefined : [...lines].sort();
}

function once<T>(reckon: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => (known ??= { value: reckon() }).value;
}
