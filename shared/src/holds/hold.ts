/** A hold is why nothing is asked of a debtor, or for one item, for a while: from its first day to its last, or until it is released. */
import { addDays, earlier, type IsoDate } from '../dates/iso-date.ts';
import { byText } from '../receivables/order.ts';

export type Hold = {
  readonly id: string;
  readonly debtor: string;
  /** Absent: everything of the debtor. */
  readonly receivable?: string;
  /** Code of the reason, such as `agreement` or `insolvency`. */
  readonly reason: string;
  readonly from: IsoDate;
  /** The last day; absent when only a release ends it. */
  readonly until?: IsoDate;
  readonly setBy: string;
  /** The first day on which it no longer holds. */
  readonly releasedOn?: IsoDate;
};

export type HoldInForce = {
  readonly hold: Hold;
  /** The last day, without a free day before it, on which some hold is in force; absent when only a release ends it. */
  readonly until?: IsoDate;
};

/**
 * The hold that keeps a debtor, or one of its items, from being asked on a day. A hold of the debtor counts for each of its items and
 * comes before a hold of the item; of several the one that lasts longest is named.
 */
export function holdOn(
  holds: readonly Hold[],
  about: { readonly debtor: string; readonly receivable?: string },
  asOf: IsoDate,
): HoldInForce | undefined {
  const concerning = holds.filter(
    ({ debtor, receivable }) =>
      debtor === about.debtor && (receivable === undefined || receivable === about.receivable),
  );
  const [hold] = concerning.filter((one) => isInForce(one, asOf)).sort(byWeight);
  if (!hold) return undefined;
  const until = lastDayHeld(concerning, asOf);
  return { hold, ...(until && { until }) };
}

export function isInForce(hold: Hold, asOf: IsoDate): boolean {
  const last = lastDayOf(hold);
  return hold.from <= asOf && (last === undefined || asOf <= last);
}

/** The last day of a hold, its release considered; absent while nothing ends it. */
export function lastDayOf({ until, releasedOn }: Hold): IsoDate | undefined {
  const beforeRelease = releasedOn && addDays(releasedOn, -1);
  return until && beforeRelease ? earlier(until, beforeRelease) : (until ?? beforeRelease);
}

/** The first day after `asOf` on which a hold begins or no longer holds. */
export function nextHoldChange(holds: readonly Hold[], asOf: IsoDate): IsoDate | undefined {
  return holds
    .flatMap((hold) => {
      const last = lastDayOf(hold);
      return last === undefined ? [hold.from] : [hold.from, addDays(last, 1)];
    })
    .filter((day) => day > asOf)
    .sort()[0];
}

function lastDayHeld(holds: readonly Hold[], asOf: IsoDate): IsoDate | undefined {
  let last = asOf;
  for (const hold of [...holds].sort((a, b) => byText(a.from, b.from))) {
    if (hold.from > addDays(last, 1)) break;
    const end = lastDayOf(hold);
    if (end === undefined) return undefined;
    if (end > last) last = end;
  }
  return last;
}

/** The debtor before the item, then the one that lasts longest, then the one set first. */
function byWeight(a: Hold, b: Hold): number {
  return (
    Number(a.receivable !== undefined) - Number(b.receivable !== undefined) ||
    byText(lastDayOf(b) ?? 'never', lastDayOf(a) ?? 'never') ||
    byText(a.from, b.from) ||
    byText(a.id, b.id)
  );
}
