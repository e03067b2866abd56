/** What is to come: the path to legal steps, with the earliest day of each (F032). */
import { isoDate } from '../dates/iso-date.ts';
import { aPromise } from '../promises/testing/a-promise.ts';
import type { Outlook } from './decision.ts';
import { evaluate } from './evaluate.ts';
import type { Facts } from './facts.ts';
import { aCreditNote, aDebtor, anAction, aReceivable } from './testing/a-debtor.ts';
import { aPolicy, aStep, businessSteps } from './testing/a-policy.ts';

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

  it('is only the legal step when that is next', () => {
    const steps = [...businessSteps, aStep({ code: 'sale', order: 8, offsetDays: 90 })];
    const history = [anAction({ step: 'pre-legal', on: '2025-04-22' })];
    const facts = aDebtor({ receivables: [aReceivable({ dueOn: '2025-03-13' })], history });
    const found = outlook('2025-05-12', facts, aPolicy({ steps }));
    expect(pathInWords(found)).toEqual(['2025-05-12 hand-over']);
    expect(found.stepsLeft).toBe(1);
  });

  it('keeps the waits where the item is so late that all its days have passed', () => {
    const history = [anAction({ step: 'second-notice', on: '2025-03-03' })];
    const facts = aDebtor({ receivables: [aReceivable({ dueOn: '2025-01-02' })], history });
    expect(pathInWords(outlook('2025-03-24', facts))).toEqual([
      '2025-03-24 call',
      '2025-04-03 pre-legal',
      // Ten days after that, a Sunday: a task may come on any day.
      '2025-04-13 hand-over',
    ]);
  });

  it('leaves out what makes no sense any more by then', () => {
    const path = (validDays: number): readonly string[] => {
      const steps = businessSteps.map((step) => (step.code === 'call' ? { ...step, validDays } : step));
      const history = [anAction({ step: 'first-notice', on: '2025-03-21' })];
      const facts = aDebtor({ receivables: [aReceivable({ dueOn: '2025-03-13' })], history });
      return pathInWords(outlook('2025-03-24', facts, aPolicy({ steps }))).slice(0, 2);
    };
    // The call’s day is Monday 7 April, and the letter before leaves time until then.
    expect(path(0)).toEqual(['2025-03-31 second-notice', '2025-04-22 pre-legal']);
    expect(path(1)).toEqual(['2025-03-31 second-notice', '2025-04-08 call']);
  });

  it('counts a step from the one before where the strategy does, and ends where the calendar does', () => {
    const steps = [
      aStep({ code: 'first', order: 1, offsetDays: 8 }),
      aStep({ code: 'second', order: 2, offsetDays: 20, trigger: 'previousStep' }),
      aStep({ code: 'third', order: 3, offsetDays: 600, dayCount: 'business' }),
      aStep({ code: 'fourth', order: 4, offsetDays: 60 }),
    ];
    const facts = aDebtor({ receivables: [aReceivable({ dueOn: '2025-03-13' })] });
    expect(pathInWords(outlook('2025-03-14', facts, aPolicy({ steps })))).toEqual([
      '2025-03-21 first',
      '2025-04-10 second',
    ]);
  });

  it('is that of the oldest item where several have come as far', () => {
    const receivables = [
      aReceivable({ id: 'INV-1', dueOn: '2025-03-03' }),
      aReceivable({ id: 'INV-2', dueOn: '2025-03-13' }),
    ];
    expect(pathInWords(outlook('2025-03-10', aDebtor({ receivables })))[0]).toBe('2025-03-11 first-notice');
  });

  it('begins with the answer to what happened, which is no step on the way', () => {
    const answer = aStep({
      code: 'answer',
      order: 20,
      offsetDays: 1,
      validDays: 10,
      trigger: 'promiseBroken',
    });
    const policy = aPolicy({ steps: [...businessSteps, answer] });
    const facts = aDebtor({ receivables: [aReceivable({ dueOn: '2025-03-19' })], promises: [aPromise()] });
    const found = outlook('2025-03-26', facts, policy);
    expect(pathInWords(found).slice(0, 3)).toEqual([
      '2025-03-26 answer',
      '2025-04-03 first-notice',
      '2025-04-11 second-notice',
    ]);
    expect(found.stepsLeft).toBe(5);
    const notified = { ...facts, history: [anAction({ step: 'first-notice', on: '2025-03-20' })] };
    expect(pathInWords(outlook('2025-03-26', notified, policy)).slice(0, 2)).toEqual([
      '2025-03-26 answer',
      '2025-04-07 second-notice',
    ]);
    expect(outlook('2025-03-26', notified, policy).stepsLeft).toBe(4);
  });

  it('is empty when nothing is to come', () => {
    expect(pathInWords(outlook('2025-03-01', aDebtor({ receivables: [] })))).toEqual([]);
  });
});

describe('while nothing is to come', () => {
  const late = aReceivable({ dueOn: '2025-03-01' });

  it('all steps up to the legal one are left, without the reminders of what is late already', () => {
    const promised = aDebtor({ receivables: [late], promises: [aPromise()] });
    expect(outlook('2025-03-12', promised)).toMatchObject({ path: [], stepsLeft: 5 });
    const early = aDebtor({ receivables: [aReceivable({ dueOn: '2025-04-30' })], promises: [aPromise()] });
    expect(outlook('2025-03-12', early)).toMatchObject({ path: [], stepsLeft: 7 });
    const both = aDebtor({
      receivables: [late, aReceivable({ id: 'INV-2', dueOn: '2025-04-30' })],
      promises: [aPromise({ items: { 'INV-1': 100, 'INV-2': 100 }, by: { '2025-03-20': 200 } })],
    });
    expect(outlook('2025-03-12', both)).toMatchObject({ path: [], stepsLeft: 5 });
    const notified = { ...promised, history: [anAction({ step: 'first-notice', on: '2025-03-09' })] };
    expect(outlook('2025-03-12', notified)).toMatchObject({ stage: { code: 'first-notice' }, stepsLeft: 4 });
  });

  it('nothing is late that a credit covers, and no stage was reached for it', () => {
    const facts = aDebtor({
      receivables: [late, aCreditNote({ amount: 100 })],
      history: [anAction({ step: 'first-notice', on: '2025-03-09' })],
    });
    expect(outlook('2025-03-12', facts)).toEqual({ path: [], stepsLeft: 7 });
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
