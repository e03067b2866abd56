/** The contact rules for a debtor on a day, worked out once for all debtors they are the same for. */
import { rulesForCustomer, type RulesForCustomer } from '../contact/rules-for-customer.ts';
import type { IsoDate } from '../dates/iso-date.ts';
import type { Facts } from './facts.ts';
import type { Policy } from './policy.ts';

/** Debtors are many, and their countries few. */
const known = new WeakMap<Policy, Map<string, RulesForCustomer>>();

export function rulesOfDebtor(policy: Policy, debtor: Facts['debtor'], asOf: IsoDate): RulesForCustomer {
  const { country, kind, zone, allowances = [] } = debtor;
  const ofPolicy = known.get(policy) ?? new Map<string, RulesForCustomer>();
  const key = [asOf, country, kind, zone, ...allowances].join('|');
  const before = ofPolicy.get(key);
  if (before) return before;
  const rules = rulesForCustomer(policy, debtor, policy.library, asOf);
  known.set(policy, ofPolicy.set(key, rules));
  return rules;
}
