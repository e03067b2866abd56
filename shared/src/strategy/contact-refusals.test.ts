import { aCalendar } from '../contact/testing/some-rules.ts';
import { inWords, type Reason } from '../actions/reason.ts';
import { isoDate } from '../dates/iso-date.ts';
import { aHold } from '../holds/testing/a-hold.ts';
import { contactRefusals } from './contact-refusals.ts';
import { evaluate } from './evaluate.ts';
import type { Facts } from './facts.ts';
import type { Policy } from './policy.ts';
import { aDebtor, aReceivable } from './testing/a-debtor.ts';
import { aPolicy } from './testing/a-policy.ts';

const late = [aReceivable({ dueOn: '2025-03-01' }), aReceivable({ id: 'INV-2', dueOn: '2025-03-02' })];

function refusals(facts: Facts, policy: Policy = aPolicy()): readonly Reason[] {
  return contactRefusals(evaluate(policy, facts, isoDate('2025-04-02')));
}

describe('what somebody has to mend before a debtor is contacted', () => {
  it('is the time zone of a country that has several, said once for all invoices', () => {
    const american = aDebtor({ receivables: late, customer: { country: 'US' } });
    expect(refusals(american)).toEqual([{ code: 'zoneUnknown', country: 'US' }]);
  });

  it('is a calendar that has ended', () => {
    const ended = aPolicy({ calendar: { coveredTo: isoDate('2025-03-31') } });
    expect(refusals(aDebtor({ receivables: late }), ended).map(({ code }) => code)).toEqual(['calendarEnds']);
  });

  it('is a country pack that does not say what held on that day', () => {
    const policy = aPolicy({
      contact: { packs: ['RO'] },
      calendars: [aCalendar('RO')],
      segments: [{ code: 'all', name: 'All', priority: 1, rule: [], strategy: 'B2B' }],
    });
    const facts = aDebtor({
      receivables: [aReceivable({ dueOn: '2016-09-01' })],
      kind: 'consumer',
      customer: { country: 'RO' },
    });
    const decision = evaluate(policy, facts, isoDate('2016-09-20'));
    expect(contactRefusals(decision).map(({ code }) => code)).toEqual(['packNotInForce']);
  });

  it('is a country pack that nobody has', () => {
    const packs = (code: string): Policy => aPolicy({ contact: { packs: [code] } });
    expect(refusals(aDebtor({ receivables: late }), packs('XX-nowhere')).map(inWords)).toEqual([
      'there is no contact pack XX-nowhere',
    ]);
  });

  it('is a window that is never open', () => {
    const weekdays = Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, 'closed' as const]));
    expect(refusals(aDebtor({ receivables: late }), aPolicy({ contact: { weekdays } })).map(inWords)).toEqual(
      ['the contact rules together leave no hour open'],
    );
  });

  it('is nothing where all is as it should be', () => {
    expect(refusals(aDebtor({ receivables: late }))).toEqual([]);
    expect(refusals(aDebtor({ receivables: late, holds: [aHold()] }))).toEqual([]);
    expect(refusals(aDebtor({ receivables: [] }))).toEqual([]);
  });
});
