/** The calls that ask whether a promised payment is under way: one an instalment, not made when the money came first. */
import type { ActionLine } from '../actions/action.ts';
import type { Reason } from '../actions/reason.ts';
import { addDays, type IsoDate } from '../dates/iso-date.ts';
import { money } from '../money/money.ts';
import { confirmationCalls, type ConfirmationCall } from '../promises/confirmation.ts';
import type { PromiseToPay } from '../promises/promise.ts';
import { promiseStanding, type InstalmentStanding, type PromiseStanding } from '../promises/standing.ts';
import { isOpenInvoice, type Receivable } from '../receivables/receivable.ts';
import type { Facts } from './facts.ts';
import type { Occasion } from './follow-ups.ts';
import type { Policy } from './policy.ts';

/** A call that could not be made for so long is not begun any more; what a broken promise needs, its own task says. */
const daysForCall = 7;

const step = { code: 'confirm-payment', name: 'Call to confirm a promised payment' } as const;

export function confirmationFollowUps(policy: Policy, facts: Facts, asOf: IsoDate): readonly Occasion[] {
  const { agreements, calendar } = policy;
  if (agreements.promises.confirmationOffsetDays === undefined) return [];
  const { payments, receivables } = facts;
  const circumstances = { rules: agreements.promises, calendar, payments, receivables };
  return facts.promises
    .filter(({ madeOn }) => madeOn <= asOf)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap((promise) => {
      const standing = promiseStanding(promise, circumstances, asOf);
      return confirmationCalls(promise, circumstances, asOf).flatMap((call) => {
        const instalment = standing.instalments.find(({ number }) => number === call.instalment);
        return instalment ? [occasionOf({ promise, standing, instalment, call, receivables, asOf })] : [];
      });
    });
}

function occasionOf(of: {
  readonly promise: PromiseToPay;
  readonly standing: PromiseStanding;
  readonly instalment: InstalmentStanding;
  readonly call: ConfirmationCall;
  readonly receivables: readonly Receivable[];
  readonly asOf: IsoDate;
}): Occasion {
  const { promise, standing, instalment, call, receivables, asOf } = of;
  const common = { step, occurrence: `${promise.id}#${instalment.number}` };
  if (call.state === 'closed') return { ...common, state: 'closed', because: [whyClosed(call, instalment)] };
  const because: readonly Reason[] = [
    { code: 'promiseToConfirm', amount: instalment.outstanding, promisedFor: instalment.dueOn },
  ];
  const { on } = call;
  if (on === undefined) return { ...common, state: 'missed', because };
  if (on > asOf) return { ...common, state: 'later', on, because };
  const lines = linesOf(standing, instalment, receivables);
  if (asOf > addDays(on, daysForCall) || lines.length === 0) return { ...common, state: 'missed', because };
  return { ...common, state: 'due', isContact: true, lines, because };
}

function whyClosed({ because }: ConfirmationCall, { dueOn }: InstalmentStanding): Reason {
  return because === 'paid'
    ? { code: 'promisePaid', promisedFor: dueOn }
    : { code: 'promiseOver', promisedFor: dueOn };
}

/** What is missing of the instalment, from the oldest item on. */
function linesOf(
  { items }: PromiseStanding,
  { outstanding }: InstalmentStanding,
  receivables: readonly Receivable[],
): readonly ActionLine[] {
  let missing = outstanding.minor;
  return items.flatMap(({ item, owed, paid }): readonly ActionLine[] => {
    const receivable = receivables.find((one) => one.id === item.receivable && isOpenInvoice(one));
    const minor = Math.min(missing, owed.minor - paid.minor, receivable?.open.minor ?? 0);
    missing -= Math.max(0, minor);
    return minor > 0 && receivable
      ? [{ receivable: receivable.id, document: receivable.document, amount: money(minor, owed.currency) }]
      : [];
  });
}
