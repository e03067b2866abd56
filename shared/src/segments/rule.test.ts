import { fromMajor } from '../money/money.ts';
import type { Measures } from './measures.ts';
import { factInWords, ruleIn } from './rule-text.ts';
import { ruleHolds } from './rule.ts';
import { theMeasures } from './testing/measured.ts';

function holds(text: string, known: Partial<Measures> = {}): boolean {
  return ruleHolds(ruleIn(text), theMeasures(known)).holds;
}

function overdue(...amounts: readonly (readonly [number, string])[]): Partial<Measures> {
  return { overdue: amounts.map(([amount, currency]) => fromMajor(amount, currency)) };
}

describe('an amount at its boundary', () => {
  it.each([
    ['at least', [false, true, true]],
    ['more than', [false, false, true]],
    ['at most', [true, true, false]],
    ['less than', [true, false, false]],
  ])('%s EUR 1000.00 against 999.99, 1000.00 and 1000.01', (compare, expected) => {
    const against = [999.99, 1000, 1000.01].map((amount) =>
      holds(`overdue ${compare} EUR 1000.00`, overdue([amount, 'EUR'])),
    );
    expect(against).toEqual(expected);
  });
});

describe('amounts of several currencies (complaint 19)', () => {
  it('are compared each by itself: one that is reached is enough', () => {
    const rule = 'overdue at least EUR 1000 or HUF 400000';
    expect(holds(rule, overdue([999, 'EUR'], [399_999, 'HUF']))).toBe(false);
    expect(holds(rule, overdue([999, 'EUR'], [400_000, 'HUF']))).toBe(true);
    expect(holds('overdue at least EUR 1000', overdue([2_000_000, 'HUF']))).toBe(false);
    expect(holds('overdue more than EUR 1000', overdue([1_001, 'EUR'], [1, 'HUF']))).toBe(true);
  });

  it('are small only when all are: one that is not named is never taken for a small one', () => {
    expect(holds('overdue less than EUR 100', overdue([50, 'EUR']))).toBe(true);
    expect(holds('overdue less than EUR 100', overdue([50, 'EUR'], [1, 'HUF']))).toBe(false);
    expect(holds('overdue less than EUR 100 or HUF 40000', overdue([50, 'EUR'], [1, 'HUF']))).toBe(true);
    expect(holds('overdue less than EUR 100', overdue([0, 'HUF']))).toBe(true);
    expect(holds('overdue less than EUR 100')).toBe(true);
  });
});

describe('who owes nothing', () => {
  it('owes nothing in any currency', () => {
    expect(holds('overdue at least EUR 0')).toBe(true);
    expect(holds('overdue at least EUR 0 or HUF 400000')).toBe(true);
    expect(holds('overdue less than EUR 0')).toBe(false);
    expect(holds('overdue more than EUR 0', overdue([0, 'EUR']))).toBe(false);
  });
});

describe('words', () => {
  it('match one of several, or none, in any case', () => {
    expect(holds('country is PL, RO')).toBe(false);
    expect(holds('country is PL, HU')).toBe(true);
    expect(holds('country is not PL, RO')).toBe(true);
    expect(holds('product is hosting', { product: ['Domains', 'Hosting'] })).toBe(true);
    expect(holds('product is not Hosting', { product: ['Domains', 'Hosting'] })).toBe(false);
    expect(holds('past product is not Hosting', { pastProduct: ['Domains'] })).toBe(true);
  });
});

describe('what is not known', () => {
  it.each([
    'credit limit use less than 80',
    'credit limit use at least 0',
    'average days late at most 5',
    'late share less than 101 %',
    'promises kept at least 0 %',
    'months as customer less than 6',
    'purchases less than EUR 1000000',
    'language is not hu',
    'product is not Hosting',
    'severity is not critical',
  ])('makes a condition false: %s', (text) => {
    const { holds: itHolds, facts } = ruleHolds(ruleIn(text), theMeasures());
    expect(itHolds).toBe(false);
    expect(facts.map(factInWords).join()).toContain('not known');
  });
});

describe('a rule', () => {
  const text = 'kind is business\noverdue more than EUR 1000\ndays past due more than 30';

  it('holds when every condition does, and cites what was found', () => {
    const { holds: itHolds, facts } = ruleHolds(
      ruleIn(text),
      theMeasures({ ...overdue([1_200, 'EUR']), daysPastDue: 31 }),
    );
    expect(itHolds).toBe(true);
    expect(facts.map(factInWords)).toEqual([
      'kind business (is business)',
      'overdue EUR 1200.00 (more than EUR 1000.00)',
      'days past due 31 (more than 30)',
    ]);
  });

  it('ends at the first condition that does not hold', () => {
    const { holds: itHolds, facts } = ruleHolds(ruleIn(text), theMeasures(overdue([1_000, 'EUR'])));
    expect(itHolds).toBe(false);
    expect(facts.map(factInWords)).toEqual([
      'kind business (is business)',
      'overdue EUR 1000.00 (more than EUR 1000.00)',
    ]);
  });

  it('without conditions holds for everybody', () => {
    expect(holds('')).toBe(true);
  });
});
