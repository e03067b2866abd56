/**
 * The first day after `asOf` on which a decision can change by itself: a wait ends, a step that is due stops making sense, an item becomes
 * overdue, the calendar begins, a country pack changes, the owner is to be told, a rule begins or ceases to hold, what was promised,
 * disputed or held is asked for again, or what was decided today
 * should have been done.
 */
import type { RulesForCustomer } from '../contact/rules-for-customer.ts';
import { addDays, type IsoDate } from '../dates/iso-date.ts';
import type { Verdict } from './decision.ts';

export function nextChange(
  of: {
    readonly verdicts: readonly Verdict[];
    readonly customer: RulesForCustomer;
    /** Days on which something else than the verdicts changes. */
    readonly otherDays: readonly (IsoDate | undefined)[];
    /** Whether something is planned, which is looked at again the next day. */
    readonly tomorrow: boolean;
  },
  asOf: IsoDate,
): IsoDate | undefined {
  const tomorrow = addDays(asOf, 1);
  if (of.tomorrow) return tomorrow;
  let next: IsoDate | undefined;
  const consider = (day: IsoDate | undefined): void => {
    if (day !== undefined && day > asOf && (next === undefined || day < next)) next = day;
  };
  for (const verdict of of.verdicts) {
    const { owed, receivable } = verdict.item;
    if (verdict.kind === 'act') return tomorrow;
    if (verdict.kind === 'wait') consider(verdict.until);
    if (verdict.sensibleUntil) consider(addDays(verdict.sensibleUntil, 1));
    consider(verdict.overtakenOn);
    if (owed.minor > 0) {
      if (receivable.dueOn >= asOf) consider(addDays(receivable.dueOn, 1));
      consider(of.customer.calendar.coveredFrom);
      of.customer.changesOn.forEach(consider);
    }
  }
  of.otherDays.forEach(consider);
  return next;
}
