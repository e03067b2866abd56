/**
 * What becomes of open items when another policy takes over: the same engine decides for both on the day of the change, and every item is
 * compared. No item may be left without a strategy, lose its place, or be asked for the same step again; every item that goes on elsewhere
 * is named.
 */
import type { IsoDate } from '../dates/iso-date.ts';
import type { Verdict } from '../strategy/decision.ts';
import { evaluate } from '../strategy/evaluate.ts';
import type { Facts } from '../strategy/facts.ts';
import { inStepsOf } from '../strategy/former-steps.ts';
import { isInChain, type Policy, type Strategy } from '../strategy/policy.ts';
import { stepPlan } from '../strategy/step-plan.ts';
import { stepsTaken } from '../strategy/steps-taken.ts';

/** Where an item stands in a policy. */
export type Standing = {
  readonly segment?: string;
  /** Exactly one where there is any: the strategy of the debtor's segment. */
  readonly strategy?: string;
  /** The furthest step it took; absent before the first. */
  readonly stage?: string;
  /** The step it takes next, if there is one. */
  readonly next?: string;
};

export type ItemFate =
  /** Same strategy, same step, same next step. */
  | 'stays'
  /** It has another strategy, stands elsewhere in it or takes another step next. */
  | 'moves'
  /** No strategy asks for it any more. */
  | 'unowned'
  /** The step it stands at is gone and no other stands for it: it would begin again. */
  | 'losesPlace'
  /** It would be asked once more for a step it took. */
  | 'askedAgain';

export type ItemMigration = {
  readonly receivable: string;
  readonly document: string;
  readonly before: Standing;
  readonly after: Standing;
  readonly fate: ItemFate;
};

export function migrationOf(
  question: { readonly before: Policy; readonly after: Policy; readonly on: IsoDate },
  facts: Facts,
): readonly ItemMigration[] {
  const old = standingsIn(question.before, facts, question.on);
  const now = standingsIn(question.after, facts, question.on);
  return facts.receivables
    .filter(({ kind, open }) => kind === 'invoice' && open.minor > 0)
    .map(({ id, document }) => {
      const [before = {}, after = {}] = [old.standings.get(id), now.standings.get(id)];
      const fate = fateOf({ before, after, taken: now.codesTaken.get(id), strategy: now.strategy });
      return { receivable: id, document, before, after, fate };
    })
    .sort((a, b) => (a.receivable < b.receivable ? -1 : 1));
}

function fateOf(item: {
  readonly before: Standing;
  readonly after: Standing;
  readonly taken: ReadonlySet<string> | undefined;
  readonly strategy: Strategy | undefined;
}): ItemFate {
  const { before, after, strategy } = item;
  if (after.strategy === undefined) return before.strategy === undefined ? 'stays' : 'unowned';
  // A strategy that says so begins again with debtors who come from another one.
  const restarts = strategy?.onSegmentChange === 'restart' && before.strategy !== after.strategy;
  if (!restarts && losesPlace(before, after, strategy)) return 'losesPlace';
  // What comes again by itself, or answers an event, may be taken more than once.
  const once = strategy?.steps.some(
    (step) => step.code === after.next && isInChain(step) && step.repeatDays === undefined,
  );
  if (after.next !== undefined && item.taken?.has(after.next) && once && !restarts) return 'askedAgain';
  const same =
    before.strategy === after.strategy && before.stage === after.stage && before.next === after.next;
  return same ? 'stays' : 'moves';
}

/** Within a strategy the very step has to be there, or one that stands for it; coming from another one, some step that both have. */
function losesPlace(before: Standing, after: Standing, strategy: Strategy | undefined): boolean {
  if (before.stage === undefined) return false;
  if (before.strategy !== after.strategy) return after.stage === undefined;
  const stage = strategy?.formerSteps?.[before.stage] ?? before.stage;
  return strategy?.steps.every(({ code }) => code !== stage) ?? true;
}

function standingsIn(
  policy: Policy,
  facts: Facts,
  on: IsoDate,
): {
  readonly standings: ReadonlyMap<string, Standing>;
  readonly codesTaken: ReadonlyMap<string, ReadonlySet<string>>;
  readonly strategy: Strategy | undefined;
} {
  const { segment, verdicts } = evaluate(policy, facts, on);
  const strategy = policy.strategies.find(({ code }) => code === segment?.strategy);
  const plan = strategy && segment && stepPlan(strategy, segment.code);
  const taken = plan && stepsTaken(inStepsOf(plan.strategy, facts).history, plan);
  const standings = verdicts.map((verdict): readonly [string, Standing] => {
    const id = verdict.item.receivable.id;
    const order = taken?.get(id)?.order;
    const stage = plan?.chain.find(({ step }) => step.order === order)?.step.code;
    const next = nextOf(verdict);
    return [
      id,
      {
        ...(segment && { segment: segment.code }),
        ...(strategy && { strategy: strategy.code }),
        ...(stage !== undefined && { stage }),
        ...(next !== undefined && { next }),
      },
    ];
  });
  const codesTaken = new Map([...(taken ?? [])].map(([id, { counted }]) => [id, new Set(counted.keys())]));
  return { standings: new Map(standings), codesTaken, strategy };
}

function nextOf(verdict: Verdict): string | undefined {
  return verdict.kind === 'hold' ? undefined : verdict.step.code;
}
