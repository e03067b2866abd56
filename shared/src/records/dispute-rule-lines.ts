/** How disputes are handled, as people type it on the company: a rule a line. */
import type { ApprovalRule, Resolution } from '../disputes/approval.ts';
import type { TaskRule } from '../disputes/tasks.ts';
import { minimumsIn, linesIn, list } from './lists.ts';

/** The departments that have a queue. */
export const departments = ['finance', 'billing', 'operations'] as const;

const taskLine =
  /^(?<department>\w+) within (?<within>\d{1,3}) days?, escalates after (?<escalates>\d{1,3}) days?(?:, for (?<reasons>[^,]+))?(?<mandatory>, mandatory)?$/i;

/** `finance within 3 days, escalates after 2 days, for price and quantity, mandatory` */
export function taskRulesIn(text: string | null): readonly TaskRule[] {
  const example = 'finance within 3 days, escalates after 2 days, mandatory';
  return linesIn(text, taskRuleIn, example);
}

function taskRuleIn(line: string): TaskRule | undefined {
  const parts = taskLine.exec(line)?.groups;
  const department = departments.find((name) => name === parts?.['department']?.toLowerCase());
  if (!parts || department === undefined) return undefined;
  return {
    department,
    withinDays: Number(parts['within']),
    escalatesAfterDays: Number(parts['escalates']),
    mandatory: parts['mandatory'] !== undefined,
    ...(parts['reasons'] !== undefined && { reasons: namesIn(parts['reasons']) }),
  };
}

const approvalLine =
  /^(?<role>.+?) from (?<amount>[A-Z]{3} \S+?)(?:, for (?<reasons>[^,]+))?(?:, (?<resolutions>(?:credit|adjust|reject)(?: and (?:credit|adjust|reject))*))?$/;

/** `Dunlin Supervisor from EUR 100, for price and quality, credit and adjust` */
export function approvalRulesIn(text: string | null): readonly ApprovalRule[] {
  return linesIn(text, approvalRuleIn, 'Dunlin Supervisor from EUR 100, for price, credit');
}

function approvalRuleIn(line: string): ApprovalRule | undefined {
  const parts = approvalLine.exec(line)?.groups;
  const [amount] = Object.entries(minimumsIn(parts?.['amount'] ?? null));
  if (!parts || !amount) return undefined;
  const [currency, fromMinor] = amount;
  return {
    role: parts['role'] ?? '',
    currency,
    fromMinor,
    ...(parts['reasons'] !== undefined && { reasons: namesIn(parts['reasons']) }),
    ...(parts['resolutions'] !== undefined && {
      resolutions: namesIn(parts['resolutions']) as readonly Resolution[],
    }),
  };
}

function namesIn(text: string): readonly string[] {
  return list(text, ' and ');
}
