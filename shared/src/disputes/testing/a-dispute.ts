/** Test data: disputes of one debtor, and the rules by which a company handles them. */
import { isoDate } from '../../dates/iso-date.ts';
import { fromMajor } from '../../money/money.ts';
import type { Dispute, DisputeItem, GrantedItem } from '../dispute.ts';
import type { ResumeRules } from '../resumption.ts';
import type { DisputeRules } from '../rules.ts';

type Common = {
  readonly id?: string;
  readonly reason?: string;
  readonly openedOn?: string;
  readonly openedBy?: string;
  /** Receivable → disputed amount in euros, or `all`. */
  readonly of?: Readonly<Record<string, number | 'all'>>;
};

/** Opened on Monday 10 March 2025 by Anna about the price, all of INV-1, and under review. */
export function aDispute(of: Common & { readonly state?: 'open' | 'underReview' } = {}): Dispute {
  return { ...complaint(of), state: of.state ?? 'underReview' };
}

/** Rejected or withdrawn on 20 March 2025. */
export function aClosedDispute(
  of: Common & { readonly state: 'rejected' | 'withdrawn'; readonly resolvedOn?: string },
): Dispute {
  return { ...complaint(of), state: of.state, resolvedOn: isoDate(of.resolvedOn ?? '2025-03-20') };
}

/** Accepted on 20 March 2025, to be credited; `granted` in euros. */
export function anAcceptedDispute(
  of: Common & {
    readonly granted: Readonly<Record<string, number>>;
    readonly resolvedOn?: string;
    readonly resolution?: 'credit' | 'adjust';
    readonly erpDocument?: string;
  },
): Extract<Dispute, { readonly state: 'accepted' }> {
  return {
    ...complaint(of),
    state: 'accepted',
    resolvedOn: isoDate(of.resolvedOn ?? '2025-03-20'),
    resolution: of.resolution ?? 'credit',
    granted: grants(of.granted),
    ...(of.erpDocument !== undefined && { erpDocument: of.erpDocument }),
  };
}

/** Amounts in euros. */
export function grants(of: Readonly<Record<string, number>>): readonly GrantedItem[] {
  return Object.entries(of).map(([receivable, amount]) => ({ receivable, amount: fromMajor(amount, 'EUR') }));
}

/** Goes on at once where it was, however the dispute ended. */
export const atOnce: ResumeRules = {
  accepted: { goesOn: 'whereItWas', waitDays: 0 },
  rejected: { goesOn: 'whereItWas', waitDays: 0 },
  withdrawn: { goesOn: 'whereItWas', waitDays: 0 },
};

/** Three departments; a team lead approves from 100 EUR on, finance from 1,000 EUR on, and sales whatever concerns prices. */
export const disputeRules: DisputeRules = {
  reasons: ['price', 'quality', 'delivery'],
  tasks: [
    { department: 'billing', mandatory: true, withinDays: 3, escalatesAfterDays: 1 },
    { department: 'finance', mandatory: false, withinDays: 5, escalatesAfterDays: 2 },
    {
      department: 'operations',
      reasons: ['quality', 'delivery'],
      mandatory: true,
      withinDays: 5,
      escalatesAfterDays: 2,
    },
  ],
  matrix: [
    { role: 'team lead', currency: 'EUR', fromMinor: 100_00 },
    { role: 'finance', currency: 'EUR', fromMinor: 1_000_00, resolutions: ['credit', 'adjust'] },
    { role: 'sales', currency: 'EUR', fromMinor: 0, reasons: ['price'] },
  ],
  resume: atOnce,
};

function complaint(
  of: Common,
): Pick<Dispute, 'id' | 'debtor' | 'reason' | 'openedOn' | 'openedBy' | 'items'> {
  return {
    id: of.id ?? 'DSP-1',
    debtor: 'D-1',
    reason: of.reason ?? 'price',
    openedOn: isoDate(of.openedOn ?? '2025-03-10'),
    openedBy: of.openedBy ?? 'Anna',
    items: Object.entries(of.of ?? { 'INV-1': 'all' as const }).map(([receivable, amount]): DisputeItem =>
      amount === 'all' ? { receivable } : { receivable, amount: fromMajor(amount, 'EUR') },
    ),
  };
}
