/**
 * The decision for one debtor on one day: a verdict for each open invoice, and at most one contact.
 * Pure: the same policy, facts and day give the same decision, in whatever order the rows come.
 */
import { firstOpenDay } from '../contact/contact-policy.ts';
import { addDays, type IsoDate } from '../dates/iso-date.ts';
import type { ActionRecord } from '../actions/action.ts';
import type { Reason } from '../actions/reason.ts';
import { collectibleItems, type CollectibleItem } from '../receivables/collectible.ts';
import { isOverdue } from '../receivables/receivable.ts';
import { segmentOf, type Segment } from '../segments/segment.ts';
import { chooseContact } from './contact-of-day.ts';
import type { Decision, EpisodeChange, Outlook, Verdict } from './decision.ts';
import type { Facts } from './facts.ts';
import { nextStep, stepsAfter, stepsTaken, type TakenStep } from './next-step.ts';
import type { Policy, Strategy } from './policy.ts';

/** @param asOf the company's local day. */
export function evaluate(policy: Policy, facts: Facts, asOf: IsoDate): Decision {
  const segment = segmentOf(policy.segments, facts.debtor);
  const strategy = policy.strategies.find(({ code }) => code === segment?.strategy);
  const items = collectibleItems(facts.receivables);
  const common = {
    asOf,
    policyVersion: policy.version,

    episode: episodeChange(items, facts, asOf),
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
      because,
    };
  }
  const taken = stepsTaken(facts.history);
  const due = items.map((item) => verdictOfItem({ item, strategy, segment, taken, facts, policy, asOf }));
  const allowed = respectContactRules(due, policy, facts.history, asOf);
  const { verdicts, actions } = chooseContact({ verdicts: allowed, policy, facts, asOf });
  const nextChangeOn = nextChange(verdicts, items, asOf);
  return {
    ...common,
    segment,
    verdicts,
    actions,
    outlook: outlookOf(verdicts, taken, strategy, segment, asOf),
    ...(nextChangeOn && { nextChangeOn }),
    because: items.length === 0 ? [{ code: 'nothingOpen' }] : [],
  };
}

function verdictOfItem(question: {
  item: CollectibleItem;
  strategy: Strategy;
  segment: Segment;
  taken: ReadonlyMap<string, TakenStep>;
  facts: Facts;
  policy: Policy;
  asOf: IsoDate;
}): Verdict {
  const { item, strategy, segment, facts, policy, asOf } = question;
  const { receivable, collectible, setOff } = item;
  if (collectible.minor === 0) return { kind: 'hold', item, because: [{ code: 'setOffByCredit', setOff }] };
  const failed = facts.history.find(
    ({ state, lines }) =>
      state === 'failed' && lines.some((line) => line.receivable === receivable.id && line.step),
  );
  if (failed) return { kind: 'hold', item, because: [{ code: 'needsPerson', step: failed.step }] };
  const next = nextStep({
    receivable,
    strategy,
    segment: segment.code,
    taken: question.taken.get(receivable.id),
    calendar: policy.calendar,
    asOf,
  });
  switch (next.kind) {
    case 'due':
      return { kind: 'act', item, step: next.step, because: next.because };
    case 'later':
      return { kind: 'wait', item, step: next.step, until: next.on, because: next.because };
    case 'none':
      return { kind: 'hold', item, because: next.because };
  }
}

/** What is due waits for the gap since the last contact to pass and for a day on which customers are contacted. */
function respectContactRules(
  verdicts: readonly Verdict[],
  policy: Policy,
  history: readonly ActionRecord[],
  asOf: IsoDate,
): readonly Verdict[] {
  const lastContactOn = lastContact(history);
  const gapDays = policy.contact.minimumGapDays;
  const afterGap = lastContactOn === undefined ? asOf : addDays(lastContactOn, gapDays);
  const wanted = afterGap > asOf ? afterGap : asOf;
  const opensOn = firstOpenDay(policy, wanted);
  if (opensOn === asOf) return verdicts;
  return verdicts.map((verdict): Verdict => {
    if (verdict.kind !== 'act' || verdict.step.channel === 'person') return verdict;
    const { item, step, because } = verdict;
    if (opensOn === undefined) {
      return {
        kind: 'hold',
        item,
        because: [...because, { code: 'calendarEnds', calendar: policy.calendar.code }],
      };
    }
    const gap: readonly Reason[] =
      lastContactOn !== undefined && afterGap > asOf ? [{ code: 'contactGap', lastContactOn, gapDays }] : [];
    const closed: readonly Reason[] = opensOn > wanted ? [{ code: 'closedDay', opensOn }] : [];
    return { kind: 'wait', item, step, until: opensOn, because: [...because, ...gap, ...closed] };
  });
}

function lastContact(history: readonly ActionRecord[]): IsoDate | undefined {
  return history
    .filter(({ channel }) => channel !== 'person')
    .flatMap(({ executedOn }) => executedOn ?? [])
    .reduce<IsoDate | undefined>((last, on) => (last === undefined || on > last ? on : last), undefined);
}

function episodeChange(items: readonly CollectibleItem[], facts: Facts, asOf: IsoDate): EpisodeChange {
  const oldest = items.find(
    ({ receivable, collectible }) => collectible.minor > 0 && isOverdue(receivable, asOf),
  );
  if (oldest && !facts.episode) return { kind: 'open', openedBy: oldest.receivable.id, openedOn: asOf };
  if (!oldest && facts.episode) return { kind: 'close' };
  return { kind: 'none' };
}

/** The first day after `asOf` on which a wait ends, an item becomes overdue, or what was decided today should have been done. */
function nextChange(
  verdicts: readonly Verdict[],
  items: readonly CollectibleItem[],
  asOf: IsoDate,
): IsoDate | undefined {
  const tomorrow = addDays(asOf, 1);
  const waits = verdicts.flatMap((verdict) =>
    verdict.kind === 'wait' ? [verdict.until] : verdict.kind === 'act' ? [tomorrow] : [],
  );
  const becomesOverdue = items
    .filter(({ receivable, collectible }) => collectible.minor > 0 && receivable.dueOn >= asOf)
    .map(({ receivable }) => addDays(receivable.dueOn, 1));
  return [...waits, ...becomesOverdue].filter((day) => day > asOf).sort()[0];
}

function outlookOf(
  verdicts: readonly Verdict[],
  taken: ReadonlyMap<string, TakenStep>,
  strategy: Strategy,
  segment: Segment,
  asOf: IsoDate,
): Outlook {
  const orders = verdicts.flatMap(({ item }) => taken.get(item.receivable.id)?.order ?? []);
  const furthest = Math.max(0, ...orders);
  const stage = strategy.steps.find(({ order }) => order === furthest);
  const coming = verdicts
    .flatMap((verdict) => {
      if (verdict.kind === 'act') return [{ step: verdict.step, on: asOf }];
      return verdict.kind === 'wait' && verdict.step ? [{ step: verdict.step, on: verdict.until }] : [];
    })
    .sort((a, b) => (a.on === b.on ? b.step.order - a.step.order : a.on < b.on ? -1 : 1))[0];
  return {
    ...(stage && { stage }),
    ...(coming && { next: coming }),
    stepsLeft: stepsAfter(strategy, furthest, segment.code).length,
  };
}
