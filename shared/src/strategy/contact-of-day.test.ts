import type { ContactChannel } from '../contact/limits.ts';
import { isoDate } from '../dates/iso-date.ts';
import type { Decision } from './decision.ts';
import { evaluate } from './evaluate.ts';
import type { Facts } from './facts.ts';
import { aCreditNote, aDebtor, anAction, aReceivable } from './testing/a-debtor.ts';
import { aPolicy, aStep } from './testing/a-policy.ts';
import { actionsInWords, verdictsInWords } from './testing/in-words.ts';

function on(date: string, facts: Facts, policy = aPolicy()): Decision {
  return evaluate(policy, facts, isoDate(date));
}

/** First notice on Friday 21 March. */
const first = aReceivable({ id: 'INV-1', dueOn: '2025-03-13' });

describe('invoices that have a message each', () => {
  const policy = aPolicy({
    steps: [aStep({ code: 'first-notice', order: 3, offsetDays: 8, grouping: 'invoice', minimum: 10 })],
  });

  it('are written of apart, the oldest first, and each contact keeps its distance', () => {
    const receivables = [first, aReceivable({ id: 'INV-0', dueOn: '2025-03-12', amount: 20 })];
    const decision = on('2025-03-21', aDebtor({ receivables }), policy);
    expect(actionsInWords(decision)).toEqual([
      'first-notice by email, 20.00 EUR: INV-0 20.00 (first-notice)',
    ]);
    expect(verdictsInWords(decision)['INV-1']).toBe(
      'wait for first-notice until 2025-03-24: stepDue, anotherContact',
    );
  });

  it('reach the minimum each by itself', () => {
    const receivables = [first, aReceivable({ id: 'INV-0', dueOn: '2025-03-12', amount: 9 })];
    const decision = on('2025-03-21', aDebtor({ receivables }), policy);
    expect(actionsInWords(decision)).toEqual([
      'first-notice by email, 100.00 EUR: INV-1 100.00 (first-notice)',
    ]);
    expect(verdictsInWords(decision)['INV-0']).toBe('hold: stepDue, belowMinimum');
  });
});

describe('a legal letter', () => {
  it('speaks of no invoice that has not been through the final notice, also where it is about all that is overdue', () => {
    const steps = [
      aStep({ code: 'first-notice', order: 3, offsetDays: 8 }),
      aStep({ code: 'pre-legal', order: 6, offsetDays: 40, tone: 'final' }),
      aStep({
        code: 'hand-over',
        order: 7,
        offsetDays: 55,
        waitDays: 10,
        tone: 'legal',
        grouping: 'customer',
        channel: 'letter',
      }),
    ];
    const receivables = [first, aReceivable({ id: 'INV-0', dueOn: '2025-01-06', amount: 20 })];
    const history = [anAction({ step: 'pre-legal', on: '2025-03-03', item: 'INV-0' })];
    expect(actionsInWords(on('2025-03-21', aDebtor({ receivables, history }), aPolicy({ steps })))).toEqual([
      'hand-over by letter, 20.00 EUR: INV-0 20.00 (hand-over)',
    ]);
  });
});

describe('several overdue items (complaints 4, 10 and 14)', () => {
  it('go in one cumulative message under the furthest step, each taking its own step', () => {
    const facts = aDebtor({
      receivables: [
        aReceivable({ id: 'INV-1', dueOn: '2025-03-03', amount: 100 }),
        aReceivable({ id: 'INV-2', dueOn: '2025-03-13', amount: 20.5 }),
        aReceivable({ id: 'INV-3', dueOn: '2025-03-20', amount: 7 }),
      ],
      history: [anAction({ step: 'first-notice', on: '2025-03-11', item: 'INV-1' })],
    });
    // On Friday 21 March INV-1 comes to its second notice, INV-2 to its first, and INV-3 is overdue for a day.
    const decision = on('2025-03-21', facts);
    expect(actionsInWords(decision)).toEqual([
      'second-notice by letter, 127.50 EUR: INV-1 100.00 (second-notice), INV-2 20.50 (first-notice), INV-3 7.00',
    ]);
    expect(decision.actions[0]?.key).toBe('D-1|second-notice|INV-1');
  });

  it('are told apart afterwards: the listed one is still to get its own first notice', () => {
    const sent = anAction({
      step: 'second-notice',
      on: '2025-03-21',
      item: 'INV-1',
      along: { 'INV-2': 'first-notice' },
      listed: ['INV-3'],
    });
    const facts = aDebtor({
      receivables: [
        aReceivable({ id: 'INV-2', dueOn: '2025-03-13' }),
        aReceivable({ id: 'INV-3', dueOn: '2025-03-20' }),
      ],
      history: [sent],
    });
    const decision = on('2025-03-28', facts);
    expect(verdictsInWords(decision)).toEqual({
      'INV-2': 'wait for second-notice until 2025-03-31: stepWaits',
      'INV-3': 'act first-notice: stepMissed, stepMissed, stepDue',
    });
    expect(actionsInWords(decision)).toEqual([
      'first-notice by email, 100.00 EUR: INV-3 100.00 (first-notice)',
    ]);
  });

  it('are never spoken of more mildly than before: what has come further is not listed', () => {
    const facts = aDebtor({
      receivables: [
        aReceivable({ id: 'INV-1', dueOn: '2025-01-20', amount: 100 }),
        aReceivable({ id: 'INV-2', dueOn: '2025-03-03', amount: 20 }),
      ],
      history: [
        anAction({ step: 'pre-legal', on: '2025-03-17', item: 'INV-1' }),
        anAction({ step: 'first-notice', on: '2025-03-11', item: 'INV-2' }),
      ],
    });
    expect(actionsInWords(on('2025-03-21', facts))).toEqual([
      'second-notice by letter, 20.00 EUR: INV-2 20.00 (second-notice)',
    ]);
  });

  it('due for steps that are not cumulative go apart, the furthest first', () => {
    const facts = aDebtor({
      receivables: [
        aReceivable({ id: 'INV-1', dueOn: '2025-02-03', amount: 100 }),
        aReceivable({ id: 'INV-2', dueOn: '2025-03-13', amount: 20 }),
      ],
      history: [anAction({ step: 'call', on: '2025-03-03', item: 'INV-1' })],
    });
    const decision = on('2025-03-21', facts);
    // The threat of legal steps speaks of nothing the customer was not reminded of.
    expect(actionsInWords(decision)).toEqual(['pre-legal by letter, 100.00 EUR: INV-1 100.00 (pre-legal)']);
    expect(verdictsInWords(decision)['INV-2']).toContain('wait for first-notice until 2025-03-24');
  });

  it('are all before the caller, who hears only of those due for the call as called', () => {
    const facts = aDebtor({
      receivables: [
        aReceivable({ id: 'INV-1', dueOn: '2025-02-20', amount: 100 }),
        aReceivable({ id: 'INV-2', dueOn: '2025-03-13', amount: 20 }),
      ],
      history: [anAction({ step: 'second-notice', on: '2025-03-10', item: 'INV-1' })],
    });
    expect(actionsInWords(on('2025-03-21', facts))).toEqual([
      'call by call, 120.00 EUR: INV-1 100.00 (call), INV-2 20.00',
    ]);
  });

  it('are named after the oldest item that is due for the step', () => {
    const facts = aDebtor({
      receivables: [first, aReceivable({ id: 'INV-0', dueOn: '2025-03-12' })],
    });
    expect(on('2025-03-21', facts).actions.map(({ key }) => key)).toEqual(['D-1|first-notice|INV-0']);
  });

  it('show an item that a credit covers with nothing to pay, so that the credit can be seen', () => {
    const facts = aDebtor({
      receivables: [
        aReceivable({ id: 'INV-0', dueOn: '2025-03-03', amount: 30 }),
        first,
        aCreditNote({ amount: 50 }),
      ],
      history: [anAction({ step: 'first-notice', on: '2025-03-24', item: 'INV-1' })],
    });
    expect(actionsInWords(on('2025-03-31', facts))).toEqual([
      'second-notice by letter, 80.00 EUR: INV-0 0.00, INV-1 80.00 (second-notice)',
    ]);
  });

  it('leave out what is not overdue, also on its due date', () => {
    const facts = aDebtor({ receivables: [first, aReceivable({ id: 'INV-2', dueOn: '2025-03-21' })] });
    expect(actionsInWords(on('2025-03-21', facts))).toEqual([
      'first-notice by email, 100.00 EUR: INV-1 100.00 (first-notice)',
    ]);
  });
});

describe('reminders', () => {
  it('speak of their own items only', () => {
    const facts = aDebtor({
      receivables: [
        aReceivable({ id: 'INV-1', dueOn: '2025-03-24', amount: 10 }),
        aReceivable({ id: 'INV-2', dueOn: '2025-03-24', amount: 20 }),
        aReceivable({ id: 'INV-3', dueOn: '2025-03-20', amount: 40 }),
      ],
    });
    expect(actionsInWords(on('2025-03-21', facts))).toEqual([
      'due-date by email, 40.00 EUR: INV-3 40.00 (due-date)',
    ]);
  });

  it('give way to a notice on the same day', () => {
    const facts = aDebtor({ receivables: [first, aReceivable({ id: 'INV-2', dueOn: '2025-03-24' })] });
    const decision = on('2025-03-21', facts);
    expect(decision.actions.map(({ step }) => step.code)).toEqual(['first-notice']);
    expect(verdictsInWords(decision)['INV-2']).toBe(
      // A day later is Saturday, and on Monday it falls due.
      'wait for due-date until 2025-03-24: anotherContact, stepTooLate, stepWaits',
    );
  });

  it('are not announced for a day on which they make no sense any more', () => {
    const receivables = [aReceivable({ id: 'INV-2', dueOn: '2025-03-27' })];
    const history = [anAction({ step: 'second-notice', on: '2025-03-21', item: 'INV-1' })];
    const withGap = (minimumGapDays: number): string | undefined =>
      verdictsInWords(
        evaluate(
          aPolicy({ contact: { minimumGapDays } }),
          aDebtor({ receivables, history }),
          isoDate('2025-03-24'),
        ),
      )['INV-2'];
    expect(withGap(5)).toBe('wait for pre-due until 2025-03-26: stepDue, contactGap');
    // From the due date on it is the reminder of that day that waits, until that makes no sense either.
    expect(withGap(6)).toBe('wait for due-date until 2025-03-27: contactGap, stepTooLate, stepWaits');
    expect(
      verdictsInWords(
        evaluate(
          aPolicy({ contact: { minimumGapDays: 14 } }),
          aDebtor({ receivables, history }),
          isoDate('2025-03-28'),
        ),
      )['INV-2'],
    ).toBe('wait for first-notice until 2025-04-04: contactGap, stepMissed, stepTooLate, stepWaits');
  });
});

describe('two currencies (complaint 19)', () => {
  const forints = aReceivable({ id: 'INV-2', dueOn: '2025-03-12', amount: 40_000, currency: 'HUF' });

  it('go in two messages on two days, the furthest step first', () => {
    const facts = aDebtor({
      receivables: [first, forints],
      history: [anAction({ step: 'first-notice', on: '2025-03-14', item: 'INV-2' })],
    });
    const monday = on('2025-03-31', facts);
    expect(actionsInWords(monday)).toEqual([
      'second-notice by letter, 40000.00 HUF: INV-2 40000.00 (second-notice)',
    ]);
    expect(verdictsInWords(monday)['INV-1']).toBe(
      'wait for first-notice until 2025-04-01: stepMissed, stepMissed, stepDue, anotherContact',
    );
    const sent = anAction({ step: 'second-notice', on: '2025-03-31', item: 'INV-2' });
    const tuesday = on('2025-04-01', { ...facts, history: [...facts.history, sent] });
    expect(actionsInWords(tuesday)).toEqual([
      'first-notice by email, 100.00 EUR: INV-1 100.00 (first-notice)',
    ]);
  });

  it('at the same step go in the order of the currency codes', () => {
    const decision = on('2025-03-21', aDebtor({ receivables: [forints, first] }));
    expect(decision.actions.map(({ currency }) => currency)).toEqual(['EUR']);
  });
});

describe('the minimum of a step', () => {
  it.each([
    [9.99, 'hold: stepMissed, stepMissed, stepDue, belowMinimum'],
    [10, 'act first-notice: stepMissed, stepMissed, stepDue'],
    [10.01, 'act first-notice: stepMissed, stepMissed, stepDue'],
  ])('of 10.00 against %d', (amount, verdict) => {
    const facts = aDebtor({ receivables: [aReceivable({ dueOn: '2025-03-13', amount })] });
    expect(verdictsInWords(on('2025-03-21', facts))).toEqual({ 'INV-1': verdict });
  });

  it('is reached by what the message asks for in all, credits deducted', () => {
    const items = [
      aReceivable({ id: 'INV-1', dueOn: '2025-03-13', amount: 6 }),
      aReceivable({ id: 'INV-2', dueOn: '2025-03-13', amount: 6 }),
    ];
    expect(on('2025-03-21', aDebtor({ receivables: items })).actions).toHaveLength(1);
    const credited = [...items, aCreditNote({ amount: 2.01 })];
    expect(on('2025-03-21', aDebtor({ receivables: credited })).actions).toEqual([]);
  });

  it('says the total and the minimum', () => {
    const facts = aDebtor({ receivables: [aReceivable({ dueOn: '2025-03-13', amount: 9 })] });
    expect(on('2025-03-21', facts).verdicts[0]?.because.at(-1)).toEqual({
      code: 'belowMinimum',
      total: { minor: 900, currency: 'EUR' },
      minimum: { minor: 1000, currency: 'EUR' },
    });
  });

  it('does not keep back an earlier step that reaches its own', () => {
    const facts = aDebtor({
      receivables: [
        aReceivable({ id: 'INV-1', dueOn: '2025-02-20', amount: 20 }),
        aReceivable({ id: 'INV-2', dueOn: '2025-03-13', amount: 25 }),
      ],
      history: [anAction({ step: 'second-notice', on: '2025-03-10', item: 'INV-1' })],
    });
    // INV-1 is due for the call, worth it from 50.00, and the call is about 45.00; the first notice of INV-2 is worth it from 10.00.
    const decision = on('2025-03-21', facts);
    expect(actionsInWords(decision)).toEqual([
      'first-notice by email, 25.00 EUR: INV-2 25.00 (first-notice)',
    ]);
    expect(verdictsInWords(decision)['INV-1']).toBe('hold: stepDue, belowMinimum');
  });

  it('is none for a currency that the step does not name', () => {
    const zloty = aReceivable({ dueOn: '2025-03-13', amount: 0.01, currency: 'PLN' });
    expect(on('2025-03-21', aDebtor({ receivables: [zloty] })).actions).toHaveLength(1);
  });
});

describe('the channel', () => {
  const to = (reachableBy: readonly ContactChannel[]): Facts =>
    aDebtor({ receivables: [first], reachableBy });

  it('is the step’s other one when the customer cannot be reached by the first', () => {
    const decision = on('2025-03-21', to(['letter', 'call']));
    expect(decision.actions[0]).toMatchObject({ channel: 'letter' });
    expect(decision.actions[0]?.because.at(-1)).toEqual({
      code: 'otherChannel',
      wanted: 'email',
      used: 'letter',
    });
  });

  it('is a person for a notice when the customer cannot be reached at all', () => {
    const decision = on('2025-03-21', to([]));
    expect(decision.actions[0]).toMatchObject({
      channel: 'person',
      step: { code: 'first-notice' },
      template: 'unreachable',
    });
    expect(decision.actions[0]?.because.at(-1)).toEqual({
      code: 'unreachable',
      channels: ['email', 'letter'],
    });
  });

  it('is none for a reminder: nobody is bothered because one could not be sent, and the item waits for its next step', () => {
    const decision = on('2025-03-10', to(['letter', 'call']));
    expect(decision.actions).toEqual([]);
    expect(verdictsInWords(decision)).toEqual({
      'INV-1': 'wait for due-date until 2025-03-13: channelNotUsed, unreachable, stepTooLate, stepWaits',
    });
  });

  it('that a reminder lacks does not keep back the notices', () => {
    const steps = [
      aStep({ code: 'due-date', order: 1, offsetDays: 0, channel: 'sms' }),
      aStep({ code: 'first-notice', order: 2, offsetDays: 8 }),
    ];
    const decision = on('2025-03-21', to(['email']), aPolicy({ steps }));
    expect(decision.actions.map(({ step }) => step.code)).toEqual(['first-notice']);
  });
});

describe('what a person gets to do', () => {
  const overdue = aReceivable({ id: 'INV-0', dueOn: '2025-01-13' });
  const history = [anAction({ step: 'pre-legal', on: '2025-02-24', item: 'INV-0' })];

  it('stands beside the contact of the day', () => {
    const decision = on('2025-03-21', aDebtor({ receivables: [overdue, first], history }));
    expect(actionsInWords(decision)).toEqual([
      'hand-over by person, 200.00 EUR: INV-0 100.00 (hand-over), INV-1 100.00',
      'first-notice by email, 100.00 EUR: INV-1 100.00 (first-notice)',
    ]);
  });

  it('does not pass for a notice of another item, which the customer never got', () => {
    const decision = on('2025-03-22', aDebtor({ receivables: [overdue, first], history }));
    expect(actionsInWords(decision)).toEqual([
      'hand-over by person, 200.00 EUR: INV-0 100.00 (hand-over), INV-1 100.00',
    ]);
    expect(verdictsInWords(decision)['INV-1']).toContain('wait for first-notice until 2025-03-24');
  });
});

describe('what a person has before them', () => {
  const calls = { step: 'call', state: 'withPerson' } as const;
  /** Both come to the call: INV-1 was given to somebody on Monday 7 April, INV-2 comes on Thursday the 10th. */
  const receivables = [first, aReceivable({ id: 'INV-2', dueOn: '2025-03-16' })];
  const noticeOf2 = anAction({ step: 'second-notice', on: '2025-04-03', item: 'INV-2' });

  it('is not given them again for a week: what comes to the same step meanwhile waits', () => {
    const history = [noticeOf2, anAction({ ...calls, on: '2025-04-07' })];
    const waiting = on('2025-04-10', aDebtor({ receivables, history }));
    expect(waiting.actions).toEqual([]);
    expect(verdictsInWords(waiting)['INV-2']).toBe('wait for call until 2025-04-14: stepDue, withPerson');
    expect(waiting.verdicts[1]?.because.at(-1)).toEqual({ code: 'withPerson', step: 'call' });
    expect(actionsInWords(on('2025-04-14', aDebtor({ receivables, history })))).toEqual([
      'call by call, 200.00 EUR: INV-1 100.00, INV-2 100.00 (call)',
    ]);
  });

  it('is counted from the last of several, and only for the same step and currency', () => {
    const acting = (...history: Parameters<typeof anAction>[0][]): boolean =>
      on('2025-04-10', aDebtor({ receivables, history: [noticeOf2, ...history.map(anAction)] })).actions
        .length > 0;
    expect(acting({ ...calls, on: '2025-04-04' }, { ...calls, on: '2025-03-20' })).toBe(false);
    expect(acting({ ...calls, on: '2025-04-03' }, { ...calls, on: '2025-03-20' })).toBe(true);
    expect(acting({ ...calls, state: 'done', on: '2025-04-07' })).toBe(true);
    expect(acting({ step: 'hand-over', state: 'withPerson', on: '2025-04-07' })).toBe(true);
  });
});

describe('one contact a day and the gap between contacts (complaints 1 and 3)', () => {
  const contacted = (channel: ContactChannel | 'person'): Facts =>
    aDebtor({
      receivables: [first],
      history: [anAction({ step: 'second-notice', on: '2025-03-19', item: 'OLD', channel })],
    });

  it('keeps the gap after any contact, a call too', () => {
    const policy = aPolicy({ contact: { minimumGapDays: 3 } });
    for (const channel of ['email', 'letter', 'sms', 'call'] as const) {
      expect(verdictsInWords(on('2025-03-21', contacted(channel), policy))['INV-1']).toBe(
        // Three days after Wednesday is Saturday, and then comes the weekend.
        'wait for first-notice until 2025-03-24: stepMissed, stepMissed, stepDue, contactGap, closedDay',
      );
    }
    expect(on('2025-03-24', contacted('email'), policy).actions).toHaveLength(1);
  });

  it('a person’s task is no contact', () => {
    const policy = aPolicy({ contact: { minimumGapDays: 3 } });
    expect(on('2025-03-21', contacted('person'), policy).actions).toHaveLength(1);
  });

  it('never makes two contacts on one day', () => {
    const facts = aDebtor({
      receivables: [first],
      history: [anAction({ step: 'second-notice', on: '2025-03-21', item: 'OLD' })],
    });
    expect(verdictsInWords(on('2025-03-21', facts))['INV-1']).toContain('until 2025-03-24');
  });
});

describe('the digest of the ledger', () => {
  const digest = (amount: number): string | undefined =>
    on('2025-03-21', aDebtor({ receivables: [aReceivable({ dueOn: '2025-03-13', amount })] })).actions[0]
      ?.ledgerHash;

  it('is another when an amount is', () => {
    expect(digest(100)).toMatch(/^[0-9a-f]{64}$/);
    expect(digest(100)).toBe(digest(100));
    expect(digest(100)).not.toBe(digest(100.01));
  });
});
