/** The customer's owner is told before the first notice (F054). */
import { isoDate } from '../dates/iso-date.ts';
import type { Decision } from './decision.ts';
import { evaluate } from './evaluate.ts';
import type { Facts } from './facts.ts';
import { aDebtor, anAction, aReceivable } from './testing/a-debtor.ts';
import { aPolicy } from './testing/a-policy.ts';
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

  it('is not asked for by reminders, which dun nobody', () => {
    const coming = aDebtor({ receivables: [aReceivable({ dueOn: '2025-03-21' })] });
    expect(actionsInWords(on('2025-03-18', coming))).toEqual([
      'pre-due by email, 100.00 EUR: INV-1 100.00 (pre-due)',
    ]);
  });
});
