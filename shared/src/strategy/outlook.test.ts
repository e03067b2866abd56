/** What is to come: the path to legal steps, with the earliest day of each (F032). */
import { isoDate } from '../dates/iso-date.ts';
import type { Outlook } from './decision.ts';
import { evaluate } from './evaluate.ts';
import type { Facts } from './facts.ts';
import { aDebtor, anAction, aReceivable } from './testing/a-debtor.ts';
import { aPolicy, businessSteps } from './testing/a-policy.ts';

function outlook(date: string, facts: Facts, policy = aPolicy()): Outlook {
  return evaluate(policy, facts, isoDate(date)).outlook;
}

function pathInWords({ path }: Outlook): readonly string[] {
  return path.map(({ step, on }) => `${on} ${step.code}`);
}

describe('the planned path', () => {
  it('goes step by step to the legal one, over Easter and with the waits between', () => {
    const history = [anAction({ step: 'first-notice', on: '2025-03-21' })];
    const found = outlook(
      '2025-03-24',
      aDebtor({ receivables: [aReceivable({ dueOn: '2025-03-13' })], history }),
    );
    expect(pathInWords(found)).toEqual([
      '2025-03-31 second-notice',
      // The letter before asks to be paid by Monday the 7th.
      '2025-04-08 call',
      // 22 April is 40 days after the due date.
      '2025-04-22 pre-legal',
      '2025-05-07 hand-over',
    ]);
    expect(found.stepsLeft).toBe(4);
  });

  it('is that of the item that has come furthest', () => {
    const receivables = [
      aReceivable({ id: 'INV-1', dueOn: '2025-02-03' }),
      aReceivable({ id: 'INV-2', dueOn: '2025-03-13' }),
    ];
    const history = [anAction({ step: 'pre-legal', on: '2025-03-20', item: 'INV-1' })];
    const found = outlook('2025-03-21', aDebtor({ receivables, history }));
    expect(pathInWords(found)).toEqual(['2025-03-30 hand-over']);
    expect(found).toMatchObject({ stage: { code: 'pre-legal' }, stepsLeft: 1 });
  });

  it('ends with the first legal step', () => {
    const steps = businessSteps.map((step) =>
      step.code === 'call' ? { ...step, tone: 'legal' as const } : step,
    );
    const found = outlook(
      '2025-03-01',
      aDebtor({ receivables: [aReceivable({ dueOn: '2025-03-13' })] }),
      aPolicy({ steps }),
    );
    expect(found.stepsLeft).toBe(5);
    expect(pathInWords(found).at(-1)).toBe('2025-04-08 call');
  });

  it('is empty when nothing is to come', () => {
    expect(pathInWords(outlook('2025-03-01', aDebtor({ receivables: [] })))).toEqual([]);
  });
});

describe('the next step', () => {
  it('is never shown on a day on which nobody may be contacted (complaint 22)', () => {
    const history = [anAction({ step: 'second-notice', on: '2025-03-31' })];
    const found = outlook(
      '2025-04-01',
      aDebtor({ receivables: [aReceivable({ dueOn: '2025-03-01' })], history }),
    );
    // The call is due on Saturday 5 April.
    expect(found.next).toMatchObject({ step: { code: 'call' }, on: '2025-04-07' });
  });
});
