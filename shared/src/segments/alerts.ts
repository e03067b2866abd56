/**
 * Alerts are raised when a rule begins to hold for a debtor and cleared when it holds no more: once per crossing, however often the debtor
 * is looked at meanwhile. Early warnings are those that count only while nothing is overdue.
 */
import type { Measures } from './measures.ts';
import { ruleHolds, type CitedFact, type Rule } from './rule.ts';

export type AlertRule = {
  readonly code: string;
  readonly name: string;
  readonly isEarlyWarning: boolean;
  readonly rule: Rule;
};

/** An alert that was raised and not cleared. */
export type StandingAlert = { readonly id: string; readonly rule: string };

export type RaisedAlert = { readonly rule: AlertRule; readonly facts: readonly CitedFact[] };

export type AlertChanges = {
  readonly raise: readonly RaisedAlert[];
  readonly clear: readonly StandingAlert[];
  /** Early warnings in force, by code. */
  readonly warnings: readonly RaisedAlert[];
};

/** A rule that is gone clears its alert. */
export function alertChanges(question: {
  readonly rules: readonly AlertRule[];
  readonly standing: readonly StandingAlert[];
  readonly measures: Measures;
}): AlertChanges {
  const { rules, standing, measures } = question;
  const inForce = rules.flatMap((rule): readonly RaisedAlert[] => {
    if (rule.isEarlyWarning && measures.daysPastDue > 0) return [];
    const { holds, facts } = ruleHolds(rule.rule, measures);
    return holds ? [{ rule, facts }] : [];
  });
  inForce.sort((a, b) => (a.rule.code < b.rule.code ? -1 : 1));
  const holding = new Set(inForce.map(({ rule }) => rule.code));
  const known = new Set(standing.map(({ rule }) => rule));
  return {
    raise: inForce.filter(({ rule }) => !known.has(rule.code)),
    clear: standing.filter(({ rule }) => !holding.has(rule)).sort((a, b) => (a.id < b.id ? -1 : 1)),
    warnings: inForce.filter(({ rule }) => rule.isEarlyWarning),
  };
}
