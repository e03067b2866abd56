/** The decision for a debtor with all that was read, and what it changes. */
import type { IsoDate } from '@dunlin/shared/dates/iso-date';
import { evaluate } from '@dunlin/shared/strategy/evaluate';
import { factsHash } from '@dunlin/shared/strategy/facts';
import type { Policy } from '@dunlin/shared/strategy/policy';
import { reconcile } from '@dunlin/shared/strategy/reconcile';
import type { Services } from '../services.ts';
import type { Evaluated } from './changes.ts';
import { zoneOf } from './load-debtors.ts';
import { firstDayThatCounts, manualContacts } from './manual-contacts.ts';

export function decide(
  policy: Policy,
  { loaded, company, facts }: Pick<Evaluated, 'loaded' | 'company' | 'facts'>,
  today: IsoDate,
): Evaluated {
  const decision = evaluate(policy, facts, today);
  const changes = reconcile(decision, facts.history);
  return { loaded, company, facts, factsHash: factsHash(facts), decision, changes };
}

/**
 * Decided once more where a contact is planned and somebody had one by hand. Another contact never makes one possible that was not, so only
 * customers who would be contacted are asked about, and of the others nothing is read.
 */
export async function knowingManualContacts(
  { dataverse }: Services,
  policy: Policy,
  evaluated: readonly Evaluated[],
  today: IsoDate,
): Promise<readonly Evaluated[]> {
  const contacting = new Set(
    evaluated.filter(({ decision }) => decision.actions.some(({ channel }) => channel !== 'person')),
  );
  const zones = new Map(
    [...contacting].map(({ loaded: { row }, company }) => [
      row._dun_customerid_value,
      zoneOf(row, company.company),
    ]),
  );
  const found = await manualContacts(dataverse, zones, firstDayThatCounts(policy, today));
  return evaluated.map((one) => {
    const contacts = found.get(one.loaded.row._dun_customerid_value);
    if (!contacts || !contacting.has(one)) return one;
    return decide(policy, { ...one, facts: { ...one.facts, contacts } }, today);
  });
}
