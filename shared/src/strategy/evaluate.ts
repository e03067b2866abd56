/**
 * The decision for one debtor on one day: a verdict for each open invoice, and at most one contact.
 * Pure: the same policy, facts and day give the same decision, in whatever order the rows come.
 */
import type { Calendar } from '../calendar/calendar.ts';
import type { RulesForCustomer } from '../contact/rules-for-customer.ts';
import { addDays, type IsoDate } from '../dates/iso-date.ts';
import type { ActionRecord } from '../actions/action.ts';
import type { Reason } from '../actions/reason.ts';
import { collectibleItems, type CollectibleItem } from '../receivables/collectible.ts';
import { isOverdue } from '../receivables/receivable.ts';
import { segmentOf, type Segment } from '../segments/segment.ts';
import { chooseContact } from './contact-of-day.ts';
import type { Decision, EpisodeChange, Outlook, Verdict } from './decision.ts';
import type { Facts } from './facts.ts';
import { reservationsOf, type Reservations } from './reservations.ts';
import { rulesOfDebtor } from './rules-of-debtor.ts';
import { nextStep, stepsAfter, stepsTaken, type TakenStep } from './next-step.ts';
import type { Policy, Strategy } from './policy.ts';

/**
 * @param asOf the company's local day
 * @param contactDay the customer's local day, where it is known to be another
 */
export function evaluate(policy: Policy, facts: Facts, asOf: IsoDate, contactDay = asOf): Decision {
  const segment = segmentOf(policy.segments, facts.debtor);
  const strategy = policy.strategies.find(({ code }) => code === segment?.strategy);
  const reserved = reservationsOf(policy, facts, asOf);
  const customer = rulesOfDebtor(policy, facts.debtor, asOf);
  const items = collectibleItems(facts.receivables, reserved.amounts);
  const common = {
    asOf,
    policyVersion: policy.version,
    episode: episodeChange(items, facts, asOf),
    promises: reserved.promises,
  };
  if (!segment || !strategy) {
    const because: readonly Reason[] = [
      segment ? { code: 'noStrategy', strategy: segment.strategy } : { code: 'noSegment' },
    ];
    const verdicts = items.map((item): Verdict => ({ kind: 'hold', item, because }));
    return {
      ...common,
      ...(segment && { segment }),
      verdicts,
      actions: [],
      outlook: { stepsLeft: 0 },
      ...nextChange(verdicts, reserved, customer, asOf),
      because,
    };
  }
  const taken = stepsTaken(facts.history, strategy);
  const failed = stepsFailed(facts.history);
  const due = items.map((item) =>
    verdictOfItem({ item, reserved, strategy, segment, taken, failed, calendar: customer.calendar, asOf }),
  );
  const { verdicts, actions } = chooseContact({
    verdicts: due,
    taken,
    policy,
    customer,
    facts,
    asOf,
    contactDay,
  });
  return {
    ...common,
    segment,
    verdicts,
    actions,
    outlook: outlookOf(verdicts, taken, strategy, segment, asOf),
    ...nextChange(verdicts, reserved, customer, asOf),
    because: items.length === 0 ? [{ code: 'nothingOpen' }] : customer.because,
  };
}

function verdictOfItem(question: {
  item: CollectibleItem;
  reserved: Reservations;
  strategy: Strategy;
  segment: Segment;
  taken: ReadonlyMap<string, TakenStep>;
  failed: ReadonlyMap<string, string>;
  calendar: Calendar;
  asOf: IsoDate;
}): Verdict {
  const { item, strategy, segment, calendar, asOf } = question;
  const { receivable, collectible, owed, setOff } = item;
  if (owed.minor === 0) return { kind: 'hold', item, because: [{ code: 'setOffByCredit', setOff }] };
  const reasons = question.reserved.because.get(receivable.id) ?? [];
  if (collectible.minor === 0) return { kind: 'hold', item, because: reasons };
  const failed = question.failed.get(receivable.id);
  if (failed !== undefined) return { kind: 'hold', item, because: [{ code: 'needsPerson', step: failed }] };
  const next = nextStep({
    receivable,
    strategy,
    segment: segment.code,
    taken: question.taken.get(receivable.id),
    calendar,
    asOf,
  });
  switch (next.kind) {
    case 'due':
      return { ...next, kind: 'act', item, because: [...next.because, ...reasons] };
    case 'later':
      return {
        kind: 'wait',
        item,
        step: next.step,
        until: next.on,
        because: [...next.because, ...reasons],
      };
    case 'none':
      return { kind: 'hold', item, because: next.because };
  }
}

/** Per receivable the step that failed for it. */
function stepsFailed(history: readonly ActionRecord[]): ReadonlyMap<string, string> {
  const failed = history.filter(({ state }) => state === 'failed').sort((a, b) => (a.key < b.key ? -1 : 1));
  return new Map(
    failed.flatMap(({ step, lines }) =>
      lines.flatMap((line) => (line.step ? [[line.receivable, step] as const] : [])),
    ),
  );
}

function episodeChange(items: readonly CollectibleItem[], facts: Facts, asOf: IsoDate): EpisodeChange {
  const oldest = items.find(({ receivable, owed }) => owed.minor > 0 && isOverdue(receivable, asOf));
  if (oldest && !facts.episode) return { kind: 'open', openedBy: oldest.receivable.id, openedOn: asOf };
  if (!oldest && facts.episode) return { kind: 'close' };
  return { kind: 'none' };
}

/**
 * The first day after `asOf` on which a wait ends, a step that is due stops making sense, an item becomes overdue, the calendar begins,
 * a country pack changes, what was promised, disputed or held is asked for again, or what was decided today should have been done.
 */
function nextChange(
  verdicts: readonly Verdict[],
  reserved: Reservations,
  { calendar, changesOn }: RulesForCustomer,
  asOf: IsoDate,
): Pick<Decision, 'nextChangeOn'> {
  const days = verdicts.flatMap((verdict): readonly IsoDate[] => {
    const { owed, receivable } = verdict.item;
    return [
      ...(verdict.kind === 'act' ? [addDays(asOf, 1)] : []),
      ...(verdict.kind === 'wait' ? [verdict.until] : []),
      ...(verdict.sensibleUntil ? [addDays(verdict.sensibleUntil, 1)] : []),
      ...(owed.minor > 0 ? [addDays(receivable.dueOn, 1), calendar.coveredFrom, ...changesOn] : []),
    ];
  });
  const nextChangeOn = [...days, ...reserved.changesOn].filter((day) => day > asOf).sort()[0];
  return nextChangeOn === undefined ? {} : { nextChangeOn };
}

function outlookOf(
  verdicts: readonly Verdict[],
  taken: ReadonlyMap<string, TakenStep>,
  strategy: Strategy,
  segment: Segment,
  asOf: IsoDate,
): Outlook {
  const owed = verdicts.filter(({ item }) => item.owed.minor > 0);
  const orders = owed.flatMap(({ item }) => taken.get(item.receivable.id)?.order ?? []);
  const furthest = Math.max(0, ...orders);
  const stage = strategy.steps.find(({ order }) => order === furthest);
  const coming = verdicts
    .flatMap((verdict) => {
      if (verdict.kind === 'act') return [{ step: verdict.step, on: asOf }];
      return verdict.kind === 'wait' ? [{ step: verdict.step, on: verdict.until }] : [];
    })
    .sort((a, b) => (a.on === b.on ? b.step.order - a.step.order : a.on < b.on ? -1 : 1))[0];
  return {
    ...(stage && { stage }),
    ...(coming && { next: coming }),
    stepsLeft: stepsAfter(strategy, furthest, segment.code).length,
  };
}
