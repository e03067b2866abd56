/**
 * Before the first notice of an episode the customer's owner is told, so that the matter can be settled amicably. Where the strategy asks for
 * it, the first contact about what is overdue waits until the owner had so many business days.
 */
import { actionKey, ledgerHashOf, type ActionRecord, type PlannedAction } from '../actions/action.ts';
import type { Reason } from '../actions/reason.ts';
import { countsAsTaken } from '../actions/states.ts';
import { addBusinessDays } from '../calendar/calendar.ts';
import { windowOpensAt } from '../contact/contact-policy.ts';
import type { RulesForCustomer } from '../contact/rules-for-customer.ts';
import type { IsoDate } from '../dates/iso-date.ts';
import { sum } from '../money/money.ts';
import { isOverdue } from '../receivables/receivable.ts';
import { contactDay } from './contact-day.ts';
import type { Verdict } from './decision.ts';
import type { Episode, Facts } from './facts.ts';
import { payBy } from './pay-by.ts';
import { headsUpCode, isUpcoming, type Policy, type Strategy } from './policy.ts';

export type HeadsUp = {
  /** What tells the owner; absent once it was done. */
  readonly action?: PlannedAction;
  /** Until then nobody contacts the customer about what is overdue; `mended` when the owner could not be told and somebody has to see to it. */
  readonly waitUntil?: IsoDate | 'mended';
  readonly because: readonly Reason[];
  /** The day on which the owner is to be told. */
  readonly comesOn?: IsoDate;
};

const none: HeadsUp = { because: [] };

const headsUpName = 'Heads-up';

export function headsUp(of: {
  readonly strategy: Strategy;
  readonly verdicts: readonly Verdict[];
  /** The open one, or the one that opens today. */
  readonly episode: Episode | undefined;
  readonly policy: Policy;
  readonly customer: RulesForCustomer;
  readonly facts: Facts;
  readonly asOf: IsoDate;
}): HeadsUp {
  const { strategy, episode, policy, facts, asOf } = of;
  const days = strategy.headsUpDays;
  if (days === undefined || !episode || hasBegun(facts.history, strategy, episode)) return none;
  const key = actionKey({ debtor: facts.debtor.id, step: headsUpCode, occurrence: episode.openedBy });
  const told = facts.history.find((action) => action.key === key);
  if (told?.executedOn !== undefined) {
    const waitUntil = addBusinessDays(policy.calendar, told.executedOn, days);
    if (waitUntil === undefined || waitUntil <= asOf) return none;
    return { waitUntil, because: [{ code: 'headsUpFirst', toldOn: told.executedOn, days }] };
  }
  if (told?.state === 'failed')
    return { waitUntil: 'mended', because: [{ code: 'needsPerson', step: headsUpName }] };
  const first = firstContact(of);
  const comesOn = first && addBusinessDays(policy.calendar, first.on, -days);
  if (!first || comesOn === undefined) return none;
  if (comesOn > asOf) return { comesOn, because: [] };
  const waitUntil = addBusinessDays(policy.calendar, asOf, days);
  return {
    action: planned(of, episode.openedBy, first.verdict),
    ...(waitUntil && { waitUntil }),
    because: [{ code: 'headsUpFirst', toldOn: asOf, days }],
  };
}

/** Whether the customer was contacted about what is overdue since the episode began. */
function hasBegun(history: readonly ActionRecord[], { steps }: Strategy, { openedOn }: Episode): boolean {
  const reminders = new Set(steps.filter(isUpcoming).map(({ code }) => code));
  return history.some(
    ({ state, channel, step, executedOn }) =>
      countsAsTaken(state) &&
      channel !== 'person' &&
      !reminders.has(step) &&
      executedOn !== undefined &&
      executedOn >= openedOn,
  );
}

type Coming = Extract<Verdict, { readonly kind: 'act' | 'wait' }>;

/** The first message or call that is to come about something overdue, with its day. */
function firstContact({
  verdicts,
  customer,
  asOf,
}: {
  readonly verdicts: readonly Verdict[];
  readonly customer: RulesForCustomer;
  readonly asOf: IsoDate;
}): { readonly verdict: Coming; readonly on: IsoDate } | undefined {
  return verdicts
    .flatMap((verdict) => {
      if (verdict.kind === 'hold' || verdict.step.channel === 'person' || isUpcoming(verdict.step)) return [];
      const on = contactDay(customer, verdict.kind === 'act' ? asOf : verdict.until);
      return on === undefined ? [] : [{ verdict, on }];
    })
    .sort((a, b) => (a.on === b.on ? 0 : a.on < b.on ? -1 : 1))[0];
}

function planned(
  of: {
    readonly strategy: Strategy;
    readonly verdicts: readonly Verdict[];
    readonly policy: Policy;
    readonly facts: Facts;
    readonly asOf: IsoDate;
  },
  occurrence: string,
  first: Coming,
): PlannedAction {
  const { strategy, policy, facts, asOf } = of;
  const { currency } = first.item.collectible;
  const lines = of.verdicts
    .filter(
      ({ item }) =>
        item.collectible.currency === currency &&
        item.collectible.minor > 0 &&
        // What the first notice is about may fall due between the heads-up and the notice.
        (item === first.item || isOverdue(item.receivable, asOf)),
    )
    .map(({ item: { receivable, collectible } }) => ({
      receivable: receivable.id,
      document: receivable.document,
      amount: collectible,
    }));
  return {
    key: actionKey({ debtor: facts.debtor.id, step: headsUpCode, occurrence }),
    step: { code: headsUpCode, order: first.step.order, name: headsUpName },
    occurrence,
    strategy: strategy.code,
    channel: 'person',
    template: headsUpCode,
    payBy: payBy(first.step, { on: asOf, dueDates: [], calendar: policy.calendar }),
    plannedOn: asOf,
    notBefore: windowOpensAt(policy, asOf),
    currency,
    amount: sum(
      lines.map(({ amount }) => amount),
      currency,
    ),
    lines,
    ledgerHash: ledgerHashOf(lines),
    because: [{ code: 'headsUp', step: first.step.name, days: strategy.headsUpDays ?? 0 }],
  };
}
