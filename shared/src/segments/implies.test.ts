import { implies } from './implies.ts';
import { ruleIn } from './rule-text.ts';

describe('one rule within another', () => {
  it.each([
    ['kind is business', '', true],
    ['', 'kind is business', false],
    ['country is HU', 'country is HU, RO', true],
    ['country is HU, RO', 'country is HU', false],
    ['country is HU', 'country is not RO', true],
    ['country is not RO, PL', 'country is not RO', true],
    // A customer of domains may have hosting too.
    ['product is Domains', 'product is not Hosting', false],
    ['days past due more than 30', 'days past due at least 30', true],
    ['days past due at least 30', 'days past due more than 30', false],
    ['days past due more than 60', 'days past due more than 30', true],
    ['days past due less than 10', 'days past due less than 30', true],
    ['days past due less than 10', 'days past due more than 5', false],
    ['overdue at least EUR 500', 'overdue at least EUR 100', true],
    ['overdue at least EUR 500', 'overdue at least EUR 100 or HUF 40000', false],
    ['kind is business\ncountry is HU', 'country is HU', true],
  ])('%j is within %j: %s', (rule, other, expected) => {
    expect(implies(ruleIn(rule), ruleIn(other))).toBe(expected);
  });
});
