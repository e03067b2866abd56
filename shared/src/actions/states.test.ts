import { countsAsTaken, transition, type ActionEvent, type ActionState } from './states.ts';

const states: readonly ActionState[] = [
  ...(['planned', 'reserved', 'withPerson', 'unknown', 'failed', 'sent', 'done', 'cancelled'] as const),
];
const events: readonly ActionEvent[] = [
  ...([
    'reserve',
    'release',
    'receipt',
    'refuse',
    'loseTrack',
    'handOver',
    'complete',
    'cancel',
    'retry',
    'replan',
  ] as const),
];

describe('the life of an action', () => {
  it('has these transitions and no others', () => {
    const allowed = states.flatMap((state) =>
      events.flatMap((event) => {
        const next = transition(state, event);
        return typeof next === 'string' ? [`${state} ${event} ${next}`] : [];
      }),
    );
    expect(allowed).toEqual([
      'planned reserve reserved',
      'planned refuse failed',
      'planned handOver withPerson',
      'planned cancel cancelled',
      'reserved release planned',
      'reserved receipt sent',
      'reserved refuse failed',
      'reserved loseTrack unknown',
      'withPerson complete done',
      'withPerson cancel cancelled',
      'unknown receipt sent',
      'unknown complete done',
      'failed complete done',
      'failed retry planned',
      'cancelled replan planned',
    ]);
  });

  it('refuses with a reason', () => {
    expect(transition('sent', 'cancel')).toEqual({ refused: 'an action that is sent cannot cancel' });
  });

  it('never leads from a possible effect back to a plan, except where there surely was none', () => {
    const back = states
      .filter(countsAsTaken)
      .flatMap((state) => events.filter((event) => transition(state, event) === 'planned'));
    expect(back).toEqual(['release']);
  });

  it('counts a step as taken as soon as it may have reached the customer', () => {
    expect(states.filter(countsAsTaken)).toEqual(['reserved', 'withPerson', 'unknown', 'sent', 'done']);
  });
});
