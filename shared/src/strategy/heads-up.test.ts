/** The customer's owner is told before the first notice (F054). */
import { isoDate } from '../dates/iso-date.ts';
import { aDispute } from '../disputes/testing/a-dispute.ts';
import { aPromise } from '../promises/testing/a-promise.ts';
import type { Decision } from './decision.ts';
import { evaluate } from './evaluate.ts';
import type { Facts } from './facts.ts';
import { aDebtor, anAction, aReceivable } from './testing/a-debtor.ts';
import { aPolicy, aStep } from './testing/a-policy.ts';
import { actionsInWords, verdictsInWords } from './testing/in-words.ts';

const policy = aPolicy({ strategy: { headsUpDays: 2 } });

function on(date: string, facts: Facts): Decision {
  return evaluate(policy, facts, isoDate(date));
}

/** First notice on Tuesday 18 March. */
const invoice = aReceivable({ dueOn: '2025-03-10' });
const episode = { openedBy: 'INV-1', openedOn: '2025-03-11' };
const told = anAction({
  step: 'heads-up',
  on: '2025-03-14',
  state: 'withPerson',
  channel: 'person',
  strategy: 'B2B',
});
const listing = { ...told, lines: told.lines.map(({ step: _, ...line }) => line) };

describe('a heads-up of two business days', () => {
  it('comes so many before the first notice, over a weekend', () => {
    const facts = aDebtor({ receivables: [invoice], episode });
    expect(on('2025-03-13', facts)).toMatchObject({ actions: [], nextChangeOn: '2025-03-14' });
    const friday = on('2025-03-14', facts);
    expect(actionsInWords(friday)).toEqual(['heads-up by person, 100.00 EUR: INV-1 100.00']);
    expect(friday.actions[0]?.key).toBe('D-1|heads-up|INV-1');
    const after = aDebtor({ receivables: [invoice], episode, history: [listing] });
    expect(on('2025-03-17', after).actions).toEqual([]);
    expect(actionsInWords(on('2025-03-18', after))).toEqual([
      'first-notice by email, 100.00 EUR: INV-1 100.00 (first-notice)',
    ]);
  });

  it('holds back the notice for an item that is late already', () => {
    const facts = aDebtor({ receivables: [invoice] });
    const first = on('2025-04-01', facts);
    expect(actionsInWords(first)).toEqual(['heads-up by person, 100.00 EUR: INV-1 100.00']);
    expect(verdictsInWords(first)['INV-1']).toMatch(
      /^wait for first-notice until 2025-04-03: .*headsUpFirst$/,
    );
    const late = anAction({
      step: 'heads-up',
      on: '2025-04-01',
      state: 'done',
      channel: 'person',
      strategy: 'B2B',
    });
    const history = [{ ...late, lines: listing.lines }];
    const opened = { openedBy: 'INV-1', openedOn: '2025-04-01' };
    const wednesday = on('2025-04-02', aDebtor({ receivables: [invoice], history, episode: opened }));
    expect(wednesday).toMatchObject({ actions: [], nextChangeOn: '2025-04-03' });
    expect(wednesday.verdicts[0]?.because.at(-1)).toEqual({
      code: 'headsUpFirst',
      toldOn: '2025-04-01',
      days: 2,
    });
    const thursday = on('2025-04-03', aDebtor({ receivables: [invoice], history, episode: opened }));
    expect(actionsInWords(thursday)).toEqual([
      'first-notice by email, 100.00 EUR: INV-1 100.00 (first-notice)',
    ]);
  });

  it('comes once an episode, and not when dunning has begun', () => {
    const history = [anAction({ step: 'first-notice', on: '2025-03-18' })];
    const facts = aDebtor({ receivables: [invoice], history, episode });
    expect(on('2025-03-26', facts).actions).toEqual([]);
    expect(actionsInWords(on('2025-03-28', facts))).toEqual([
      'second-notice by letter, 100.00 EUR: INV-1 100.00 (second-notice)',
    ]);
  });

  it('says what it is about: what is overdue and asked for in the currency of the first notice', () => {
    const receivables = [
      invoice,
      aReceivable({ id: 'INV-2', dueOn: '2025-03-11' }),
      aReceivable({ id: 'INV-3', dueOn: '2025-04-30' }),
      aReceivable({ id: 'INV-4', dueOn: '2025-03-11', amount: 40_000, currency: 'HUF' }),
      aReceivable({ id: 'INV-5', dueOn: '2025-03-11' }),
    ];
    const disputes = [aDispute({ of: { 'INV-5': 'all' } })];
    const friday = on('2025-03-14', aDebtor({ receivables, disputes, episode }));
    expect(actionsInWords(friday)).toEqual(['heads-up by person, 200.00 EUR: INV-1 100.00, INV-2 100.00']);
    expect(friday.actions[0]).toMatchObject({
      step: { code: 'heads-up', order: 3, name: 'Heads-up' },
      payBy: '2025-03-21',
      because: [{ code: 'headsUp', step: 'first-notice', days: 2 }],
    });
  });

  it('is not asked for again when the owner could not be told: the notice waits until somebody saw to it', () => {
    const failed = anAction({
      step: 'heads-up',
      on: '2025-03-14',
      state: 'failed',
      channel: 'person',
      strategy: 'B2B',
    });
    const history = [{ ...failed, lines: listing.lines }];
    for (const day of ['2025-03-14', '2025-03-18', '2025-04-01']) {
      const decision = on(day, aDebtor({ receivables: [invoice], episode, history }));
      expect(decision.actions).toEqual([]);
    }
    const due = on('2025-03-18', aDebtor({ receivables: [invoice], episode, history }));
    expect(verdictsInWords(due)).toEqual({ 'INV-1': 'hold: stepMissed, stepMissed, stepDue, needsPerson' });
    const told = [{ ...listing, executedOn: isoDate('2025-03-20') }];
    expect(
      actionsInWords(on('2025-03-24', aDebtor({ receivables: [invoice], episode, history: told }))),
    ).toEqual(['first-notice by email, 100.00 EUR: INV-1 100.00 (first-notice)']);
  });

  it('names the invoice of the first notice, also before that is overdue', () => {
    const early = aPolicy({
      strategy: { headsUpDays: 2 },
      steps: [aStep({ code: 'first-notice', order: 1, offsetDays: 1 })],
    });
    // INV-1 is promised; INV-2 falls due on Monday the 17th, and its notice comes on the 18th.
    const facts = aDebtor({
      receivables: [invoice, aReceivable({ id: 'INV-2', dueOn: '2025-03-17' })],
      promises: [aPromise()],
      episode,
    });
    expect(actionsInWords(evaluate(early, facts, isoDate('2025-03-14')))).toEqual([
      'heads-up by person, 100.00 EUR: INV-2 100.00',
    ]);
  });

  it('comes before what comes first, also of a later invoice, whatever was done in an episode before', () => {
    // The call about INV-1 comes on the 26th, the first notice of INV-2 on the 18th.
    const receivables = [
      aReceivable({ dueOn: '2025-03-01' }),
      aReceivable({ id: 'INV-2', dueOn: '2025-03-10' }),
    ];
    const history = [anAction({ step: 'second-notice', on: '2025-03-05' })];
    const opened = { openedBy: 'INV-2', openedOn: '2025-03-11' };
    const facts = aDebtor({ receivables, history, episode: opened });
    expect(on('2025-03-13', facts).nextChangeOn).toBe('2025-03-14');
    expect(on('2025-03-14', facts).actions[0]).toMatchObject({
      key: 'D-1|heads-up|INV-2',
      because: [{ step: 'first-notice' }],
    });
  });

  it('is not made up for by a reminder that came late, but by a notice on the first day of the episode', () => {
    const reminded = [anAction({ step: 'due-date', on: '2025-03-11' })];
    const facts = aDebtor({ receivables: [invoice], history: reminded, episode });
    expect(actionsInWords(on('2025-03-14', facts))).toEqual(['heads-up by person, 100.00 EUR: INV-1 100.00']);
    const notified = { ...facts, history: [anAction({ step: 'first-notice', on: '2025-03-11' })] };
    expect(on('2025-03-27', notified).actions).toEqual([]);
  });

  it('is for contacts with the customer only: not for a task, nor a reminder, nor what is promised', () => {
    const task = aPolicy({
      strategy: { headsUpDays: 2 },
      steps: [aStep({ code: 'look', order: 1, offsetDays: 8, channel: 'person' })],
    });
    const overdue = aDebtor({ receivables: [invoice], episode });
    expect(evaluate(task, overdue, isoDate('2025-03-14')).actions).toEqual([]);
    expect(actionsInWords(evaluate(task, overdue, isoDate('2025-03-18')))).toEqual([
      'look by person, 100.00 EUR: INV-1 100.00 (look)',
    ]);
    const promised = aDebtor({
      receivables: [invoice, aReceivable({ id: 'INV-2', dueOn: '2025-03-21' })],
      promises: [aPromise()],
      episode,
    });
    expect(on('2025-03-14', promised).actions).toEqual([]);
    expect(actionsInWords(on('2025-03-18', promised))).toEqual([
      'pre-due by email, 100.00 EUR: INV-2 100.00 (pre-due)',
    ]);
  });

  it('is not asked for by reminders, which dun nobody', () => {
    const coming = aDebtor({ receivables: [aReceivable({ dueOn: '2025-03-21' })] });
    expect(actionsInWords(on('2025-03-18', coming))).toEqual([
      'pre-due by email, 100.00 EUR: INV-1 100.00 (pre-due)',
    ]);
  });
});
