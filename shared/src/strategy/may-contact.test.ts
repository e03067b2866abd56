import type { Contact } from '../contact/limits.ts';
import { isoDate, type IsoDate } from '../dates/iso-date.ts';
import { contactsOf, mayContact as mayContactBy, type MayContact } from './may-contact.ts';
import type { Policy } from './policy.ts';
import { rulesOfDebtor } from './rules-of-debtor.ts';
import { aDebtor, anAction } from './testing/a-debtor.ts';
import { aPolicy } from './testing/a-policy.ts';

const friday = isoDate('2025-03-21');

/** By e-mail, with the rules for a Hungarian business. */
function mayContact(policy: Policy, contacts: readonly Contact[], asOf: IsoDate): MayContact {
  const rules = rulesOfDebtor(policy, aDebtor({ receivables: [] }).debtor, asOf);
  return mayContactBy(rules, { channel: 'email', contacts }, asOf);
}

describe('whether the customer may be contacted', () => {
  it('on a business day without a contact before', () => {
    expect(mayContact(aPolicy(), [], friday)).toEqual({ allowed: true });
  });

  it('again on the day the gap ends', () => {
    const policy = aPolicy({ contact: { minimumGapDays: 2 } });
    const contactOn = (on: string): ReturnType<typeof mayContact> =>
      mayContact(policy, contactsOf([anAction({ step: 'call', on, state: 'withPerson' })]), friday);
    expect(contactOn('2025-03-19')).toEqual({ allowed: true });
    expect(contactOn('2025-03-20')).toEqual({
      allowed: false,
      until: '2025-03-24',
      because: [
        { code: 'contactGap', lastContactOn: '2025-03-20', gapDays: 2 },
        { code: 'closedDay', opensOn: '2025-03-24' },
      ],
    });
  });

  it('not on a closed day, and then the gap that has passed is no reason', () => {
    const history = contactsOf([anAction({ step: 'call', on: '2025-03-21', state: 'withPerson' })]);
    expect(mayContact(aPolicy(), history, isoDate('2025-03-22'))).toEqual({
      allowed: false,
      until: '2025-03-24',
      because: [{ code: 'closedDay', opensOn: '2025-03-24' }],
    });
  });

  it('goes by the latest contact, in whatever order they are read', () => {
    const history = contactsOf(['2025-03-21', '2025-03-03'].map((on) => anAction({ step: 'call', on })));
    expect(mayContact(aPolicy(), history, friday).allowed).toBe(false);
    expect(mayContact(aPolicy(), history.toReversed(), friday).allowed).toBe(false);
  });

  it('as often as the caps of the policy allow', () => {
    const policy = aPolicy({ contact: { caps: [{ channels: 'all', most: 2, days: 7 }] } });
    const contacts = contactsOf(
      ['2025-03-17', '2025-03-19'].map((on) => anAction({ step: 'second-notice', on, item: on })),
    );
    // Two within the seven days before; the first of them leaves on Monday the 24th.
    expect(mayContact(policy, contacts, friday)).toMatchObject({ allowed: false, until: '2025-03-24' });
    expect(mayContact(policy, contacts.slice(1), friday)).toEqual({ allowed: true });
  });

  it('at weekends where the policy has no business days', () => {
    const policy = aPolicy({ contact: { businessDaysOnly: false } });
    expect(mayContact(policy, [], isoDate('2025-03-22'))).toEqual({ allowed: true });
  });

  it('is not known beyond the calendar', () => {
    expect(mayContact(aPolicy(), [], isoDate('2027-01-04'))).toEqual({
      allowed: false,
      because: [{ code: 'calendarEnds', calendar: 'HU' }],
    });
  });
});
