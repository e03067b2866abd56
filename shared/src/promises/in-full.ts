import { toDecimalText, type Money } from '../money/money.ts';

/** The amount with its currency, as reasons and refusals write it: `100.00 EUR`. */
export function inFull(amount: Money): string {
  return `${toDecimalText(amount)} ${amount.currency}`;
}
