/** What is known of a debtor on a day: all that a decision may depend on. */
import type { ActionRecord, Channel } from '../actions/action.ts';
import { canonicalJson, digestOf } from '../actions/keys.ts';
import type { IsoDate } from '../dates/iso-date.ts';
import type { Receivable } from '../receivables/receivable.ts';
import type { Customer } from '../segments/segment.ts';

export type Episode = { readonly openedBy: string; readonly openedOn: IsoDate };

export type Facts = {
  readonly debtor: Customer & {
    readonly id: string;
    /** Channels that have an address and that the customer did not forbid. */
    readonly reachableBy: readonly Channel[];
  };
  readonly receivables: readonly Receivable[];
  /** The open episode, if there is one. */
  readonly episode?: Episode;
  readonly history: readonly ActionRecord[];
};

/** The same facts give the same digest, in whatever order their rows were read. */
export function factsHash(facts: Facts): string {
  return digestOf(
    canonicalJson({
      ...facts,
      debtor: { ...facts.debtor, reachableBy: [...facts.debtor.reachableBy].sort() },
      receivables: [...facts.receivables].sort((a, b) => (a.id < b.id ? -1 : 1)),
      history: [...facts.history].sort((a, b) => (a.key < b.key ? -1 : 1)),
    }),
  );
}
