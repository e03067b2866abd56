/** Test data: a debtor, its ledger and its history, each with what a story does not care about filled in. */
import { actionKey, type ActionRecord, type Channel } from '../../actions/action.ts';
import type { Reach } from '../../contact/choose-channel.ts';
import type { Contact, ContactChannel } from '../../contact/limits.ts';
import type { ContactCustomer } from '../../contact/rules-for-customer.ts';
import { isoDate } from '../../dates/iso-date.ts';
import { fromMajor } from '../../money/money.ts';
import type { Dispute } from '../../disputes/dispute.ts';
import type { CreditHold } from '../../holds/credit-hold.ts';
import type { Hold } from '../../holds/hold.ts';
import type { TradingOrder } from '../../holds/trading-status.ts';
import type { DueDateChange } from '../../promises/due-date-change.ts';
import type { PromiseToPay } from '../../promises/promise.ts';
import type { Payment } from '../../receivables/payment.ts';
import type { Receivable } from '../../receivables/receivable.ts';
import type { ClosedTask, Facts } from '../facts.ts';
import type { Step } from '../policy.ts';
import { aStep, businessSteps } from './a-policy.ts';

type Amounts = { readonly amount?: number; readonly open?: number; readonly currency?: string };

/** An open invoice; amounts in major units, whole unless `open` says what is left. */
export function aReceivable(
  of: Amounts & {
    readonly dueOn: string;
    readonly id?: string;
    readonly kind?: Receivable['kind'];
    readonly state?: Receivable['state'];
  },
): Receivable {
  const {
    id = 'INV-1',
    amount = 100,
    open = amount,
    currency = 'EUR',
    kind = 'invoice',
    state = 'open',
  } = of;
  const dueOn = isoDate(of.dueOn);
  return {
    id,
    document: id,
    kind,
    state,
    issuedOn: dueOn,
    dueOn,
    amount: fromMajor(amount, currency),
    open: fromMajor(open, currency),
  };
}

export function aCreditNote(
  of: Amounts & { readonly id?: string; readonly countsFrom?: string },
): Receivable {
  const { id = 'CN-1', countsFrom = '2025-02-01' } = of;
  return aReceivable({ ...of, id, dueOn: countsFrom, kind: 'creditNote' });
}

/** A Hungarian business that can be reached in every way. */
export function aDebtor(of: {
  readonly receivables: readonly Receivable[];
  readonly history?: readonly ActionRecord[];
  /** Channels that have an address. */
  readonly reachableBy?: readonly ContactChannel[];
  readonly reach?: Partial<Reach>;
  readonly customer?: Partial<ContactCustomer>;
  readonly contacts?: readonly Contact[];
  readonly episode?: { readonly openedBy: string; readonly openedOn: string };
  readonly kind?: 'business' | 'consumer';
  readonly payments?: readonly Payment[];
  readonly promises?: readonly PromiseToPay[];
  readonly disputes?: readonly Dispute[];
  readonly holds?: readonly Hold[];
  /** In euros. */
  readonly creditLimit?: number;
  readonly dueDateChanges?: readonly DueDateChange[];
  readonly closedTasks?: readonly ClosedTask[];
  readonly creditHolds?: readonly CreditHold[];
  readonly orders?: readonly TradingOrder[];
}): Facts {
  const { receivables, history = [], reachableBy = ['email', 'letter', 'sms', 'call'], episode } = of;
  return {
    debtor: {
      id: 'D-1',
      kind: of.kind ?? 'business',
      country: 'HU',
      reach: { addresses: reachableBy, doNotContact: [], ...of.reach },
      ...of.customer,
      ...(of.creditLimit !== undefined && { creditLimit: fromMajor(of.creditLimit, 'EUR') }),
    },
    receivables,
    payments: of.payments ?? [],
    promises: of.promises ?? [],
    disputes: of.disputes ?? [],
    holds: of.holds ?? [],
    dueDateChanges: of.dueDateChanges ?? [],
    closedTasks: of.closedTasks ?? [],
    creditHolds: of.creditHolds ?? [],
    orders: of.orders ?? [],
    alerts: [],
    history,
    contacts: of.contacts ?? [],
    ...(episode && { episode: { openedBy: episode.openedBy, openedOn: isoDate(episode.openedOn) } }),
  };
}

/** What is remembered of a step of the business strategy that was planned for an item and, unless said otherwise, sent. */
export function anAction(of: {
  readonly step: string;
  readonly on: string;
  readonly item?: string;
  /** Items that took an earlier step with it: id → step code. */
  readonly along?: Readonly<Record<string, string>>;
  readonly listed?: readonly string[];
  readonly state?: ActionRecord['state'];
  readonly channel?: Channel;
  /** Its strategy, whose steps need not be those of the business strategy; unknown ones are e-mails. */
  readonly strategy?: string;
  /** The event it answered, or the item and the day of the time before. */
  readonly occurrence?: string;
}): ActionRecord {
  const { item = 'INV-1', state = 'sent', strategy, occurrence } = of;
  const stepCalled = (code: string): Step =>
    businessSteps.find((one) => one.code === code) ?? strangeStep(code, strategy);
  const line = (receivable: string, code?: string): ActionRecord['lines'][number] => ({
    receivable,
    document: receivable,
    amount: fromMajor(100, 'EUR'),
    ...(code !== undefined && { step: { code, order: stepCalled(code).order } }),
  });
  const own = line(item, of.step);
  const neverHappened = state === 'planned' || state === 'cancelled' || state === 'failed';
  return {
    key: actionKey({ debtor: 'D-1', step: of.step, occurrence: occurrence ?? item }),
    step: of.step,
    stepOrder: stepCalled(of.step).order,
    ...(strategy !== undefined && { strategy }),
    channel: of.channel ?? stepCalled(of.step).channel,
    state,
    ...(!neverHappened && { executedOn: isoDate(of.on) }),
    lines: [
      occurrence !== undefined && own.step ? { ...own, step: { ...own.step, occurrence } } : own,
      ...Object.entries(of.along ?? {}).map(([other, step]) => line(other, step)),
      ...(of.listed ?? []).map((other) => line(other)),
    ],
  };
}

function strangeStep(code: string, strategy: string | undefined): Step {
  if (strategy === undefined) throw new RangeError(`The business strategy has no step ${code}`);
  return aStep({ code, order: 50, offsetDays: 1 });
}
