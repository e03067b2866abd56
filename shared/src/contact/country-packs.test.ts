import { isoDate } from '../dates/iso-date.ts';
import { countryPacks } from './country-packs.ts';
import { packLimits, type CountryPack } from './country-pack.ts';
import { aContact, asked, packAlone } from './testing/some-rules.ts';

const anyChannel = ['email', 'letter', 'sms', 'call'] as const;

function packOf(code: string): CountryPack {
  const pack = countryPacks.find((one) => one.code === code);
  if (!pack) throw new Error(`There is no pack ${code}`);
  return pack;
}

describe('Romania, OUG 52/2016: consumers are not contacted outside 09:00–20:00 nor at weekends without agreement (oracle 5.2 RO)', () => {
  const rules = packAlone('RO', { country: 'RO' });

  it.each([
    // Summer time in Bucharest: three hours ahead of UTC. 5 May 2025 is a Monday.
    ['2025-05-05T05:59:59Z', '2025-05-05T06:00:00.000Z: windowClosed', 'a second before nine'],
    ['2025-05-05T06:00:00Z', 'now', 'nine o’clock'],
    ['2025-05-05T16:59:59Z', 'now', 'a second before eight in the evening'],
    ['2025-05-05T17:00:00Z', '2025-05-06T06:00:00.000Z: windowClosed', 'eight in the evening'],
    ['2025-05-09T17:00:00Z', '2025-05-12T06:00:00.000Z: windowClosed, closedDay', 'Friday evening'],
    ['2025-05-10T09:00:00Z', '2025-05-12T06:00:00.000Z: closedDay', 'Saturday noon'],
    ['2025-05-11T09:00:00Z', '2025-05-12T06:00:00.000Z: closedDay', 'Sunday noon'],
  ])('at %s: %s (%s)', (at, expected) => {
    for (const channel of anyChannel) expect(asked(rules, at, channel)).toBe(expected);
  });

  it('goes by the clock of the customer, not of the company in Budapest', () => {
    // 08:30 in Budapest is 09:30 in Bucharest; 19:30 is 20:30.
    expect(asked(rules, '2025-05-05T06:30:00Z')).toBe('now');
    expect(asked(rules, '2025-05-05T17:30:00Z')).toBe('2025-05-06T06:00:00.000Z: windowClosed');
  });

  it('contact is open at other times with the customer’s agreement only', () => {
    const agreed = packAlone('RO', { country: 'RO', allowances: ['agreed'] });
    expect(asked(agreed, '2025-05-10T09:00:00Z')).toBe('now');
    expect(asked(agreed, '2025-05-05T19:00:00Z')).toBe('now');
    const noOtherWay = packAlone('RO', { country: 'RO', allowances: ['noOtherWay'] });
    expect(asked(noOtherWay, '2025-05-10T09:00:00Z')).toBe('2025-05-12T06:00:00.000Z: closedDay');
  });

  it('pauses until a contestation is answered', () => {
    expect(asked(rules, '2025-05-05T09:00:00Z', 'call', { disputed: true })).toBe('never: disputeUnanswered');
    expect(asked(rules, '2025-05-05T09:00:00Z', 'call', { disputed: false })).toBe('now');
  });

  it('says what people may not do', () => {
    const conduct = packOf('RO').conduct.join(' ');
    for (const word of ['workplace', 'neighbours', 'third parties', 'threats', 'penalty interest'])
      expect(conduct).toContain(word);
  });

  it('is not about businesses', () => {
    const business = packAlone('RO', { country: 'RO', kind: 'business' });
    expect(asked(business, '2025-05-10T01:00:00Z')).toBe('now');
  });
});

describe('Poland, good practice of KPF/ZPF: 06–22 on weekdays, 08–20 at weekends only if there is no other way (oracle 5.2 PL)', () => {
  const rules = packAlone('PL', { country: 'PL' });
  const noOtherWay = packAlone('PL', { country: 'PL', allowances: ['noOtherWay'] });

  it.each([
    // Summer time in Warsaw: two hours ahead of UTC. 9 May 2025 is a Friday.
    ['2025-05-09T03:59:59Z', '2025-05-09T04:00:00.000Z: windowClosed'],
    ['2025-05-09T04:00:00Z', 'now'],
    ['2025-05-09T19:59:59Z', 'now'],
    ['2025-05-09T20:00:00Z', '2025-05-12T04:00:00.000Z: windowClosed, closedDay'],
    ['2025-05-10T10:00:00Z', '2025-05-12T04:00:00.000Z: closedDay'],
    ['2025-05-01T10:00:00Z', '2025-05-02T04:00:00.000Z: closedDay'],
  ])('a call at %s: %s', (at, expected) => {
    expect(asked(rules, at, 'call')).toBe(expected);
  });

  it.each([
    ['2025-05-10T05:59:59Z', '2025-05-10T06:00:00.000Z: windowClosed'],
    ['2025-05-10T06:00:00Z', 'now'],
    ['2025-05-11T17:59:59Z', 'now'],
    ['2025-05-11T18:00:00Z', '2025-05-12T04:00:00.000Z: windowClosed'],
    ['2025-05-09T19:30:00Z', 'now'],
  ])('a call at %s, if there is no other way: %s', (at, expected) => {
    expect(asked(noOtherWay, at, 'call')).toBe(expected);
  });

  it('agreement does not open the weekend', () => {
    const agreed = packAlone('PL', { country: 'PL', allowances: ['agreed'] });
    expect(asked(agreed, '2025-05-10T10:00:00Z', 'call')).toBe('2025-05-12T04:00:00.000Z: closedDay');
  });

  it('letters have no hours, but a closed envelope without marks of a debt', () => {
    expect(asked(rules, '2025-05-10T22:30:00Z', 'letter')).toBe('now');
    expect(packOf('PL').conduct).toEqual(['Letters go in a closed envelope that shows nothing of a debt.']);
  });
});

describe('Hungary, MNB 2/2019: limits exist whose hours were not seen (oracle 5.2 HU)', () => {
  it('makes none up and says so', () => {
    const pack = packOf('HU');
    expect(pack.notSeen).toEqual(['hours', 'frequency']);
    expect(pack.rules).toEqual({ caps: [], gaps: [] });
    expect(pack.source.join(' ')).toContain('2/2019. (II. 13.)');
  });

  it('leaves the company its own hours', () => {
    expect(asked(packAlone('HU', { country: 'HU' }), '2025-05-10T20:00:00Z')).toBe('now');
  });
});

describe('United States, Regulation F: 08–21 local, 7 calls in 7 days, 7 days’ pause after a conversation (oracle 5.2 US Reg F)', () => {
  const rules = packAlone('US-REG-F', { country: 'US', zone: 'America/New_York' });

  it.each([
    // Daylight time in New York: four hours behind UTC.
    ['2025-05-05T11:59:59Z', '2025-05-05T12:00:00.000Z: windowClosed'],
    ['2025-05-05T12:00:00Z', 'now'],
    ['2025-05-06T00:59:59Z', 'now'],
    ['2025-05-06T01:00:00Z', '2025-05-06T12:00:00.000Z: windowClosed'],
    ['2025-05-10T16:00:00Z', 'now'],
  ])('at %s: %s', (at, expected) => {
    expect(asked(rules, at, 'call')).toBe(expected);
  });

  it('the hours are those of the customer: one moment, open in New York and closed in Los Angeles', () => {
    const west = packAlone('US-REG-F', { country: 'US', zone: 'America/Los_Angeles' });
    expect(asked(rules, '2025-05-05T14:00:00Z', 'call')).toBe('now');
    expect(asked(west, '2025-05-05T14:00:00Z', 'call')).toBe('2025-05-05T15:00:00.000Z: windowClosed');
  });

  const calls = (...days: number[]) => days.map((day) => aContact('call', `2025-05-0${day}`));

  it('allows the seventh call in seven days, and the eighth when the first is seven days old', () => {
    const six = calls(1, 2, 3, 4, 5, 6);
    expect(asked(rules, '2025-05-07T16:00:00Z', 'call', { contacts: six })).toBe('now');
    const seven = calls(1, 1, 2, 3, 4, 5, 6);
    expect(asked(rules, '2025-05-07T16:00:00Z', 'call', { contacts: seven })).toBe(
      '2025-05-08T12:00:00.000Z: contactCap',
    );
    expect(asked(rules, '2025-05-08T16:00:00Z', 'call', { contacts: seven })).toBe('now');
  });

  it('counts no call of the customer, and no letter', () => {
    const incoming = calls(1, 1, 2, 3, 4, 5, 6).map((call) => ({ ...call, fromCustomer: true }));
    expect(asked(rules, '2025-05-07T16:00:00Z', 'call', { contacts: incoming })).toBe('now');
    const letters = calls(1, 1, 2, 3, 4, 5, 6).map((call) => ({ ...call, channel: 'letter' as const }));
    expect(asked(rules, '2025-05-07T16:00:00Z', 'call', { contacts: letters })).toBe('now');
  });

  it('pauses seven days after a conversation, its day being the first, whoever called', () => {
    const spoke = [aContact('call', '2025-05-05', { conversation: true, fromCustomer: true })];
    expect(asked(rules, '2025-05-11T16:00:00Z', 'call', { contacts: spoke })).toBe(
      '2025-05-12T12:00:00.000Z: contactGap',
    );
    expect(asked(rules, '2025-05-12T16:00:00Z', 'call', { contacts: spoke })).toBe('now');
    expect(asked(rules, '2025-05-06T16:00:00Z', 'email', { contacts: spoke })).toBe('now');
  });

  it('asks for a way out of e-mails and text messages', () => {
    expect(packOf('US-REG-F').conduct.join(' ')).toContain('opt out');
  });
});

describe('packs together', () => {
  it('the strictest wins: the Union’s careful reading from eight, Romania’s from nine', () => {
    const both = { ...packAlone('RO', { country: 'RO' }) };
    const eu = packAlone('EU', { country: 'RO' });
    const rules = { ...both, packs: [...(both.packs ?? []), ...(eu.packs ?? [])] };
    expect(asked(eu, '2025-05-05T05:30:00Z')).toBe('now');
    expect(asked(rules, '2025-05-05T05:30:00Z')).toBe('2025-05-05T06:00:00.000Z: windowClosed');
    // A holiday on a weekday is closed by the one, though the other says only weekends.
    expect(asked(both, '2025-05-01T09:00:00Z')).toBe('now');
    expect(asked(rules, '2025-05-01T09:00:00Z')).toBe('2025-05-02T06:00:00.000Z: closedDay');
  });
});

describe('a pack', () => {
  it.each(countryPacks.map((pack) => [pack.code, pack] as const))('%s is dated and cited', (_, pack) => {
    expect(pack.source.length).toBeGreaterThan(1);
    expect(pack.source.some((one) => one.startsWith('https://'))).toBe(true);
    expect(pack.retrieved >= pack.validFrom).toBe(true);
    expect(pack.countries.length).toBeGreaterThan(0);
  });

  it('refuses outside its coverage, and only customers it is about', () => {
    const consumer = { country: 'RO', kind: 'consumer' } as const;
    const on = (date: string, customer: Parameters<typeof packLimits>[2] = consumer) =>
      packLimits(['RO'], countryPacks, customer, isoDate(date));
    expect(on('2016-09-29')).toEqual({
      ok: false,
      refusals: [{ code: 'packNotInForce', pack: 'RO', on: '2016-09-29' }],
    });
    expect(on('2016-09-30').ok).toBe(true);
    expect(on('2016-09-29', { country: 'RO', kind: 'business' })).toEqual({ ok: true, limits: [] });
    expect(on('2016-09-29', { country: 'HU', kind: 'consumer' })).toEqual({ ok: true, limits: [] });
  });

  it('changes with its text, and ends on its last day', () => {
    const old: CountryPack = { ...packOf('RO'), validTo: isoDate('2025-05-31') };
    const rules = { caps: [{ channels: 'all', most: 1, days: 7 }], gaps: [] } as const;
    const next: CountryPack = { ...packOf('RO'), validFrom: isoDate('2025-06-02'), rules };
    const capsOn = (date: string) => {
      const found = packLimits(['RO'], [old, next], { country: 'RO', kind: 'consumer' }, isoDate(date));
      return found.ok ? found.limits.flatMap(({ caps }) => caps.length) : found.refusals[0]?.code;
    };
    expect(capsOn('2025-05-31')).toEqual([0]);
    expect(capsOn('2025-06-01')).toBe('packNotInForce');
    expect(capsOn('2025-06-02')).toEqual([1]);
  });

  it('that does not exist is refused for everybody', () => {
    expect(
      packLimits(['XX'], countryPacks, { country: 'HU', kind: 'business' }, isoDate('2025-05-05')),
    ).toEqual({
      ok: false,
      refusals: [{ code: 'packUnknown', pack: 'XX' }],
    });
  });
});
