/**
 * Segments found in the data itself: kind × value × payment behaviour, as rules that people can read, change and accept. Valuable is who
 * bought what only a quarter of the customers of that kind and currency did; late is who pays as late as only a quarter does. Both figures are
 * rounded, so that the rules read well and the next month's figures hardly move them. A group with few debtors goes into the next wider one.
 */
import { toMajor, fromMajor, type Currency, type Money } from '../money/money.ts';
import type { CustomerKind } from './customer.ts';
import type { Measures } from './measures.ts';
import { readableAmount, readableDays } from './readable-figures.ts';
import { ruleHolds, type Condition, type Rule } from './rule.ts';

export type ProposedSegment = {
  readonly code: string;
  readonly name: string;
  readonly rule: Rule;
  /** Those that the rules before it leave to this one. */
  readonly debtors: number;
};

/** The order is that of the rules: the first that holds counts. Every debtor is in exactly one, whatever the order they come in. */
export function proposeSegments(observed: readonly Measures[]): readonly ProposedSegment[] {
  return (['business', 'consumer'] as const).flatMap((kind) => {
    const ofKind = observed.filter((one) => one.kind === kind);
    return ofKind.length === 0 ? [] : withoutSmall(candidates(kind, ofKind), ofKind);
  });
}

/** A group with fewer debtors than this, or than a fiftieth of its kind, is no group of its own. */
const fewestDebtors = 3;
const smallestShare = 0.02;

type Candidate = Omit<ProposedSegment, 'debtors'>;

function candidates(kind: CustomerKind, observed: readonly Measures[]): readonly Candidate[] {
  const isKind: Condition = { kind: 'words', measure: 'kind', is: 'oneOf', words: [kind] };
  const valuable = valuableFrom(observed);
  const isValuable: Condition = {
    kind: 'amount',
    measure: 'purchases',
    compare: 'atLeast',
    amounts: valuable,
  };
  const lateFrom = lateFromDays(observed);
  const late = (compare: 'atLeast' | 'lessThan'): Condition => ({
    kind: 'number',
    measure: 'averageDaysLate',
    compare,
    value: lateFrom,
  });
  const plural = kind === 'business' ? 'businesses' : 'consumers';
  const candidate = (code: string, name: string, rule: Rule): Candidate => ({
    code: `${plural}-${code}`,
    name: name[0]?.toUpperCase() + name.slice(1),
    rule: [isKind, ...rule],
  });
  const [hasValuable, hasLate] = [valuable.length > 0, lateFrom > 0];
  return [
    ...(hasValuable && hasLate
      ? [
          candidate('valuable-late', `valuable ${plural} that pay late`, [isValuable, late('atLeast')]),
          candidate('valuable-in-time', `valuable ${plural} that pay in time`, [
            isValuable,
            late('lessThan'),
          ]),
        ]
      : []),
    ...(hasValuable ? [candidate('valuable', `other valuable ${plural}`, [isValuable])] : []),
    ...(hasLate
      ? [
          candidate('late', `${plural} that pay late`, [late('atLeast')]),
          candidate('in-time', `${plural} that pay in time`, [late('lessThan')]),
        ]
      : []),
    // Also those of whom nothing is known yet.
    candidate('other', `other ${plural}`, []),
  ];
}

/** Per currency the readable amount that about a quarter of the customers reach; none where all bought alike. */
function valuableFrom(observed: readonly Measures[]): readonly Money[] {
  const byCurrency = new Map<Currency, number[]>();
  for (const { purchases } of observed) {
    for (const amount of purchases ?? []) {
      if (amount.minor <= 0) continue;
      const others = byCurrency.get(amount.currency);
      if (others) others.push(toMajor(amount));
      else byCurrency.set(amount.currency, [toMajor(amount)]);
    }
  }
  return [...byCurrency]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([currency, amounts]) => {
      const limit = fromMajor(Math.round(readableAmount(upperQuartile(amounts))), currency);
      const reached = amounts.filter((amount) => amount >= toMajor(limit)).length;
      return reached === 0 || reached === amounts.length ? [] : [limit];
    });
}

/** The readable number of days that about a quarter of the customers reach; zero where hardly anybody is late, or all alike. */
function lateFromDays(observed: readonly Measures[]): number {
  const averages = observed.flatMap(({ averageDaysLate }) => averageDaysLate ?? []);
  const days = readableDays(upperQuartile(averages));
  const late = averages.filter((average) => average >= days).length;
  return late === 0 || late === averages.length ? 0 : days;
}

/** The value that a quarter of them reach or exceed. */
function upperQuartile(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.75) - 1] ?? 0;
}

/** The smallest group that is too small goes first; what it held then comes under a wider rule, and all are counted anew. */
function withoutSmall(
  candidatesOfKind: readonly Candidate[],
  observed: readonly Measures[],
): readonly ProposedSegment[] {
  const smallest = Math.max(fewestDebtors, observed.length * smallestShare);
  let left = candidatesOfKind;
  for (;;) {
    const counted = counts(left, observed);
    const tooSmall = counted
      .slice(0, -1)
      .filter(({ debtors }) => debtors < smallest)
      .sort((a, b) => a.debtors - b.debtors)[0];
    if (!tooSmall) return counted;
    left = left.filter(({ code }) => code !== tooSmall.code);
  }
}

function counts(rules: readonly Candidate[], observed: readonly Measures[]): readonly ProposedSegment[] {
  const debtors = new Map<string, number>();
  for (const measures of observed) {
    const first = rules.find(({ rule }) => ruleHolds(rule, measures).holds);
    if (first) debtors.set(first.code, (debtors.get(first.code) ?? 0) + 1);
  }
  return rules.map((one) => ({ ...one, debtors: debtors.get(one.code) ?? 0 }));
}
