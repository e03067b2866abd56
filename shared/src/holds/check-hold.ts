/** What people write down as a hold, checked again: it ends unless its reason allows otherwise, and it excludes what is theirs and still open. */
import { addDays, daysBetween, type IsoDate } from '../dates/iso-date.ts';
import { isOpenInvoice, type Receivable } from '../receivables/receivable.ts';
import { checked, type Checked, type Refusal } from '../receivables/refusal.ts';
import { lastDayOf, type Hold } from './hold.ts';

export type HoldReason = {
  readonly code: string;
  /** The most calendar days it may last, first and last day included; absent when it may have no last day. */
  readonly longestDays?: number;
};

export type HoldRefusalCode =
  | 'unknownReason'
  | 'expiryNeeded'
  | 'endsBeforeItBegins'
  | 'inThePast'
  | 'tooLong'
  | 'notTheirs'
  | 'itemClosed'
  | 'overlaps';

export type HoldSurroundings = {
  /** The debtor's items, closed ones included. */
  readonly receivables: readonly Receivable[];
  /** The debtor's holds; the one that is checked may be among them. */
  readonly holds: readonly Hold[];
  readonly reasons: readonly HoldReason[];
};

/** @param asOf the company's local day on which it was written. */
export function checkHold(hold: Hold, around: HoldSurroundings, asOf: IsoDate): Checked<HoldRefusalCode> {
  const refusals = [
    ...refusalsOfTime(hold, around.reasons, asOf),
    ...refusalsOfItem(hold, around.receivables),
    ...refusalsOfOthers(hold, around.holds),
  ];
  return checked(refusals);
}

function refusalsOfTime(
  { reason, from, until }: Hold,
  reasons: readonly HoldReason[],
  asOf: IsoDate,
): readonly Refusal<HoldRefusalCode>[] {
  const refusals: Refusal<HoldRefusalCode>[] = [];
  const known = reasons.find(({ code }) => code === reason);
  if (!known) {
    const remedy = `Choose one of ${reasons.map(({ code }) => code).join(', ')}`;
    refusals.push({ code: 'unknownReason', field: 'reason', value: reason, remedy });
  }
  if (from < asOf) {
    const remedy = `Let it begin on ${asOf} or later: what was sent before is sent`;
    refusals.push({ code: 'inThePast', field: 'from', value: from, remedy });
  }
  if (until !== undefined && until < from) {
    refusals.push({
      code: 'endsBeforeItBegins',
      field: 'until',
      value: until,
      remedy: `Let it end on ${from} or later`,
    });
    return refusals;
  }
  const { longestDays } = known ?? {};
  if (longestDays === undefined) return refusals;
  const latest = addDays(from, longestDays - 1);
  if (until === undefined) {
    const remedy = `Give it a last day: ${latest} at the latest`;
    refusals.push({ code: 'expiryNeeded', field: 'until', value: '', remedy });
  } else if (daysBetween(from, until) >= longestDays) {
    const remedy = `A hold for this reason lasts ${longestDays} days at most: until ${latest}`;
    refusals.push({ code: 'tooLong', field: 'until', value: until, remedy });
  }
  return refusals;
}

function refusalsOfItem(
  { receivable }: Hold,
  receivables: readonly Receivable[],
): readonly Refusal<HoldRefusalCode>[] {
  if (receivable === undefined) return [];
  const field = 'receivable';
  const item = receivables.find(({ id }) => id === receivable);
  if (!item) {
    return [{ code: 'notTheirs', field, value: receivable, remedy: 'Choose an item of this debtor' }];
  }
  if (isOpenInvoice(item)) return [];
  return [
    { code: 'itemClosed', field, value: item.document, remedy: 'Choose an invoice that is still open' },
  ];
}

/** Two holds of the same scope on one day would leave it open which of their reasons counts. */
function refusalsOfOthers(hold: Hold, holds: readonly Hold[]): readonly Refusal<HoldRefusalCode>[] {
  const other = holds.find(
    (one) => one.id !== hold.id && one.receivable === hold.receivable && overlap(one, hold),
  );
  if (!other) return [];
  const end = lastDayOf(other);
  const value = end === undefined ? `from ${other.from}` : `${other.from} to ${end}`;
  const remedy = 'Change or release the hold there is, or choose days outside it';
  return [{ code: 'overlaps', field: 'from', value, remedy }];
}

function overlap(a: Hold, b: Hold): boolean {
  return startsWithin(a, b) || startsWithin(b, a);
}

function startsWithin(a: Hold, b: Hold): boolean {
  const [endOfA, endOfB] = [lastDayOf(a), lastDayOf(b)];
  const happens = endOfA === undefined || a.from <= endOfA;
  return happens && b.from <= a.from && (endOfB === undefined || a.from <= endOfB);
}
