/** What keeps rules for promises from being published. */
import { isCurrency } from '../money/money.ts';
import { checked, type Checked, type Refusal } from '../receivables/refusal.ts';
import type { PromiseRules } from './promise.ts';

export type PromiseRulesRefusalCode = 'notInRange' | 'unknownCurrency';

/** The least and the most each number may be. */
const ranges = {
  graceDays: [0, 30],
  toleranceBasisPoints: [0, 10_000],
  maxHorizonDays: [0, 365],
  maxPlanDays: [0, 3_650],
  approvalFromLevel: [1, 100],
  maxOpenPromises: [1, 100],
  confirmationOffsetDays: [-30, 30],
} as const satisfies Partial<Record<keyof PromiseRules, readonly [number, number]>>;

/** The field of a refusal is the place in the rules, such as `toleranceMinor.EUR`. */
export function checkPromiseRules(rules: PromiseRules): Checked<PromiseRulesRefusalCode> {
  const names = Object.keys(ranges) as readonly (keyof typeof ranges)[];
  return checked([
    ...names.flatMap((name) => {
      const value = rules[name];
      return value === undefined ? [] : outOfRange(value, name, ranges[name]);
    }),
    ...Object.entries(rules.toleranceMinor).flatMap(([currency, minor]) => {
      const field = `toleranceMinor.${currency}`;
      return [
        ...outOfRange(minor, field, [0, Number.MAX_SAFE_INTEGER]),
        ...(isCurrency(currency)
          ? []
          : [
              {
                code: 'unknownCurrency',
                field,
                value: currency,
                remedy: 'Give the currency by its ISO 4217 code, such as EUR',
              } as const,
            ]),
      ];
    }),
  ]);
}

function outOfRange(
  value: number,
  field: string,
  [least, most]: readonly [number, number],
): readonly Refusal<'notInRange'>[] {
  if (Number.isInteger(value) && least <= value && value <= most) return [];
  const remedy = `Give a whole number from ${least} to ${most}`;
  return [{ code: 'notInRange', field, value: String(value), remedy }];
}
