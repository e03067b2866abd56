/** How disputes are handled, as data, and what keeps such data from being published. */
import { isCurrency } from '../money/money.ts';
import { checked, type Checked, type Refusal } from '../receivables/refusal.ts';
import type { ApprovalRule } from './approval.ts';
import type { ResumeRules } from './resumption.ts';
import type { TaskRule } from './tasks.ts';

export type DisputeRules = {
  /** Codes of the reasons there are. */
  readonly reasons: readonly string[];
  readonly tasks: readonly TaskRule[];
  readonly matrix: readonly ApprovalRule[];
  readonly resume: ResumeRules;
};

export type DisputeRulesRefusalCode =
  'noName' | 'sameReason' | 'unknownReason' | 'unknownCurrency' | 'notWhole';
type Refused = Refusal<DisputeRulesRefusalCode>;

/** Whether the rules may be published. The field of a refusal is the place in the rules, such as `matrix[2].fromMinor`. */
export function checkDisputeRules(rules: DisputeRules): Checked<DisputeRulesRefusalCode> {
  const { reasons, tasks, matrix, resume } = rules;
  return checked([
    ...reasons.flatMap((reason, at) => refusalsOfReason(reason, at, reasons)),
    ...tasks.flatMap((rule, at) => refusalsOfTask(rule, `tasks[${at}]`, reasons)),
    ...matrix.flatMap((rule, at) => refusalsOfApproval(rule, `matrix[${at}]`, reasons)),
    ...Object.entries(resume).flatMap(([end, { waitDays }]) =>
      notWhole(waitDays, 0, `resume.${end}.waitDays`),
    ),
  ]);
}

function refusalsOfReason(reason: string, at: number, reasons: readonly string[]): readonly Refused[] {
  if (reasons.indexOf(reason) === at) return [];
  const remedy = 'Give each reason a code of its own';
  return [{ code: 'sameReason', field: `reasons[${at}]`, value: reason, remedy }];
}

function refusalsOfTask(rule: TaskRule, place: string, reasons: readonly string[]): readonly Refused[] {
  return [
    ...noName(rule.department, `${place}.department`),
    ...unknownReasons(rule.reasons, place, reasons),
    ...notWhole(rule.withinDays, 1, `${place}.withinDays`),
    ...notWhole(rule.escalatesAfterDays, 1, `${place}.escalatesAfterDays`),
  ];
}

function refusalsOfApproval(
  rule: ApprovalRule,
  place: string,
  reasons: readonly string[],
): readonly Refused[] {
  return [
    ...noName(rule.role, `${place}.role`),
    ...unknownReasons(rule.reasons, place, reasons),
    ...unknownCurrency(rule.currency, `${place}.currency`),
    ...notWhole(rule.fromMinor, 0, `${place}.fromMinor`),
  ];
}

/** A rule for a reason nobody can choose would never be asked, and nobody would notice. */
function unknownReasons(
  named: readonly string[] | undefined,
  place: string,
  reasons: readonly string[],
): readonly Refused[] {
  if (named?.length === 0) {
    const remedy = 'Name a reason, or leave them out to mean all';
    return [{ code: 'unknownReason', field: `${place}.reasons`, value: '', remedy }];
  }
  const remedy = `Choose one of ${reasons.join(', ')}`;
  return (named ?? []).flatMap((reason, at): readonly Refused[] =>
    reasons.includes(reason)
      ? []
      : [{ code: 'unknownReason', field: `${place}.reasons[${at}]`, value: reason, remedy }],
  );
}

function noName(name: string, field: string): readonly Refused[] {
  return name.trim() === '' ? [{ code: 'noName', field, value: name, remedy: 'Give it a name' }] : [];
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
