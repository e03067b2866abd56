/** Which segment a debtor belongs to: the first that matches, in the order of priority. */

import type { Customer, CustomerKind } from './customer.ts';

export type Segment = {
  readonly code: string;
  readonly name: string;
  /** The lowest number is asked first. */
  readonly priority: number;
  /** Without it both kinds match. */
  readonly kind?: CustomerKind;
  /** ISO 3166-1 alpha-2 codes; without it all match. */
  readonly countries?: readonly string[];
  readonly strategy: string;
};

export function segmentOf(segments: readonly Segment[], customer: Customer): Segment | undefined {
  return [...segments]
    .sort((a, b) => a.priority - b.priority || (a.code < b.code ? -1 : 1))
    .find(
      ({ kind, countries }) =>
        (kind === undefined || kind === customer.kind) &&
        (countries === undefined || countries.includes(customer.country)),
    );
}
