/**
 * Which invoice took the account over its credit limit: in the order in which they were issued, the first at which all that is open, less
 * open credits, is more than the limit. Only what is open in the limit's currency counts.
 */
import type { IsoDate } from '../dates/iso-date.ts';
import { isOpenCredit, isOpenInvoice, type Receivable } from '../receivables/receivable.ts';
import type { Facts } from './facts.ts';

export type LimitCrossing = {
  /** The receivable's id. */
  readonly id: string;
  readonly on: IsoDate;
};

/** Undefined while the limit is kept, and without one. */
export function limitCrossing({
  debtor,
  receivables,
}: Pick<Facts, 'debtor' | 'receivables'>): LimitCrossing | undefined {
  const limit = debtor.creditLimit;
  if (limit === undefined || limit.minor <= 0) return undefined;
  const inCurrency = receivables.filter(({ open }) => open.currency === limit.currency);
  let used = inCurrency.filter(isOpenCredit).reduce((total, { open }) => total - open.minor, 0);
  for (const { id, issuedOn, open } of inCurrency.filter(isOpenInvoice).sort(byIssue)) {
    used += open.minor;
    if (used > limit.minor) return { id, on: issuedOn };
  }
  return undefined;
}

function byIssue(a: Receivable, b: Receivable): number {
  if (a.issuedOn !== b.issuedOn) return a.issuedOn < b.issuedOn ? -1 : 1;
  if (a.document !== b.document) return a.document < b.document ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}
