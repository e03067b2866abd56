import { timeOfDay } from '../dates/instant.ts';
import { isoDate } from '../dates/iso-date.ts';
import { checkContactPolicy } from './check-policy.ts';
import type { ContactPolicy } from './contact-policy.ts';
import { countryPacks } from './country-packs.ts';
import { someRules } from './testing/some-rules.ts';

function refused(contact: Partial<ContactPolicy>, on = '2025-05-05'): readonly string[] {
  return checkContactPolicy(someRules(contact), countryPacks, isoDate(on)).map(
    ({ code, field, value }) => `${code} ${field}: ${value}`,
  );
}

describe('a contact policy', () => {
  it('that can be met is not refused', () => {
    expect(refused({})).toEqual([]);
    expect(refused({ packs: ['RO', 'PL', 'HU', 'EU', 'US-REG-F'] })).toEqual([]);
  });

  it.each<[Partial<ContactPolicy>, string]>([
    [{ windowEnd: timeOfDay('08:00') }, 'windowEndsBeforeStart window: 08:00–08:00'],
    [
      { weekdays: { 5: { from: timeOfDay('12:00'), until: timeOfDay('11:00') } } },
      'windowEndsBeforeStart weekdays 5: 12:00–11:00',
    ],
    [{ weekdays: { 8: 'closed' } }, 'notAWeekday weekdays: 8'],
    [{ minimumGapDays: 0 }, 'notPositive minimumGapDays: 0'],
    [{ minimumGapDays: 1.5 }, 'notPositive minimumGapDays: 1.5'],
    [{ caps: [{ channels: 'all', most: 0, days: 7 }] }, 'notPositive caps 1, most: 0'],
    [{ caps: [{ channels: 'all', most: 1, days: -7 }] }, 'notPositive caps 1, days: -7'],
    [{ caps: [{ channels: [], most: 1, days: 7 }] }, 'noChannel caps 1, channels: none'],
    [{ gaps: [{ after: [], before: 'all', days: 7 }] }, 'noChannel gaps 1, after: none'],
    [{ gaps: [{ after: 'conversation', before: [], days: 7 }] }, 'noChannel gaps 1, before: none'],
    [{ gaps: [{ after: 'all', before: 'all', days: Number.NaN }] }, 'notPositive gaps 1, days: NaN'],
    [{ packs: ['RO', 'XX'] }, 'packUnknown packs: XX'],
  ])('%j is refused: %s', (contact, expected) => {
    expect(refused(contact)).toEqual([expected]);
  });

  it('is refused with a pack that does not say what holds on its first day', () => {
    expect(refused({ packs: ['RO', 'EU'] }, '2020-01-06')).toEqual(['packNotInForce packs: EU']);
  });

  it('that leaves no hour open is refused, alone or with a pack', () => {
    const weekdays = Object.fromEntries([1, 2, 3, 4, 5].map((day) => [day, 'closed' as const]));
    expect(refused({ weekdays: { ...weekdays, 6: 'closed', 7: 'closed' } })).toEqual([
      'neverOpens hours: the policy alone',
    ]);
    // Saturdays worked by decree are business days, but Romania is closed on every Saturday.
    const saturdays = { businessDaysOnly: false, weekdays: { ...weekdays, 7: 'closed' as const } };
    expect(refused(saturdays)).toEqual([]);
    expect(refused({ ...saturdays, packs: ['RO', 'HU'] })).toEqual(['neverOpens hours: RO']);
  });
});
