/**
 * How a promise stands on a day: a pure function of promise, ledger and date. Payments count by their value date, so a payment that is
 * posted late mends the state, and one that is taken back undoes it.
 */
import { addDays, type IsoDate } from '../dates/iso-date.ts';
import { money, type Money } from '../money/money.ts';
import { byText } from '../receivables/order.ts';
import {
  lastDayToPay,
  promisedTotal,
  toleranceOf,
  type Instalment,
  type PromisedItem,
  type PromiseTerms,
  type PromiseToPay,
} from './promise.ts';
import { receiptsOf, type ItemReceipts, type LedgerOfPromise, type Receipt } from './receipts.ts';
import { remarksOn, type Remark } from './remarks.ts';

/**
 * Kept: all paid in time, within the tolerance. Partially kept: something was. Broken: nothing was. Withdrawn: taken back while it was
 * open, or nothing of it is owed any more. A plan is open as long as one of its instalments is.
 */
export type PromiseState = 'open' | 'kept' | 'partiallyKept' | 'broken' | 'withdrawn';

export type InstalmentStanding = {
  /** From 1. */
  readonly number: number;
  readonly dueOn: IsoDate;
  /** With the days of grace; absent where the calendar ends before, so that nobody knows. */
  readonly lastDay?: IsoDate;
  readonly state: PromiseState;
  /** What is owed of it: credits shorten a plan from its end. */
  readonly owed: Money;
  /** Payments go to the oldest instalment first, and count here also when they came late. */
  readonly paid: Money;
  readonly outstanding: Money;
  /** The value date of the payment that kept it. */
  readonly keptOn?: IsoDate;
  /** The first day on which it is missed, in whole or in part. */
  readonly brokenOn?: IsoDate;
};

export type ItemStanding = { readonly item: PromisedItem; readonly owed: Money; readonly paid: Money };

export type PromiseStanding = {
  readonly state: PromiseState;
  readonly promised: Money;
  readonly owed: Money;
  readonly paid: Money;
  readonly outstanding: Money;
  readonly instalments: readonly InstalmentStanding[];
  readonly items: readonly ItemStanding[];
  readonly keptOn?: IsoDate;
  /** The first day on which an instalment is missed, in whole or in part; the rest of a plan may still be open. */
  readonly brokenOn?: IsoDate;
  /** The first later day on which any of this can change without anybody doing anything. */
  readonly nextChangeOn?: IsoDate;
  readonly remarks: readonly Remark[];
};

export type PromiseCircumstances = PromiseTerms & LedgerOfPromise;

/** @param asOf the company's local day; the ledger is taken as it is known then. */
export function promiseStanding(
  promise: PromiseToPay,
  circumstances: PromiseCircumstances,
  asOf: IsoDate,
): PromiseStanding {
  const items = receiptsOf(promise, circumstances, asOf);
  const { withdrawnOn } = promise;
  if (withdrawnOn !== undefined && withdrawnOn <= asOf) {
    const then = standingOf(promise, items, circumstances, withdrawnOn);
    if (then.state === 'open') {
      const now = withdrawn(then);
      return { ...now, ...nextChange(now, promise, circumstances, asOf) };
    }
  }
  const standing = standingOf(promise, items, circumstances, asOf);
  return { ...standing, ...nextChange(standing, promise, circumstances, asOf) };
}

type Judged = Omit<PromiseStanding, 'nextChangeOn'>;

function standingOf(
  promise: PromiseToPay,
  items: readonly ItemReceipts[],
  circumstances: PromiseCircumstances,
  on: IsoDate,
): Judged {
  const { currency } = promise;
  const receipts = items
    .flatMap((item) => item.receipts)
    .filter((receipt) => receipt.on <= on)
    .sort((a, b) => byText(a.on, b.on));
  const owedMinor = items.reduce((all, item) => all + item.owedMinor, 0);
  const instalments = judge({ instalments: promise.instalments, owedMinor, receipts, circumstances, on });
  const owed = money(owedMinor, currency);
  const paid = money(totalOf(receipts), currency);
  return {
    ...stateOf(instalments),
    promised: promisedTotal(promise),
    owed,
    paid,
    outstanding: money(owedMinor - paid.minor, currency),
    instalments,
    items: items.map(({ item, owedMinor: itemOwed, receipts: all }) => ({
      item,
      owed: money(itemOwed, currency),
      paid: money(totalOf(all.filter((receipt) => receipt.on <= on)), currency),
    })),
    remarks: remarksOn(promise, { ...circumstances, owed, instalments }, on),
  };
}

/** Each instalment by what came in up to its last day, the oldest first. */
function judge(question: {
  readonly instalments: readonly Instalment[];
  readonly owedMinor: number;
  readonly receipts: readonly Receipt[];
  readonly circumstances: PromiseTerms;
  readonly on: IsoDate;
}): readonly InstalmentStanding[] {
  const { instalments, owedMinor, receipts, circumstances, on } = question;
  const { rules } = circumstances;
  const paidMinor = totalOf(receipts);
  let promisedBefore = 0;
  let wholeDueOn: IsoDate | undefined;
  return instalments.map(({ dueOn, amount }, at) => {
    const from = Math.min(promisedBefore, owedMinor);
    promisedBefore += amount.minor;
    const to = Math.min(promisedBefore, owedMinor);
    const owed = money(to - from, amount.currency);
    const paid = money(Math.min(Math.max(paidMinor - from, 0), owed.minor), amount.currency);
    const lastDay = lastDayToPay(dueOn, circumstances);
    const deadline = wholeDueOn === undefined ? lastDay : addDays(wholeDueOn, -1);
    const outcome = outcomeOf({
      from,
      // Something has to come in, however generous the tolerance.
      enough: Math.max(from + 1, to - toleranceOf(owed, rules).minor),
      owed,
      receipts,
      deadline,
      on,
    });
    if (outcome.brokenOn !== undefined && rules.defaultClause === 'wholePlanDue') {
      wholeDueOn ??= outcome.brokenOn;
    }
    return {
      number: at + 1,
      dueOn,
      ...(lastDay && { lastDay }),
      ...outcome,
      owed,
      paid,
      outstanding: money(owed.minor - paid.minor, amount.currency),
    };
  });
}

/** @param question.enough how much has to have come in all by the deadline, the instalments before included. */
function outcomeOf(question: {
  readonly from: number;
  readonly enough: number;
  readonly owed: Money;
  readonly receipts: readonly Receipt[];
  readonly deadline: IsoDate | undefined;
  readonly on: IsoDate;
}): Pick<InstalmentStanding, 'state' | 'keptOn' | 'brokenOn'> {
  const { from, enough, owed, receipts, deadline, on } = question;
  if (owed.minor === 0) return { state: 'withdrawn' };
  const inTime = receipts.filter((receipt) => deadline === undefined || receipt.on <= deadline);
  const keptOn = dayReached(inTime, enough);
  if (keptOn !== undefined) return { state: 'kept', keptOn };
  if (deadline === undefined || on <= deadline) return { state: 'open' };
  const brokenOn = addDays(deadline, 1);
  return { state: totalOf(inTime) > from ? 'partiallyKept' : 'broken', brokenOn };
}

function stateOf(
  instalments: readonly InstalmentStanding[],
): Pick<PromiseStanding, 'state' | 'keptOn' | 'brokenOn'> {
  const live = instalments.filter(({ state }) => state !== 'withdrawn');
  const has = (state: PromiseState): boolean => live.some((one) => one.state === state);
  const brokenOn = live.find((one) => one.brokenOn !== undefined)?.brokenOn;
  const broken = brokenOn === undefined ? {} : { brokenOn };
  if (live.length === 0) return { state: 'withdrawn' };
  if (has('open')) return { state: 'open', ...broken };
  if (brokenOn === undefined) {
    const keptOn = live.at(-1)?.keptOn;
    return { state: 'kept', ...(keptOn && { keptOn }) };
  }
  return { state: has('kept') || has('partiallyKept') ? 'partiallyKept' : 'broken', ...broken };
}

/** What was open is withdrawn; what had been decided by then stays. */
function withdrawn(standing: Judged): Judged {
  return {
    ...standing,
    state: 'withdrawn',
    instalments: standing.instalments.map((one) =>
      one.state === 'open' ? { ...one, state: 'withdrawn' } : one,
    ),
  };
}

function nextChange(
  { instalments }: Judged,
  { items, madeOn, withdrawnOn }: PromiseToPay,
  { payments }: LedgerOfPromise,
  asOf: IsoDate,
): Pick<PromiseStanding, 'nextChangeOn'> {
  const documents = new Set(items.map(({ document }) => document));
  const days = [
    ...instalments.flatMap((one) => (one.state === 'open' && one.lastDay ? [addDays(one.lastDay, 1)] : [])),
    ...payments.flatMap(({ document, paidOn }) => (documents.has(document) ? [paidOn] : [])),
    madeOn,
    ...(withdrawnOn === undefined ? [] : [withdrawnOn]),
  ];
  const nextChangeOn = days.filter((day) => day > asOf).sort()[0];
  return nextChangeOn === undefined ? {} : { nextChangeOn };
}

/** The day on which the receipts together reached the amount; undefined when they do not. */
function dayReached(receipts: readonly Receipt[], amount: number): IsoDate | undefined {
  let total = 0;
  return receipts.find(({ minor }) => (total += minor) >= amount)?.on;
}

function totalOf(receipts: readonly Receipt[]): number {
  return receipts.reduce((total, { minor }) => total + minor, 0);
}
