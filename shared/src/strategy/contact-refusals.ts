/** Why a debtor is not contacted although something is due: no rule forbids it, but one that is needed cannot say. */
import type { Reason } from '../actions/reason.ts';
import { canonicalJson } from '../actions/keys.ts';
import type { Decision } from './decision.ts';

/** What somebody has to mend; everything else ends by itself or is as it should be. */
const refusals: ReadonlySet<Reason['code']> = new Set([
  'zoneUnknown',
  'packUnknown',
  'packNotInForce',
  'calendarEnds',
  'neverOpens',
]);

/** Each reason once. */
export function contactRefusals({ verdicts }: Decision): readonly Reason[] {
  const found = verdicts
    .filter(({ kind }) => kind === 'hold')
    .flatMap(({ because }) => because.filter(({ code }) => refusals.has(code)));
  return [...new Map(found.map((reason) => [canonicalJson(reason), reason])).values()];
}
