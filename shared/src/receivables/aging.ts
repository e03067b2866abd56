/** Aging and exposure. An item due on the as-of date is current; one day later it is in 1–30. */
import { addDays, earlier, type IsoDate } from '../dates/iso-date.ts';
import { add, money, subtract, type Currency, type Money } from '../money/money.ts';
import { byText } from './order.ts';
import { daysPastDue, isOpenCredit, isOpenInvoice, type Receivable } from './receivable.ts';

const bucketCeilings = [
  ['current', 0],
  ['1-30', 30],
  ['31-60', 60],
  ['61-90', 90],
] as const satisfies readonly (readonly [string, number])[];

export type AgingBucket = (typeof bucketCeilings)[number][0] | '91+';

export type AgingProfile = {
  readonly currency: Currency;
  readonly buckets: Readonly<Record<AgingBucket, Money>>;
  /** Credit notes and unapplied cash, shown apart and not netted. */
  readonly credits: Money;
};

/** Open invoices by days past due, per currency in the order of the codes. The buckets partition the open invoices. */
export function agingProfile(receivables: readonly Receivable[], asOf: IsoDate): readonly AgingProfile[] {
  const profiles = new Map<Currency, AgingProfile>();
  for (const receivable of receivables) {
    const { currency } = receivable.open;
    const profile = profiles.get(currency) ?? emptyProfile(currency);
    if (isOpenInvoice(receivable)) {
      const bucket = bucketOf(daysPastDue(receivable, asOf));
      profiles.set(currency, {
        ...profile,
        buckets: { ...profile.buckets, [bucket]: add(profile.buckets[bucket], receivable.open) },
      });
    } else if (isOpenCredit(receivable)) {
      profiles.set(currency, { ...profile, credits: add(profile.credits, receivable.open) });
    }
  }
  return [...profiles.values()].sort((a, b) => byText(a.currency, b.currency));
}

export function bucketOf(days: number): AgingBucket {
  return bucketCeilings.find(([, ceiling]) => days <= ceiling)?.[0] ?? '91+';
}

/** The next day on which an open invoice is in another bucket, if nothing is paid until then; undefined when all have reached the last. */
export function nextBucketChange(receivables: readonly Receivable[], asOf: IsoDate): IsoDate | undefined {
  return receivables
    .filter(isOpenInvoice)
    .flatMap((receivable) => {
      const days = daysPastDue(receivable, asOf);
      const ceiling = bucketCeilings.find(([, until]) => days <= until)?.[1];
      return ceiling === undefined ? [] : [addDays(receivable.dueOn, ceiling + 1)];
    })
    .reduce<IsoDate | undefined>(
      (soonest, day) => (soonest === undefined ? day : earlier(soonest, day)),
      undefined,
    );
}

/** What the customer owes in all: open invoices, due or not, less open credits, per currency. */
export function exposure(receivables: readonly Receivable[], asOf: IsoDate): readonly Money[] {
  return agingProfile(receivables, asOf).map(balanceOf);
}

/** What the buckets hold together, less credits. */
export function balanceOf({ currency, buckets, credits }: AgingProfile): Money {
  return subtract(Object.values(buckets).reduce(add, money(0, currency)), credits);
}

function emptyProfile(currency: Currency): AgingProfile {
  const zero = money(0, currency);
  return {
    currency,
    buckets: { current: zero, '1-30': zero, '31-60': zero, '61-90': zero, '91+': zero },
    credits: zero,
  };
}
