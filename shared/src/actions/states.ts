/** The life of a collection action as one table of transitions. What is not in it is refused. */

export type ActionState =
  'planned' | 'reserved' | 'withPerson' | 'unknown' | 'failed' | 'sent' | 'done' | 'cancelled';

export type ActionEvent =
  /** The exact bytes are stored; from now on there may have been an effect. */
  | 'reserve'
  /** The attempt surely had no effect and may be made again later. */
  | 'release'
  /** The sink said it took the message. */
  | 'receipt'
  /** There surely was no effect and there will be none. */
  | 'refuse'
  /** There may have been an effect; nobody can tell any more. */
  | 'loseTrack'
  /** A call or task was put in a person's queue. */
  | 'handOver'
  /** A person finished what was theirs. */
  | 'complete'
  | 'cancel'
  /** A person mended what made it fail and wants it tried again. */
  | 'retry'
  /** A cancelled action is wanted again: there was no effect, so its name is still free. */
  | 'replan';

export type Refused = { readonly refused: string };

const transitions: Readonly<Record<ActionState, Partial<Record<ActionEvent, ActionState>>>> = {
  planned: { reserve: 'reserved', handOver: 'withPerson', refuse: 'failed', cancel: 'cancelled' },
  reserved: { receipt: 'sent', release: 'planned', refuse: 'failed', loseTrack: 'unknown' },
  withPerson: { complete: 'done', cancel: 'cancelled' },
  unknown: { receipt: 'sent', complete: 'done' },
  failed: { complete: 'done', retry: 'planned' },
  sent: {},
  done: {},
  cancelled: { replan: 'planned' },
};

export function transition(state: ActionState, event: ActionEvent): ActionState | Refused {
  return transitions[state][event] ?? { refused: `an action that is ${state} cannot ${event}` };
}

/** Whether an action in this state had its effect or may have had it: its step counts as taken. */
export function countsAsTaken(state: ActionState): boolean {
  return (
    state === 'reserved' ||
    state === 'withPerson' ||
    state === 'unknown' ||
    state === 'sent' ||
    state === 'done'
  );
}
