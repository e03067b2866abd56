/** Runs one debtor day by day as the product does: evaluate when due, reconcile, look again, carry out. Where the facts come from is the source's. */
import type { ActionRecord, PlannedAction } from '@dunlin/shared/actions/action';
import { instantIn, timeOfDay, type Instant } from '@dunlin/shared/dates/instant';
import { addDays, type IsoDate } from '@dunlin/shared/dates/iso-date';
import type { StandingAlert } from '@dunlin/shared/segments/alerts';
import type { Decision } from '@dunlin/shared/strategy/decision';
import { evaluate } from '@dunlin/shared/strategy/evaluate';
import type { Episode, Facts } from '@dunlin/shared/strategy/facts';
import type { Policy } from '@dunlin/shared/strategy/policy';
import { recheck, type Recheck } from '@dunlin/shared/strategy/recheck';
import { reconcile } from '@dunlin/shared/strategy/reconcile';

/** What is known of a debtor each day, but for what the decisions themselves leave behind. Days are counted from 0. */
export type Source = {
  readonly policy: Policy;
  readonly firstDay: IsoDate;
  readonly factsOn: (day: number) => Omit<Facts, 'history' | 'episode' | 'alerts'>;
  /** Whether any row is another than the day before. */
  readonly rowsChangedOn: (day: number) => boolean;
  /** Whether sending was stopped that day. */
  readonly isStoppedOn: (day: number) => boolean;
};

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

export type Course = {
  readonly days: number;
  /** `everyDay` evaluates every day; `whenDue` only when the ledger changed or the last decision said so. */
  readonly how: 'everyDay' | 'whenDue';
  /** Days on which nothing happens at all; what should have happened is still due afterwards. */
  readonly outage?: { readonly from: number; readonly days: number };
  /** Another policy from a day on; the debtor becomes due that day, as a policy run has it. */
  readonly change?: { readonly onDay: number; readonly policy: Policy };
  /** Is told of every day, and of every decision on it. */
  readonly watch?: (facts: Facts, day: number, decision: Decision | undefined) => void;
  /** Is told what the last look before each effect said. */
  readonly looked?: (key: string, day: number, checked: Recheck, at: Instant) => void;
};

type State = {
  history: Map<string, ActionRecord>;
  /** By key, of what was ever planned. */
  notBefore: Map<string, Instant>;
  alerts: readonly StandingAlert[];
  episode: Episode | undefined;
  dueOn: IsoDate | undefined;
};

export function simulate(source: Source, of: Course): Story {
  const state: State = {
    history: new Map(),
    notBefore: new Map(),
    alerts: [],
    episode: undefined,
    dueOn: source.firstDay,
  };
  const carriedOut: CarriedOut[] = [];
  const evaluatedOn: number[] = [];
  const factsOn = (day: number): Facts => ({
    ...source.factsOn(day),
    alerts: state.alerts,
    history: [...state.history.values()],
    ...(state.episode && { episode: state.episode }),
  });
  for (let day = 0; day < of.days; day++) {
    const today = addDays(source.firstDay, day);
    const { change } = of;
    const policy = change && day >= change.onDay ? change.policy : source.policy;
    if (source.rowsChangedOn(day) || change?.onDay === day) state.dueOn = today;
    if (of.outage && day >= of.outage.from && day < of.outage.from + of.outage.days) continue;
    const evaluateAndTell = (): void => {
      const facts = factsOn(day);
      const decision = evaluate(policy, facts, today);
      apply(state, decision, facts);
      of.watch?.(facts, day, decision);
    };
    const isDue = state.dueOn !== undefined && state.dueOn <= today;
    if (of.how === 'everyDay' || isDue) {
      evaluateAndTell();
      evaluatedOn.push(day);
    } else {
      of.watch?.(factsOn(day), day, undefined);
    }
    if (source.isStoppedOn(day)) continue;
    const done = carryOut(policy, state, today, {
      facts: () => factsOn(day),
      evaluateAgain: evaluateAndTell,
      looked: (key, checked, at) => of.looked?.(key, day, checked, at),
    });
    for (const one of done) carriedOut.push({ day, on: today, ...one });
  }
  return { carriedOut, evaluatedOn, facts: factsOn(of.days - 1) };
}

function apply(state: State, decision: Decision, facts: Facts): void {
  const { history } = state;
  const changes = reconcile(decision, facts.history);
  for (const action of [...changes.create, ...changes.replan]) {
    history.set(action.key, plannedRecord(action));
    state.notBefore.set(action.key, action.notBefore);
  }
  for (const { key } of [...changes.cancel, ...changes.close]) setState(history, key, 'cancelled');
  const { raise, clear } = decision.alerts;
  state.alerts = [
    ...state.alerts.filter((one) => !clear.includes(one)),
    ...raise.map(({ rule }) => ({ id: `${rule.code} ${decision.asOf}`, rule: rule.code })),
  ];
  if (decision.episode.kind === 'open') state.episode = decision.episode;
  if (decision.episode.kind === 'close') state.episode = undefined;
  state.dueOn = decision.nextChangeOn;
}

function plannedRecord(action: PlannedAction): ActionRecord {
  return {
    key: action.key,
    step: action.step.code,
    stepOrder: action.step.order,
    strategy: action.strategy,
    payBy: action.payBy,
    channel: action.channel,
    state: 'planned',
    lines: action.lines,
  };
}

function setState(
  history: State['history'],
  key: string,
  state: ActionRecord['state'],
  change: Partial<Pick<ActionRecord, 'executedOn' | 'contactedOn' | 'lines' | 'channel' | 'payBy'>> = {},
): void {
  const record = history.get(key);
  if (!record) throw new Error(`There is no action ${key}`);
  history.set(key, { ...record, ...change, state });
}

/** Work begins in the company at this time of day. */
const morning = timeOfDay('05:00');

/** Everything planned whose time comes today, one after the other. */
function carryOut(
  policy: Policy,
  state: State,
  today: IsoDate,
  of: {
    readonly facts: () => Facts;
    readonly evaluateAgain: () => void;
    readonly looked: (key: string, checked: Recheck, at: Instant) => void;
  },
): readonly Pick<CarriedOut, 'at' | 'contactedOn' | 'action'>[] {
  const tomorrow = instantIn(policy.zone, addDays(today, 1), timeOfDay('00:00'));
  const done: Pick<CarriedOut, 'at' | 'contactedOn' | 'action'>[] = [];
  let now = instantIn(policy.zone, today, morning);
  for (let looks = 0; looks < 50; looks++) {
    const next = nextPlanned(state, tomorrow);
    if (!next) return done;
    if (next.notBefore > now) now = next.notBefore;
    const checked = recheck(next.key, policy, of.facts(), now);
    of.looked(next.key, checked, now);
    switch (checked.kind) {
      case 'postpone':
        state.notBefore.set(next.key, checked.until);
        break;
      case 'cancel':
        setState(state.history, next.key, 'cancelled');
        // What was cancelled at the last look is evaluated again the same day.
        of.evaluateAgain();
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

/** The first of what is planned for before tomorrow; of two at one time what was planned first. */
function nextPlanned(
  { history, notBefore }: State,
  tomorrow: Instant,
): { readonly key: string; readonly notBefore: Instant } | undefined {
  let first: { readonly key: string; readonly notBefore: Instant } | undefined;
  for (const { key, state } of history.values()) {
    const at = state === 'planned' ? notBefore.get(key) : undefined;
    if (at !== undefined && at < tomorrow && (!first || at < first.notBefore)) first = { key, notBefore: at };
  }
  return first;
}
