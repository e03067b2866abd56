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
    ['country is not RO', 'country is not RO, PL', false],
    ['country is not RO', 'country is RO', false],
    ['country is HU, RO', 'country is not RO', false],
    ['kind is business', 'country is HU', false],
    ['past product is Domains', 'past product is not Hosting', false],
    ['product is DOMAINS', 'product is domains, hosting', true],
    // A customer of domains may have hosting too.
    ['product is Domains', 'product is not Hosting', false],
    ['days past due more than 30', 'days past due at least 30', true],
    ['days past due at least 30', 'days past due more than 30', false],
    ['days past due at least 30', 'days past due at least 30', true],
    ['days past due at least 30', 'days past due at least 60', false],
    ['days past due less than 30', 'days past due at most 30', true],
    ['days past due at most 30', 'days past due less than 30', false],
    ['days past due at most 30', 'days past due at most 60', true],
    ['days past due at most 60', 'days past due at most 30', false],
    // More than 60 days is never less than 30, although 60 is more than 30.
    ['days past due more than 60', 'days past due less than 30', false],
    ['days past due less than 30', 'days past due more than 60', false],
    ['days past due at least 60', 'days past due more than 30', true],
    ['days past due more than 60', 'days past due more than 30', true],
    ['days past due less than 10', 'days past due less than 30', true],
    ['days past due less than 10', 'days past due more than 5', false],
    ['overdue at least EUR 500', 'overdue at least EUR 100', true],
    ['overdue at least EUR 500', 'overdue at least EUR 100 or HUF 40000', false],
    ['overdue at least EUR 500', 'overdue at least HUF 100', false],
    ['overdue at least EUR 500 or HUF 200000', 'overdue at least EUR 100 or HUF 40000', true],
    ['overdue at least EUR 500 or HUF 40000', 'overdue at least EUR 100 or HUF 200000', false],
    ['kind is business\ncountry is HU', 'country is HU', true],
  ])('%j is within %j: %s', (rule, other, expected) => {
    expect(implies(ruleIn(rule), ruleIn(other))).toBe(expected);
  });
});
