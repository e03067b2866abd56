import { isoDate } from '../dates/iso-date.ts';
import { mayContact } from './may-contact.ts';
import { anAction } from './testing/a-debtor.ts';
import { aPolicy } from './testing/a-policy.ts';

const friday = isoDate('2025-03-21');

describe('whether the customer may be contacted', () => {
  it('on a business day without a contact before', () => {
    expect(mayContact(aPolicy(), [], friday)).toEqual({ allowed: true });
  });

  it('again on the day the gap ends', () => {
    const policy = aPolicy({ contact: { minimumGapDays: 2 } });
    const contactOn = (on: string): ReturnType<typeof mayContact> =>
      mayContact(policy, [anAction({ step: 'call', on, state: 'withPerson' })], friday);
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
    const history = [anAction({ step: 'call', on: '2025-03-21', state: 'withPerson' })];
    expect(mayContact(aPolicy(), history, isoDate('2025-03-22'))).toEqual({
      allowed: false,
      until: '2025-03-24',
      because: [{ code: 'closedDay', opensOn: '2025-03-24' }],
    });
  });

  it('goes by the latest contact, in whatever order they are read', () => {
    const history = ['2025-03-21', '2025-03-03'].map((on) => anAction({ step: 'call', on }));
    expect(mayContact(aPolicy(), history, friday).allowed).toBe(false);
    expect(mayContact(aPolicy(), history.reverse(), friday).allowed).toBe(false);
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
