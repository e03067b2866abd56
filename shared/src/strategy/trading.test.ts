/** Credit holds that follow from what was done, from the ledger, and from orders. */
import { isoDate } from '../dates/iso-date.ts';
import { fromMajor } from '../money/money.ts';
import { aCreditHold, anOrder } from '../holds/testing/a-hold.ts';
import type { CreditRule } from '../holds/trading-status.ts';
import { evaluate } from './evaluate.ts';
import type { Facts } from './facts.ts';
import { aDebtor, anAction, aReceivable } from './testing/a-debtor.ts';
import { aPolicy, businessSteps } from './testing/a-policy.ts';
import { tradingInWords } from './trading.ts';

const rules: readonly CreditRule[] = [
  { code: 'pre-legal', status: 'blocked', when: 'preLegal' },
  { code: 'limit', status: 'conditional', when: 'limitUse', abovePercent: 100, clearedAtPercent: 90 },
];
const policy = aPolicy({
  steps: businessSteps.map((step) => ({ ...step, creditHold: step.code === 'pre-legal' })),
  agreements: { credit: rules },
});
const invoice = aReceivable({ dueOn: '2025-01-20', amount: 500 });
const noticed = (state: 'sent' | 'planned' | 'cancelled') =>
  anAction({ step: 'pre-legal', on: '2025-03-10', state });
const on = (facts: Facts, day = '2025-03-10') => evaluate(policy, facts, isoDate(day)).trading;

describe('the letter before legal steps stops deliveries (F090)', () => {
  it('from the day it was sent, with one command, about what is open of its items', () => {
    const { standing, change } = on(aDebtor({ receivables: [invoice], history: [noticed('sent')] }));
    expect(standing.status).toBe('blocked');
    expect(change.place).toMatchObject({
      rule: 'pre-legal',
      placedOn: '2025-03-10',
      amounts: [fromMajor(500, 'EUR')],
    });
    expect(change.command).toMatchObject({ status: 'blocked', reason: 'pre-legal' });
  });

  it('not while it is only planned, nor when it was cancelled', () => {
    for (const state of ['planned', 'cancelled'] as const) {
      const { standing, change } = on(aDebtor({ receivables: [invoice], history: [noticed(state)] }));
      expect([standing.status, change]).toEqual(['free', {}]);
    }
  });

  it('names holds and commands the same however often it decides', () => {
    const facts = aDebtor({ receivables: [invoice], history: [noticed('sent')] });
    expect(on(facts)).toEqual(on(facts));
  });

  it('nothing is written twice once the hold is stored', () => {
    const { place } = on(aDebtor({ receivables: [invoice], history: [noticed('sent')] })).change;
    const creditHolds = place ? [place] : [];
    const again = on(
      aDebtor({ receivables: [invoice], history: [noticed('sent')], creditHolds }),
      '2025-03-11',
    );
    expect(again.change).toEqual({});
  });

  it('until its items are paid: others do not matter', () => {
    const paid = { ...invoice, state: 'settled' as const, open: fromMajor(0, 'EUR') };
    const other = aReceivable({ id: 'INV-2', dueOn: '2025-01-20', amount: 900 });
    const facts = aDebtor({
      receivables: [paid, other],
      history: [noticed('sent')],
      creditHolds: [aCreditHold({ amounts: [fromMajor(500, 'EUR')] })],
    });
    const { change } = on(facts, '2025-03-20');
    expect(change.release).toMatchObject({ id: 'CH-1', releasedOn: '2025-03-20' });
    expect(change.command).toMatchObject({ status: 'free' });
  });

  it('a natural person is blocked by a person alone', () => {
    const facts = aDebtor({ receivables: [invoice], history: [noticed('sent')], kind: 'consumer' });
    const trading = on(facts);
    expect(trading.standing.status).toBe('free');
    expect(tradingInWords(trading)).toEqual([
      'the rule pre-legal (500.00 EUR) would make it blocked; a person decides.',
    ]);
  });
});

describe('other causes', () => {
  it('the use of the credit limit, in the currency of the limit', () => {
    const facts = aDebtor({
      receivables: [invoice, aReceivable({ id: 'H', dueOn: '2025-05-01', amount: 9e5, currency: 'HUF' })],
    });
    const limited = { ...facts, debtor: { ...facts.debtor, creditLimit: fromMajor(499, 'EUR') } };
    expect(on(limited).standing.status).toBe('conditional');
    expect(
      on({ ...facts, debtor: { ...facts.debtor, creditLimit: fromMajor(500, 'EUR') } }).standing.status,
    ).toBe('free');
  });

  it('an order holds from its first day to its last, which the decision knows', () => {
    const facts = aDebtor({
      receivables: [],
      orders: [anOrder({ status: 'blocked', from: '2025-03-12', until: '2025-03-14' })],
    });
    expect(evaluate(policy, facts, isoDate('2025-03-10')).nextChangeOn).toBe('2025-03-12');
    expect(on(facts, '2025-03-12').standing.status).toBe('blocked');
    expect(on(facts, '2025-03-12').changesOn).toEqual(['2025-03-15']);
    expect(tradingInWords(on(facts, '2025-03-12'))).toEqual([
      'Sold to: blocked, by order (known for years).',
    ]);
    expect(on(facts, '2025-03-15').standing.status).toBe('free');
  });

  it('a release sets the rules aside until its last day, and says so', () => {
    const facts = aDebtor({
      receivables: [invoice],
      history: [noticed('sent')],
      orders: [anOrder({ status: 'free', until: '2025-03-31' })],
    });
    expect(tradingInWords(on(facts))).toEqual([
      'Sold to freely by order (known for years) until 2025-03-31.',
      'the rule pre-legal (500.00 EUR) would make it blocked; a person decides.',
    ]);
  });
});
