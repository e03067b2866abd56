/** Runs a world day by day as the product does: evaluate who is due, reconcile, look again, carry out. */
import type { ActionRecord, PlannedAction } from '@dunlin/shared/actions/action';
import { instant, instantIn, timeOfDay, type Instant } from '@dunlin/shared/dates/instant';
import { addDays, type IsoDate } from '@dunlin/shared/dates/iso-date';
import type { Decision } from '@dunlin/shared/strategy/decision';
import { evaluate } from '@dunlin/shared/strategy/evaluate';
import type { Episode, Facts } from '@dunlin/shared/strategy/facts';
import type { Policy } from '@dunlin/shared/strategy/policy';
import { recheck } from '@dunlin/shared/strategy/recheck';
import { reconcile } from '@dunlin/shared/strategy/reconcile';
import { dateOfDay, disputesOn, ledgerOn, rowsChangedOn, type World } from './world.ts';

export type CarriedOut = {
  readonly day: number;
  /** The company's day. */
  readonly on: IsoDate;
  readonly at: Instant;
  /** The customer's day. */
  readonly contactedOn: IsoDate;
  readonly action: PlannedAction;
};

export type Story = {
  readonly carriedOut: readonly CarriedOut[];
  readonly evaluatedOn: readonly number[];
  /** The facts at the end of the last day. */
  readonly facts: Facts;
};

type State = {
  history: Map<string, ActionRecord & { readonly notBefore: string }>;
  episode: Episode | undefined;
  dueOn: IsoDate | undefined;
};

/**
 * @param how `everyDay` evaluates every day; `whenDue` only when the ledger changed or the last decision said so.
 *   On days of an `outage` nothing happens at all; what should have happened is still due afterwards.
 */
export function simulate(
  given: World,
  of: {
    readonly days: number;
    readonly how: 'everyDay' | 'whenDue';
    readonly outage?: { readonly from: number; readonly days: number };
    /** Another policy from a day on; the debtor becomes due that day, as a policy run has it. */
    readonly change?: { readonly onDay: number; readonly policy: Policy };
    readonly watch?: (facts: Facts, day: number, decision: Decision | undefined) => void;
  },
): Story {
  const state: State = { history: new Map(), episode: undefined, dueOn: dateOfDay(0) };
  const carriedOut: CarriedOut[] = [];
  const evaluatedOn: number[] = [];
  const factsOn = (day: number): Facts => ({
    debtor: {
      id: 'D',
      ...given.customer,
      reach: { addresses: given.reachableBy, doNotContact: [] },
      ...(given.creditLimit && { creditLimit: given.creditLimit }),
    },
    contacts: given.byHand.filter((one) => one.day <= day).map(({ contact }) => contact),
    receivables: ledgerOn(given.items, day),
    payments: [],
    promises: given.promises.filter(({ madeOn }) => madeOn <= dateOfDay(day)),
    disputes: disputesOn(given.disputes, day),
    alerts: [],
    holds: [],
    dueDateChanges: [],
    closedTasks: [],
    creditHolds: [],
    orders: [],
    history: [...state.history.values()].map(({ notBefore: _, ...record }) => record),
    ...(state.episode && { episode: state.episode }),
  });
  for (let day = 0; day < of.days; day++) {
    const today = dateOfDay(day);
    const { change } = of;
    const world = change && day >= change.onDay ? { ...given, policy: change.policy } : given;
    if (rowsChangedOn(world, day) || change?.onDay === day) state.dueOn = today;
    if (of.outage && day >= of.outage.from && day < of.outage.from + of.outage.days) continue;
    const evaluateAndTell = (): void => {
      const facts = factsOn(day);
      const decision = evaluateToday(world, state, facts, today);
      of.watch?.(facts, day, decision);
    };
    const isDue = state.dueOn !== undefined && state.dueOn <= today;
    if (of.how === 'everyDay' || isDue) {
      evaluateAndTell();
      evaluatedOn.push(day);
    } else {
      of.watch?.(factsOn(day), day, undefined);
    }
    if (world.stoppedOn.has(day)) continue;
    for (const done of carryOut(world, state, () => factsOn(day), today, evaluateAndTell)) {
      carriedOut.push({ day, on: today, ...done });
    }
  }
  return { carriedOut, evaluatedOn, facts: factsOn(of.days - 1) };
}

function evaluateToday(world: World, state: State, facts: Facts, today: IsoDate): Decision {
  const decision = evaluate(world.policy, facts, today);
  apply(state, decision, facts);
  state.dueOn = decision.nextChangeOn;
  return decision;
}

function apply(state: State, decision: Decision, facts: Facts): void {
  const { history } = state;
  const changes = reconcile(decision, facts.history);
  for (const action of [...changes.create, ...changes.replan]) history.set(action.key, plannedRecord(action));
  for (const { key } of [...changes.cancel, ...changes.close]) setState(history, key, 'cancelled');
  if (decision.episode.kind === 'open') state.episode = decision.episode;
  if (decision.episode.kind === 'close') state.episode = undefined;
}

function plannedRecord(action: PlannedAction): ActionRecord & { readonly notBefore: string } {
  return {
    key: action.key,
    step: action.step.code,
    stepOrder: action.step.order,
    strategy: action.strategy,
    payBy: action.payBy,
    channel: action.channel,
    state: 'planned',
    lines: action.lines,
    notBefore: action.notBefore,
  };
}

function setState(
  history: State['history'],
  key: string,
  state: ActionRecord['state'],
  change: Partial<Pick<ActionRecord, 'executedOn' | 'contactedOn' | 'lines' | 'channel' | 'payBy'>> & {
    notBefore?: string;
  } = {},
): void {
  const record = history.get(key);
  if (!record) throw new Error(`There is no action ${key}`);
  history.set(key, { ...record, ...change, state });
}

/** Work begins in the company at this time of day. */
const morning = timeOfDay('05:00');

/** Everything planned whose time comes today, one after the other. */
function carryOut(
  world: World,
  state: State,
  facts: () => Facts,
  today: IsoDate,
  evaluateAgain: () => void,
): readonly Pick<CarriedOut, 'at' | 'contactedOn' | 'action'>[] {
  const { policy } = world;
  const tomorrow = instantIn(policy.zone, addDays(today, 1), timeOfDay('00:00'));
  const done: Pick<CarriedOut, 'at' | 'contactedOn' | 'action'>[] = [];
  let now = instantIn(policy.zone, today, morning);
  for (let looks = 0; looks < 50; looks++) {
    const next = [...state.history.values()]
      .filter(({ state, notBefore }) => state === 'planned' && notBefore < tomorrow)
      .sort((a, b) => (a.notBefore < b.notBefore ? -1 : a.notBefore > b.notBefore ? 1 : 0))[0];
    if (!next) return done;
    if (next.notBefore > now) now = instant(next.notBefore);
    const checked = recheck(next.key, policy, facts(), now);
    switch (checked.kind) {
      case 'postpone':
        setState(state.history, next.key, 'planned', { notBefore: checked.until });
        break;
      case 'cancel':
        setState(state.history, next.key, 'cancelled');
        // What was cancelled at the last look is evaluated again the same day.
        evaluateAgain();
        break;
      case 'send': {
        const { action, contactedOn } = checked;
        const { channel, lines, payBy } = action;
        const person = channel === 'person' || channel === 'call';
        // People finish the same day what they are given.
        const effect = { channel, lines, payBy, executedOn: today, contactedOn };
        setState(state.history, next.key, person ? 'done' : 'sent', effect);
        done.push({ at: now, contactedOn, action });
      }
    }
  }
  throw new Error(`On ${today} the last look and the evaluation never come to agree`);
}
