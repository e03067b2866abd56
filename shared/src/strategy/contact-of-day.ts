/**
 * One contact a day: of all items that are due for a step, the furthest step wins whose minimum is reached. A step about overdue items
 * becomes one cumulative message that lists every overdue item of its currency, those covered by credits too, so that the credits
 * show; items due for an earlier step take theirs with it.
 */
import { actionKey, type ActionLine, type Channel, type PlannedAction } from '../actions/action.ts';
import { canonicalJson, digestOf } from '../actions/keys.ts';
import type { Reason } from '../actions/reason.ts';
import { windowOpensAt } from '../contact/contact-policy.ts';
import { addDays, type IsoDate } from '../dates/iso-date.ts';
import { money, sum, type Currency, type Money } from '../money/money.ts';
import { isOverdue } from '../receivables/receivable.ts';
import type { Verdict } from './decision.ts';
import type { Facts } from './facts.ts';
import { mayContact, type MayContact } from './may-contact.ts';
import { isUpcoming, type Policy, type Step } from './policy.ts';

type Due = Extract<Verdict, { kind: 'act' }>;

/** Items of one currency that share one message, or would if it were not too small. */
type Group = {
  readonly currency: Currency;
  readonly due: readonly Due[];
  /** Every item the message is about, with what is asked for in all. */
  readonly listed: readonly Verdict[];
  readonly total: Money;
  /** The furthest step due whose minimum the total reaches. */
  readonly step?: Step;
};

export function chooseContact(question: {
  readonly verdicts: readonly Verdict[];
  readonly policy: Policy;
  readonly facts: Facts;
  readonly asOf: IsoDate;
}): { readonly verdicts: readonly Verdict[]; readonly actions: readonly PlannedAction[] } {
  const { policy, facts, asOf } = question;
  let verdicts = question.verdicts;
  const actions: PlannedAction[] = [];
  let contact = mayContact(policy, facts.history, asOf);
  for (const group of groupsByRank(verdicts, asOf)) {
    const { step, currency, total } = group;
    const [takers, tooSmall] = split(group.due, (one) => step !== undefined && one.step.order <= step.order);
    verdicts = changed(verdicts, tooSmall, (one) =>
      held([{ code: 'belowMinimum', total, minimum: minimumOf(one.step, currency) }])(one),
    );
    if (step === undefined) continue;
    const channel = channelOf(step, facts.debtor.reachableBy);
    if (channel.kind === 'none') {
      verdicts = changed(verdicts, takers, held(channel.because));
    } else if (channel.use !== 'person' && !contact.allowed) {
      const { until, because } = contact;
      verdicts = changed(verdicts, takers, until === undefined ? held(because) : waiting(until, because));
    } else {
      const action = planned({ group, step, takers, channel, policy, facts, asOf });
      if (action.channel !== 'person') contact = contactMade(action, policy);
      actions.push(action);
    }
  }
  return { verdicts, actions };
}

/** A customer is contacted once a day, whatever else is due. */
function contactMade({ plannedOn, step }: PlannedAction, policy: Policy): MayContact {
  const until = addDays(plannedOn, policy.contact.minimumGapDays);
  return { allowed: false, until, because: [{ code: 'anotherContact', step: step.name }] };
}

/** The furthest step first, then the currency. */
function groupsByRank(verdicts: readonly Verdict[], asOf: IsoDate): readonly Group[] {
  const groups = new Map<string, Due[]>();
  for (const verdict of verdicts) {
    if (verdict.kind !== 'act') continue;
    const name = `${verdict.item.collectible.currency}|${familyOf(verdict.step)}`;
    groups.set(name, [...(groups.get(name) ?? []), verdict]);
  }
  return [...groups.values()]
    .map((due) => groupOf(due, verdicts, asOf))
    .sort((a, b) => (b.step?.order ?? 0) - (a.step?.order ?? 0) || (a.currency < b.currency ? -1 : 1));
}

/**
 * Steps that may share one message. A reminder speaks of its own items only; and what a person gets to do is no message: an item
 * does not count as noticed because another one was handed over.
 */
function familyOf(step: Step): string {
  return isUpcoming(step) || step.channel === 'person' ? `step ${step.code}` : 'overdue';
}

function groupOf(due: readonly Due[], verdicts: readonly Verdict[], asOf: IsoDate): Group {
  const [{ item, step }] = due as [Due];
  const { currency } = item.collectible;
  const listed = isUpcoming(step)
    ? due
    : verdicts.filter(
        ({ item: { receivable, collectible } }) =>
          collectible.currency === currency && isOverdue(receivable, asOf),
      );
  const total = sum(
    listed.map(({ item: { collectible } }) => collectible),
    currency,
  );
  const furthest = due
    .map((one) => one.step)
    .filter((one) => total.minor >= minimumOf(one, currency).minor)
    .reduce<Step | undefined>((a, b) => (a === undefined || b.order > a.order ? b : a), undefined);
  return { currency, due, listed, total, ...(furthest && { step: furthest }) };
}

function minimumOf(step: Step, currency: Currency): Money {
  return money(step.minimumMinor[currency] ?? 0, currency);
}

type ChosenChannel =
  | { readonly kind: 'use'; readonly use: Channel; readonly because: readonly Reason[] }
  | { readonly kind: 'none'; readonly because: readonly Reason[] };

/** The step's channel, else its other one, else a person – but nobody is bothered because a reminder could not be sent. */
function channelOf(step: Step, reachableBy: readonly Channel[]): ChosenChannel {
  const wanted = step.channel;
  const possible = (channel: Channel): boolean => channel === 'person' || reachableBy.includes(channel);
  if (possible(wanted)) return { kind: 'use', use: wanted, because: [] };
  const other = step.fallbackChannel;
  if (other && possible(other))
    return { kind: 'use', use: other, because: [{ code: 'otherChannel', wanted, used: other }] };
  const because: readonly Reason[] = [{ code: 'unreachable', channels: other ? [wanted, other] : [wanted] }];
  return isUpcoming(step) ? { kind: 'none', because } : { kind: 'use', use: 'person', because };
}

function planned(parts: {
  readonly group: Group;
  readonly step: Step;
  readonly takers: readonly Due[];
  readonly channel: Extract<ChosenChannel, { kind: 'use' }>;
  readonly policy: Policy;
  readonly facts: Facts;
  readonly asOf: IsoDate;
}): PlannedAction {
  const { group, step, takers, channel, policy, facts, asOf } = parts;
  const lines = group.listed.map((verdict): ActionLine => {
    const { receivable, collectible } = verdict.item;
    const taken = takers.find((taker) => taker === verdict)?.step;
    return {
      receivable: receivable.id,
      document: receivable.document,
      amount: collectible,
      ...(taken && { step: { code: taken.code, order: taken.order } }),
    };
  });
  // Verdicts stand by age, so this is the oldest item due for the step.
  const leading = takers.find((taker) => taker.step === step) as Due;
  const occurrence = leading.item.receivable.id;
  return {
    key: actionKey({ debtor: facts.debtor.id, step: step.code, occurrence }),
    step: { code: step.code, order: step.order, name: step.name },
    occurrence,
    channel: channel.use,
    template: step.template,
    plannedOn: asOf,
    notBefore: windowOpensAt(policy, asOf),
    currency: group.currency,
    amount: group.total,
    lines,
    ledgerHash: digestOf(
      canonicalJson(lines.map(({ receivable, amount }) => [receivable, amount.minor, amount.currency])),
    ),
    because: [...leading.because, ...channel.because],
  };
}

function held(because: readonly Reason[]): (verdict: Due) => Verdict {
  return (verdict) => ({ ...verdict, kind: 'hold', because: [...verdict.because, ...because] });
}

function waiting(until: IsoDate, because: readonly Reason[]): (verdict: Due) => Verdict {
  return (verdict) => ({ ...verdict, kind: 'wait', until, because: [...verdict.because, ...because] });
}

function split<T>(all: readonly T[], belongs: (one: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [all.filter(belongs), all.filter((one) => !belongs(one))];
}

function changed(
  verdicts: readonly Verdict[],
  some: readonly Due[],
  change: (verdict: Due) => Verdict,
): readonly Verdict[] {
  const those = new Set<Verdict>(some);
  return verdicts.map((verdict) => (those.has(verdict) ? change(verdict as Due) : verdict));
}
