/** What keeps credit rules from being published. */
import { isCurrency } from '../money/money.ts';
import { checked, type Checked, type Refusal } from '../receivables/refusal.ts';
import type { CreditRule } from './trading-status.ts';

export type CreditRulesRefusalCode = 'codeTaken' | 'clearedTooLate' | 'unknownCurrency' | 'notWhole';
type Refused = Refusal<CreditRulesRefusalCode>;

/** Whether the rules may be published. The field of a refusal is the place in the rules, such as `rules[1].days`. */
export function checkCreditRules(rules: readonly CreditRule[]): Checked<CreditRulesRefusalCode> {
  const codes = rules.map(({ code }) => code);
  return checked(
    rules.flatMap((rule, at) => [
      ...refusalsOfCode(rule.code, codes.indexOf(rule.code) === at, `rules[${at}].code`),
      ...refusalsOfCondition(rule, `rules[${at}]`),
    ]),
  );
}

function refusalsOfCode(code: string, isFirst: boolean, field: string): readonly Refused[] {
  if (isFirst && code !== 'order' && code.trim() !== '') return [];
  const remedy = 'Give each rule a code of its own; order stands for what people order';
  return [{ code: 'codeTaken', field, value: code, remedy }];
}

function refusalsOfCondition(rule: CreditRule, place: string): readonly Refused[] {
  switch (rule.when) {
    case 'preLegal':
      return [];
    case 'limitUse':
      return [
        ...notWhole(rule.abovePercent, 1, `${place}.abovePercent`),
        ...notWhole(rule.clearedAtPercent, 0, `${place}.clearedAtPercent`),
        ...clearedTooLate(rule.clearedAtPercent, rule.abovePercent, `${place}.clearedAtPercent`),
      ];
    case 'overdue':
      return [
        ...notWhole(rule.days, 1, `${place}.days`),
        ...Object.entries(rule.minimumMinor).flatMap(([currency, minor]) => [
          ...unknownCurrency(currency, `${place}.minimumMinor`),
          ...notWhole(minor, 0, `${place}.minimumMinor.${currency}`),
        ]),
      ];
  }
}

/** A hold that is cleared above what sets it would be placed and released again at every look. */
function clearedTooLate(cleared: number, above: number, field: string): readonly Refused[] {
  if (!(cleared > above)) return [];
  return [{ code: 'clearedTooLate', field, value: String(cleared), remedy: `Use at most ${above}` }];
}

function unknownCurrency(currency: string, field: string): readonly Refused[] {
  if (isCurrency(currency)) return [];
  const remedy = 'Use the three letters of ISO 4217, such as EUR';
  return [{ code: 'unknownCurrency', field, value: currency, remedy }];
}

function notWhole(value: number, least: number, field: string): readonly Refused[] {
  if (Number.isSafeInteger(value) && value >= least) return [];
  return [{ code: 'notWhole', field, value: String(value), remedy: `Use a whole number, ${least} or more` }];
}
