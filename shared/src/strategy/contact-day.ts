/** The first day from one on which customers may be contacted at all, however often they were. */
import type { IsoDate } from '../dates/iso-date.ts';
import { mayContact } from './may-contact.ts';
import type { Policy } from './policy.ts';

/** Undefined where none is known: beyond the calendar. */
export function contactDay(policy: Policy, from: IsoDate): IsoDate | undefined {
  const days = remembered.get(policy) ?? new Map<IsoDate, IsoDate | undefined>();
  if (days.has(from)) return days.get(from);
  const answer = mayContact(policy, [], from);
  const day = answer.allowed ? from : answer.until;
  remembered.set(policy, days.set(from, day));
  return day;
}

/** Days to come are asked for again and again, for every debtor. */
const remembered = new WeakMap<Policy, Map<IsoDate, IsoDate | undefined>>();
