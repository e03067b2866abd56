/** What people write down as a trading order, checked again: a release has to end, since it sets the rules aside. */
import type { IsoDate } from '../dates/iso-date.ts';
import { checked, type Checked, type Refusal } from '../receivables/refusal.ts';
import type { TradingOrder } from './trading-status.ts';

export type OrderRefusalCode = 'noReason' | 'expiryNeeded' | 'inThePast' | 'endsBeforeItBegins';

/** @param asOf the company's local day on which it was written. */
export function checkOrder(
  { status, reason, from, until }: TradingOrder,
  asOf: IsoDate,
): Checked<OrderRefusalCode> {
  const refusals: Refusal<OrderRefusalCode>[] = [];
  if (reason.trim() === '') {
    refusals.push({ code: 'noReason', field: 'reason', value: '', remedy: 'Say why' });
  }
  if (from < asOf) {
    const remedy = `Let it begin on ${asOf} or later: what was sold before is sold`;
    refusals.push({ code: 'inThePast', field: 'from', value: from, remedy });
  }
  if (until !== undefined && until < from) {
    const remedy = `Let it end on ${from} or later`;
    refusals.push({ code: 'endsBeforeItBegins', field: 'until', value: until, remedy });
  }
  if (status === 'free' && until === undefined) {
    const remedy = 'Give the release a last day: until then no rule restricts the customer';
    refusals.push({ code: 'expiryNeeded', field: 'until', value: '', remedy });
  }
  return checked(refusals);
}
