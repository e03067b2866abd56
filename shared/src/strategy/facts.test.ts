import { isoDate } from '../dates/iso-date.ts';
import { aDispute } from '../disputes/testing/a-dispute.ts';
import { aCreditHold, aHold, anOrder } from '../holds/testing/a-hold.ts';
import { aPayment, aPromise } from '../promises/testing/a-promise.ts';
import { factsHash, factsOn, type Facts } from './facts.ts';
import { aDebtor, anAction, aReceivable } from './testing/a-debtor.ts';

const receivables = [
  aReceivable({ id: 'INV-1', dueOn: '2025-03-13' }),
  aReceivable({ id: 'INV-2', dueOn: '2025-03-20' }),
];
const history = [
  anAction({ step: 'pre-due', on: '2025-03-10' }),
  anAction({ step: 'due-date', on: '2025-03-13' }),
];

const twoOfEach = {
  past: ['INV-8', 'INV-9'].map((id) => aReceivable({ id, dueOn: '2025-01-10', open: 0, state: 'settled' })),
  alerts: ['A-1', 'A-2'].map((id) => ({ id, rule: 'large' })),
  payments: [10, 20].map((amount) => aPayment('2025-03-10', amount)),
  promises: ['P-1', 'P-2'].map((id) => aPromise({ id })),
  disputes: ['DSP-1', 'DSP-2'].map((id) => aDispute({ id })),
  holds: ['H-1', 'H-2'].map((id) => aHold({ id })),
  dueDateChanges: ['C-1', 'C-2'].map((id) => ({
    id,
    receivable: 'INV-1',
    originalDueOn: isoDate('2025-03-13'),
    newDueOn: isoDate('2025-04-13'),
    validFrom: isoDate('2025-03-14'),
    requestedBy: 'anna',
  })),
  closedTasks: ['DSP-1|billing', 'DSP-1|finance'].map((key) => ({ key, closedOn: isoDate('2025-03-14') })),
  creditHolds: ['CH-1', 'CH-2'].map((id) => aCreditHold({ id })),
  orders: ['O-1', 'O-2'].map((id) => anOrder({ id, status: 'blocked' })),
  contacts: ['2025-03-10', '2025-03-11'].map((on) => ({ on: isoDate(on), channel: 'email' as const })),
};

describe('the digest of facts', () => {
  const digest = factsHash(aDebtor({ receivables, history }));

  it('is the same in whatever order rows were read', () => {
    const reversed = aDebtor({
      receivables: [...receivables].reverse(),
      history: [...history].reverse(),
      reachableBy: ['call', 'sms', 'letter', 'email'],
    });
    expect(factsHash(reversed)).toBe(digest);
  });

  it('is another when anything differs', () => {
    const others = [
      aDebtor({ receivables: receivables.slice(1), history }),
      aDebtor({ receivables, history: history.slice(1) }),
      aDebtor({ receivables, history, reachableBy: ['email'] }),
      aDebtor({ receivables, history, episode: { openedBy: 'INV-1', openedOn: '2025-03-14' } }),
      aDebtor({
        receivables: [aReceivable({ id: 'INV-1', dueOn: '2025-03-14' }), ...receivables.slice(1)],
        history,
      }),
    ].map(factsHash);
    expect(new Set([digest, ...others]).size).toBe(6);
  });

  it.each(Object.entries(twoOfEach))('holds all %s, in whatever order they were read', (name, rows) => {
    const facts = aDebtor({ receivables, history });
    const [one, other, both, reversed] = [rows.slice(0, 1), rows.slice(1), rows, rows.toReversed()].map(
      (some) =>
        factsHash({
          ...facts,
          ...(name === 'past' ? { past: { reaches: 'year', items: some } } : { [name]: some }),
        } as Facts),
    );
    expect(new Set([digest, one, other, both]).size).toBe(4);
    expect(reversed).toBe(both);
  });

  it('knows that nothing was settled from that nobody looked', () => {
    const facts = aDebtor({ receivables, history });
    expect(factsHash({ ...facts, past: { reaches: 'year', items: [] } })).not.toBe(digest);
  });
});

describe('facts on a day', () => {
  it('are the same object where nothing was agreed or credited, so that nothing is reckoned twice', () => {
    const facts = aDebtor({ receivables, history });
    expect(factsOn(facts, isoDate('2025-03-20'))).toBe(facts);
    const disputed = aDebtor({ receivables, disputes: [aDispute()] });
    expect(factsOn(disputed, isoDate('2025-03-20'))).toEqual(disputed);
  });
});
