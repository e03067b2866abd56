import { timeOfDay } from '../dates/instant.ts';
import { isoDate } from '../dates/iso-date.ts';
import { countryPacks } from './country-packs.ts';
import { rulesForCustomer, type ContactCustomer, type RulesForCustomer } from './rules-for-customer.ts';
import { aCalendar, asked, hungary, romania, someRules } from './testing/some-rules.ts';

const eu = aCalendar('EU', '2025-05-01');
const company = someRules({ windowEnd: timeOfDay('21:00'), packs: ['RO', 'EU'] });

function rulesFor(
  customer: Partial<ContactCustomer> & { country: string },
  on = '2025-05-05',
): RulesForCustomer {
  const library = { calendars: [hungary, romania, eu], packs: countryPacks };
  return rulesForCustomer(company, { kind: 'consumer', ...customer }, library, isoDate(on));
}

function inWords(result: RulesForCustomer): string {
  if (!result.ok) return `refused: ${result.refusals.map(({ code }) => code).join(', ')}`;
  const { zone, calendar, packs = [] } = result.rules;
  const notes = result.because.map(({ code }) => code);
  return [zone, calendar.code, packs.map(({ pack }) => pack).join('+'), ...notes].join(' ');
}

describe('the rules for a customer', () => {
  it.each([
    [{ country: 'RO' }, 'Europe/Bucharest RO RO+EU'],
    [{ country: 'RO', kind: 'business' }, 'Europe/Bucharest RO '],
    [{ country: 'HU' }, 'Europe/Budapest HU EU'],
    [{ country: 'FR' }, 'Europe/Paris EU EU otherCalendar'],
    [{ country: 'RS', kind: 'business' }, 'Europe/Belgrade HU  otherCalendar'],
    [{ country: 'ES', zone: 'Atlantic/Canary' }, 'Atlantic/Canary EU EU otherCalendar'],
    [{ country: 'US', zone: 'America/Chicago' }, 'America/Chicago HU  otherCalendar'],
    [{ country: 'US' }, 'refused: zoneUnknown'],
    [{ country: 'ZZ' }, 'refused: zoneUnknown'],
    [{ country: 'toString' }, 'refused: zoneUnknown'],
  ] as const)('%j: %s', (customer, expected) => {
    expect(inWords(rulesFor(customer))).toBe(expected);
  });

  it('are refused on a day its packs know nothing of, with every reason', () => {
    expect(inWords(rulesFor({ country: 'RO' }, '2016-01-04'))).toBe(
      'refused: packNotInForce, packNotInForce',
    );
    expect(inWords(rulesFor({ country: 'RO', kind: 'business' }, '2016-01-04'))).toBe('Europe/Bucharest RO ');
  });

  it('leave a business in Bucharest the company’s hours on its own clock', () => {
    const result = rulesFor({ country: 'RO', kind: 'business' });
    if (!result.ok) throw new Error('refused');
    // 07:59 and 08:00, 20:59 and 21:00 in Bucharest.
    expect(asked(result.rules, '2025-05-05T04:59:00Z')).toBe('2025-05-05T05:00:00.000Z: windowClosed');
    expect(asked(result.rules, '2025-05-05T05:00:00Z')).toBe('now');
    expect(asked(result.rules, '2025-05-05T17:59:00Z')).toBe('now');
    expect(asked(result.rules, '2025-05-05T18:00:00Z')).toBe('2025-05-06T05:00:00.000Z: windowClosed');
  });

  it('follow the holidays of the customer’s country, not of the company’s', () => {
    const result = rulesFor({ country: 'RO', kind: 'business' });
    if (!result.ok) throw new Error('refused');
    // 2 May 2025 is free in Hungary and worked in Romania.
    expect(asked(company, '2025-05-02T10:00:00Z')).toBe('2025-05-05T06:00:00.000Z: closedDay');
    expect(asked(result.rules, '2025-05-02T10:00:00Z')).toBe('now');
  });
});
