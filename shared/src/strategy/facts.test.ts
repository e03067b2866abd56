import { factsHash } from './facts.ts';
import { aDebtor, anAction, aReceivable } from './testing/a-debtor.ts';

const receivables = [
  aReceivable({ id: 'INV-1', dueOn: '2025-03-13' }),
  aReceivable({ id: 'INV-2', dueOn: '2025-03-20' }),
];
const history = [
  anAction({ step: 'pre-due', on: '2025-03-10' }),
  anAction({ step: 'due-date', on: '2025-03-13' }),
];

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
});
