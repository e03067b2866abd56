import { isoDate } from '../dates/iso-date.ts';
import { aClosedDispute, aDispute } from '../disputes/testing/a-dispute.ts';
import { aHold } from '../holds/testing/a-hold.ts';
import { aPayment, aPromise } from '../promises/testing/a-promise.ts';
import type { Decision } from './decision.ts';
import { evaluate } from './evaluate.ts';
import type { Facts } from './facts.ts';
import { aCreditNote, aDebtor, aReceivable } from './testing/a-debtor.ts';
import { aPolicy } from './testing/a-policy.ts';
import { actionsInWords, verdictsInWords } from './testing/in-words.ts';

function on(date: string, facts: Facts): Decision {
  return evaluate(aPolicy(), facts, isoDate(date));
}

/** First notice on Tuesday 11 March 2025. */
const invoice = aReceivable({ id: 'INV-1', dueOn: '2025-03-03', amount: 100 });
const another = aReceivable({ id: 'INV-2', dueOn: '2025-03-03', amount: 30 });

describe('a promise (F056)', () => {
  const promised = aDebtor({ receivables: [invoice, another], promises: [aPromise()] });

  it('keeps what it covers from being asked for until its days of grace have passed; the rest goes on', () => {
    // Promised for Thursday 20 March; two business days of grace end on Monday 24 March.
    const decision = on('2025-03-11', promised);
    expect(actionsInWords(decision)).toEqual([
      'first-notice by email, 30.00 EUR: INV-2 30.00 (first-notice)',
    ]);
    expect(verdictsInWords(decision)['INV-1']).toBe('hold: promised');
    expect(decision.promises[0]?.standing).toMatchObject({ state: 'open', nextChangeOn: '2025-03-25' });
    const alone = aDebtor({ receivables: [invoice], promises: [aPromise()] });
    expect(on('2025-03-24', alone).actions).toEqual([]);
    expect(on('2025-03-24', alone).nextChangeOn).toBe('2025-03-25');
  });

  it('that was broken lets the strategy go on the day after', () => {
    const decision = on('2025-03-25', promised);
    expect(decision.promises[0]?.standing).toMatchObject({ state: 'broken', brokenOn: '2025-03-25' });
    expect(actionsInWords(decision)).toEqual([
      'first-notice by email, 130.00 EUR: INV-1 100.00 (first-notice), INV-2 30.00 (first-notice)',
    ]);
  });

  it('for part of an invoice leaves the rest of it to be asked for', () => {
    const half = aDebtor({
      receivables: [invoice],
      promises: [aPromise({ by: { '2025-03-20': 60 }, items: { 'INV-1': 60 } })],
    });
    expect(actionsInWords(on('2025-03-11', half))).toEqual([
      'first-notice by email, 40.00 EUR: INV-1 40.00 (first-notice)',
    ]);
    expect(on('2025-03-11', half).verdicts[0]?.because.at(-1)).toEqual({
      code: 'promised',
      amount: { minor: 6_000, currency: 'EUR' },
      until: '2025-03-24',
    });
  });

  it('that was kept asks for nothing more', () => {
    const paid = aDebtor({
      receivables: [{ ...invoice, open: { minor: 0, currency: 'EUR' }, state: 'settled' }],
      promises: [aPromise()],
      payments: [aPayment('2025-03-19', 100)],
    });
    const decision = on('2025-03-25', paid);
    expect(decision.promises[0]?.standing.state).toBe('kept');
    expect(decision.actions).toEqual([]);
  });

  it('does not end the episode: the invoice is still overdue', () => {
    const alone = aDebtor({
      receivables: [invoice],
      promises: [aPromise()],
      episode: { openedBy: 'INV-1', openedOn: '2025-03-04' },
    });
    expect(on('2025-03-11', alone).episode).toEqual({ kind: 'none' });
  });
});

describe('a dispute (F064, F066)', () => {
  it('about part of an invoice leaves the rest of it to be asked for', () => {
    const facts = aDebtor({ receivables: [invoice], disputes: [aDispute({ of: { 'INV-1': 25 } })] });
    expect(actionsInWords(on('2025-03-11', facts))).toEqual([
      'first-notice by email, 75.00 EUR: INV-1 75.00 (first-notice)',
    ]);
  });

  it('about all of it stops what was planned', () => {
    const facts = aDebtor({
      receivables: [invoice, another],
      disputes: [aDispute({ of: { 'INV-1': 'all' } })],
    });
    expect(verdictsInWords(on('2025-03-11', facts))['INV-1']).toBe('hold: disputed');
    expect(actionsInWords(on('2025-03-11', facts))).toEqual([
      'first-notice by email, 30.00 EUR: INV-2 30.00 (first-notice)',
    ]);
  });

  it('that was rejected lets it go on after the wait of the rules', () => {
    // Rejected on 20 March; after a rejection seven days pass.
    const facts = aDebtor({ receivables: [invoice], disputes: [aClosedDispute({ state: 'rejected' })] });
    expect(on('2025-03-26', facts).actions).toEqual([]);
    expect(on('2025-03-20', facts).nextChangeOn).toBe('2025-03-27');
    expect(on('2025-03-27', facts).actions).toHaveLength(1);
  });
});

describe('a hold (F020)', () => {
  it('of the debtor stops everything until its last day', () => {
    const facts = aDebtor({ receivables: [invoice, another], holds: [aHold({ until: '2025-03-31' })] });
    const decision = on('2025-03-11', facts);
    expect(decision.actions).toEqual([]);
    expect(decision.verdicts.map(({ because }) => because)).toEqual([
      [{ code: 'held', reason: 'agreement', until: '2025-03-31' }],
      [{ code: 'held', reason: 'agreement', until: '2025-03-31' }],
    ]);
    expect(decision.nextChangeOn).toBe('2025-04-01');
    expect(on('2025-04-01', facts).actions).toHaveLength(1);
  });

  it('of one item leaves the others', () => {
    const facts = aDebtor({ receivables: [invoice, another], holds: [aHold({ receivable: 'INV-2' })] });
    expect(actionsInWords(on('2025-03-11', facts))).toEqual([
      'first-notice by email, 100.00 EUR: INV-1 100.00 (first-notice)',
    ]);
  });
});

it('no message names what is disputed, promised or held, only what credits cover beside what is asked for', () => {
  const facts = aDebtor({
    receivables: [
      aReceivable({ id: 'INV-0', dueOn: '2025-02-03', amount: 50 }),
      invoice,
      another,
      aCreditNote({ amount: 50 }),
    ],
    disputes: [aDispute({ of: { 'INV-2': 'all' } })],
  });
  const decision = evaluate(
    aPolicy({
      steps: aPolicy().strategies[0]?.steps.map((step) => ({ ...step, grouping: 'customer' as const })) ?? [],
    }),
    facts,
    isoDate('2025-03-11'),
  );
  expect(actionsInWords(decision)).toEqual([
    'first-notice by email, 100.00 EUR: INV-0 0.00, INV-1 100.00 (first-notice)',
  ]);
});
