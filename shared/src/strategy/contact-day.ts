/** The first day from one on which a customer may be contacted at all, however often they were. */
import type { RulesForCustomer } from '../contact/rules-for-customer.ts';
import type { IsoDate } from '../dates/iso-date.ts';
import { mayContact } from './may-contact.ts';

/** Undefined where none is known: beyond the calendar. */
export function contactDay(customer: RulesForCustomer, from: IsoDate): IsoDate | undefined {
  const days = remembered.get(customer) ?? new Map<IsoDate, IsoDate | undefined>();
  if (days.has(from)) return days.get(from);
  const answer = mayContact(customer, { contacts: [] }, from);
  const day = answer.allowed ? from : answer.until;
  remembered.set(customer, days.set(from, day));
  return day;
}

/** Days to come are asked for again and again, for every debtor. */
const remembered = new WeakMap<RulesForCustomer, Map<IsoDate, IsoDate | undefined>>();
