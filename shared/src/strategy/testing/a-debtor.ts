/** Test data: a debtor, its ledger and its history, each with what a story does not care about filled in. */
import { actionKey, type ActionRecord, type Channel } from '../../actions/action.ts';
import type { Reach } from '../../contact/choose-channel.ts';
import type { Contact, ContactChannel } from '../../contact/limits.ts';
import type { ContactCustomer } from '../../contact/rules-for-customer.ts';
import { isoDate } from '../../dates/iso-date.ts';
import { fromMajor } from '../../money/money.ts';
import type { Dispute } from '../../disputes/dispute.ts';
import type { Hold } from '../../holds/hold.ts';
import type { PromiseToPay } from '../../promises/promise.ts';
import type { Payment } from '../../receivables/payment.ts';
import type { Receivable } from '../../receivables/receivable.ts';
import type { Facts } from '../facts.ts';
import type { Step } from '../policy.ts';
import { businessSteps } from './a-policy.ts';

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
}): Facts {
  const { receivables, history = [], reachableBy = ['email', 'letter', 'sms', 'call'], episode } = of;
  return {
    debtor: {
      id: 'D-1',
      kind: of.kind ?? 'business',
      country: 'HU',
      reach: { addresses: reachableBy, doNotContact: [], ...of.reach },
      ...of.customer,
    },
    receivables,
    payments: of.payments ?? [],
    promises: of.promises ?? [],
    disputes: of.disputes ?? [],
    holds: of.holds ?? [],
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
}): ActionRecord {
  const { item = 'INV-1', state = 'sent' } = of;
  const line = (receivable: string, code?: string): ActionRecord['lines'][number] => ({
    receivable,
    document: receivable,
    amount: fromMajor(100, 'EUR'),
    ...(code !== undefined && { step: { code, order: stepCalled(code).order } }),
  });
  const neverHappened = state === 'planned' || state === 'cancelled' || state === 'failed';
  return {
    key: actionKey({ debtor: 'D-1', step: of.step, occurrence: item }),
    step: of.step,
    stepOrder: stepCalled(of.step).order,
    channel: of.channel ?? stepCalled(of.step).channel,
    state,
    ...(!neverHappened && { executedOn: isoDate(of.on) }),
    lines: [
      line(item, of.step),
      ...Object.entries(of.along ?? {}).map(([other, step]) => line(other, step)),
      ...(of.listed ?? []).map((other) => line(other)),
    ],
  };
}

function stepCalled(code: string): Step {
  const step = businessSteps.find((one) => one.code === code);
  if (!step) throw new RangeError(`The business strategy has no step ${code}`);
  return step;
}
