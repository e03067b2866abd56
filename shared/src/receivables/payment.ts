/** Money that came in, as the ledger knows it. */
import type { IsoDate } from '../dates/iso-date.ts';
import type { Money } from '../money/money.ts';

export type Payment = {
  readonly id: string;
  /** The document it clears; empty when it is on the account and clears none yet. */
  readonly document: string;
  /** Its value date, not the day on which it was posted. */
  readonly paidOn: IsoDate;
  /** Negative when it takes an earlier payment back: a reversal, a returned direct debit. */
  readonly amount: Money;
};
