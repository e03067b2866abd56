/**
 * A rule is a list of conditions over the measures of a debtor, all of which must hold; without any it holds for everybody.
 * What is not known makes a condition false, whichever way it compares, and the reason says so.
 */
import type { Money } from '../money/money.ts';
import type { AmountMeasure, Measures, NumberMeasure, WordMeasure } from './measures.ts';

export type Comparison = 'atLeast' | 'moreThan' | 'atMost' | 'lessThan';

export type Condition =
  | {
      readonly kind: 'words';
      readonly measure: WordMeasure;
      /** One of several values is enough; none may be among them. */
      readonly is: 'oneOf' | 'noneOf';
      readonly words: readonly string[];
    }
  | {
      readonly kind: 'number';
      readonly measure: NumberMeasure;
      readonly compare: Comparison;
      readonly value: number;
    }
  | {
      readonly kind: 'amount';
      readonly measure: AmountMeasure;
      readonly compare: Comparison;
      /** What it means in each currency, one amount for each: sums of two currencies are never compared. */
      readonly amounts: readonly Money[];
    };

export type Rule = readonly Condition[];

/** A condition with what was found; undefined when nobody knows. */
export type CitedFact = {
  readonly condition: Condition;
  readonly found: readonly string[] | number | readonly Money[] | undefined;
  readonly holds: boolean;
};

export type RuleAnswer = {
  readonly holds: boolean;
  /** What was looked at, up to the first condition that does not hold. */
  readonly facts: readonly CitedFact[];
};

export function ruleHolds(rule: Rule, measures: Measures): RuleAnswer {
  const facts: CitedFact[] = [];
  for (const condition of rule) {
    const fact = citedFact(condition, measures);
    facts.push(fact);
    if (!fact.holds) return { holds: false, facts };
  }
  return { holds: true, facts };
}

function citedFact(condition: Condition, measures: Measures): CitedFact {
  switch (condition.kind) {
    case 'words': {
      const found = wordsOf(measures[condition.measure]);
      return { condition, found, holds: found !== undefined && wordsHold(condition, found) };
    }
    case 'number': {
      const found = measures[condition.measure];
      return {
        condition,
        found,
        holds: found !== undefined && compares(found, condition.compare, condition.value),
      };
    }
    case 'amount': {
      const found = measures[condition.measure];
      return { condition, found, holds: found !== undefined && amountsHold(condition, found) };
    }
  }
}

function wordsOf(value: string | readonly string[] | undefined): readonly string[] | undefined {
  return typeof value === 'string' ? [value] : value;
}

function wordsHold(condition: Extract<Condition, { kind: 'words' }>, found: readonly string[]): boolean {
  const isAmong = found.some((word) => condition.words.some((other) => isSame(word, other)));
  return condition.is === 'oneOf' ? isAmong : !isAmong;
}

/** Product lines are written in many ways; their case says nothing. */
function isSame(a: string, b: string): boolean {
  return a === b || a.toLowerCase() === b.toLowerCase();
}

/**
 * At least and more than hold when they do in one currency; at most and less than have to hold in every currency of the debtor, so that
 * a debt in a currency the condition does not name is never taken for a small one. Who owes nothing owes nothing in any currency.
 */
function amountsHold(
  { compare, amounts }: Extract<Condition, { kind: 'amount' }>,
  found: readonly Money[],
): boolean {
  const owed = found.filter(({ minor }) => minor !== 0);
  if (owed.length === 0) return amounts.some(({ minor }) => compares(0, compare, minor));
  const holdsIn = ({ minor, currency }: Money): boolean =>
    amounts.some((limit) => limit.currency === currency && compares(minor, compare, limit.minor));
  return compare === 'atLeast' || compare === 'moreThan' ? owed.some(holdsIn) : owed.every(holdsIn);
}

function compares(found: number, compare: Comparison, limit: number): boolean {
  switch (compare) {
    case 'atLeast':
      return found >= limit;
    case 'moreThan':
      return found > limit;
    case 'atMost':
      return found <= limit;
    case 'lessThan':
      return found < limit;
  }
}
