/**
 * What a decision changes of the actions already there. Planning creates; only what is still planned may be cancelled;
 * what was cancelled had no effect and may be planned again under its own name.
 */
import { occurrenceOf, type ActionRecord, type PlannedAction } from '../actions/action.ts';
import type { Reason } from '../actions/reason.ts';
import type { Decision } from './decision.ts';

export type Reconciliation = {
  readonly create: readonly PlannedAction[];
  readonly replan: readonly PlannedAction[];
  readonly cancel: readonly Cancelled[];
  /** What is with a person although nothing of it is owed, or to be done, any more. */
  readonly close: readonly Cancelled[];
};

export type Cancelled = { readonly key: string; readonly because: readonly Reason[] };

export function reconcile(decision: Decision, stored: readonly ActionRecord[]): Reconciliation {
  const states = new Map(stored.map(({ key, state }) => [key, state]));
  const owed = new Set(
    decision.verdicts.filter(({ item }) => item.owed.minor > 0).map(({ item }) => item.receivable.id),
  );
  const wanted = new Set(decision.actions.map(({ key }) => key));
  return {
    create: decision.actions.filter(({ key }) => !states.has(key)),
    replan: decision.actions.filter(({ key }) => states.get(key) === 'cancelled'),
    cancel: stored
      .filter(
        (action) => action.state === 'planned' && !wanted.has(action.key) && !stillComing(decision, action),
      )
      .map(({ key }) => ({ key, because: whyNot(decision, key) })),
    close: stored
      .filter(({ state }) => state === 'withPerson')
      .flatMap((action): readonly Cancelled[] => {
        const over = decision.followUps.find(({ key, state }) => key === action.key && state === 'closed');
        if (over) return [{ key: action.key, because: over.because }];
        return action.lines.some(({ receivable }) => owed.has(receivable))
          ? []
          : [{ key: action.key, because: [{ code: 'nothingOpen' }] }];
      }),
  };
}

/** An action whose step merely waits for a contact day or gap stays planned: it would only be planned again. */
function stillComing(decision: Decision, action: ActionRecord): boolean {
  const occurrence = occurrenceOf(action.key);
  if (decision.followUps.some(({ key, state }) => key === action.key && state === 'later')) return true;
  return decision.verdicts.some(
    (verdict) =>
      verdict.kind === 'wait' && verdict.step.code === action.step && verdict.occurrence === occurrence,
  );
}

/** An item that takes a step again has the day of the time before in its occurrence. */
function receivableIn(occurrence: string): string {
  return occurrence.replace(/@\d{4}-\d{2}-\d{2}$/, '');
}

/** Why the item, or the agreement, that brought an action about no longer does. */
export function whyNot(decision: Decision, key: string): readonly Reason[] {
  const followUp = decision.followUps.find((one) => one.key === key);
  if (followUp) return followUp.because;
  const occurrence = occurrenceOf(key);
  const verdict =
    decision.verdicts.find((one) => one.occurrence === occurrence) ??
    decision.verdicts.find(({ item }) => item.receivable.id === receivableIn(occurrence));
  if (!verdict) return [{ code: 'nothingOpen' }];
  const { id } = verdict.item.receivable;
  const other =
    verdict.kind === 'act' &&
    decision.actions.find(({ lines }) => lines.some((line) => line.receivable === id && line.step));
  if (!other) return verdict.because;
  const leading = other.lines.find((line) => line.receivable === receivableIn(other.occurrence));
  return [{ code: 'goesWith', step: other.step.name, document: leading?.document ?? other.occurrence }];
}
