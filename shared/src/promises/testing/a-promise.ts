/** Test data: a promise of 100 euros for one invoice, by Thursday 20 March 2025, made ten days before; grace ends on Monday 24 March. */
import { isoDate } from '../../dates/iso-date.ts';
import { fromMajor } from '../../money/money.ts';
import type { Payment } from '../../receivables/payment.ts';
import { aReceivable } from '../../strategy/testing/a-debtor.ts';
import { hungary } from '../../strategy/testing/a-policy.ts';
import type { PromiseRules, PromiseToPay } from '../promise.ts';
import type { PromiseCircumstances } from '../standing.ts';

/** Two business days of grace; one percent, but no more than 5 euros, may be missing. */
export const rules: PromiseRules = {
  graceDays: 2,
  toleranceBasisPoints: 100,
  toleranceMinor: { EUR: 5_00 },
  maxHorizonDays: 30,
  maxPlanDays: 365,
  approvalFromLevel: 3,
  maxOpenPromises: 3,
  defaultClause: 'nextInstalment',
  confirmationOffsetDays: 1,
};

/** Amounts in major units; items as `{ 'INV-1': 100 }`, instalments as `{ '2025-03-20': 100 }`. */
export function aPromise(
  of: {
    readonly id?: string;
    readonly currency?: string;
    readonly madeOn?: string;
    readonly by?: Readonly<Record<string, number>>;
    readonly items?: Readonly<Record<string, number>>;
    readonly withdrawnOn?: string;
    readonly approvedBy?: string;
  } = {},
): PromiseToPay {
  const { id = 'P-1', currency = 'EUR', madeOn = '2025-03-10', withdrawnOn, approvedBy } = of;
  const { by = { '2025-03-20': 100 }, items = { 'INV-1': 100 } } = of;
  return {
    id,
    debtor: 'D-1',
    currency,
    madeOn: isoDate(madeOn),
    recordedBy: 'anna',
    ...(approvedBy !== undefined && { approvedBy }),
    instalments: Object.entries(by).map(([day, amount]) => ({
      dueOn: isoDate(day),
      amount: fromMajor(amount, currency),
    })),
    items: Object.entries(items).map(([document, amount]) => ({
      receivable: document,
      document,
      amount: fromMajor(amount, currency),
    })),
    ...(withdrawnOn !== undefined && { withdrawnOn: isoDate(withdrawnOn) }),
  };
}

export function aPayment(
  paidOn: string,
  amount: number,
  of: { readonly id?: string; readonly document?: string; readonly currency?: string } = {},
): Payment {
  const { document = 'INV-1', currency = 'EUR', id = `${document} ${paidOn} ${amount}` } = of;
  return { id, document, paidOn: isoDate(paidOn), amount: fromMajor(amount, currency) };
}

/** The ledger as it is after the payments: invoices of `invoices`, in major units, less what was paid and what was credited. */
export function circumstances(
  of: {
    readonly invoices?: Readonly<Record<string, number>>;
    readonly paid?: readonly Payment[];
    readonly credited?: Readonly<Record<string, number>>;
    readonly currency?: string;
    readonly rules?: Partial<PromiseRules>;
  } = {},
): PromiseCircumstances {
  const { invoices = { 'INV-1': 100 }, paid = [], credited = {}, currency = 'EUR' } = of;
  return {
    payments: paid,
    receivables: Object.entries(invoices).map(([id, amount], at) => {
      const cleared = paid
        .filter((payment) => payment.document === id && payment.amount.currency === currency)
        .reduce((all, payment) => all + payment.amount.minor / 100, credited[id] ?? 0);
      const open = Math.max(0, Math.round((amount - cleared) * 100) / 100);
      const dueOn = `2025-02-0${at + 1}`;
      return aReceivable({ id, amount, open, dueOn, currency, state: open === 0 ? 'settled' : 'open' });
    }),
    rules: { ...rules, ...of.rules },
    calendar: hungary,
  };
}
