import { isoDate } from '../dates/iso-date.ts';
import { fromMajor } from '../money/money.ts';
import { aReceivable } from '../strategy/testing/a-debtor.ts';
import { creditRules, anOrder } from './testing/a-hold.ts';
import { nextTradingChange, tradingStanding, type CreditFacts, type CreditRule } from './trading-status.ts';

const invoice = aReceivable({ dueOn: '2025-03-01', amount: 600 });

function facts(of: Partial<CreditFacts> = {}): CreditFacts {
  return { receivables: [invoice], preLegalItems: [], orders: [], naturalPerson: false, ...of };
}

/** `status: rules`. */
function status(of: Partial<CreditFacts>, asOf = '2025-03-20', rules = creditRules): string {
  const standing = tradingStanding(facts(of), rules, isoDate(asOf));
  return [standing.status, ...standing.causes.map(({ rule }) => rule)].join(' ');
}

describe('the trading status', () => {
  it('is free when nothing speaks against it', () => {
    expect(status({})).toBe('free');
  });

  it('is blocked while an item of the pre-legal notice is open (F090)', () => {
    expect(status({ preLegalItems: ['INV-1'] })).toBe('blocked pre-legal');
    expect(status({ preLegalItems: ['INV-7'] })).toBe('free');
    const paid = aReceivable({ dueOn: '2025-03-01', amount: 600, open: 0, state: 'settled' });
    expect(status({ preLegalItems: ['INV-1'], receivables: [paid] })).toBe('free');
  });

  it('is blocked from so many days overdue on, with so much', () => {
    expect(status({}, '2025-04-29')).toBe('free');
    expect(status({}, '2025-04-30')).toBe('blocked late');
    const little = [aReceivable({ dueOn: '2025-03-01', amount: 499.99 })];
    expect(status({ receivables: little }, '2025-04-30')).toBe('free');
    const forints = [aReceivable({ dueOn: '2025-03-01', amount: 1, currency: 'HUF' })];
    expect(status({ receivables: forints }, '2025-04-30')).toBe('blocked late');
  });

  it('adds up what is overdue per currency, never across', () => {
    const two = [
      aReceivable({ id: 'A', dueOn: '2025-03-01', amount: 300 }),
      aReceivable({ id: 'B', dueOn: '2025-03-01', amount: 200 }),
      aReceivable({ id: 'C', dueOn: '2025-04-01', amount: 900 }),
    ];
    const standing = tradingStanding(facts({ receivables: two }), creditRules, isoDate('2025-04-30'));
    expect(standing).toEqual({
      status: 'blocked',
      causes: [{ rule: 'late', status: 'blocked', amounts: [{ minor: 50_000, currency: 'EUR' }] }],
      setAside: [],
    });
  });

  it('is conditional above the credit limit, until the exposure is back by the margin', () => {
    const use = (exposure: number, heldBy?: string): string =>
      status({
        creditLimit: fromMajor(1_000, 'EUR'),
        exposure: fromMajor(exposure, 'EUR'),
        ...(heldBy !== undefined && { heldBy }),
      });
    expect(use(1_000)).toBe('free');
    expect(use(1_000.01)).toBe('conditional limit');
    expect(use(950, 'limit')).toBe('conditional limit');
    expect(use(900, 'limit')).toBe('free');
    expect(use(950, 'pre-legal')).toBe('free');
  });

  it('has no limit to measure by where there is none or it is zero', () => {
    expect(status({ exposure: fromMajor(9_999, 'EUR') })).toBe('free');
    expect(status({ exposure: fromMajor(9_999, 'EUR'), creditLimit: fromMajor(0, 'EUR') })).toBe('free');
    expect(status({ creditLimit: fromMajor(1, 'EUR') })).toBe('free');
  });

  it('does not measure one currency by another', () => {
    const mixed = { exposure: fromMajor(9_999, 'HUF'), creditLimit: fromMajor(1, 'EUR') };
    expect(() => status(mixed)).toThrow('Cannot measure HUF by a limit in EUR');
  });

  it('is exact for the largest amounts there are', () => {
    const limit = { minor: Number.MAX_SAFE_INTEGER - 1, currency: 'HUF' };
    expect(status({ creditLimit: limit, exposure: limit })).toBe('free');
    expect(status({ creditLimit: limit, exposure: { ...limit, minor: limit.minor + 1 } })).toBe(
      'conditional limit',
    );
  });

  it('is the strictest of all causes, in whatever order the rules stand', () => {
    const over = {
      preLegalItems: ['INV-1'],
      creditLimit: fromMajor(1, 'EUR'),
      exposure: fromMajor(600, 'EUR'),
    };
    expect(status(over)).toBe('blocked pre-legal limit');
    expect(status(over, '2025-04-30', [...creditRules].reverse())).toBe('blocked late pre-legal limit');
  });
});

describe('what a person ordered', () => {
  it('restricts beside the rules, the strictest counting', () => {
    expect(status({ orders: [anOrder({ status: 'conditional' })] })).toBe('conditional order');
    expect(status({ orders: [anOrder({ status: 'blocked' })] })).toBe('blocked order');
    expect(status({ orders: [anOrder({ status: 'conditional' })], preLegalItems: ['INV-1'] })).toBe(
      'blocked pre-legal order',
    );
  });

  it('counts from its first day to its last, or until it is withdrawn', () => {
    const orders = [anOrder({ status: 'blocked', until: '2025-03-31' })];
    const days = ['2025-03-09', '2025-03-10', '2025-03-31', '2025-04-01'];
    expect(days.map((day) => status({ orders }, day))).toEqual([
      'free',
      'blocked order',
      'blocked order',
      'free',
    ]);
    const withdrawn = [anOrder({ status: 'blocked', withdrawnOn: '2025-03-15' })];
    expect(['2025-03-14', '2025-03-15'].map((day) => status({ orders: withdrawn }, day))).toEqual([
      'blocked order',
      'free',
    ]);
  });

  it('as a release sets the rules aside until it ends, and says what they would have done', () => {
    const release = anOrder({ status: 'free', until: '2025-03-31' });
    const released = facts({ orders: [release], preLegalItems: ['INV-1'] });
    expect(tradingStanding(released, creditRules, isoDate('2025-03-31'))).toEqual({
      status: 'free',
      causes: [],
      setAside: [{ rule: 'pre-legal', status: 'blocked', amounts: [{ minor: 60_000, currency: 'EUR' }] }],
      release,
    });
    expect(tradingStanding(released, creditRules, isoDate('2025-04-01')).status).toBe('blocked');
  });

  it('is the last of several', () => {
    const orders = [
      anOrder({ id: 'O-2', status: 'free', from: '2025-03-12', until: '2025-03-14' }),
      anOrder({ id: 'O-1', status: 'blocked', from: '2025-03-10' }),
    ];
    for (const read of [orders, [...orders].reverse()]) {
      expect(['2025-03-11', '2025-03-12', '2025-03-15'].map((day) => status({ orders: read }, day))).toEqual([
        'blocked order',
        'free',
        'blocked order',
      ]);
    }
    const sameDay = [
      anOrder({ id: 'O-1', status: 'blocked' }),
      anOrder({ id: 'O-2', status: 'conditional' }),
    ];
    expect(status({ orders: sameDay })).toBe('conditional order');
    expect(status({ orders: [...sameDay].reverse() })).toBe('conditional order');
  });
});

describe('a natural person', () => {
  it('is restricted by a person only: rules propose (GDPR article 22)', () => {
    const person = facts({
      naturalPerson: true,
      preLegalItems: ['INV-1'],
      creditLimit: fromMajor(1, 'EUR'),
      exposure: fromMajor(600, 'EUR'),
    });
    const standing = tradingStanding(person, creditRules, isoDate('2025-03-20'));
    expect(standing.status).toBe('free');
    expect(standing.setAside.map(({ rule }) => rule)).toEqual(['pre-legal', 'limit']);
    const confirmed = { ...person, orders: [anOrder({ status: 'blocked' })] };
    expect(
      tradingStanding(confirmed, creditRules, isoDate('2025-03-20')).causes.map(({ rule }) => rule),
    ).toEqual(['order']);
  });
});

describe('the next day on which the trading status can change by itself', () => {
  it('is when an item becomes late enough', () => {
    const next = (day: string): unknown => nextTradingChange(facts(), creditRules, isoDate(day));
    expect([next('2025-03-20'), next('2025-04-29'), next('2025-04-30')]).toEqual([
      '2025-04-30',
      '2025-04-30',
      undefined,
    ]);
    const paid = [aReceivable({ dueOn: '2025-03-01', open: 0, state: 'settled' })];
    const onlyPreLegal = creditRules.filter(({ when }) => when === 'preLegal');
    const day = isoDate('2025-03-20');
    expect(nextTradingChange(facts({ receivables: paid }), creditRules, day)).toBeUndefined();
    expect(nextTradingChange(facts(), onlyPreLegal, day)).toBeUndefined();
  });

  it('is when an order begins, ends or is withdrawn', () => {
    const orders = [anOrder({ status: 'blocked', until: '2025-03-31', withdrawnOn: '2025-03-25' })];
    const noRules: readonly CreditRule[] = [];
    const endless = [anOrder({ status: 'blocked' })];
    expect(nextTradingChange(facts({ orders: endless }), noRules, isoDate('2025-03-10'))).toBeUndefined();
    const days = ['2025-03-09', '2025-03-10', '2025-03-25', '2025-04-01'].map(isoDate);
    expect(days.map((day) => nextTradingChange(facts({ orders }), noRules, day))).toEqual([
      '2025-03-10',
      '2025-03-25',
      '2025-04-01',
      undefined,
    ]);
  });
});
