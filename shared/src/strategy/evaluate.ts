/**
 * The decision for one debtor on one day: a verdict for each open invoice, and at most one contact.
 * Pure: the same policy, facts and day give the same decision, in whatever order the rows come.
 */
import { dayNumber, type IsoDate } from '../dates/iso-date.ts';
import type { ActionRecord } from '../actions/action.ts';
import type { Reason } from '../actions/reason.ts';
import { restarts } from '../disputes/resumption.ts';
import { collectibleItems, type CollectibleItem } from '../receivables/collectible.ts';
import { isOverdue } from '../receivables/receivable.ts';
import { withAgreements, type StepDecision } from './agreements-of-day.ts';
import { classify } from './classify.ts';
import { stepConditions } from './conditions.ts';
import { chooseContact } from './contact-of-day.ts';
import type { Decision, EpisodeChange, Verdict } from './decision.ts';
import { eventSteps } from './events.ts';
import { factsOn, type Facts } from './facts.ts';
import { inStepsOf } from './former-steps.ts';
import type { Days } from './follow-ups.ts';
import { headsUp } from './heads-up.ts';
import { nextChange } from './next-change.ts';
import { outlookOf } from './outlook.ts';
import type { Policy } from './policy.ts';
import { reservationsOf } from './reservations.ts';
import { rulesOfDebtor } from './rules-of-debtor.ts';
import { stepPlan } from './step-plan.ts';
import { stepsTaken } from './steps-taken.ts';
import { verdictOfItem } from './verdict-of-item.ts';

/**
 * @param asOf the company's local day
 * @param customersDay the customer's local day, where it is known to be another
 */
export function evaluate(policy: Policy, given: Facts, asOf: IsoDate, customersDay = asOf): Decision {
  const facts = factsOn(given, asOf);
  const days = { asOf, customersDay };
  return withAgreements(decideSteps(policy, facts, days), { policy, facts }, days);
}

function decideSteps(policy: Policy, known: Facts, { asOf, customersDay }: Days): StepDecision {
  const { agreements } = policy;
  const customer = rulesOfDebtor(policy, known.debtor, asOf);
  const { calendar } = customer;
  const reserved = reservationsOf(policy, known, asOf);
  const netted = collectibleItems(known.receivables, reserved.amounts);
  const { segment, measured, ...classified } = classify({
    policy,
    facts: known,
    items: netted,
    promises: reserved.promises,
    asOf,
  });
  const strategy = policy.strategies.find(({ code }) => code === segment?.strategy);
  const facts = strategy ? inStepsOf(strategy, known) : known;
  const items =
    strategy?.netting === 'none' ? collectibleItems(facts.receivables, reserved.amounts, 'none') : netted;
  const episode = episodeChange(items, facts, asOf);
  const common = {
    asOf,
    policyVersion: policy.version,
    episode,
    promises: reserved.promises,
    ...(segment && { segment }),
    ...(classified.severity && { severity: classified.severity }),
    ...(classified.willingness && { willingness: classified.willingness }),
    alerts: classified.alerts,
  };
  const otherVersion = items.length > 0 ? [policy.nextVersionOn] : [];
  const changesOn = [...reserved.changesOn, ...classified.changesOn, ...otherVersion];
  if (!segment || !strategy) {
    const because: readonly Reason[] = [
      segment ? { code: 'noStrategy', strategy: segment.strategy } : { code: 'noSegment' },
    ];
    const verdicts = items.map((item): Verdict => ({ kind: 'hold', item, because }));
    const change = nextChange({ verdicts, customer, otherDays: changesOn, tomorrow: false }, asOf);
    return {
      ...common,
      verdicts,
      actions: [],
      outlook: { stepsLeft: 0, path: [] },
      ...(change && { nextChangeOn: change }),
      because: [...because, ...classified.because],
    };
  }
  const plan = stepPlan(strategy, segment.code);
  const { disputes, receivables, history } = facts;
  const again =
    disputes.length === 0 ? undefined : restarts({ disputes, receivables, rules: agreements.disputes }, asOf);
  const taken = stepsTaken(history, plan, again);
  const failed = stepsFailed(history);
  const conditions = stepConditions(plan, measured, classified.measures);
  const { leftOut } = conditions;
  const events = eventSteps({ plan, facts, promises: reserved.promises, calendar, leftOut }, asOf);
  const planOfDay = { plan, calendar, today: dayNumber(asOf), leftOut };
  const verdictOf = (item: CollectibleItem, outOfReach?: string): Verdict => {
    const { id } = item.receivable;
    return verdictOfItem({
      item,
      reserved: reserved.because.get(id),
      planOfDay: outOfReach === undefined ? planOfDay : { ...planOfDay, outOfReach },
      taken: taken.get(id),
      failed: failed.get(id),
      event: events.get(id),
      conditions,
      asOf,
    });
  };
  const due = items.map((item) => verdictOf(item));
  const open = episode.kind === 'open' ? episode : episode.kind === 'none' ? facts.episode : undefined;
  const told = headsUp({ strategy, verdicts: due, episode: open, policy, customer, facts, asOf });
  const { verdicts, actions } = chooseContact({
    verdicts: due,
    verdictOf,
    taken,
    headsUp: told,
    strategy,
    policy,
    customer,
    facts,
    asOf,
    customersDay,
  });
  const change = nextChange(
    {
      verdicts,
      customer,
      otherDays: [
        ...changesOn,
        ...conditions.changesOn,
        told.comesOn,
        ...(told.waitUntil === 'mended' ? [] : [told.waitUntil]),
      ],
      tomorrow: actions.length > 0,
    },
    asOf,
  );
  return {
    ...common,
    verdicts,
    actions,
    outlook: outlookOf({ verdicts, taken, plan, conditions, customer, asOf }),
    ...(change && { nextChangeOn: change }),
    because: [
      ...(items.length === 0 ? [{ code: 'nothingOpen' as const }] : customer.because),
      ...classified.because,
    ],
  };
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
