import type { ActionRecord } from '../actions/action.ts';
import { inWords, type Reason } from '../actions/reason.ts';
import { dayNumber, isoDate } from '../dates/iso-date.ts';
import { ruleIn } from '../segments/rule-text.ts';
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
    /** Steps whose condition does not hold. */
    readonly leftOut?: readonly string[];
  },
): string {
  const plan = stepPlan(aStrategy(of.strategy), 'business');
  const next = nextStep(
    {
      receivable: aReceivable({ dueOn: of.dueOn }),
      taken: stepsTaken(of.history ?? [], plan).get('INV-1'),
    },
    {
      plan,
      calendar: hungary,
      today: dayNumber(isoDate(date)),
      leftOut: new Map((of.leftOut ?? []).map((code) => [code, notLarge(code)])),
    },
  );
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

/** Why a step is left out for somebody who owes too little for it. */
function notLarge(step: string): Reason {
  const [condition] = ruleIn('overdue at least EUR 1000');
  return { code: 'conditionFails', step, fact: { condition: condition!, found: [], holds: false } };
}

describe('a step whose day is beyond the calendar', () => {
  it('keeps the item waiting, unless it is a reminder gone by', () => {
    const business = (offsetDays: number, order = 1): Step =>
      aStep({ code: `step-${order}`, order, offsetDays, dayCount: 'business' });
    const on = (steps: readonly Step[], dueOn: string): string =>
      ask('2026-12-31', { dueOn, strategy: { steps } });
    expect(on([business(5)], '2026-12-30')).toBe('none: calendarEnds');
    expect(on([business(-3), business(5, 2)], '2019-05-06')).toBe('due step-2: stepMissed,stepDue');
    // The calendar begins on 1 January 2024: on the due date nobody knows yet that the reminder is past.
    const steps = [business(-3), aStep({ code: 'notice', order: 2, offsetDays: 1 })];
    const newYear = (date: string): string => ask(date, { dueOn: '2024-01-02', strategy: { steps } });
    expect(newYear('2024-01-02')).toBe('none: calendarEnds');
    expect(newYear('2024-01-03')).toBe('due notice: stepMissed,stepDue');
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

  it('is counted from the last of those that were carried out, whatever their order', () => {
    const history = [
      anAction({ step: 'first-notice', on: '2025-03-14' }),
      anAction({ step: 'reminder', on: '2025-03-07', strategy: 'B2B' }),
    ];
    expect(ask('2025-03-20', { dueOn: '2025-03-01', strategy: { steps }, history })).toBe(
      'second-notice on 2025-03-21: stepWaits',
    );
  });

  it('is counted from the due date for an item that was only listed', () => {
    const listing = anAction({ step: 'first-notice', on: '2025-03-05', item: 'INV-2', listed: ['INV-1'] });
    const twoSteps = { steps: steps.slice(1) };
    expect(ask('2025-03-06', { dueOn: '2025-03-01', strategy: twoSteps, history: [listing] })).toBe(
      'first-notice on 2025-03-11: stepWaits',
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

  it('waits for whichever is later, the wait or the day, and says which', () => {
    const after = (payBy: string): string => {
      const notice = { ...anAction({ step: 'first-notice', on: '2025-04-11' }), payBy: isoDate(payBy) };
      return ask('2025-04-12', { dueOn: '2025-03-20', history: [notice] });
    };
    // The second notice waits seven days, until Friday the 18th.
    expect(after('2025-04-15')).toBe('second-notice on 2025-04-18: stepWaits,waitAfterStep');
    expect(after('2025-04-17')).toBe('second-notice on 2025-04-18: stepWaits,waitAfterStep');
    expect(after('2025-04-18')).toBe('second-notice on 2025-04-19: stepWaits,timeToPay');
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
    const next = nextStep(
      { receivable: aReceivable({ dueOn: '2025-03-01' }), taken: undefined },
      { plan, calendar: hungary, today: dayNumber(isoDate('2025-03-29')) },
    );
    expect(next.because.map(inWords).slice(2)).toEqual([
      'first-notice was left out: late items go to the step of their age, which is call',
      'call was due on 2025-03-26: INV-1 fell due on 2025-03-01',
    ]);
    expect(next).toMatchObject({ overtakenOn: '2025-04-10' });
  });

  describe('where late items jump', () => {
    const first = aStep({ code: 'first', order: 1, offsetDays: 8 });
    const second = aStep({ code: 'second', order: 2, offsetDays: 18 });
    const third = aStep({ code: 'third', order: 3, offsetDays: 28 });
    const jumping = (steps: readonly Step[], of: Partial<Parameters<typeof ask>[1]> = {}): string =>
      ask('2025-06-02', { dueOn: '2025-03-01', strategy: { lateStart: 'jump', steps }, ...of });

    it('goes to the furthest', () => {
      expect(jumping([first, second, third])).toBe('due third: jumpedOver,stepDue');
    });

    it('never past a final notice that was not given, and on once it was', () => {
      const final = { ...second, tone: 'final' as const };
      expect(jumping([first, final, third])).toBe('due second: jumpedOver,stepDue');
      expect(jumping([final, third])).toBe('due second: stepDue');
      const warned = [anAction({ step: 'second', on: '2025-05-01', strategy: 'B2B' })];
      const last = aStep({ code: 'last', order: 4, offsetDays: 38 });
      expect(jumping([first, final, third, last], { history: warned })).toBe(
        'due last: jumpedOver,stepDue,waitAfterStep',
      );
    });

    it('to a legal step only with the warning it needs', () => {
      const court = { ...third, code: 'court', tone: 'legal' as const };
      expect(jumping([first, second, court])).toBe('due second: jumpedOver,stepDue');
      const final = { ...first, code: 'final', tone: 'final' as const };
      const warned = [anAction({ step: 'final', on: '2025-05-01', strategy: 'B2B' })];
      expect(jumping([final, second, court], { history: warned })).toBe(
        'due court: jumpedOver,stepDue,waitAfterStep',
      );
    });

    it('not over a step that is counted from the one before, nor to a day that nobody knows', () => {
      expect(jumping([first, { ...second, trigger: 'previousStep' }, third])).toBe('due first: stepDue');
      const unknown = { ...second, offsetDays: 600, dayCount: 'business' as const };
      expect(jumping([first, unknown, third])).toBe('due first: stepDue');
    });

    it('over steps whose condition does not hold, and those that make no sense any more', () => {
      expect(jumping([first, second, third], { leftOut: ['third'] })).toBe('due second: jumpedOver,stepDue');
      expect(jumping([first, { ...second, validDays: 60 }])).toBe('due first: stepDue');
      expect(jumping([first, { ...second, validDays: 75 }])).toBe('due second: jumpedOver,stepDue');
      expect(jumping([first, { ...second, validDays: 60 }, third])).toBe('due third: jumpedOver,stepDue');
    });
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

describe('a final notice that an item came past', () => {
  const final = aStep({ code: 'final', order: 1, offsetDays: 20, tone: 'final' });
  const call = aStep({ code: 'call', order: 2, offsetDays: 25, channel: 'call' });
  const court = aStep({ code: 'court', order: 3, offsetDays: 40, tone: 'legal' });
  const history = [anAction({ step: 'call', on: '2025-04-28' })];
  const moved = (needs: Step, of: Partial<Parameters<typeof ask>[1]> = {}): string =>
    ask('2025-04-30', { dueOn: '2025-03-01', strategy: { steps: [needs, call, court] }, history, ...of });

  it('is counted from what was done last where it follows a step', () => {
    expect(moved({ ...final, trigger: 'previousStep', offsetDays: 7 })).toBe(
      'final on 2025-05-05: finalNoticeMissing,stepWaits',
    );
    expect(moved(final)).toBe('due final: finalNoticeMissing,stepDue,waitAfterStep');
  });

  it('is not given where its condition does not hold, or its day is not known: then nothing legal comes', () => {
    expect(moved(final, { leftOut: ['final'] })).toBe('none: conditionFails,finalNoticeMissing');
    expect(moved({ ...final, offsetDays: 600, dayCount: 'business' })).toBe('none: calendarEnds');
  });
});

describe('a step whose condition does not hold', () => {
  it('is left out, and the reason is said', () => {
    expect(ask('2025-03-12', { dueOn: '2025-03-03', leftOut: ['first-notice'] })).toBe(
      'second-notice on 2025-03-21: stepMissed,stepMissed,conditionFails,stepWaits',
    );
  });
});

describe('a strategy without steps', () => {
  it('asks for nothing', () => {
    expect(ask('2025-03-12', { dueOn: '2025-03-03', strategy: { steps: [] } })).toBe('none: noStepLeft');
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

  it('does not come again when its condition holds no more, or when it was left out', () => {
    const history = [anAction({ step: 'pre-legal', on: '2025-05-05' })];
    const strategy = { steps };
    expect(ask('2025-05-19', { dueOn: '2025-03-01', strategy, history, leftOut: ['pre-legal'] })).toBe(
      'none: conditionFails',
    );
    const short = {
      steps: steps.map((step) => (step.code === 'pre-legal' ? { ...step, validDays: 5 } : step)),
    };
    const called = [anAction({ step: 'call', on: '2025-04-01', state: 'done' })];
    expect(ask('2025-05-19', { dueOn: '2025-03-01', strategy: short, history: called })).toBe(
      'none: stepMissed,noStepLeft',
    );
    expect(ask('2025-05-19', { dueOn: '2025-05-01', strategy: { steps: steps.slice(0, 2) } })).toBe(
      'none: stepMissed,stepMissed,noStepLeft',
    );
  });

  it('comes once otherwise', () => {
    const history = [anAction({ step: 'hand-over', on: '2025-05-05' })];
    expect(ask('2025-08-18', { dueOn: '2025-03-01', history })).toBe('none: noStepLeft');
  });
});
