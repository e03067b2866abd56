/**
 * Whether a debtor may be sold to: free, conditional (against payment in advance, say) or blocked. It follows from rules over the
 * ledger and from what people ordered, never from what it was before, except that a limit once crossed is to be cleared by a margin.
 */
import { addDays, type IsoDate } from '../dates/iso-date.ts';
import { sumByCurrency, type Currency, type Money } from '../money/money.ts';
import { byText } from '../receivables/order.ts';
import { daysPastDue, isOpenInvoice, isOverdue, type Receivable } from '../receivables/receivable.ts';

export type TradingStatus = 'free' | 'conditional' | 'blocked';
export type Restriction = Exclude<TradingStatus, 'free'>;

export type CreditRule = { readonly code: string; readonly status: Restriction } & (
  | { readonly when: 'preLegal' }
  | {
      readonly when: 'limitUse';
      /** Exposure above this whole percentage of the credit limit sets it; at or below the other one it goes. */
      readonly abovePercent: number;
      readonly clearedAtPercent: number;
    }
  | {
      readonly when: 'overdue';
      /** Days past due from which an item counts. */
      readonly days: number;
      /** Least overdue amount in minor units per currency; a currency that is not named has none. */
      readonly minimumMinor: Readonly<Record<Currency, number>>;
    }
);

/** What a person ordered. `free` is a release: it sets the rules aside, and therefore has to end. */
export type TradingOrder = {
  readonly id: string;
  readonly debtor: string;
  readonly status: TradingStatus;
  readonly reason: string;
  readonly from: IsoDate;
  /** The last day; absent when only its withdrawal ends it. */
  readonly until?: IsoDate;
  readonly setBy: string;
  /** The first day on which it no longer counts. */
  readonly withdrawnOn?: IsoDate;
};

export type CreditFacts = {
  readonly receivables: readonly Receivable[];
  /** Items for which the pre-legal notice was made out. */
  readonly preLegalItems: readonly string[];
  /** Absent or zero: the debtor has no limit to measure by. */
  readonly creditLimit?: Money;
  /** All that is open, in the currency of the limit. */
  readonly exposure?: Money;
  readonly orders: readonly TradingOrder[];
  /** Rule of the credit hold that is in force, for the margin of the limit. */
  readonly heldBy?: string;
  /** Decisions with significant effect on a natural person are a person's (GDPR article 22): rules only propose. */
  readonly naturalPerson: boolean;
};

export type Cause = {
  /** Code of the rule, or `order`. */
  readonly rule: string;
  readonly status: Restriction;
  /** The amounts it is about, per currency; none for an order. */
  readonly amounts: readonly Money[];
  readonly order?: TradingOrder;
};

export type TradingStanding = {
  readonly status: TradingStatus;
  /** Why, the strictest first. */
  readonly causes: readonly Cause[];
  /** What rules would set if they were allowed to: for a natural person, and while a release is in force. */
  readonly setAside: readonly Cause[];
  /** The release in force. */
  readonly release?: TradingOrder;
};

/** @throws RangeError when the exposure is in another currency than the limit. */
export function tradingStanding(
  facts: CreditFacts,
  rules: readonly CreditRule[],
  asOf: IsoDate,
): TradingStanding {
  const order = orderOn(facts.orders, asOf);
  const byRules = rules.flatMap((rule) => causeOf(rule, facts, asOf) ?? []).sort(byStrictness);
  if (order?.status === 'free') return { status: 'free', causes: [], setAside: byRules, release: order };
  const causes: readonly Cause[] = [
    ...(order ? [{ rule: 'order', status: order.status, amounts: [], order }] : []),
    ...(facts.naturalPerson ? [] : byRules),
  ].sort(byStrictness);
  return { status: causes[0]?.status ?? 'free', causes, setAside: facts.naturalPerson ? byRules : [] };
}

/** The first day after `asOf` on which the standing can change by itself. */
export function nextTradingChange(
  { receivables, orders }: Pick<CreditFacts, 'receivables' | 'orders'>,
  rules: readonly CreditRule[],
  asOf: IsoDate,
): IsoDate | undefined {
  const ofOrders = orders.flatMap(({ from, until, withdrawnOn }) => [
    from,
    ...(until ? [addDays(until, 1)] : []),
    ...(withdrawnOn ? [withdrawnOn] : []),
  ]);
  const ofRules = rules.flatMap((rule) =>
    rule.when === 'overdue'
      ? receivables.filter(isOpenInvoice).map(({ dueOn }) => addDays(dueOn, rule.days))
      : [],
  );
  return [...ofOrders, ...ofRules].filter((day) => day > asOf).sort()[0];
}

/** The order in force: a later one replaces the one before, for as long as it lasts. */
function orderOn(orders: readonly TradingOrder[], asOf: IsoDate): TradingOrder | undefined {
  return orders
    .filter(
      ({ from, until, withdrawnOn }) =>
        from <= asOf &&
        (until === undefined || asOf <= until) &&
        (withdrawnOn === undefined || asOf < withdrawnOn),
    )
    .sort((a, b) => byText(b.from, a.from) || byText(b.id, a.id))[0];
}

function causeOf(rule: CreditRule, facts: CreditFacts, asOf: IsoDate): Cause | undefined {
  const cause = (amounts: readonly Money[]): Cause => ({ rule: rule.code, status: rule.status, amounts });
  switch (rule.when) {
    case 'preLegal': {
      const open = facts.receivables.filter(
        (one) => isOpenInvoice(one) && facts.preLegalItems.includes(one.id),
      );
      return open.length === 0 ? undefined : cause(sumByCurrency(open.map((one) => one.open)));
    }
    case 'limitUse': {
      const { creditLimit, exposure } = facts;
      if (!creditLimit || creditLimit.minor === 0 || !exposure) return undefined;
      const percent = facts.heldBy === rule.code ? rule.clearedAtPercent : rule.abovePercent;
      return exceeds(exposure, creditLimit, percent) ? cause([exposure]) : undefined;
    }
    case 'overdue': {
      const late = facts.receivables.filter(
        (one) => isOverdue(one, asOf) && daysPastDue(one, asOf) >= rule.days,
      );
      const amounts = sumByCurrency(late.map((one) => one.open)).filter(
        ({ minor, currency }) => minor >= (rule.minimumMinor[currency] ?? 0),
      );
      return amounts.length === 0 ? undefined : cause(amounts);
    }
  }
}

/** Exact also where a hundred times the amount is beyond the safe integers. */
function exceeds(exposure: Money, limit: Money, percent: number): boolean {
  if (exposure.currency !== limit.currency) {
    throw new RangeError(`Cannot measure ${exposure.currency} by a limit in ${limit.currency}`);
  }
  return BigInt(exposure.minor) * 100n > BigInt(limit.minor) * BigInt(percent);
}

function byStrictness(a: Cause, b: Cause): number {
  return Number(b.status === 'blocked') - Number(a.status === 'blocked') || byText(a.rule, b.rule);
}
