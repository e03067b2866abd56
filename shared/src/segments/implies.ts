/** Whether one rule can hold only where another does too, as far as that is seen from their words: a doubt is a no. */
import type { Comparison, Condition, Rule } from './rule.ts';

export function implies(rule: Rule, other: Rule): boolean {
  return other.every((wanted) => rule.some((given) => impliesCondition(given, wanted)));
}

function impliesCondition(given: Condition, wanted: Condition): boolean {
  if (given.measure !== wanted.measure) return false;
  switch (given.kind) {
    case 'words':
      return wanted.kind === 'words' && wordsImply(given, wanted);
    case 'number':
      return (
        wanted.kind === 'number' && boundImplies(given.compare, given.value, wanted.compare, wanted.value)
      );
    case 'amount':
      return wanted.kind === 'amount' && amountsImply(given, wanted);
  }
}

type Words = Extract<Condition, { kind: 'words' }>;
type Amounts = Extract<Condition, { kind: 'amount' }>;

function wordsImply(given: Words, wanted: Words): boolean {
  const [some, others] = [lower(given), lower(wanted)];
  // A debtor has one kind, but may have many products: of those, one being among some says nothing about the others.
  const isSingle = given.measure !== 'product' && given.measure !== 'pastProduct';
  if (given.is === 'oneOf' && wanted.is === 'oneOf') return some.every((word) => others.includes(word));
  if (given.is === 'noneOf' && wanted.is === 'noneOf') return others.every((word) => some.includes(word));
  return given.is === 'oneOf' && isSingle && some.every((word) => !others.includes(word));
}

/** In the same currencies, each amount as strict as the other. */
function amountsImply(given: Amounts, wanted: Amounts): boolean {
  if (given.amounts.length !== wanted.amounts.length) return false;
  return given.amounts.every(({ minor, currency }) => {
    const other = wanted.amounts.find((one) => one.currency === currency);
    return other !== undefined && boundImplies(given.compare, minor, wanted.compare, other.minor);
  });
}

function boundImplies(given: Comparison, value: number, wanted: Comparison, other: number): boolean {
  const isLower = given === 'atLeast' || given === 'moreThan';
  if (isLower !== (wanted === 'atLeast' || wanted === 'moreThan')) return false;
  if (value === other) return given === wanted || given === 'moreThan' || given === 'lessThan';
  return isLower ? value > other : value < other;
}

function lower({ words }: Words): readonly string[] {
  return words.map((word) => word.toLowerCase());
}
