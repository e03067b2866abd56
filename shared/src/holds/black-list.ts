/** The black list keeps itself: it has every debtor with a credit hold in force, and remembers who was on it, from when to when and why. */
import type { IsoDate } from '../dates/iso-date.ts';
import { byText } from '../receivables/order.ts';
import type { CreditHold } from './credit-hold.ts';

/** A time without a break during which a debtor was restricted. */
export type BlackListEntry = {
  readonly debtor: string;
  readonly enteredOn: IsoDate;
  /** The first day on which the debtor was free again; absent while it is not. */
  readonly leftOn?: IsoDate;
  /** Who released it; absent while it is on the list, or when the cause was gone. */
  readonly releasedBy?: string;
  /** One after another, the first to the last. */
  readonly holds: readonly CreditHold[];
};

/** The entries in force on a day, the oldest first. */
export function blackList(holds: readonly CreditHold[], asOf: IsoDate): readonly BlackListEntry[] {
  return blackListHistory(holds).filter(
    ({ enteredOn, leftOn }) => enteredOn <= asOf && (leftOn === undefined || asOf < leftOn),
  );
}

/** Every entry there was: a hold that replaces another on the same day goes on with its entry. */
export function blackListHistory(holds: readonly CreditHold[]): readonly BlackListEntry[] {
  const next: Holds = new Map(holds.map((hold) => [hold.after, hold]));
  const byId: Holds = new Map(holds.map((hold) => [hold.id, hold]));
  return holds
    .filter((hold) => !continuesEntry(hold, byId.get(hold.after)))
    .map((first) => entryFrom(first, next))
    .sort((a, b) => byText(a.enteredOn, b.enteredOn) || byText(a.debtor, b.debtor));
}

/** By their own id or by that of the hold before. */
type Holds = ReadonlyMap<string | undefined, CreditHold>;

function entryFrom(first: CreditHold, next: Holds): BlackListEntry {
  const holds = [first];
  let last = first;
  for (let then = next.get(last.id); then && continuesEntry(then, last); then = next.get(last.id)) {
    holds.push(then);
    last = then;
  }
  return {
    debtor: first.debtor,
    enteredOn: first.placedOn,
    ...(last.releasedOn && { leftOn: last.releasedOn }),
    ...(last.releasedBy && { releasedBy: last.releasedBy }),
    holds,
  };
}

function continuesEntry(hold: CreditHold, before: CreditHold | undefined): boolean {
  return before !== undefined && before.releasedOn === hold.placedOn;
}
