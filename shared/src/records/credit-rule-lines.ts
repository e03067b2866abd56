/** When a debtor is not sold to freely, as people type it on the company: a rule a line, `name: what, when`. */
import type { CreditRule, Restriction } from '../holds/trading-status.ts';
import { minimumsIn, linesIn } from './lists.ts';

const named = /^(?<code>[^:]+): (?<status>conditional|blocked) (?<when>.+)$/i;
const limitUse = /^above (?<above>\d{1,4}) ?% of the limit until (?<until>\d{1,4}) ?%$/i;
const overdue = /^when (?<days>\d{1,4}) days overdue(?: from (?<amounts>.+))?$/i;
const preLegal = /^after a step with credit hold$/i;

/**
 * `pre-legal: blocked after a step with credit hold`, `late: blocked when 60 days overdue from EUR 500; HUF 200000`,
 * `limit: conditional above 100 % of the limit until 90 %`
 */
export function creditRulesIn(text: string | null): readonly CreditRule[] {
  return linesIn(text, creditRuleIn, 'late: blocked when 60 days overdue from EUR 500');
}

function creditRuleIn(line: string): CreditRule | undefined {
  const parts = named.exec(line)?.groups;
  if (!parts) return undefined;
  const when = parts['when'] ?? '';
  const rule = {
    code: (parts['code'] ?? '').trim(),
    status: (parts['status'] ?? '').toLowerCase() as Restriction,
  };
  if (preLegal.test(when)) return { ...rule, when: 'preLegal' };
  const ofLimit = limitUse.exec(when)?.groups;
  if (ofLimit) {
    return {
      ...rule,
      when: 'limitUse',
      abovePercent: Number(ofLimit['above']),
      clearedAtPercent: Number(ofLimit['until']),
    };
  }
  const ofDays = overdue.exec(when)?.groups;
  if (!ofDays) return undefined;
  return {
    ...rule,
    when: 'overdue',
    days: Number(ofDays['days']),
    minimumMinor: minimumsIn(ofDays['amounts'] ?? null),
  };
}
