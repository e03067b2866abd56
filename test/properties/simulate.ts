/** Runs a world day by day as the product does: evaluate who is due, reconcile, look again, carry out. */
import type { ActionRecord, PlannedAction } from '@dunlin/shared/actions/action';
import { windowOpensAt } from '@dunlin/shared/contact/contact-policy';
import type { IsoDate } from '@dunlin/shared/dates/iso-date';
import type { Decision } from '@dunlin/shared/strategy/decision';
import { evaluate } from '@dunlin/shared/strategy/evaluate';
import type { Episode, Facts } from '@dunlin/shared/strategy/facts';
import type { Policy } from '@dunlin/shared/strategy/policy';
import { recheck } from '@dunlin/shared/strategy/recheck';
import { reconcile } from '@dunlin/shared/strategy/reconcile';
import { dateOfDay, disputesOn, ledgerOn, rowsChangedOn, type World } from './world.ts';

export type CarriedOut = { readonly day: number; readonly on: IsoDate; readonly action: PlannedAction };

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
      kind: 'business',
      country: 'HU',
      reachableBy: given.reachableBy,
      ...(given.creditLimit && { creditLimit: given.creditLimit }),
    },
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
      of.watch?.(facts, day, evaluateToday(world, state, facts, today));
    };
    const isDue = state.dueOn !== undefined && state.dueOn <= today;
    if (of.how === 'everyDay' || isDue) {
      evaluateAndTell();
      evaluatedOn.push(day);
    } else {
      of.watch?.(factsOn(day), day, undefined);
    }
    if (world.stoppedOn.has(day)) continue;
    for (const action of carryOut(world, state, () => factsOn(day), today, evaluateAndTell)) {
      carriedOut.push({ day, on: today, action });
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
  change: Partial<Pick<ActionRecord, 'executedOn' | 'lines' | 'channel' | 'payBy'>> & {
    notBefore?: string;
  } = {},
): void {
  const record = history.get(key);
  if (!record) throw new Error(`There is no action ${key}`);
  history.set(key, { ...record, ...change, state });
}

/** Everything planned whose time has come, at the opening of the window. */
function carryOut(
  world: World,
  state: State,
  facts: () => Facts,
  today: IsoDate,
  evaluateAgain: () => void,
): readonly PlannedAction[] {
  if (![...state.history.values()].some((record) => record.state === 'planned')) return [];
  const now = windowOpensAt(world.policy, today);
  const done: PlannedAction[] = [];
  for (let rounds = 0; rounds < 5; rounds++) {
    const waiting = [...state.history.values()].filter(
      (record) => record.state === 'planned' && record.notBefore <= now,
    );
    let cancelled = false;
    for (const { key } of waiting) {
      const checked = recheck(key, world.policy, facts(), now);
      if (checked.kind === 'postpone') {
        setState(state.history, key, 'planned', { notBefore: checked.until });
      } else if (checked.kind === 'cancel') {
        setState(state.history, key, 'cancelled');
        cancelled = true;
      } else {
        const { action } = checked;
        const { channel, lines, payBy } = action;
        const person = channel === 'person' || channel === 'call';
        // People finish the same day what they are given.
        setState(state.history, key, person ? 'done' : 'sent', {
          channel,
          lines,
          payBy,
          executedOn: today,
        });
        done.push(action);
      }
    }
    if (!cancelled) return done;
    // What was cancelled at the last look is evaluated again the same day.
    evaluateAgain();
  }
  throw new Error(`On ${today} the last look and the evaluation never come to agree`);
}
