import { disputeTransition, type DisputeEvent } from './states.ts';
import type { DisputeState } from './dispute.ts';

const states: readonly DisputeState[] = [
  ...(['open', 'underReview', 'accepted', 'rejected', 'withdrawn'] as const),
];
const events: readonly DisputeEvent[] = ['takeUp', 'accept', 'reject', 'withdraw'];

describe('the life of a dispute', () => {
  it('has these transitions and no others', () => {
    const allowed = states.flatMap((state) =>
      events.flatMap((event) => {
        const next = disputeTransition(state, event);
        return typeof next === 'string' ? [`${state} ${event} ${next}`] : [];
      }),
    );
    expect(allowed).toEqual([
      'open takeUp underReview',
      'open withdraw withdrawn',
      'underReview accept accepted',
      'underReview reject rejected',
      'underReview withdraw withdrawn',
    ]);
  });

  it('refuses with a reason', () => {
    expect(disputeTransition('accepted', 'withdraw')).toEqual({
      refused: 'a dispute that is accepted cannot be withdrawn',
    });
    expect(disputeTransition('open', 'accept')).toEqual({
      refused: 'a dispute that is open cannot be accepted',
    });
  });
});
