import { isoDate } from '@dunlin/shared/dates/iso-date';
import { agingProfile } from '@dunlin/shared/receivables/aging';
import { evaluate } from '@dunlin/shared/strategy/evaluate';
import { aCreditNote, aDebtor, aReceivable } from '@dunlin/shared/strategy/testing/a-debtor';
import { aPolicy } from '@dunlin/shared/strategy/testing/a-policy';
import { agingColumns, nextLookOn, noAging } from './debtor-aging.ts';

const asOf = isoDate('2025-03-31');

describe('the aging of a debtor on 31 March', () => {
  const ledger = [
    aReceivable({ id: 'A', dueOn: '2025-04-10', amount: 100 }),
    aReceivable({ id: 'B', dueOn: '2025-03-30', amount: 20 }),
    aReceivable({ id: 'C', dueOn: '2025-02-28', amount: 30.5 }),
    aReceivable({ id: 'D', dueOn: '2024-01-01', amount: 400 }),
    aReceivable({ id: 'E', dueOn: '2024-01-01', amount: 3_000, currency: 'HUF' }),
    aCreditNote({ amount: 50 }),
  ];

  it('is told in the currency of the row, with credits apart and other currencies in words', () => {
    expect(agingColumns(agingProfile(ledger, asOf), 'EUR')).toEqual({
      dun_balance: 500.5,
      dun_notdue: 100,
      dun_days1to30: 20,
      dun_days31to60: 30.5,
      dun_days61to90: 0,
      dun_over90days: 400,
      dun_opencredits: 50,
      dun_otherbalance: '3,000.00\u00a0HUF',
    });
  });

  it('names as many other currencies as the column holds', () => {
    const currencies = ['HUF', 'PLN', 'RON', 'CZK', 'USD', 'GBP', 'CHF', 'SEK', 'NOK', 'DKK', 'CAD', 'AUD'];
    const many = currencies.map((currency) =>
      aReceivable({ id: currency, dueOn: '2025-01-01', amount: 1_234_567.89, currency }),
    );
    const told = String(agingColumns(agingProfile(many, asOf), 'EUR')['dun_otherbalance']);
    expect(told).toHaveLength(200);
    expect(told).toMatch(/^1,234,567\.89\u00a0\w{3}, .*…$/);
  });

  it('of a debtor who has paid everything is zero, and of one who never owed anything empty', () => {
    const columns = agingColumns([], 'EUR');
    expect(columns).toMatchObject({ dun_balance: 0, dun_over90days: 0, dun_otherbalance: null });
    expect(Object.keys(columns).sort()).toEqual(Object.keys(noAging).sort());
  });
});

describe('the next look at a debtor', () => {
  const facts = aDebtor({ receivables: [aReceivable({ dueOn: '2025-03-01', amount: 100 })] });

  it('is on the day an invoice is a bucket older, when the decision does not change before', () => {
    const decision = {
      ...evaluate(aPolicy(), facts, isoDate('2025-03-20')),
      nextChangeOn: isoDate('2025-04-15'),
    };
    expect(nextLookOn(facts, decision)).toBe('2025-04-01');
  });

  it('stays where the decision changes sooner, or nothing grows older', () => {
    const decision = {
      ...evaluate(aPolicy(), facts, isoDate('2025-03-20')),
      nextChangeOn: isoDate('2025-03-25'),
    };
    expect(nextLookOn(facts, decision)).toBe('2025-03-25');
    expect(nextLookOn(facts, { ...decision, asOf: isoDate('2025-08-01') })).toBe('2025-03-25');
  });
});
