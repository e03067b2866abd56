/** What was due and not done, with its reason (F035, complaint 28). */
import { inWords } from '../actions/reason.ts';
import { isoDate } from '../dates/iso-date.ts';
import { evaluate } from './evaluate.ts';
import type { Facts } from './facts.ts';
import { aDebtor, anAction, aReceivable } from './testing/a-debtor.ts';
import { aPolicy } from './testing/a-policy.ts';
import { undone, undoneSince } from './undone.ts';

function on(date: string, facts: Facts): readonly string[] {
  return undone(evaluate(aPolicy(), facts, isoDate(date))).map(
    ({ document, step, dueSince, state, because }) =>
      `${document}: ${step} since ${dueSince} ${state}, ${inWords(because.at(-1)!)}`,
  );
}

/** First notice on Friday 21 March. */
const invoice = aReceivable({ dueOn: '2025-03-13' });

describe('what was not done', () => {
  it('is nothing on the day a step is due', () => {
    expect(on('2025-03-21', aDebtor({ receivables: [invoice] }))).toEqual([]);
  });

  it('is what is still planned days later: sending was stopped', () => {
    expect(on('2025-03-25', aDebtor({ receivables: [invoice] }))).toEqual([
      'INV-1: first-notice since 2025-03-21 planned, first-notice was due on 2025-03-21: INV-1 fell due on 2025-03-13',
    ]);
  });

  it('is what waits after another contact, and what is too small', () => {
    const receivables = [
      aReceivable({ id: 'INV-0', dueOn: '2025-03-03', currency: 'HUF', amount: 5_000 }),
      invoice,
    ];
    const history = [anAction({ step: 'first-notice', on: '2025-03-24', item: 'INV-0' })];
    expect(on('2025-03-24', aDebtor({ receivables, history }))).toEqual([
      'INV-1: first-notice since 2025-03-21 waits, the last contact was on 2025-03-24, and 1 day must pass',
    ]);
    const small = aReceivable({ dueOn: '2025-03-13', amount: 9 });
    expect(on('2025-03-25', aDebtor({ receivables: [small] }))).toEqual([
      'INV-1: first-notice since 2025-03-21 held, 9.00 EUR is below the minimum of 10.00 EUR',
    ]);
    const decision = evaluate(aPolicy(), aDebtor({ receivables: [small] }), isoDate('2025-03-25'));
    expect(undoneSince(decision)).toBe('2025-03-21');
  });
});
