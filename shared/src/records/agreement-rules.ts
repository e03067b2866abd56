/** The company's row → how what customers said is judged, and what people may agree to. */
import { checkDisputeRules } from '../disputes/rules.ts';
import type { ResumeRules } from '../disputes/resumption.ts';
import { checkCreditRules } from '../holds/credit-rules.ts';
import { checkPromiseRules } from '../promises/check-rules.ts';
import type { PromiseRules } from '../promises/promise.ts';
import type { Checked } from '../receivables/refusal.ts';
import type { AgreementRules } from '../strategy/policy.ts';
import { dispute } from '../tables/agreements.ts';
import type { company } from '../tables/company.ts';
import type { RowOf } from '../tables/table.ts';
import { creditRulesIn } from './credit-rule-lines.ts';
import { approvalRulesIn, taskRulesIn } from './dispute-rule-lines.ts';
import { minimumsIn } from './lists.ts';

type CompanyRow = RowOf<typeof company>;

/** Codes of the reasons a dispute may have. */
export const disputeReasons: readonly string[] = Object.keys(dispute.columns.dun_reason.options);

/** @throws RangeError naming the field and the line at fault. */
export function agreementRulesOf(row: CompanyRow): AgreementRules {
  const rules: AgreementRules = {
    promises: field('promises', () => promiseRulesOf(row)),
    disputes: resumeRulesOf(row),
    disputeTasks: field('departments asked about disputes', () => taskRulesIn(row.dun_disputetasks)),
    disputeApprovals: field('approval of disputes', () => approvalRulesIn(row.dun_disputeapprovals)),
    credit: field('rules for credit holds', () => creditRulesIn(row.dun_creditrules)),
    longestExtensionDays: row.dun_extensiondays ?? 90,
  };
  field('promises', () => sound(checkPromiseRules(rules.promises)));
  field('rules for disputes', () =>
    sound(
      checkDisputeRules({
        reasons: disputeReasons,
        tasks: rules.disputeTasks,
        matrix: rules.disputeApprovals,
        resume: rules.disputes,
      }),
    ),
  );
  field('rules for credit holds', () => sound(checkCreditRules(rules.credit)));
  return rules;
}

function promiseRulesOf(row: CompanyRow): PromiseRules {
  return {
    graceDays: row.dun_promisegracedays ?? 2,
    toleranceBasisPoints: (row.dun_promisetolerancepercent ?? 1) * 100,
    toleranceMinor: minimumsIn(row.dun_promisetolerance),
    maxHorizonDays: row.dun_promisehorizondays ?? 30,
    maxPlanDays: row.dun_planhorizondays ?? 365,
    approvalFromLevel: row.dun_approvallevel ?? 3,
    maxOpenPromises: row.dun_maxopenpromises ?? 3,
    defaultClause: row.dun_wholeplandue ? 'wholePlanDue' : 'nextInstalment',
    ...(row.dun_confirmationdays !== null && { confirmationOffsetDays: row.dun_confirmationdays }),
  };
}

function resumeRulesOf(row: CompanyRow): ResumeRules {
  return {
    accepted: { goesOn: 'whereItWas', waitDays: 0 },
    rejected: {
      goesOn: row.dun_disputerestarts ? 'firstNotice' : 'whereItWas',
      waitDays: row.dun_rejecteddisputewaitdays ?? 7,
    },
    withdrawn: { goesOn: 'whereItWas', waitDays: 0 },
  };
}

function field<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new RangeError(`${name}: ${error.message}`, { cause: error });
  }
}

function sound(checked: Checked<string>): void {
  if (checked.ok) return;
  throw new RangeError(
    checked.refusals.map(({ field, value, remedy }) => `${field} ("${value}"): ${remedy}`).join('; '),
  );
}
