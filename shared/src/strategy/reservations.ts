/** What of the open items is owed and yet not asked for on a day – promised, disputed or held – with the reasons for it. */
import type { Reason } from '../actions/reason.ts';
import { addDays, type IsoDate } from '../dates/iso-date.ts';
import { disputedAmounts, nextDisputeChange } from '../disputes/disputed-amounts.ts';
import { holdOn, nextHoldChange, type HoldInForce } from '../holds/hold.ts';
import { money, sum } from '../money/money.ts';
import type { PromiseToPay } from '../promises/promise.ts';
import { promiseStanding, type PromiseStanding } from '../promises/standing.ts';
import { promisedAmounts, type PromisedAmount } from '../promises/suppression.ts';
import type { Reservation } from '../receivables/collectible.ts';
import { byText } from '../receivables/order.ts';
import { isOpenInvoice, type Receivable } from '../receivables/receivable.ts';
import type { Facts } from './facts.ts';
import type { Policy } from './policy.ts';

export type Reservations = {
  /** By receivable; what nothing is reserved of is left out. */
  readonly amounts: ReadonlyMap<string, Reservation>;
  readonly because: ReadonlyMap<string, readonly Reason[]>;
  /** By id, so that a decision is the same in whatever order they were read. */
  readonly promises: readonly StandingPromise[];
  /** Days after `asOf` on which some of this changes by itself. */
  readonly changesOn: readonly IsoDate[];
};

export type StandingPromise = { readonly promise: PromiseToPay; readonly standing: PromiseStanding };

export function reservationsOf(policy: Policy, facts: Facts, asOf: IsoDate): Reservations {
  const { receivables, payments, disputes, holds } = facts;
  const { agreements, calendar } = policy;
  const circumstances = { rules: agreements.promises, calendar, payments, receivables };
  const promised = Map.groupBy(
    promisedAmounts(facts.promises, circumstances, asOf),
    ({ receivable }) => receivable,
  );
  const disputed = disputedAmounts({ disputes, receivables, rules: agreements.disputes }, asOf);
  const reserved = receivables.filter(isOpenInvoice).flatMap((receivable) => {
    const of = {
      receivable,
      promised: promised.get(receivable.id) ?? [],
      disputed: disputed.get(receivable.id)?.disputed,
      hold: holdOn(holds, { debtor: facts.debtor.id, receivable: receivable.id }, asOf),
    };
    return of.promised.length > 0 || of.disputed || of.hold ? [of] : [];
  });
  const promises = facts.promises
    .map((promise) => ({ promise, standing: promiseStanding(promise, circumstances, asOf) }))
    .sort((a, b) => byText(a.promise.id, b.promise.id));
  const changes = [
    ...promises.map(({ standing }) => standing.nextChangeOn),
    ...[...promised.values()].flat().map(({ until }) => until && addDays(until, 1)),
    nextDisputeChange(disputes, agreements.disputes, asOf),
    nextHoldChange(holds, asOf),
  ];
  return {
    amounts: new Map(reserved.map((one) => [one.receivable.id, reservationOf(one)])),
    because: new Map(reserved.map((one) => [one.receivable.id, reasonsFor(one)])),
    promises,
    changesOn: changes.filter((day) => day !== undefined),
  };
}

type Reserved = {
  readonly receivable: Receivable;
  readonly promised: readonly PromisedAmount[];
  readonly disputed: Reservation['disputed'] | undefined;
  readonly hold: HoldInForce | undefined;
};

function reservationOf({ receivable, promised, disputed, hold }: Reserved): Reservation {
  const { currency } = receivable.open;
  return {
    promised: sum(
      promised.map(({ amount }) => amount),
      currency,
    ),
    disputed: disputed ?? money(0, currency),
    held: hold !== undefined,
  };
}

function reasonsFor({ promised, disputed, hold }: Reserved): readonly Reason[] {
  return [
    ...(hold
      ? [{ code: 'held' as const, reason: hold.hold.reason, ...(hold.until && { until: hold.until }) }]
      : []),
    ...(disputed ? [{ code: 'disputed' as const, amount: disputed }] : []),
    ...promised.map(({ amount, until }) => ({ code: 'promised' as const, amount, ...(until && { until }) })),
  ];
}
