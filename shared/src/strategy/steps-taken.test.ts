import { stepPlan } from './step-plan.ts';
import { isoDate } from '../dates/iso-date.ts';
import { occurrenceOfStep, stepsTaken, type TakenSteps } from './steps-taken.ts';
import type { ActionRecord } from '../actions/action.ts';
import type { Strategy } from './policy.ts';
import { anAction } from './testing/a-debtor.ts';
import { aStep, aStrategy } from './testing/a-policy.ts';

const strategy = aStrategy();

type HowFar = Pick<TakenSteps, 'order' | 'on'>;

function howFar(history: readonly ActionRecord[], of: Strategy = strategy): ReadonlyMap<string, HowFar> {
  const taken = stepsTaken(history, stepPlan(of, 'business'));
  return new Map([...taken].map(([id, { order, on }]) => [id, { order, on }]));
}

describe('steps taken', () => {
  it('are known per item, each with its own step', () => {
    const history = [
      anAction({ step: 'pre-due', on: '2025-03-10', item: 'INV-1' }),
      anAction({
        step: 'second-notice',
        on: '2025-03-31',
        item: 'INV-1',
        along: { 'INV-2': 'first-notice' },
      }),
    ];
    expect(howFar(history)).toEqual(
      new Map([
        ['INV-1', { order: 4, on: '2025-03-31' }],
        ['INV-2', { order: 3, on: '2025-03-31' }],
      ]),
    );
  });

  it('count only with a day and in a state that may have had an effect', () => {
    const sent = anAction({ step: 'first-notice', on: '2025-03-21' });
    const { executedOn: day, ...withoutDay } = sent;
    expect(day).toBe('2025-03-21');
    expect(howFar([withoutDay]).size).toBe(0);
    expect(howFar([{ ...sent, state: 'cancelled' }]).size).toBe(0);
    expect(howFar([sent]).size).toBe(1);
  });

  it('do not count for items that were only listed, but their wait does', () => {
    const history = [anAction({ step: 'second-notice', on: '2025-03-21', listed: ['INV-2'] })];
    expect(howFar(history).get('INV-2')).toEqual({ order: 0, on: '2025-03-21' });
    const call = [anAction({ step: 'call', on: '2025-03-21', listed: ['INV-2'] })];
    expect(howFar(call).has('INV-2')).toBe(false);
  });

  it('count by their code: the furthest step of this strategy, and the day of the last one of all', () => {
    const moved = {
      ...strategy,
      steps: [aStep({ code: 'second-notice', order: 70, offsetDays: 18 })],
    };
    const history = [
      anAction({ step: 'second-notice', on: '2025-03-31' }),
      anAction({ step: 'call', on: '2025-04-07' }),
    ];
    expect(howFar(history, moved).get('INV-1')).toEqual({ order: 70, on: '2025-04-07' });
  });
});

describe('steps that another strategy took (F024)', () => {
  const first = anAction({ step: 'first-notice', on: '2025-03-21', strategy: 'B2C' });
  const second = anAction({ step: 'second-notice', on: '2025-03-31', strategy: 'B2B' });

  it('count where both strategies have the step', () => {
    expect(howFar([first]).get('INV-1')).toEqual({ order: 3, on: '2025-03-21' });
    expect(howFar([first, second]).get('INV-1')).toEqual({ order: 4, on: '2025-03-31' });
  });

  it('or count for the wait only, and those before them too: the debtor starts again with each change', () => {
    const anew = aStrategy({ onSegmentChange: 'restart' });
    expect(howFar([first], anew).get('INV-1')).toEqual({ order: 0, on: '2025-03-21' });
    expect(howFar([first, second], anew).get('INV-1')).toEqual({ order: 4, on: '2025-03-31' });
    const back = anAction({ step: 'first-notice', on: '2025-04-14', strategy: 'B2C' });
    expect(howFar([second, back], anew).get('INV-1')).toEqual({ order: 0, on: '2025-04-14' });
  });

  it('are named by the day of the time before when they are taken again', () => {
    const anew = stepPlan(aStrategy({ onSegmentChange: 'restart' }), 'business');
    const taken = stepsTaken([first], anew).get('INV-1');
    expect(occurrenceOfStep('INV-1', 'first-notice', taken)).toBe('INV-1@2025-03-21');
    expect(occurrenceOfStep('INV-1', 'second-notice', taken)).toBe('INV-1');
    expect(occurrenceOfStep('INV-1', 'first-notice', undefined)).toBe('INV-1');
  });

  it('of what was planned before strategies were noted, count', () => {
    const anew = aStrategy({ onSegmentChange: 'restart' });
    expect(howFar([anAction({ step: 'first-notice', on: '2025-03-21' })], anew).get('INV-1')?.order).toBe(3);
  });
});

describe('an item that starts again after a dispute', () => {
  it('forgets the steps before that day, but not their wait', () => {
    const history = [anAction({ step: 'second-notice', on: '2025-03-31' })];
    const plan = stepPlan(strategy, 'business');
    const again = new Map([['INV-1', isoDate('2025-04-10')]]);
    expect(stepsTaken(history, plan, again).get('INV-1')).toMatchObject({ order: 0, on: '2025-03-31' });
    const later = [...history, anAction({ step: 'first-notice', on: '2025-04-10' })];
    expect(stepsTaken(later, plan, again).get('INV-1')).toMatchObject({ order: 3, on: '2025-04-10' });
  });
});
