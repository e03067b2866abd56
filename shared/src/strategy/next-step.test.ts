import { isoDate } from '../dates/iso-date.ts';
import { nextStep } from './next-step.ts';
import type { Step } from './policy.ts';
import { stepPlan } from './step-plan.ts';
import { aReceivable } from './testing/a-debtor.ts';
import { aStep, aStrategy, hungary } from './testing/a-policy.ts';

const strategy = aStrategy();

describe('the next step', () => {
  const business = (offsetDays: number): Step =>
    aStep({ code: 'step', order: 1, offsetDays, dayCount: 'business' });

  it('that is unknown keeps the item waiting for a calendar, unless the step is a reminder gone by', () => {
    const ask = (steps: readonly Step[], dueOn: string): string => {
      const next = nextStep({
        receivable: aReceivable({ dueOn }),
        plan: stepPlan({ ...strategy, steps }, 'business'),
        taken: undefined,
        calendar: hungary,
        asOf: isoDate('2026-12-31'),
      });
      return `${next.kind} ${next.because.map(({ code }) => code).join()}`;
    };
    expect(ask([business(5)], '2026-12-30')).toBe('none calendarEnds');
    expect(ask([business(-3), { ...business(5), order: 2 }], '2019-05-06')).toBe('due stepMissed,stepDue');
  });
});
