/**
 * One contact a day: of all items that are due for a step, the furthest step wins. A step about overdue items becomes one cumulative
 * message that lists every overdue item of its currency; items due for an earlier step take theirs with it.
 */
import { actionKey, type ActionLine, type Channel, type PlannedAction } from '../actions/action.ts';
import { canonicalJson, digestOf } from '../actions/keys.ts';
import type { Reason } from '../actions/reason.ts';
import { windowOpensAt } from '../contact/contact-policy.ts';
import { addDays, type IsoDate } from '../dates/iso-date.ts';
import { money, sum, type Currency, type Money } from '../money/money.ts';
import { byAge, isOverdue } from '../receivables/receivable.ts';
import type { Verdict } from './decision.ts';
import type { Facts } from './facts.ts';
import { isUpcoming, type Policy, type Step } from './policy.ts';

type Due = Extract<Verdict, { kind: 'act' }>;

/** Items of one currency that may share one message. */
type Group = { readonly currency: Currency; readonly step: Step; readonly due: readonly Due[] };

export function chooseContact(question: {
  readonly verdicts: readonly Verdict[];
  readonly policy: Policy;
  readonly facts: Facts;
  readonly asOf: IsoDate;
}): { readonly verdicts: readonly Verdict[]; readonly actions: readonly PlannedAction[] } {
  const { policy, facts, asOf } = question;
  let verdicts = question.verdicts;
  const actions: PlannedAction[] = [];
  let contact: PlannedAction | undefined;
  for (const group of groupsByRank(verdicts)) {
    const lines = linesOf(group, verdicts, asOf);
    const total = sum(
      lines.map(({ amount }) => amount),
      group.currency,
    );
    const minimum = money(group.step.minimumMinor[group.currency] ?? 0, group.currency);
    if (total.minor < minimum.minor) {
      verdicts = withVerdicts(verdicts, group.due, ({ item, because }) => ({
        kind: 'hold',
        item,
        because: [...because, { code: 'belowMinimum', total, minimum }],
      }));
      continue;
    }
    const channel = channelOf(group.step, facts.debtor.reachableBy);
    if (channel.kind === 'none') {
      verdicts = withVerdicts(verdicts, group.due, ({ item, because }) => ({
        kind: 'hold',
        item,
        because: [...because, ...channel.because],
      }));
      continue;
    }
    if (contact && channel.use !== 'person') {
      const first = contact.step.name;
      verdicts = withVerdicts(verdicts, group.due, ({ item, step, because }) => ({
        kind: 'wait',
        item,
        step,
        until: addDays(asOf, policy.contact.minimumGapDays),
        because: [...because, { code: 'anotherContact', step: first }],
      }));
      continue;
    }
    const action = planned({ group, lines, total, channel, policy, facts, asOf });
    if (action.channel !== 'person') contact = action;
    actions.push(action);
  }
  return { verdicts, actions };
}

/** The furthest step first; within a step the older item, then the currency. */
function groupsByRank(verdicts: readonly Verdict[]): readonly Group[] {
  const due = verdicts.filter((verdict): verdict is Due => verdict.kind === 'act');
  const groups = new Map<string, Due[]>();
  for (const verdict of due) {
    const { currency } = verdict.item.collectible;
    const family = isUpcoming(verdict.step) ? verdict.step.code : 'overdue';
    const name = `${currency}|${family}`;
    groups.set(name, [...(groups.get(name) ?? []), verdict]);
  }
  return [...groups.values()]
    .map((members) => {
      const step = members.map((member) => member.step).reduce((a, b) => (b.order > a.order ? b : a));
      const first = members[0] as Due;
      return { currency: first.item.collectible.currency, step, due: members };
    })
    .sort((a, b) => b.step.order - a.step.order || (a.currency < b.currency ? -1 : 1));
}

function linesOf(group: Group, verdicts: readonly Verdict[], asOf: IsoDate): readonly ActionLine[] {
  const steps = new Map(group.due.map(({ item, step }) => [item.receivable.id, step]));
  const listed = verdicts.filter(({ item }) => {
    if (item.collectible.currency !== group.currency || item.collectible.minor === 0) return false;
    return steps.has(item.receivable.id) || (!isUpcoming(group.step) && isOverdue(item.receivable, asOf));
  });
  return listed.map(({ item: { receivable, collectible } }) => {
    const step = steps.get(receivable.id);
    return {
      receivable: receivable.id,
      document: receivable.document,
      amount: collectible,
      ...(step && { step: { code: step.code, order: step.order } }),
    };
  });
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
  group: Group;
  lines: readonly ActionLine[];
  total: Money;
  channel: Extract<ChosenChannel, { kind: 'use' }>;
  policy: Policy;
  facts: Facts;
  asOf: IsoDate;
}): PlannedAction {
  const { group, lines, total, channel, policy, facts, asOf } = parts;
  const { step } = group;
  const leading = group.due
    .filter((verdict) => verdict.step.code === step.code)
    .sort((a, b) => byAge(a.item.receivable, b.item.receivable))[0] as Due;
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
    amount: total,
    lines,
    ledgerHash: digestOf(
      canonicalJson(lines.map(({ receivable, amount }) => [receivable, amount.minor, amount.currency])),
    ),
    because: [...leading.because, ...channel.because],
  };
}

function withVerdicts(
  verdicts: readonly Verdict[],
  some: readonly Due[],
  change: (verdict: Due) => Verdict,
): readonly Verdict[] {
  return verdicts.map((verdict) => (some.some((one) => one === verdict) ? change(verdict as Due) : verdict));
}
