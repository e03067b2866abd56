/**
 * Where collection goes on when a dispute is settled: with the step it had come to or at the first notice again, at once or after
 * some days. Steps are never left out because of the time a dispute took.
 */
import { addDays, later, type IsoDate } from '../dates/iso-date.ts';
import type { Receivable } from '../receivables/receivable.ts';
import { isSettledOn, type Dispute, type DisputeItem, type SettledDispute } from './dispute.ts';

export type ResumeRule = {
  readonly goesOn: 'whereItWas' | 'firstNotice';
  /** Calendar days from the day the dispute was settled during which the amount is left alone. */
  readonly waitDays: number;
};

/** By how the dispute ended. */
export type ResumeRules = Readonly<Record<SettledDispute['state'], ResumeRule>>;

/** The first day on which what was disputed, and not granted, is asked for again. */
export function resumesOn(dispute: SettledDispute, rules: ResumeRules): IsoDate {
  return addDays(dispute.resolvedOn, rules[dispute.state].waitDays);
}

/**
 * Per receivable the day from which it starts at the first notice again: steps taken before that day do not count for it. Only
 * items that were disputed as a whole start again; for the rest of an item disputed in part the letters never stopped.
 */
export function restarts(
  {
    disputes,
    receivables,
    rules,
  }: {
    readonly disputes: readonly Dispute[];
    readonly receivables: readonly Receivable[];
    readonly rules: ResumeRules;
  },
  asOf: IsoDate,
): ReadonlyMap<string, IsoDate> {
  const ledger = new Map(receivables.map((receivable) => [receivable.id, receivable]));
  const from = new Map<string, IsoDate>();
  for (const dispute of disputes) {
    if (!isSettledOn(dispute, asOf) || rules[dispute.state].goesOn !== 'firstNotice') continue;
    const day = resumesOn(dispute, rules);
    for (const item of dispute.items) {
      const receivable = ledger.get(item.receivable);
      if (!receivable || !isWhole(item, receivable)) continue;
      from.set(receivable.id, later(day, from.get(receivable.id) ?? day));
    }
  }
  return from;
}

function isWhole(item: DisputeItem, receivable: Receivable): boolean {
  return item.amount === undefined || item.amount.minor >= receivable.amount.minor;
}
