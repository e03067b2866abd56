/**
 * How grave it is that a debtor is late: the first class whose rule holds, asked in their order. The last class has no rule, so that every
 * debtor with something overdue is in exactly one. A class says what is usually done, and steps can ask for it.
 */
import type { Measures } from './measures.ts';
import { ruleHolds, type CitedFact, type Rule } from './rule.ts';

export type Severity = {
  readonly code: string;
  readonly name: string;
  /** The gravest first. */
  readonly order: number;
  readonly rule: Rule;
  /** What is usually done, in words for people. */
  readonly method?: string;
};

export type SeverityFound = { readonly severity: Severity; readonly facts: readonly CitedFact[] };

/** Undefined when nothing is overdue, or where no classes are kept. */
export function severityOf(severities: readonly Severity[], measures: Measures): SeverityFound | undefined {
  if (severities.length === 0 || measures.daysPastDue === 0) return undefined;
  for (const severity of [...severities].sort((a, b) => a.order - b.order)) {
    const { holds, facts } = ruleHolds(severity.rule, measures);
    if (holds) return { severity, facts };
  }
  return undefined;
}
