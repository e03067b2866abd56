import { contactPolicy } from '../tables/policy.ts';
import { contactPolicyOf, type ContactPolicyRow } from './contact-policy-rows.ts';
import { aRow } from './testing/a-row.ts';

function policyWith(typed: Partial<ContactPolicyRow>): ReturnType<typeof contactPolicyOf> {
  return contactPolicyOf(
    aRow(contactPolicy, {
      dun_windowstart: '09:00',
      dun_windowend: '17:00',
      dun_businessdaysonly: true,
      dun_minimumgapdays: 3,
      dun_smsneedsconsent: false,
      dun_ignorebulkoptout: false,
      ...typed,
    }),
  );
}

describe('a contact policy that people typed', () => {
  it('is hours, a gap and nothing else when nothing else is typed', () => {
    expect(policyWith({})).toEqual({
      windowStart: '09:00',
      windowEnd: '17:00',
      businessDaysOnly: true,
      minimumGapDays: 3,
      caps: [],
      gaps: [],
      packs: [],
      bulkOptOutIgnored: false,
    });
  });

  it('may have caps over all channels and over some', () => {
    expect(policyWith({ dun_caps: '2 in 7 days; call 1 in 1 day; email+letter 3 in 30 days' }).caps).toEqual([
      { channels: 'all', most: 2, days: 7 },
      { channels: ['call'], most: 1, days: 1 },
      { channels: ['email', 'letter'], most: 3, days: 30 },
    ]);
  });

  it('may have the fourteen days that must lie between two reminders, else the claim is void (complaint 24)', () => {
    expect(
      policyWith({ dun_gaps: '14 days after email+letter; 7 days after conversation before call' }).gaps,
    ).toEqual([
      { after: ['email', 'letter'], before: ['email', 'letter'], days: 14 },
      { after: 'conversation', before: ['call'], days: 7 },
    ]);
  });

  it('may have other hours on some weekdays', () => {
    expect(policyWith({ dun_weekdayhours: '5 09:00-15:00; 6 closed' }).weekdays).toEqual({
      5: { from: '09:00', until: '15:00' },
      6: 'closed',
    });
  });

  it('names its packs in capitals, and asks for consent to text messages', () => {
    expect(policyWith({ dun_packs: 'ro, us-reg-f' }).packs).toEqual(['RO', 'US-REG-F']);
    expect(policyWith({ dun_smsneedsconsent: true }).consentNeeded).toEqual(['sms']);
    expect(policyWith({ dun_ignorebulkoptout: true }).bulkOptOutIgnored).toBe(true);
  });
});
