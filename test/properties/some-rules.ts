/** Rules and measures as someone might have them. */
import { money, type Money } from '@dunlin/shared/money/money';
import { amountMeasures, numberMeasures } from '@dunlin/shared/segments/measure-names';
import type { AmountMeasure, Measures, NumberMeasure, WordMeasure } from '@dunlin/shared/segments/measures';
import type { Comparison, Rule } from '@dunlin/shared/segments/rule';
import type { ScoreCard, ScoredMeasure } from '@dunlin/shared/segments/willingness';
import fc from 'fast-check';

const compare = fc.constantFrom<Comparison>('atLeast', 'moreThan', 'atMost', 'lessThan');

const words = fc
  .constantFrom<readonly [WordMeasure, ...string[]]>(
    ['kind', 'business', 'consumer'],
    ['country', 'HU', 'PL', 'RO'],
    ['language', 'hu', 'de-at'],
    ['product', 'Web Hosting', 'IS not', 'more than 5'],
    ['pastProduct', 'Domains', '100 %'],
    ['severity', 'critical', 'minor'],
    ['willingnessClass', 'good', 'poor'],
  )
  .chain(([measure, ...values]) =>
    fc.record({
      kind: fc.constant('words' as const),
      measure: fc.constant(measure),
      is: fc.constantFrom('oneOf' as const, 'noneOf' as const),
      words: fc.subarray(values, { minLength: 1 }),
    }),
  );

const numbers = fc.record({
  kind: fc.constant('number' as const),
  measure: fc.constantFrom(...(Object.keys(numberMeasures) as NumberMeasure[])),
  compare,
  value: fc.oneof(
    fc.integer({ min: -400, max: 4_000 }),
    fc.integer({ min: 0, max: 999_999 }).map((n) => n / 100),
  ),
});

const currencies = ['EUR', 'HUF', 'JPY', 'KWD'];

/** Near the thresholds that rules name, so that boundaries are met. */
const minor = fc.oneof(
  fc.constantFrom(0, 9_999, 10_000, 10_001, 100_000),
  fc.integer({ min: -50_000, max: 10_000_000 }),
);

const someMoney: fc.Arbitrary<readonly Money[]> = fc
  .subarray(currencies)
  .chain((codes) => fc.tuple(...codes.map((code) => minor.map((value) => money(value, code)))));

const amounts = fc.record({
  kind: fc.constant('amount' as const),
  measure: fc.constantFrom(...(Object.keys(amountMeasures) as AmountMeasure[])),
  compare,
  amounts: someMoney
    .map((each) => each.map(({ minor: value, currency }) => money(Math.abs(value), currency)))
    .filter((each) => each.length > 0),
});

export const someRule: fc.Arbitrary<Rule> = fc.array(fc.oneof(words, numbers, amounts), { maxLength: 4 });

const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });
const percent = fc.oneof(fc.constantFrom(0, 50, 100), fc.double({ min: 0, max: 200, noNaN: true }));

export const someMeasures: fc.Arbitrary<Measures> = fc.record({
  kind: fc.constantFrom('business' as const, 'consumer' as const),
  country: fc.constantFrom('HU', 'PL', 'DE'),
  language: maybe(fc.constantFrom('hu', 'de-AT')),
  product: maybe(fc.subarray(['Web Hosting', 'Domains'], { minLength: 1 })),
  pastProduct: maybe(fc.subarray(['web hosting', 'Domains'], { minLength: 1 })),
  exposure: someMoney,
  overdue: someMoney,
  purchases: maybe(someMoney),
  percentOverdue: percent,
  daysPastDue: fc.nat(400),
  limitUse: maybe(percent),
  averageDaysLate: maybe(fc.nat(60)),
  lateShare: maybe(percent),
  daysSlower: maybe(fc.integer({ min: -30, max: 30 })),
  promisesKept: maybe(percent),
  promisesBroken: fc.nat(4),
  monthsAsCustomer: maybe(fc.nat(60)),
  recentLateShare: maybe(percent),
  failedAddresses: maybe(fc.nat(4)),
  willingness: maybe(fc.nat(100)),
  willingnessClass: maybe(fc.constantFrom('good', 'poor')),
});

/** Of few measures or all, some of them better the higher they are. */
export const someScoreCard: fc.Arbitrary<ScoreCard> = fc
  .subarray(Object.keys(numberMeasures) as NumberMeasure[], { minLength: 1 })
  .map((measures) => measures.filter((measure): measure is ScoredMeasure => measure !== 'willingness'))
  .filter((measures) => measures.length > 0)
  .chain((measures) =>
    fc.record({
      code: fc.constant('card'),
      name: fc.constant('card'),
      lines: fc.tuple(
        ...measures.map((measure) =>
          fc.record({
            measure: fc.constant(measure),
            points: fc.integer({ min: 1, max: 50 }),
            allAt: fc.constantFrom(0, 50, 100),
            noneAt: fc.constantFrom(-5, 20, 45.5, 120),
          }),
        ),
      ),
      classes: fc.constantFrom(
        [
          { name: 'good', from: 60 },
          { name: 'poor', from: 0 },
        ],
        [
          { name: 'poor', from: 0 },
          { name: 'middling', from: 50 },
          { name: 'good', from: 51 },
        ],
      ),
    }),
  );

/** The same rule for amounts k times as high. */
export function scaledRule(rule: Rule, k: number): Rule {
  return rule.map((condition) =>
    condition.kind === 'amount'
      ? { ...condition, amounts: condition.amounts.map(({ minor, currency }) => money(minor * k, currency)) }
      : condition,
  );
}
