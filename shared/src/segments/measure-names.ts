/** How measures are called in rules, and what their values look like. */
import type { AmountMeasure, NumberMeasure, WordMeasure } from './measures.ts';

export type Measure = WordMeasure | AmountMeasure | NumberMeasure;

type Words = {
  readonly name: string;
  readonly values: {
    readonly pattern: RegExp;
    readonly what: string;
    readonly written: 'upper' | 'lower' | 'asIs';
  };
};

const codes = { pattern: /^[^,]{1,100}$/, what: 'a code', written: 'asIs' } as const;
const lines = { pattern: /^[^,]{1,100}$/, what: 'a product line', written: 'asIs' } as const;

export const wordMeasures: Readonly<Record<WordMeasure, Words>> = {
  kind: {
    name: 'kind',
    values: { pattern: /^(business|consumer)$/i, what: 'business or consumer', written: 'lower' },
  },
  country: {
    name: 'country',
    values: { pattern: /^[a-z]{2}$/i, what: 'a country of two letters, such as HU', written: 'upper' },
  },
  language: {
    name: 'language',
    values: { pattern: /^[a-z]{2}(-[a-z]{2})?$/i, what: 'a language such as hu or de-AT', written: 'lower' },
  },
  product: { name: 'product', values: lines },
  pastProduct: { name: 'past product', values: lines },
  severity: { name: 'severity', values: codes },
  willingnessClass: { name: 'willingness class', values: codes },
};

export const amountMeasures: Readonly<Record<AmountMeasure, { readonly name: string }>> = {
  exposure: { name: 'exposure' },
  overdue: { name: 'overdue' },
  purchases: { name: 'purchases' },
};

export type Unit = 'percent' | 'days' | 'months' | 'count';

export const numberMeasures: Readonly<Record<NumberMeasure, { readonly name: string; readonly unit: Unit }>> =
  {
    percentOverdue: { name: 'percent overdue', unit: 'percent' },
    daysPastDue: { name: 'days past due', unit: 'days' },
    limitUse: { name: 'credit limit use', unit: 'percent' },
    averageDaysLate: { name: 'average days late', unit: 'days' },
    lateShare: { name: 'late share', unit: 'percent' },
    recentLateShare: { name: 'recent late share', unit: 'percent' },
    daysSlower: { name: 'days slower', unit: 'days' },
    promisesKept: { name: 'promises kept', unit: 'percent' },
    promisesBroken: { name: 'promises broken', unit: 'count' },
    monthsAsCustomer: { name: 'months as customer', unit: 'months' },
    failedAddresses: { name: 'failed addresses', unit: 'count' },
    willingness: { name: 'willingness', unit: 'count' },
  };

const named: Readonly<Record<Measure, { readonly name: string }>> = {
  ...wordMeasures,
  ...amountMeasures,
  ...numberMeasures,
};

const byName = new Map(Object.entries(named).map(([measure, { name }]) => [name, measure as Measure]));

export function nameOf(measure: Measure): string {
  return named[measure].name;
}

/** In any case. */
export function measureCalled(name: string): Measure | undefined {
  return byName.get(name.toLowerCase());
}

export const everyMeasure: readonly Measure[] = [...byName.values()];

export const everyMeasureName: readonly string[] = [...byName.keys()];

/** Whether the measure is one of a group: of those with words, with amounts or with numbers. */
export function isMeasureOf<Group extends Measure>(
  group: Readonly<Record<Group, unknown>>,
  measure: Measure,
): measure is Group {
  return measure in group;
}
