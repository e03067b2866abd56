import type { ActionRecord } from '../actions/action.ts';
import { inWords } from '../actions/reason.ts';
import { isoDate } from '../dates/iso-date.ts';
import { nextStep } from './next-step.ts';
import type { Step, Strategy } from './policy.ts';
import { stepPlan } from './step-plan.ts';
import { stepsTaken } from './steps-taken.ts';
import { aReceivable, anAction } from './testing/a-debtor.ts';
import { aStep, aStrategy, businessSteps, hungary } from './testing/a-policy.ts';

/** `due first-notice`, `later first-notice on 2025-03-21` or `none`, with the codes of the reasons. */
function ask(
  date: string,
  of: {
    readonly dueOn: string;
    readonly strategy?: Partial<Strategy>;
    readonly history?: readonly ActionRecord[];
  },
): string {
  const plan = stepPlan(aStrategy(of.strategy), 'business');
  const next = nextStep({
    receivable: aReceivable({ dueOn: of.dueOn }),
    plan,
    taken: stepsTaken(of.history ?? [], plan).get('INV-1'),
    calendar: hungary,
    asOf: isoDate(date),
  });
  const reasons = next.because.map(({ code }) => code).join();
  switch (next.kind) {
    case 'due':
      return `due ${next.step.code}: ${reasons}`;
    case 'later':
      return `${next.step.code} on ${next.on}: ${reasons}`;
    case 'none':
      return `none: ${reasons}`;
  }
}

describe('a step whose day is beyond the calendar', () => {
  it('keeps the item waiting, unless it is a reminder gone by', () => {
    const business = (offsetDays: number, order = 1): Step =>
      aStep({ code: `step-${order}`, order, offsetDays, dayCount: 'business' });
    const on = (steps: readonly Step[], dueOn: string): string =>
      ask('2026-12-31', { dueOn, strategy: { steps } });
    expect(on([business(5)], '2026-12-30')).toBe('none: calendarEnds');
    expect(on([business(-3), business(5, 2)], '2019-05-06')).toBe('due step-2: stepMissed,stepDue');
  });
});

describe('a step counted from the one before', () => {
  const steps = [
    aStep({ code: 'reminder', order: 1, offsetDays: -3, validDays: 2 }),
    aStep({ code: 'first-notice', order: 2, offsetDays: 10, trigger: 'previousStep' }),
    aStep({ code: 'second-notice', order: 3, offsetDays: 5, trigger: 'previousStep', dayCount: 'business' }),
  ];

  it('comes so many days after that was carried out', () => {
    const history = [anAction({ step: 'first-notice', on: '2025-03-14' })];
    // Five business days after Friday the 14th.
    expect(ask('2025-03-20', { dueOn: '2025-03-01', strategy: { steps }, history })).toBe(
      'second-notice on 2025-03-21: stepWaits',
    );
    expect(ask('2025-03-21', { dueOn: '2025-03-01', strategy: { steps }, history })).toBe(
      'due second-notice: stepDue',
    );
  });

  it('is counted from the day of the one left out where nothing was done', () => {
    // The reminder would have come on 26 February.
    expect(ask('2025-03-05', { dueOn: '2025-03-01', strategy: { steps } })).toBe(
      'first-notice on 2025-03-08: stepMissed,stepWaits',
    );
  });

  it('moves with its days: ten instead of fourteen (F041)', () => {
    const history = [anAction({ step: 'second-notice', on: '2025-03-10' })];
    const after = (offsetDays: number): string =>
      ask('2025-03-11', {
        dueOn: '2025-02-01',
        history,
        strategy: {
          steps: [
            aStep({ code: 'second-notice', order: 4, offsetDays: 18 }),
            aStep({ code: 'third-notice', order: 5, offsetDays, trigger: 'previousStep' }),
          ],
        },
      });
    expect(after(14)).toBe('third-notice on 2025-03-24: stepWaits');
    expect(after(10)).toBe('third-notice on 2025-03-20: stepWaits');
  });
});

describe('a step after a message', () => {
  it('waits until the day has passed by which that asked to be paid, also for an item that it only listed', () => {
    const notice = { ...anAction({ step: 'first-notice', on: '2025-04-11' }), payBy: isoDate('2025-04-22') };
    expect(ask('2025-04-22', { dueOn: '2025-04-01', history: [notice] })).toBe(
      'second-notice on 2025-04-23: stepWaits,timeToPay',
    );
    const other = {
      ...anAction({ step: 'second-notice', on: '2025-04-11', item: 'INV-2', listed: ['INV-1'] }),
      payBy: isoDate('2025-04-22'),
    };
    expect(ask('2025-04-22', { dueOn: '2025-04-01', history: [other] })).toBe(
      'first-notice on 2025-04-23: stepMissed,stepMissed,stepWaits,timeToPay',
    );
  });

  it('does not wait for the day in a reminder, nor for what a person was given', () => {
    const reminder = { ...anAction({ step: 'due-date', on: '2025-04-01' }), payBy: isoDate('2025-04-30') };
    expect(ask('2025-04-09', { dueOn: '2025-04-01', history: [reminder] })).toBe('due first-notice: stepDue');
    const call = {
      ...anAction({ step: 'call', on: '2025-04-01', state: 'done' }),
      payBy: isoDate('2025-05-30'),
    };
    expect(ask('2025-04-30', { dueOn: '2025-03-01', history: [call] })).toBe(
      'due pre-legal: stepDue,waitAfterStep',
    );
  });
});

describe('an item that is very late the first time it is seen (complaint 5)', () => {
  it('takes every step in turn', () => {
    expect(ask('2025-06-02', { dueOn: '2025-03-01' })).toBe(
      'due first-notice: stepMissed,stepMissed,stepDue',
    );
  });

  it('or starts at the step of its age, which says so, and never past the final notice', () => {
    const strategy = { lateStart: 'jump' } as const;
    // On 29 March it is 28 days late: the call’s age. On 2 June it is 93 days late.
    expect(ask('2025-03-29', { dueOn: '2025-03-01', strategy })).toBe(
      'due call: stepMissed,stepMissed,jumpedOver,stepDue',
    );
    expect(ask('2025-06-02', { dueOn: '2025-03-01', strategy })).toBe(
      'due pre-legal: stepMissed,stepMissed,jumpedOver,stepDue',
    );
    const plan = stepPlan(aStrategy(strategy), 'business');
    const next = nextStep({
      receivable: aReceivable({ dueOn: '2025-03-01' }),
      plan,
      taken: undefined,
      calendar: hungary,
      asOf: isoDate('2025-03-29'),
    });
    expect(next.because.map(inWords).slice(2)).toEqual([
      'first-notice was left out: late items go to the step of their age, which is call',
      'call was due on 2025-03-26: INV-1 fell due on 2025-03-01',
    ]);
    expect(next).toMatchObject({ overtakenOn: '2025-04-10' });
  });

  it('does not jump over the wait after what was done', () => {
    const history = [anAction({ step: 'second-notice', on: '2025-06-01' })];
    const strategy = { lateStart: 'jump' } as const;
    // The call waits 5 days and the final notice 10: on the 6th only the call’s wait is over.
    expect(ask('2025-06-06', { dueOn: '2025-03-01', strategy, history })).toBe(
      'due call: stepDue,waitAfterStep',
    );
    expect(ask('2025-06-11', { dueOn: '2025-03-01', strategy, history })).toBe(
      'due pre-legal: jumpedOver,stepDue,waitAfterStep',
    );
  });
});

describe('nothing legal', () => {
  const steps = [
    aStep({ code: 'first-notice', order: 1, offsetDays: 8 }),
    aStep({ code: 'final-notice', order: 2, offsetDays: 20, tone: 'final', validDays: 10 }),
    aStep({ code: 'stop', order: 3, offsetDays: 30, creditHold: true }),
    aStep({ code: 'court', order: 4, offsetDays: 40, tone: 'legal' }),
  ];
  const strategy = { steps };

  it('comes before the final notice was given (F030)', () => {
    const history = [anAction({ step: 'first-notice', on: '2025-03-12' })];
    // The final notice would have made sense until 31 March.
    expect(ask('2025-05-05', { dueOn: '2025-03-01', strategy, history })).toBe(
      'none: stepMissed,finalNoticeMissing',
    );
    const warned = [...history, anAction({ step: 'final-notice', on: '2025-03-24', strategy: 'B2B' })];
    expect(ask('2025-05-05', { dueOn: '2025-03-01', strategy, history: warned })).toBe('due stop: stepDue');
  });

  it('comes in a strategy without a final notice', () => {
    const without = { steps: steps.filter(({ tone }) => tone !== 'final') };
    const history = [anAction({ step: 'first-notice', on: '2025-03-12' })];
    expect(ask('2025-05-05', { dueOn: '2025-03-01', strategy: without, history })).toBe(
      'none: finalNoticeMissing',
    );
  });

  it('comes to an item moved past the final notice: that is given first', () => {
    const moved = {
      steps: [
        aStep({ code: 'final-notice', order: 1, offsetDays: 20, waitDays: 7, tone: 'final' }),
        aStep({ code: 'call', order: 2, offsetDays: 25, channel: 'call' }),
        aStep({ code: 'court', order: 3, offsetDays: 40, tone: 'legal' }),
      ],
    };
    const history = [anAction({ step: 'call', on: '2025-04-28' })];
    expect(ask('2025-04-30', { dueOn: '2025-03-01', strategy: moved, history })).toBe(
      'final-notice on 2025-05-05: finalNoticeMissing,stepWaits,waitAfterStep',
    );
  });
});

describe('the last step', () => {
  const steps = businessSteps
    .filter(({ code }) => code !== 'hand-over')
    .map((step) => (step.code === 'pre-legal' ? { ...step, repeatDays: 14 } : step));

  it('comes again so many days after it was taken, for as long as nothing is paid (complaint 23)', () => {
    const history = [anAction({ step: 'pre-legal', on: '2025-05-05' })];
    const strategy = { steps };
    expect(ask('2025-05-18', { dueOn: '2025-03-01', strategy, history })).toBe(
      'pre-legal on 2025-05-19: stepAgain',
    );
    expect(ask('2025-05-19', { dueOn: '2025-03-01', strategy, history })).toBe('due pre-legal: stepAgain');
    const again = [...history, anAction({ step: 'pre-legal', on: '2025-05-19', item: 'INV-1' })];
    expect(ask('2025-05-20', { dueOn: '2025-03-01', strategy, history: again })).toBe(
      'pre-legal on 2025-06-02: stepAgain',
    );
  });

  it('comes once otherwise', () => {
    const history = [anAction({ step: 'hand-over', on: '2025-05-05' })];
    expect(ask('2025-08-18', { dueOn: '2025-03-01', history })).toBe('none: noStepLeft');
  });
});
