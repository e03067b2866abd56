/** The life of a dispute as one table of transitions. What is not in it is refused; a customer who complains again opens a new dispute. */
import type { DisputeState } from './dispute.ts';

export type DisputeEvent = 'takeUp' | 'accept' | 'reject' | 'withdraw';

export type RefusedTransition = { readonly refused: string };

const transitions: Readonly<Record<DisputeState, Partial<Record<DisputeEvent, DisputeState>>>> = {
  open: { takeUp: 'underReview', withdraw: 'withdrawn' },
  underReview: { accept: 'accepted', reject: 'rejected', withdraw: 'withdrawn' },
  accepted: {},
  rejected: {},
  withdrawn: {},
};

export function disputeTransition(
  state: DisputeState,
  event: DisputeEvent,
): DisputeState | RefusedTransition {
  return (
    transitions[state][event] ?? { refused: `a dispute that is ${inWords[state]} cannot be ${done[event]}` }
  );
}

const inWords: Readonly<Record<DisputeState, string>> = {
  open: 'open',
  underReview: 'under review',
  accepted: 'accepted',
  rejected: 'rejected',
  withdrawn: 'withdrawn',
};

const done: Readonly<Record<DisputeEvent, string>> = {
  takeUp: 'taken up',
  accept: 'accepted',
  reject: 'rejected',
  withdraw: 'withdrawn',
};
