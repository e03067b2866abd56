import { timeOfDay } from '../dates/instant.ts';
import { addDays, isoDate } from '../dates/iso-date.ts';
import { nextContactDay } from './next-contact.ts';
import { aContact, asked, packAlone, someRules } from './testing/some-rules.ts';

// Summer time in Budapest: two hours ahead of UTC. 5 May 2025 is a Monday.

function day(
  rules: ReturnType<typeof someRules>,
  from: string,
  question: Partial<Parameters<typeof nextContactDay>[1]> = {},
): unknown {
  return nextContactDay(rules, { contacts: [], ...question }, isoDate(from));
}

describe('nothing is sent at weekends, on holidays or at night (complaint 22)', () => {
  it.each([
    ['2025-05-05T08:00:00Z', 'now', 'Monday morning'],
    ['2025-05-05T20:00:00Z', '2025-05-06T06:00:00.000Z: windowClosed', 'Monday night'],
    ['2025-05-10T08:00:00Z', '2025-05-12T06:00:00.000Z: closedDay', 'Saturday'],
    ['2025-05-17T08:00:00Z', 'now', 'a Saturday worked by decree'],
    ['2025-05-01T08:00:00Z', '2025-05-05T06:00:00.000Z: closedDay', 'May Day and the rest day after it'],
    ['2025-05-05T04:00:00Z', '2025-05-05T06:00:00.000Z: windowClosed', 'early on Monday'],
    ['2025-04-17T16:00:00Z', '2025-04-22T06:00:00.000Z: windowClosed, closedDay', 'Thursday before Easter'],
  ])('at %s: %s (%s)', (at, expected) => {
    expect(asked(someRules(), at, 'email')).toBe(expected);
  });

  it('a ladder is not spent over a weekend: of three steps due on it none goes out before Monday (complaint 22)', () => {
    for (const at of ['2025-05-09T16:01:00Z', '2025-05-10T12:00:00Z', '2025-05-11T23:00:00Z'])
      expect(asked(someRules(), at, 'email')).toMatch(/^2025-05-12T06:00:00.000Z: /);
  });
});

describe('the least gap', () => {
  const rules = someRules({ minimumGapDays: 3 });

  it.each(['email', 'letter', 'sms', 'call', 'meeting'] as const)(
    'counts a contact by %s that was made by hand (complaint 3)',
    (channel) => {
      const contacts = [aContact(channel, '2025-05-05')];
      expect(asked(rules, '2025-05-07T08:00:00Z', 'email', { contacts })).toBe(
        '2025-05-08T06:00:00.000Z: contactGap',
      );
      expect(asked(rules, '2025-05-08T08:00:00Z', 'email', { contacts })).toBe('now');
    },
  );

  it('does not count what came from the customer', () => {
    const contacts = [aContact('email', '2025-05-07', { fromCustomer: true })];
    expect(asked(rules, '2025-05-07T08:00:00Z', 'email', { contacts })).toBe('now');
  });

  it('then waits for an open day', () => {
    const contacts = [aContact('email', '2025-05-07')];
    expect(day(rules, '2025-05-08', { contacts })).toEqual({
      on: '2025-05-12',
      because: [
        { code: 'contactGap', lastContactOn: '2025-05-07', gapDays: 3 },
        { code: 'closedDay', opensOn: '2025-05-12' },
      ],
    });
  });

  it('may be longer between letters: a second reminder fourteen days after the first, else the claim is void (complaint 24)', () => {
    // The Norwegian Inkassoloven, as a creditor there would set it.
    const norway = someRules({
      gaps: [{ after: ['letter', 'email'], before: ['letter', 'email'], days: 14 }],
    });
    const contacts = [aContact('letter', '2025-05-05')];
    expect(asked(norway, '2025-05-18T08:00:00Z', 'letter', { contacts })).toBe(
      '2025-05-19T06:00:00.000Z: contactGap',
    );
    expect(asked(norway, '2025-05-19T08:00:00Z', 'letter', { contacts })).toBe('now');
    expect(asked(norway, '2025-05-06T08:00:00Z', 'call', { contacts })).toBe('now');
  });

  it('of the strictest pack wins, and its code is named', () => {
    const strict = { pack: 'X', caps: [], gaps: [{ after: 'all', before: 'all', days: 10 }] } as const;
    const contacts = [aContact('email', '2025-05-05')];
    expect(day({ ...rules, packs: [strict] }, '2025-05-06', { contacts })).toEqual({
      on: '2025-05-15',
      because: [{ code: 'contactGap', lastContactOn: '2025-05-05', gapDays: 10, pack: 'X' }],
    });
  });

  it('of the company wins over a milder pack, which is not named', () => {
    const mild = { pack: 'X', caps: [], gaps: [{ after: 'all', before: 'all', days: 2 }] } as const;
    const contacts = [aContact('email', '2025-05-05')];
    expect(day({ ...rules, packs: [mild] }, '2025-05-06', { contacts })).toEqual({
      on: '2025-05-08',
      because: [{ code: 'contactGap', lastContactOn: '2025-05-05', gapDays: 3 }],
    });
  });
});

describe('a cap', () => {
  it('of two contacts in seven days, over all channels', () => {
    const rules = someRules({ caps: [{ channels: 'all', most: 2, days: 7 }] });
    const contacts = [aContact('call', '2025-05-07'), aContact('email', '2025-05-05')];
    expect(day(rules, '2025-05-08', { contacts })).toEqual({
      on: '2025-05-12',
      because: [{ code: 'contactCap', most: 2, days: 7, channels: 'all', endsOn: '2025-05-12' }],
    });
    expect(day(rules, '2025-05-08', { contacts: contacts.slice(1) })).toEqual({
      on: '2025-05-08',
      because: [],
    });
  });

  it('per channel leaves the others free', () => {
    const rules = someRules({ caps: [{ channels: ['sms'], most: 1, days: 30 }] });
    const contacts = [aContact('sms', '2025-05-05')];
    expect(asked(rules, '2025-05-06T08:00:00Z', 'email', { contacts })).toBe('now');
    expect(asked(rules, '2025-05-06T08:00:00Z', 'sms', { contacts })).toBe(
      '2025-06-04T06:00:00.000Z: contactCap',
    );
    // As long as no channel is chosen, the rules of all of them hold.
    expect(day(rules, '2025-05-06', { contacts })).toMatchObject({ on: '2025-06-04' });
  });

  it('exceeded by people ends only when enough contacts have passed', () => {
    const rules = someRules({ caps: [{ channels: 'all', most: 2, days: 7 }] });
    const contacts = ['2025-05-05', '2025-05-06', '2025-05-07', '2025-05-08'].map((on) =>
      aContact('call', on),
    );
    expect(day(rules, '2025-05-08', { contacts })).toMatchObject({ on: '2025-05-14' });
  });
});

describe('a long stretch of closed days', () => {
  it('is waited out', () => {
    const august = Array.from({ length: 31 }, (_, at) => addDays(isoDate('2025-08-01'), at));
    const calendar = { ...someRules().calendar, holidays: new Set(august) };
    expect(day(someRules({}, { calendar }), '2025-08-01')).toEqual({
      on: '2025-09-01',
      because: [{ code: 'closedDay', opensOn: '2025-09-01' }],
    });
  });
});

describe('business hours, 09–17 or extended (F106)', () => {
  const contact = { windowStart: timeOfDay('09:00'), windowEnd: timeOfDay('17:00') };

  it('move the slots of calls when they change', () => {
    const at = '2025-05-05T15:30:00Z';
    expect(asked(someRules(contact), at, 'call')).toBe('2025-05-06T07:00:00.000Z: windowClosed');
    const extended = { ...contact, windowEnd: timeOfDay('20:00') };
    expect(asked(someRules(extended), at, 'call')).toBe('now');
  });

  it('may differ by weekday, in the customer’s zone', () => {
    const weekdays = { 5: { from: timeOfDay('09:00'), until: timeOfDay('13:00') }, 3: 'closed' } as const;
    const rules = someRules({ ...contact, weekdays });
    expect(asked(rules, '2025-05-09T10:59:59Z')).toBe('now');
    expect(asked(rules, '2025-05-09T11:00:00Z')).toBe('2025-05-12T07:00:00.000Z: windowClosed, closedDay');
    expect(asked(rules, '2025-05-07T10:00:00Z')).toBe('2025-05-08T07:00:00.000Z: closedDay');
    const lisbon = { ...rules, zone: 'Europe/Lisbon' };
    expect(asked(lisbon, '2025-05-09T11:59:59Z')).toBe('now');
  });

  it('follow holidays added to the calendar', () => {
    const rules = someRules(contact);
    const holidays = new Set([...rules.calendar.holidays, isoDate('2025-05-06')]);
    const more = { ...rules, calendar: { ...rules.calendar, holidays } };
    expect(asked(rules, '2025-05-06T10:00:00Z', 'call')).toBe('now');
    expect(asked(more, '2025-05-06T10:00:00Z', 'call')).toBe('2025-05-07T07:00:00.000Z: closedDay');
  });
});

describe('no day is made up', () => {
  it('beyond the calendar', () => {
    expect(asked(someRules(), '2025-12-31T18:00:00Z')).toBe('never: calendarEnds');
    expect(day(someRules(), '2026-01-02')).toEqual({ because: [{ code: 'calendarEnds', calendar: 'HU' }] });
    const contacts = [aContact('email', '2025-12-30')];
    expect(day(someRules({ minimumGapDays: 5 }), '2025-12-31', { contacts })).toEqual({
      because: [
        { code: 'contactGap', lastContactOn: '2025-12-30', gapDays: 5 },
        { code: 'calendarEnds', calendar: 'HU' },
      ],
    });
  });

  it('where the rules leave no hour open', () => {
    const night = someRules(
      { businessDaysOnly: false, windowStart: timeOfDay('20:00'), windowEnd: timeOfDay('22:00') },
      { packs: packAlone('RO', { country: 'RO' }).packs ?? [] },
    );
    expect(asked(night, '2025-05-05T08:00:00Z')).toBe('never: neverOpens');
  });
});

describe('where clocks change', () => {
  const at = (from: string, until: string): ReturnType<typeof someRules> =>
    someRules({ businessDaysOnly: false, windowStart: timeOfDay(from), windowEnd: timeOfDay(until) });

  it('hours that are skipped do not take place', () => {
    // On 30 March 2025 clocks in Budapest go from 02:00 to 03:00.
    expect(asked(at('02:00', '03:00'), '2025-03-29T22:00:00Z')).toBe(
      '2025-03-31T00:00:00.000Z: windowClosed, closedDay',
    );
    expect(asked(at('02:30', '04:00'), '2025-03-29T22:00:00Z')).toBe(
      '2025-03-30T01:00:00.000Z: windowClosed',
    );
  });

  it('nothing is open on a day that is left out', () => {
    // Samoa went from Thursday 29 to Saturday 31 December 2011.
    const samoa = { ...at('08:00', '18:00'), zone: 'Pacific/Apia' };
    const thursdayEvening = '2011-12-30T05:00:00Z';
    expect(asked(samoa, thursdayEvening)).toBe('2011-12-30T18:00:00.000Z: windowClosed, closedDay');
  });

  it('hours that come twice open twice', () => {
    // On 26 October 2025 clocks in Budapest go from 03:00 back to 02:00, at 01:00 UTC.
    expect(asked(at('02:30', '02:45'), '2025-10-26T00:30:00Z')).toBe('now');
    expect(asked(at('02:30', '02:45'), '2025-10-26T01:10:30Z')).toBe(
      '2025-10-26T01:30:00.000Z: windowClosed',
    );
  });
});
