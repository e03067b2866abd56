import { isoDate } from '../dates/iso-date.ts';
import type { Decision } from './decision.ts';
import { evaluate } from './evaluate.ts';
import type { Facts } from './facts.ts';
import type { Step } from './policy.ts';
import { aCreditNote, aDebtor, anAction, aReceivable } from './testing/a-debtor.ts';
import { aPolicy, aStep } from './testing/a-policy.ts';
import { actionsInWords, verdictsInWords } from './testing/in-words.ts';

const policy = aPolicy();

function on(date: string, facts: Facts): Decision {
  return evaluate(policy, facts, isoDate(date));
}

/** Due on Thursday 13 March 2025. */
const invoice = aReceivable({ dueOn: '2025-03-13' });

describe('the steps of one invoice', () => {
  it('nothing happens four days before the due date', () => {
    const decision = on('2025-03-09', aDebtor({ receivables: [invoice] }));
    expect(verdictsInWords(decision)).toEqual({ 'INV-1': 'wait for pre-due until 2025-03-10: stepWaits' });
    expect(decision.actions).toEqual([]);
  });

  it('a reminder goes out three days before the due date', () => {
    const decision = on('2025-03-10', aDebtor({ receivables: [invoice] }));
    expect(actionsInWords(decision)).toEqual(['pre-due by email, 100.00 EUR: INV-1 100.00 (pre-due)']);
    expect(decision.actions[0]).toMatchObject({
      key: 'D-1|pre-due|INV-1',
      occurrence: 'INV-1',
      plannedOn: '2025-03-10',
      // 08:00 in Budapest, an hour ahead of UTC in winter.
      notBefore: '2025-03-10T07:00:00.000Z',
      because: [
        { code: 'stepDue', step: 'pre-due', document: 'INV-1', dueOn: '2025-03-13', on: '2025-03-10' },
      ],
    });
  });

  it('the reminder goes out as long as it makes sense: two days after its own, and not on the third', () => {
    const facts = aDebtor({ receivables: [invoice] });
    expect(on('2025-03-12', facts).actions.map(({ step }) => step.code)).toEqual(['pre-due']);
    expect(on('2025-03-13', facts).actions.map(({ step }) => step.code)).toEqual(['due-date']);
  });

  it('a step whose wait ends on its last sensible day is still taken, one day later it is left out', () => {
    const steps = (waitDays: number): readonly Step[] => [
      aStep({ code: 'first-notice', order: 1, offsetDays: 1 }),
      aStep({ code: 'second-notice', order: 2, offsetDays: 5, validDays: 2, waitDays }),
    ];
    // The second notice falls on 18 March and makes sense until the 20th.
    const facts = aDebtor({
      receivables: [invoice],
      history: [anAction({ step: 'first-notice', on: '2025-03-14' })],
    });
    const verdict = (waitDays: number): string | undefined =>
      verdictsInWords(evaluate(aPolicy({ steps: steps(waitDays) }), facts, isoDate('2025-03-15')))['INV-1'];
    expect(verdict(6)).toBe('wait for second-notice until 2025-03-20: stepWaits, waitAfterStep');
    expect(verdict(7)).toBe('hold: stepTooLate, noStepLeft');
  });

  it('another one on the due date', () => {
    const history = [anAction({ step: 'pre-due', on: '2025-03-10' })];
    const decision = on('2025-03-13', aDebtor({ receivables: [invoice], history }));
    expect(actionsInWords(decision)).toEqual(['due-date by email, 100.00 EUR: INV-1 100.00 (due-date)']);
  });

  it('the first notice comes eight days after the due date, not before (complaint 17)', () => {
    const history = [anAction({ step: 'due-date', on: '2025-03-13' })];
    const facts = aDebtor({ receivables: [invoice], history });
    expect(on('2025-03-20', facts).actions).toEqual([]);
    expect(actionsInWords(on('2025-03-21', facts))).toEqual([
      'first-notice by email, 100.00 EUR: INV-1 100.00 (first-notice)',
    ]);
  });

  it('the second notice comes on its day when the first was in time', () => {
    const history = [anAction({ step: 'first-notice', on: '2025-03-21' })];
    const facts = aDebtor({ receivables: [invoice], history });
    expect(on('2025-03-30', facts).actions).toEqual([]);
    expect(actionsInWords(on('2025-03-31', facts))).toEqual([
      'second-notice by letter, 100.00 EUR: INV-1 100.00 (second-notice)',
    ]);
  });

  it('the second notice waits seven days when the first was late (complaint 24)', () => {
    const history = [anAction({ step: 'first-notice', on: '2025-03-28' })];
    const facts = aDebtor({ receivables: [invoice], history });
    expect(verdictsInWords(on('2025-04-03', facts))).toEqual({
      'INV-1': 'wait for second-notice until 2025-04-04: stepWaits, waitAfterStep',
    });
    expect(on('2025-04-04', facts).actions).toHaveLength(1);
  });

  it('the last step is a person’s; after it nothing more comes (complaint 23)', () => {
    const called = aDebtor({
      receivables: [invoice],
      history: [anAction({ step: 'pre-legal', on: '2025-04-22' })],
    });
    expect(actionsInWords(on('2025-05-07', called))).toEqual([
      'hand-over by person, 100.00 EUR: INV-1 100.00 (hand-over)',
    ]);
    const handedOver = aDebtor({
      receivables: [invoice],
      history: [anAction({ step: 'hand-over', on: '2025-05-07', state: 'withPerson' })],
    });
    const decision = on('2025-12-01', handedOver);
    expect(verdictsInWords(decision)).toEqual({ 'INV-1': 'hold: noStepLeft' });
    expect(decision.nextChangeOn).toBeUndefined();
  });

  it('running many times a day plans one and the same action (complaint 1)', () => {
    const facts = aDebtor({ receivables: [invoice] });
    const keys = Array.from({ length: 22 }, () => on('2025-03-21', facts).actions.map(({ key }) => key));
    expect(new Set(keys.flat())).toEqual(new Set(['D-1|first-notice|INV-1']));
  });
});

describe('an invoice that is very late when it is first seen (complaints 2 and 5)', () => {
  const old = aReceivable({ dueOn: '2024-09-02' });

  it('starts with the first notice: the reminders make no sense any more, and it says so', () => {
    const decision = on('2025-03-10', aDebtor({ receivables: [old] }));
    expect(verdictsInWords(decision)).toEqual({
      'INV-1': 'act first-notice: stepMissed, stepMissed, stepDue',
    });
  });

  it('goes on one by one, each after its wait', () => {
    const after = (step: string, on: string): Facts =>
      aDebtor({ receivables: [old], history: [anAction({ step, on })] });
    const waiting = [
      verdictsInWords(on('2025-03-11', after('first-notice', '2025-03-10'))),
      verdictsInWords(on('2025-03-18', after('second-notice', '2025-03-17'))),
      verdictsInWords(on('2025-03-25', after('call', '2025-03-24'))),
      verdictsInWords(on('2025-04-04', after('pre-legal', '2025-04-03'))),
    ].map((verdicts) => verdicts['INV-1']);
    expect(waiting).toEqual([
      'wait for second-notice until 2025-03-17: stepWaits, waitAfterStep',
      'wait for call until 2025-03-22: stepWaits, waitAfterStep',
      'wait for pre-legal until 2025-04-03: stepWaits, waitAfterStep',
      'wait for hand-over until 2025-04-13: stepWaits, waitAfterStep',
    ]);
  });

  it('never gets a reminder of a due date that has passed, even when the step names no end', () => {
    const steps = [
      aStep({ code: 'pre-due', order: 1, offsetDays: -3 }),
      aStep({ code: 'due-date', order: 2, offsetDays: 0 }),
      aStep({ code: 'first-notice', order: 3, offsetDays: 8 }),
    ];
    const decision = evaluate(aPolicy({ steps }), aDebtor({ receivables: [old] }), isoDate('2025-03-10'));
    expect(actionsInWords(decision)).toEqual([
      'first-notice by email, 100.00 EUR: INV-1 100.00 (first-notice)',
    ]);
  });
});

describe('days on which nobody is contacted (complaint 22)', () => {
  it('a step that falls on a Saturday waits for Monday', () => {
    const facts = aDebtor({ receivables: [aReceivable({ dueOn: '2025-03-14' })] });
    const saturday = on('2025-03-22', facts);
    expect(saturday.actions).toEqual([]);
    expect(verdictsInWords(saturday)).toEqual({
      'INV-1': 'wait for first-notice until 2025-03-24: stepMissed, stepMissed, stepDue, closedDay',
    });
    expect(on('2025-03-24', facts).actions).toHaveLength(1);
  });

  it('a step that falls on Good Friday waits until Tuesday after Easter', () => {
    const facts = aDebtor({ receivables: [aReceivable({ dueOn: '2025-04-10' })] });
    expect(verdictsInWords(on('2025-04-18', facts))['INV-1']).toContain('until 2025-04-22');
  });

  it('goes out on a Saturday that is worked by decree', () => {
    const facts = aDebtor({ receivables: [aReceivable({ dueOn: '2025-05-09' })] });
    expect(on('2025-05-17', facts).actions).toHaveLength(1);
  });

  it('a person’s step does not wait', () => {
    const facts = aDebtor({
      receivables: [aReceivable({ dueOn: '2025-03-01' })],
      history: [anAction({ step: 'pre-legal', on: '2025-04-10' })],
    });
    // Fifty-five days after 1 March is Friday 25 April; the Saturday after it is closed.
    expect(actionsInWords(on('2025-04-26', facts))).toEqual([
      'hand-over by person, 100.00 EUR: INV-1 100.00 (hand-over)',
    ]);
  });

  it('beyond the calendar nothing is planned, and the reason says so', () => {
    const facts = aDebtor({ receivables: [invoice] });
    const decision = evaluate(policy, facts, isoDate('2027-01-04'));
    expect(decision.actions).toEqual([]);
    expect(verdictsInWords(decision)['INV-1']).toContain(
      'hold: stepMissed, stepMissed, stepDue, calendarEnds',
    );
  });
});

describe('credits (complaints 11, 12 and 18)', () => {
  it('an invoice that a credit note covers is not reminded of', () => {
    const decision = on('2025-03-21', aDebtor({ receivables: [invoice, aCreditNote({ amount: 100 })] }));
    expect(decision.actions).toEqual([]);
    expect(verdictsInWords(decision)).toEqual({ 'INV-1': 'hold: setOffByCredit' });
    expect(decision.episode).toEqual({ kind: 'none' });
  });

  it('of one that is partly covered only the rest is asked for', () => {
    const decision = on('2025-03-21', aDebtor({ receivables: [invoice, aCreditNote({ amount: 70.01 })] }));
    expect(actionsInWords(decision)).toEqual([
      'first-notice by email, 29.99 EUR: INV-1 29.99 (first-notice)',
    ]);
  });

  it('unapplied cash counts like a credit note', () => {
    const cash = aReceivable({ id: 'CASH', dueOn: '2025-03-20', amount: 100, kind: 'unappliedCash' });
    expect(on('2025-03-21', aDebtor({ receivables: [invoice, cash] })).actions).toEqual([]);
  });

  it('a reversed credit note counts for nothing', () => {
    const reversed = { ...aCreditNote({ amount: 100 }), state: 'reversed' as const };
    const decision = on('2025-03-21', aDebtor({ receivables: [invoice, reversed] }));
    expect(actionsInWords(decision)).toEqual([
      'first-notice by email, 100.00 EUR: INV-1 100.00 (first-notice)',
    ]);
  });

  it('a credit in another currency covers nothing (complaint 19)', () => {
    const forints = aCreditNote({ amount: 100_000, currency: 'HUF' });
    expect(on('2025-03-21', aDebtor({ receivables: [invoice, forints] })).actions).toHaveLength(1);
  });
});

describe('payments', () => {
  it('a paid invoice is left alone', () => {
    const paid = aReceivable({ dueOn: '2025-03-13', open: 0, state: 'settled' });
    const decision = on('2025-03-21', aDebtor({ receivables: [paid] }));
    expect(decision).toMatchObject({
      verdicts: [],
      actions: [],
      because: [{ code: 'nothingOpen' }, { code: 'inSegment' }],
    });
    expect(decision.nextChangeOn).toBeUndefined();
  });

  it('a reversed invoice too', () => {
    const reversed = aReceivable({ dueOn: '2025-03-13', state: 'reversed' });
    expect(on('2025-03-21', aDebtor({ receivables: [reversed] })).verdicts).toEqual([]);
  });

  it('of a partly paid one the open rest is asked for, not the original amount (complaint 8)', () => {
    const partly = aReceivable({ dueOn: '2025-03-13', amount: 100, open: 60 });
    expect(actionsInWords(on('2025-03-21', aDebtor({ receivables: [partly] })))).toEqual([
      'first-notice by email, 60.00 EUR: INV-1 60.00 (first-notice)',
    ]);
  });

  it('when a payment is reversed, dunning goes on where it stood (complaint 31)', () => {
    const history = [anAction({ step: 'first-notice', on: '2025-03-21' })];
    const reopened = aDebtor({ receivables: [invoice], history });
    expect(actionsInWords(on('2025-05-05', reopened))).toEqual([
      'second-notice by letter, 100.00 EUR: INV-1 100.00 (second-notice)',
    ]);
  });
});

describe('what went wrong', () => {
  it('an item whose step failed waits for a person; others go on (complaint 7)', () => {
    const facts = aDebtor({
      receivables: [invoice, aReceivable({ id: 'INV-2', dueOn: '2025-03-13' })],
      history: [anAction({ step: 'first-notice', on: '2025-03-21', item: 'INV-1', state: 'failed' })],
    });
    const decision = on('2025-03-24', facts);
    expect(verdictsInWords(decision)['INV-1']).toBe('hold: needsPerson');
    expect(actionsInWords(decision)).toEqual([
      'first-notice by email, 100.00 EUR: INV-2 100.00 (first-notice)',
    ]);
  });

  it('once the person is through with it, it goes on from there', () => {
    const history = [anAction({ step: 'first-notice', on: '2025-03-25', state: 'done' })];
    expect(verdictsInWords(on('2025-03-26', aDebtor({ receivables: [invoice], history })))).toEqual({
      'INV-1': 'wait for second-notice until 2025-04-01: stepWaits, waitAfterStep',
    });
  });

  it.each(['reserved', 'withPerson', 'unknown', 'sent', 'done'] as const)(
    'a step that is %s counts as taken: it may have reached the customer',
    (state) => {
      const history = [anAction({ step: 'first-notice', on: '2025-03-21', state })];
      expect(on('2025-03-24', aDebtor({ receivables: [invoice], history })).actions).toEqual([]);
    },
  );

  it.each(['planned', 'cancelled'] as const)('a step that is %s does not', (state) => {
    const history = [anAction({ step: 'first-notice', on: '2025-03-21', state })];
    expect(on('2025-03-24', aDebtor({ receivables: [invoice], history })).actions).toHaveLength(1);
  });
});

describe('a strategy that was changed (complaint 26)', () => {
  const history = [anAction({ step: 'first-notice', on: '2025-03-21' })];
  const facts = aDebtor({ receivables: [invoice], history });

  it('with other numbers goes on with the next step by its code', () => {
    const steps = [
      aStep({ code: 'first-notice', order: 1, offsetDays: 8 }),
      aStep({ code: 'second-notice', order: 2, offsetDays: 18 }),
    ];
    const decision = evaluate(aPolicy({ steps }), facts, isoDate('2025-04-01'));
    expect(actionsInWords(decision)).toEqual([
      'second-notice by email, 100.00 EUR: INV-1 100.00 (second-notice)',
    ]);
  });

  it('with a step more in between takes that one first', () => {
    const steps = [
      aStep({ code: 'first-notice', order: 10, offsetDays: 8 }),
      aStep({ code: 'friendly-call', order: 20, offsetDays: 12, channel: 'call' }),
      aStep({ code: 'second-notice', order: 30, offsetDays: 18 }),
    ];
    expect(actionsInWords(evaluate(aPolicy({ steps }), facts, isoDate('2025-04-01')))).toEqual([
      'friendly-call by call, 100.00 EUR: INV-1 100.00 (friendly-call)',
    ]);
  });

  it('with none of the old steps starts anew after the wait rather than end unnoticed', () => {
    const steps = [aStep({ code: 'new-notice', order: 1, offsetDays: 5, waitDays: 14 })];
    const decision = evaluate(aPolicy({ steps }), facts, isoDate('2025-04-01'));
    expect(verdictsInWords(decision)).toEqual({
      'INV-1': 'wait for new-notice until 2025-04-04: stepWaits, waitAfterStep',
    });
  });
});

describe('segments', () => {
  it('a debtor that no segment matches is left alone, and the reason says so', () => {
    const decision = on('2025-03-21', aDebtor({ receivables: [invoice], kind: 'consumer' }));
    expect(decision).toMatchObject({ actions: [], because: [{ code: 'noSegment' }] });
    expect(verdictsInWords(decision)).toEqual({ 'INV-1': 'hold: noSegment' });
  });

  it('so is one whose strategy does not exist', () => {
    const decision = evaluate(
      { ...policy, strategies: [] },
      aDebtor({ receivables: [invoice] }),
      isoDate('2025-03-21'),
    );
    expect(decision.because.map(({ code }) => code)).toEqual(['noStrategy', 'inSegment']);
    expect(decision.segment?.code).toBe('business');
  });

  it('a step for other segments is passed over', () => {
    const steps = [
      aStep({ code: 'first-notice', order: 1, offsetDays: 8, segments: ['key-accounts'] }),
      aStep({ code: 'second-notice', order: 2, offsetDays: 8, segments: ['business'] }),
    ];
    const decision = evaluate(aPolicy({ steps }), aDebtor({ receivables: [invoice] }), isoDate('2025-03-21'));
    expect(decision.actions.map(({ key }) => key)).toEqual(['D-1|second-notice|INV-1']);
  });
});

describe('the episode', () => {
  const younger = aReceivable({ id: 'INV-2', dueOn: '2025-03-20' });

  it('opens the day after the due date, by the oldest overdue item', () => {
    const facts = aDebtor({ receivables: [younger, invoice] });
    expect(on('2025-03-13', facts).episode).toEqual({ kind: 'none' });
    expect(on('2025-03-14', facts).episode).toEqual({
      kind: 'open',
      openedBy: 'INV-1',
      openedOn: '2025-03-14',
    });
  });

  it('stays the same when its first item is paid while another is overdue', () => {
    const episode = { openedBy: 'INV-1', openedOn: '2025-03-14' };
    expect(on('2025-03-25', aDebtor({ receivables: [younger], episode })).episode).toEqual({ kind: 'none' });
  });

  it('keeps its name when an older item is posted late', () => {
    const older = aReceivable({ id: 'INV-0', dueOn: '2025-02-01' });
    const episode = { openedBy: 'INV-1', openedOn: '2025-03-14' };
    expect(on('2025-03-25', aDebtor({ receivables: [older, invoice], episode })).episode).toEqual({
      kind: 'none',
    });
  });

  it('closes when nothing is overdue any more, though something is open', () => {
    const later = aReceivable({ id: 'INV-3', dueOn: '2025-04-30' });
    const episode = { openedBy: 'INV-1', openedOn: '2025-03-14' };
    expect(on('2025-03-25', aDebtor({ receivables: [later], episode })).episode).toEqual({ kind: 'close' });
  });

  it('closes when credits cover all that is overdue', () => {
    const episode = { openedBy: 'INV-1', openedOn: '2025-03-14' };
    const facts = aDebtor({ receivables: [invoice, aCreditNote({ amount: 100 })], episode });
    expect(on('2025-03-25', facts).episode).toEqual({ kind: 'close' });
  });

  it('opens again by what is overdue then', () => {
    expect(on('2025-03-25', aDebtor({ receivables: [younger] })).episode).toEqual({
      kind: 'open',
      openedBy: 'INV-2',
      openedOn: '2025-03-25',
    });
  });

  it('is kept also for a debtor without a segment', () => {
    const decision = on('2025-03-14', aDebtor({ receivables: [invoice], kind: 'consumer' }));
    expect(decision.episode.kind).toBe('open');
  });
});

describe('the outlook', () => {
  it('names the furthest step taken on an open item, the next one with its day, and how many are left', () => {
    const facts = aDebtor({
      receivables: [invoice, aReceivable({ id: 'INV-2', dueOn: '2025-03-20' })],
      history: [anAction({ step: 'first-notice', on: '2025-03-21' })],
    });
    const { outlook } = on('2025-03-24', facts);
    expect(outlook.stage?.code).toBe('first-notice');
    // INV-2 comes to its first notice on 28 March, three days before INV-1 to its second.
    expect(outlook.next).toMatchObject({ step: { code: 'first-notice' }, on: '2025-03-28' });
    expect(outlook.stepsLeft).toBe(4);
  });

  it('names the furthest of two steps that come on one day', () => {
    const facts = aDebtor({
      receivables: [invoice, aReceivable({ id: 'INV-2', dueOn: '2025-03-23' })],
      history: [anAction({ step: 'first-notice', on: '2025-03-21' })],
    });
    // Ten days apart, INV-1 comes to its second and INV-2 to its first notice on 31 March.
    expect(on('2025-03-26', facts).outlook.next).toMatchObject({
      step: { code: 'second-notice' },
      on: '2025-03-31',
    });
  });

  it('has no stage before anything was done, and all steps left', () => {
    const { outlook } = on('2025-03-09', aDebtor({ receivables: [invoice] }));
    expect(outlook.stage).toBeUndefined();
    expect(outlook.stepsLeft).toBe(7);
  });

  it('forgets the steps of items that are paid', () => {
    const facts = aDebtor({
      receivables: [aReceivable({ id: 'INV-2', dueOn: '2025-03-20' })],
      history: [anAction({ step: 'pre-legal', on: '2025-03-21' })],
    });
    expect(on('2025-03-24', facts).outlook.stage).toBeUndefined();
  });

  it('names today when something is done today', () => {
    expect(on('2025-03-10', aDebtor({ receivables: [invoice] })).outlook.next).toMatchObject({
      step: { code: 'pre-due' },
      on: '2025-03-10',
    });
  });
});
