/** Test data: holds, credit holds and trading orders of one debtor. */
import { isoDate } from '../../dates/iso-date.ts';
import type { CreditHold } from '../credit-hold.ts';
import type { Hold } from '../hold.ts';
import type { CreditRule, TradingOrder } from '../trading-status.ts';

type Dates = {
  readonly from?: string;
  readonly until?: string;
  readonly releasedOn?: string;
};

/** Of the debtor D-1 for an agreement, from 10 March 2025 on, unless said otherwise without a last day. */
export function aHold(
  of: Dates & {
    readonly id?: string;
    readonly debtor?: string;
    readonly receivable?: string;
    readonly reason?: string;
  } = {},
): Hold {
  return {
    id: of.id ?? 'H-1',
    debtor: of.debtor ?? 'D-1',
    ...(of.receivable !== undefined && { receivable: of.receivable }),
    reason: of.reason ?? 'agreement',
    from: isoDate(of.from ?? '2025-03-10'),
    ...(of.until !== undefined && { until: isoDate(of.until) }),
    setBy: 'Anna',
    ...(of.releasedOn !== undefined && { releasedOn: isoDate(of.releasedOn) }),
  };
}

/** Blocked when the pre-legal notice is made out or 60 days overdue with 500 EUR; conditional above the limit, until at 90 % of it. */
export const creditRules: readonly CreditRule[] = [
  { code: 'limit', status: 'conditional', when: 'limitUse', abovePercent: 100, clearedAtPercent: 90 },
  { code: 'pre-legal', status: 'blocked', when: 'preLegal' },
  { code: 'late', status: 'blocked', when: 'overdue', days: 60, minimumMinor: { EUR: 500_00 } },
];

/** By Petra, from 10 March 2025 on. */
export function anOrder(
  of: { readonly status: TradingOrder['status'] } & Dates & {
      readonly id?: string;
      readonly reason?: string;
      readonly withdrawnOn?: string;
    },
): TradingOrder {
  return {
    id: of.id ?? 'O-1',
    debtor: 'D-1',
    status: of.status,
    reason: of.reason ?? 'known for years',
    from: isoDate(of.from ?? '2025-03-10'),
    ...(of.until !== undefined && { until: isoDate(of.until) }),
    setBy: 'Petra',
    ...(of.withdrawnOn !== undefined && { withdrawnOn: isoDate(of.withdrawnOn) }),
  };
}

/** Blocked since 10 March 2025 by the rule of the pre-legal notice. */
export function aCreditHold(
  of: Partial<Omit<CreditHold, 'placedOn' | 'releasedOn'>> & {
    readonly placedOn?: string;
    readonly releasedOn?: string;
  } = {},
): CreditHold {
  const { placedOn, releasedOn, ...rest } = of;
  return {
    id: 'CH-1',
    debtor: 'D-1',
    status: 'blocked',
    rule: 'pre-legal',
    amounts: [],
    ...rest,
    placedOn: isoDate(placedOn ?? '2025-03-10'),
    ...(releasedOn !== undefined && { releasedOn: isoDate(releasedOn) }),
  };
}
