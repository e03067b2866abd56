/**
 * What is promised is not asked for until its day and the days of grace have passed: just the promised amount. Other items, and the rest
 * of the same item, go on.
 */
import type { IsoDate } from '../dates/iso-date.ts';
import { money, type Money } from '../money/money.ts';
import { byText } from '../receivables/order.ts';
import { byAge, type Receivable } from '../receivables/receivable.ts';
import type { PromiseToPay } from './promise.ts';
import {
  promiseStanding,
  type InstalmentStanding,
  type PromiseCircumstances,
  type PromiseStanding,
} from './standing.ts';

export type PromisedAmount = {
  readonly receivable: string;
  readonly promise: string;
  readonly amount: Money;
  /** The last day on which it is not asked for if nothing is paid; absent where the calendar ends before. */
  readonly until?: IsoDate;
};

/**
 * Per receivable and instalment what is promised and neither paid nor missed. A receivable may appear more than once, in the order in
 * which its parts end; together they are never more than what is open of it. Missed instalments are taken to be those of the oldest items.
 */
export function promisedAmounts(
  promises: readonly PromiseToPay[],
  circumstances: PromiseCircumstances,
  asOf: IsoDate,
): readonly PromisedAmount[] {
  const { receivables } = circumstances;
  const openMinor = new Map(receivables.map(({ id, open }) => [id, open.minor]));
  return promises
    .filter(({ madeOn }) => madeOn <= asOf)
    .sort((a, b) => byText(a.madeOn, b.madeOn) || byText(a.id, b.id))
    .flatMap((promise) => amountsOf(promise, promiseStanding(promise, circumstances, asOf), circumstances))
    .flatMap((promised) => {
      const left = openMinor.get(promised.receivable) ?? 0;
      const minor = Math.min(left, promised.amount.minor);
      openMinor.set(promised.receivable, left - minor);
      return minor === 0 ? [] : [{ ...promised, amount: money(minor, promised.amount.currency) }];
    });
}

/** Instalment by instalment, the oldest, is filled from the items, the oldest first. */
function amountsOf(
  { id, currency }: PromiseToPay,
  standing: PromiseStanding,
  { receivables, rules }: PromiseCircumstances,
): readonly PromisedAmount[] {
  const open = standing.instalments.filter(({ state }) => state === 'open');
  const left = itemsByAge(standing, receivables);
  return standing.instalments.flatMap((instalment) => {
    let missing = instalment.outstanding.minor;
    return left.flatMap((item) => {
      const minor = Math.min(missing, item.minor);
      missing -= minor;
      item.minor -= minor;
      if (instalment.state !== 'open') return [];
      const until = rules.defaultClause === 'wholePlanDue' ? firstLastDay(open) : instalment.lastDay;
      return [
        { receivable: item.receivable, promise: id, amount: money(minor, currency), ...(until && { until }) },
      ];
    });
  });
}

function itemsByAge(
  { items }: PromiseStanding,
  receivables: readonly Receivable[],
): { readonly receivable: string; minor: number }[] {
  const left = new Map(items.map(({ item, owed, paid }) => [item.receivable, owed.minor - paid.minor]));
  return receivables
    .filter(({ id }) => left.has(id))
    .sort(byAge)
    .map(({ id }) => ({ receivable: id, minor: left.get(id) ?? 0 }));
}

function firstLastDay(instalments: readonly InstalmentStanding[]): IsoDate | undefined {
  return instalments.flatMap(({ lastDay }) => lastDay ?? []).sort()[0];
}
