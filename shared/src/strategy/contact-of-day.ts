/**
 * One contact a day: of all items that are due for a step, the furthest step wins whose minimum is reached. A step grouped by customer becomes
 * one message about the customer's overdue items of a currency, those covered by credits too, so that the credits show; items due for an
 * earlier step take theirs with it. Any other message speaks of the items due for its own step, or of a single one.
 */
import {
  actionKey,
  ledgerHashOf,
  type ActionLine,
  type ActionRecord,
  type PlannedAction,
} from '../actions/action.ts';
import type { Reason } from '../actions/reason.ts';
import { windowOpensAt } from '../contact/contact-policy.ts';
import type { RulesForCustomer } from '../contact/rules-for-customer.ts';
import { addDays, type IsoDate } from '../dates/iso-date.ts';
import { money, sum, type Currency, type Money } from '../money/money.ts';
import type { CollectibleItem } from '../receivables/collectible.ts';
import { isOverdue } from '../receivables/receivable.ts';
import type { Verdict } from './decision.ts';
import type { Facts } from './facts.ts';
import { channelOf, type ChosenChannel } from './channel-of-step.ts';
import { contactFacts, mayContact } from './may-contact.ts';
import type { HeadsUp } from './heads-up.ts';
import { payBy } from './pay-by.ts';
import {
  isByPerson,
  isInChain,
  isUpcoming,
  unreachableTemplate,
  type Policy,
  type Step,
  type Strategy,
} from './policy.ts';
import { isGuarded } from './step-plan.ts';
import type { TakenSteps } from './steps-taken.ts';

type Due = Extract<Verdict, { kind: 'act' }>;

/** Items of one currency that share one message. */
type Group = {
  readonly step: Step;
  readonly currency: Currency;
  /** The items that take a step with it: this one, or an earlier one of their own. */
  readonly takers: readonly Due[];
  /** Every item the message is about, with what is asked for in all. */
  readonly listed: readonly Verdict[];
  readonly total: Money;
};

/** What becomes of an item when the customer cannot be contacted for a step while it makes sense. */
type VerdictWithout = (item: CollectibleItem, outOfReach: string) => Verdict;

export function chooseContact(question: {
  readonly verdicts: readonly Verdict[];
  readonly verdictOf: VerdictWithout;
  readonly taken: ReadonlyMap<string, TakenSteps>;
  /** What the customer's owner is told first. */
  readonly headsUp: HeadsUp;
  readonly strategy: Strategy;
  readonly policy: Policy;
  readonly customer: RulesForCustomer;
  readonly facts: Facts;
  readonly asOf: IsoDate;
  /** The customer's local day. */
  readonly customersDay: IsoDate;
}): { readonly verdicts: readonly Verdict[]; readonly actions: readonly PlannedAction[] } {
  const { policy, customer, facts, taken, headsUp, verdictOf, asOf, customersDay } = question;
  let verdicts = question.verdicts;
  const actions: PlannedAction[] = headsUp.action ? [headsUp.action] : [];
  if (!verdicts.some(({ kind }) => kind === 'act')) return { verdicts, actions };
  const served = new Set<Verdict>();
  const { contacts: before, disputed } = contactFacts(facts, asOf);
  let contacts = before;
  let going: Step | undefined;
  for (const { step, currency, occurrence } of contactsDue(question.verdicts)) {
    const channel = channelOf(step, facts.debtor.reach, policy.contact);
    const open = question.verdicts.filter((verdict) => !served.has(verdict));
    const group = groupOf({ step, currency, occurrence, channel, open, all: question.verdicts, taken, asOf });
    const own = group.takers.filter((taker) => taker.step.code === step.code);
    if (own.length === 0) continue;
    const minimum = minimumOf(step, currency);
    if (group.total.minor < minimum.minor) {
      verdicts = changed(verdicts, own, held([{ code: 'belowMinimum', total: group.total, minimum }]));
      continue;
    }
    for (const taker of group.takers) served.add(taker);
    const busyUntil = endOfOpenTask(facts.history, step, currency);
    if (busyUntil !== undefined && busyUntil > asOf) {
      const because: readonly Reason[] = [{ code: 'withPerson', step: step.name }];
      verdicts = changed(verdicts, group.takers, postponed(busyUntil, because));
      continue;
    }
    if (channel.kind === 'none') {
      const { because } = channel;
      verdicts = changed(
        verdicts,
        group.takers,
        leftOut({ because, verdictOf, otherwise: held(because), asOf }),
      );
      continue;
    }
    if (channel.use !== 'person' && !isUpcoming(step) && headsUp.waitUntil) {
      const { waitUntil, because } = headsUp;
      const outcome = waitUntil === 'mended' ? held(because) : postponed(waitUntil, because);
      verdicts = changed(verdicts, group.takers, outcome);
      continue;
    }
    if (channel.use !== 'person') {
      const may = mayContact(customer, { channel: channel.use, contacts, disputed }, customersDay);
      if (!may.allowed) {
        const because: readonly Reason[] = going
          ? [{ code: 'anotherContact', step: going.name }]
          : may.because;
        const outcome =
          may.until === undefined
            ? held(because)
            : leftOut({
                from: may.until,
                because,
                verdictOf,
                otherwise: postponed(may.until, because),
                asOf,
              });
        verdicts = changed(verdicts, group.takers, outcome);
        continue;
      }
      // What is planned now is a contact that the next one keeps its distance to.
      contacts = [...contacts, { on: customersDay, channel: channel.use }];
      going = step;
    }
    actions.push(planned({ ...question, group, channel }));
  }
  return { verdicts, actions };
}

/** A person who has an account before them is not given it again at once: what comes to the same step within these days waits. */
const daysForTask = 7;

function endOfOpenTask(
  history: readonly ActionRecord[],
  step: Step,
  currency: Currency,
): IsoDate | undefined {
  return history
    .flatMap(({ state, step: code, lines, executedOn }) =>
      state === 'withPerson' && code === step.code && lines[0]?.amount.currency === currency && executedOn
        ? [addDays(executedOn, daysForTask)]
        : [],
    )
    .sort()
    .at(-1);
}

type ContactDue = {
  readonly step: Step;
  readonly currency: Currency;
  /** What the message is about where each has one of its own. */
  readonly occurrence?: string;
};

/** Each step that is due, per currency – per item where it has a message of its own: the furthest first, then the currency, then by age. */
function contactsDue(verdicts: readonly Verdict[]): readonly ContactDue[] {
  const found = new Map<string, ContactDue>();
  for (const verdict of verdicts) {
    if (verdict.kind !== 'act') continue;
    const { step, item, occurrence } = verdict;
    const { currency } = item.collectible;
    const alone = step.grouping === 'invoice' && !isByPerson(step.channel);
    const key = `${currency}|${step.code}${alone ? `|${occurrence}` : ''}`;
    if (!found.has(key)) found.set(key, { step, currency, ...(alone && { occurrence }) });
  }
  return [...found.values()].sort(
    (a, b) =>
      b.step.order - a.step.order || (a.currency === b.currency ? 0 : a.currency < b.currency ? -1 : 1),
  );
}

/** @param of `open` are the verdicts of items that take no further step today, `all` those of every item. */
function groupOf(of: {
  readonly step: Step;
  readonly currency: Currency;
  readonly occurrence: string | undefined;
  readonly channel: ChosenChannel;
  readonly open: readonly Verdict[];
  readonly all: readonly Verdict[];
  readonly taken: ReadonlyMap<string, TakenSteps>;
  readonly asOf: IsoDate;
}): Group {
  const { step, currency, occurrence, channel, taken, asOf } = of;
  const byPerson = !isUpcoming(step) && channel.kind === 'use' && isByPerson(channel.use);
  const carries = !byPerson && carriesOthers(step);
  const takers = of.open.filter(
    (verdict): verdict is Due =>
      verdict.kind === 'act' &&
      verdict.item.collectible.currency === currency &&
      (verdict.step.code === step.code
        ? occurrence === undefined || verdict.occurrence === occurrence
        : carries && isEarlierNotice(verdict.step, step)),
  );
  const isListed = (verdict: Verdict): boolean => {
    const { item } = verdict;
    if (takers.includes(verdict as Due)) return true;
    if (!(byPerson || carries) || item.collectible.currency !== currency) return false;
    if (!isOverdue(item.receivable, asOf) || !mayBeNamed(item)) return false;
    return byPerson || (taken.get(item.receivable.id)?.order ?? 0) <= step.order;
  };
  const listed = of.all.filter(isListed);
  const total = sum(
    listed.map(({ item: { collectible } }) => collectible),
    currency,
  );
  return { step, currency, takers, listed, total };
}

/**
 * Whether a message speaks of all that is overdue. One that answers an event does not, for its text is about the event, and a legal one does
 * not, for an item is not threatened before its final notice.
 */
function carriesOthers(step: Step): boolean {
  return step.grouping === 'customer' && !isUpcoming(step) && isInChain(step) && !isGuarded(step);
}

/** What is promised, disputed or held is left out altogether; what a credit covers is shown with it. */
function mayBeNamed({ owed, collectible }: CollectibleItem): boolean {
  return collectible.minor > 0 || owed.minor === 0;
}

/** Only a message carries earlier steps: an item does not count as noticed because a person was given another one. */
function isEarlierNotice(earlier: Step, step: Step): boolean {
  return (
    !isUpcoming(earlier) && !isByPerson(earlier.channel) && earlier.order < step.order && !isGuarded(earlier)
  );
}

function minimumOf(step: Step, currency: Currency): Money {
  return money(step.minimumMinor[currency] ?? 0, currency);
}

function planned(parts: {
  readonly group: Group;
  readonly channel: Extract<ChosenChannel, { kind: 'use' }>;
  readonly strategy: Strategy;
  readonly policy: Policy;
  readonly customer: RulesForCustomer;
  readonly facts: Facts;
  readonly asOf: IsoDate;
  readonly customersDay: IsoDate;
}): PlannedAction {
  const { group, channel, strategy, policy, customer, facts, asOf, customersDay } = parts;
  const { step, takers } = group;
  const lines = group.listed.map((verdict): ActionLine => {
    const { receivable, collectible } = verdict.item;
    const taker = takers.find((one) => one === verdict);
    return {
      receivable: receivable.id,
      document: receivable.document,
      amount: collectible,
      ...(taker && { step: stepTaken(taker) }),
    };
  });
  // Verdicts stand by age, so this is the oldest item due for the step.
  const leading = takers.find((taker) => taker.step.code === step.code) as Due;
  const { occurrence } = leading;
  return {
    key: actionKey({ debtor: facts.debtor.id, step: step.code, occurrence }),
    step: { code: step.code, order: step.order, name: step.name },
    occurrence,
    strategy: strategy.code,
    channel: channel.use,
    template: channel.use === 'person' && step.channel !== 'person' ? unreachableTemplate : step.template,
    payBy: payBy(step, {
      on: asOf,
      dueDates: group.listed.map(({ item }) => item.receivable.dueOn),
      calendar: policy.calendar,
    }),
    plannedOn: asOf,
    // A contact waits for the customer's hours, a person's work for the company's.
    notBefore:
      channel.use === 'person' || !customer.ok
        ? windowOpensAt(policy, asOf)
        : windowOpensAt(customer.rules, customersDay, channel.use),
    currency: group.currency,
    amount: group.total,
    lines,
    ledgerHash: ledgerHashOf(lines),
    because: [...leading.because, ...channel.because],
  };
}

function stepTaken({ step, occurrence }: Due): NonNullable<ActionLine['step']> {
  const { code, order } = step;
  return isInChain(step) ? { code, order } : { code, order, occurrence };
}

function held(because: readonly Reason[]): (verdict: Due) => Verdict {
  return (verdict) => ({ ...verdict, kind: 'hold', because: [...verdict.because, ...because] });
}

function postponed(until: IsoDate, because: readonly Reason[]): (verdict: Due) => Verdict {
  return (verdict) => ({ ...verdict, kind: 'wait', until, because: [...verdict.because, ...because] });
}

/**
 * A step for which the customer cannot be contacted while it makes sense is left out today, not announced or kept until then.
 * Where a further step is due already, tomorrow decides between them.
 */
function leftOut({
  from,
  because,
  verdictOf,
  otherwise,
  asOf,
}: {
  /** The first day on which the customer may be contacted; absent when there is no way to. */
  readonly from?: IsoDate;
  readonly because: readonly Reason[];
  readonly verdictOf: VerdictWithout;
  readonly otherwise: (verdict: Due) => Verdict;
  readonly asOf: IsoDate;
}): (verdict: Due) => Verdict {
  return (verdict) => {
    const { step, item, sensibleUntil } = verdict;
    const isLost =
      isInChain(step) && sensibleUntil !== undefined && (from === undefined || from > sensibleUntil);
    if (!isLost) return otherwise(verdict);
    const next = verdictOf(item, step.code);
    return next.kind === 'act'
      ? postponed(addDays(asOf, 1), because)(verdict)
      : { ...next, because: [...because, ...next.because] };
  };
}

function changed(
  verdicts: readonly Verdict[],
  some: readonly Due[],
  change: (verdict: Due) => Verdict,
): readonly Verdict[] {
  const those = new Set<Verdict>(some);
  return verdicts.map((verdict) => (those.has(verdict) ? change(verdict as Due) : verdict));
}
