/** What must hold of contacts whatever the policy, the packs, the customer's zone and the contacts there were. */
import { isBusinessDay, roll, type Calendar } from '@dunlin/shared/calendar/calendar';
import type { ContactPolicy, ContactRules } from '@dunlin/shared/contact/contact-policy';
import { countryPacks } from '@dunlin/shared/contact/country-packs';
import { packLimits } from '@dunlin/shared/contact/country-pack';
import type {
  Channels,
  Contact,
  ContactCap,
  ContactChannel,
  ContactGap,
  ContactLimits,
} from '@dunlin/shared/contact/limits';
import { nextContactAt, nextContactDay } from '@dunlin/shared/contact/next-contact';
import {
  dateIn,
  instant,
  instantOfMilliseconds,
  millisecondsOf,
  minutesAfter,
  timeOfDay,
  type Instant,
} from '@dunlin/shared/dates/instant';
import { addDays, isoDate, type IsoDate } from '@dunlin/shared/dates/iso-date';
import fc from 'fast-check';
import { breaches } from './breaches.ts';
import { manyRuns, runs } from './runs.ts';

const channels: readonly ContactChannel[] = ['email', 'letter', 'sms', 'call'];
const channel = fc.constantFrom(...channels);
const someChannels: fc.Arbitrary<Channels> = fc.oneof(
  fc.constant('all' as const),
  fc.subarray([...channels], { minLength: 1 }),
);
const zone = fc.constantFrom(
  ...['Europe/Budapest', 'Europe/Bucharest', 'Europe/Lisbon', 'America/New_York', 'Pacific/Auckland'],
);

const firstDay = isoDate('2025-01-01');
const lastDay = isoDate('2026-12-31');
const dayOf2025 = fc.integer({ min: 0, max: 364 }).map((days) => addDays(firstDay, days));
const moment = fc
  .integer({
    min: Date.parse('2025-01-02T00:00:00Z') / 60_000,
    max: Date.parse('2025-12-31T00:00:00Z') / 60_000,
  })
  .map((minutes) => instantOfMilliseconds(minutes * 60_000));

const calendar: fc.Arbitrary<Calendar> = fc
  .record({ holidays: fc.array(dayOf2025, { maxLength: 30 }), worked: fc.array(dayOf2025, { maxLength: 5 }) })
  .map(({ holidays, worked }) => ({
    code: 'XX',
    weekend: [6, 7],
    holidays: new Set(holidays),
    workingDays: new Set(worked),
    coveredFrom: firstDay,
    coveredTo: lastDay,
  }));

/**
 * Hours between 05:00 and 23:00, so that no change of clocks falls into them; mostly around noon, so that several sets of them seldom
 * leave no hour at all.
 */
const hours = fc
  .tuple(fc.integer({ min: 20, max: 52 }), fc.integer({ min: 1, max: 40 }))
  .map(([from, length]) => ({
    from: quarter(from),
    until: quarter(Math.min(92, Math.max(from, 44) + length)),
  }));

function quarter(quarters: number): ReturnType<typeof timeOfDay> {
  const pad = (value: number): string => String(value).padStart(2, '0');
  return timeOfDay(`${pad(Math.floor(quarters / 4))}:${pad((quarters % 4) * 15)}`);
}

const cap: fc.Arbitrary<ContactCap> = fc.record({
  channels: someChannels,
  most: fc.integer({ min: 1, max: 5 }),
  days: fc.integer({ min: 1, max: 30 }),
});
const gap: fc.Arbitrary<ContactGap> = fc.record({
  after: fc.oneof(someChannels, fc.constant('conversation' as const)),
  before: someChannels,
  days: fc.integer({ min: 1, max: 21 }),
});

const policy: fc.Arbitrary<ContactPolicy> = fc
  .record({
    hours,
    businessDaysOnly: fc.boolean(),
    minimumGapDays: fc.integer({ min: 1, max: 7 }),
    weekdays: fc.dictionary(
      fc.constantFrom('1', '3', '5', '6'),
      fc.oneof(hours, fc.constant('closed' as const)),
      {
        maxKeys: 3,
        noNullPrototype: true,
      },
    ),
    caps: fc.array(cap, { maxLength: 2 }),
    gaps: fc.array(gap, { maxLength: 2 }),
  })
  .map(({ hours: { from, until }, ...rest }) => ({ windowStart: from, windowEnd: until, ...rest }));

const shippedPacks: readonly ContactLimits[] = ['RO', 'PL', 'HU', 'US'].flatMap((country) => {
  const codes = countryPacks.map(({ code }) => code);
  const found = packLimits(codes, countryPacks, { country, kind: 'consumer' }, isoDate('2025-01-01'));
  return found.ok ? found.limits : [];
});

const ownPack: fc.Arbitrary<ContactLimits> = fc.record({
  pack: fc.constant('own'),
  hours: fc.record({ channels: someChannels, open: fc.array(hours, { minLength: 1, maxLength: 3 }) }),
  caps: fc.array(cap, { maxLength: 2 }),
  gaps: fc.array(gap, { maxLength: 2 }),
});
const pack = fc.oneof(fc.constantFrom(...shippedPacks), ownPack);

const rules: fc.Arbitrary<ContactRules> = fc.record({
  contact: policy,
  calendar,
  zone,
  packs: fc.array(pack, { maxLength: 3 }),
});

const contact: fc.Arbitrary<Contact> = fc.record({
  on: dayOf2025,
  channel: fc.oneof(channel, fc.constant('meeting' as const)),
  fromCustomer: fc.boolean(),
  conversation: fc.boolean(),
});
const contacts = fc.array(contact, { maxLength: 12 });

function allowedAt(
  rules: ContactRules,
  question: { channel: ContactChannel; contacts: readonly Contact[] },
  now: Instant,
): Instant | undefined {
  const next = nextContactAt(rules, question, now);
  return next.kind === 'now' ? now : next.kind === 'later' ? next.at : undefined;
}

describe('a year of contacts', () => {
  it('holds to hours, gaps and caps in the customer’s zone, whoever else contacted the customer (invariant 6, complaint 3)', () => {
    const story = fc.array(
      fc.record({
        channel,
        pauseMinutes: fc.integer({ min: 1, max: 20_000 }),
        byHand: fc.option(fc.record({ channel, conversation: fc.boolean(), fromCustomer: fc.boolean() })),
      }),
      { minLength: 20, maxLength: 60 },
    );
    fc.assert(
      fc.property(rules, story, (rules, story) => {
        const made: Contact[] = [];
        let now = instant('2025-01-02T00:00:00.000Z');
        for (const { channel, pauseMinutes, byHand } of story) {
          if (byHand) made.push({ on: dateIn(rules.zone, now), ...byHand });
          const at = allowedAt(rules, { channel, contacts: made }, now);
          if (at === undefined) return;
          expect(breaches(rules, channel, made, at)).toEqual([]);
          made.push({ on: dateIn(rules.zone, at), channel });
          now = minutesAfter(at, pauseMinutes);
        }
      }),
      runs,
    );
  });

  it('a breach would be seen', () => {
    const rules: ContactRules = {
      zone: 'Europe/Bucharest',
      calendar: {
        code: 'RO',
        weekend: [6, 7],
        holidays: new Set(),
        workingDays: new Set(),
        coveredFrom: firstDay,
        coveredTo: lastDay,
      },
      contact: {
        windowStart: timeOfDay('08:00'),
        windowEnd: timeOfDay('21:00'),
        businessDaysOnly: true,
        minimumGapDays: 2,
        caps: [{ channels: ['call'], most: 1, days: 7 }],
      },
      packs: shippedPacks.filter(({ pack }) => pack === 'RO'),
    };
    const spoke: Contact = { on: isoDate('2025-05-05'), channel: 'call' };
    const on = (at: string, used: ContactChannel = 'email'): readonly string[] =>
      breaches(rules, used, [spoke], instant(at));
    expect(on('2025-05-07T07:00:00Z')).toEqual([]);
    expect(on('2025-05-06T07:00:00Z')).toEqual(['gap']);
    expect(on('2025-05-07T05:30:00Z')).toEqual(['pack hours']);
    expect(on('2025-05-07T04:30:00Z')).toEqual(['window', 'pack hours']);
    expect(on('2025-05-10T07:00:00Z')).toEqual(['business day', 'pack hours']);
    expect(on('2025-05-07T07:00:00Z', 'call')).toEqual(['cap']);
  });
});

describe('the next contact', () => {
  it('is the first moment at which nothing forbids it', () => {
    fc.assert(
      fc.property(
        rules,
        channel,
        contacts,
        moment,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (rules, channel, contacts, now, share) => {
          const at = allowedAt(rules, { channel, contacts }, now);
          fc.pre(at !== undefined);
          expect(breaches(rules, channel, contacts, at)).toEqual([]);
          if (at === now) return;
          const [start, end] = [millisecondsOf(now), millisecondsOf(at)];
          const between = instantOfMilliseconds(
            start + Math.floor(((end - start) / 60_000) * share) * 60_000,
          );
          for (const sooner of [now, minutesAfter(at, -1), between]) {
            if (sooner !== at) expect(breaches(rules, channel, contacts, sooner)).not.toEqual([]);
          }
        },
      ),
      manyRuns,
    );
  });

  it('asked for when it has come, is now', () => {
    fc.assert(
      fc.property(rules, channel, contacts, moment, (rules, channel, contacts, now) => {
        const at = allowedAt(rules, { channel, contacts }, now);
        fc.pre(at !== undefined);
        expect(nextContactAt(rules, { channel, contacts }, at)).toEqual({ kind: 'now' });
      }),
      manyRuns,
    );
  });

  it('falls on the next day for contact, or after it once the hours of today are over', () => {
    fc.assert(
      fc.property(rules, channel, contacts, moment, (rules, channel, contacts, now) => {
        const at = allowedAt(rules, { channel, contacts }, now);
        const today = dateIn(rules.zone, now);
        const first = nextContactDay(rules, { channel, contacts }, today).on;
        fc.pre(at !== undefined && first !== undefined);
        const on = dateIn(rules.zone, at);
        if (first > today) expect(on).toBe(first);
        else
          expect(
            on === today || on === nextContactDay(rules, { channel, contacts }, addDays(today, 1)).on,
          ).toBe(true);
      }),
      manyRuns,
    );
  });

  it('does not depend on the order of contacts, packs, caps and gaps', () => {
    fc.assert(
      fc.property(rules, channel, contacts, moment, (rules, channel, contacts, now) => {
        const { contact, packs = [] } = rules;
        const turned: ContactRules = {
          ...rules,
          contact: {
            ...contact,
            caps: [...(contact.caps ?? [])].reverse(),
            gaps: [...(contact.gaps ?? [])].reverse(),
          },
          packs: [...packs].reverse(),
        };
        expect(allowedAt(turned, { channel, contacts: [...contacts].reverse() }, now)).toBe(
          allowedAt(rules, { channel, contacts }, now),
        );
      }),
      manyRuns,
    );
  });

  it('never comes sooner with one more pack or one more contact', () => {
    fc.assert(
      fc.property(
        rules,
        pack,
        channel,
        contacts,
        contact,
        moment,
        (rules, pack, channel, contacts, more, now) => {
          const at = allowedAt(rules, { channel, contacts }, now);
          const stricter = { ...rules, packs: [...(rules.packs ?? []), pack] };
          for (const other of [
            allowedAt(stricter, { channel, contacts }, now),
            allowedAt(rules, { channel, contacts: [...contacts, more] }, now),
          ]) {
            if (at === undefined) expect(other).toBeUndefined();
            else if (other !== undefined)
              expect(millisecondsOf(other)).toBeGreaterThanOrEqual(millisecondsOf(at));
          }
        },
      ),
      manyRuns,
    );
  });

  it('while no channel is chosen is one on which every channel is allowed', () => {
    fc.assert(
      fc.property(rules, contacts, dayOf2025, (rules, contacts, from) => {
        const { on } = nextContactDay(rules, { contacts }, from);
        fc.pre(on !== undefined);
        for (const channel of channels)
          expect(nextContactDay(rules, { channel, contacts }, on)).toEqual({ on, because: [] });
      }),
      manyRuns,
    );
  });

  it('is never promised for a day the calendar does not know', () => {
    fc.assert(
      fc.property(rules, channel, contacts, moment, dayOf2025, (rules, channel, contacts, now, end) => {
        const short: ContactRules = {
          ...rules,
          contact: { ...rules.contact, businessDaysOnly: true },
          calendar: { ...rules.calendar, coveredTo: end },
        };
        const at = allowedAt(short, { channel, contacts }, now);
        if (at !== undefined) expect(dateIn(rules.zone, at) <= end).toBe(true);
      }),
      manyRuns,
    );
  });
});

describe('a date rolled to a business day', () => {
  it('is the nearest one in its direction, and modified following keeps the month', () => {
    fc.assert(
      fc.property(calendar, dayOf2025, (calendar, date) => {
        const following = roll(calendar, date, 'following');
        const preceding = roll(calendar, date, 'preceding');
        const modified = roll(calendar, date, 'modifiedFollowing');
        fc.pre(following !== undefined && preceding !== undefined && modified !== undefined);
        expect(preceding <= date && date <= following).toBe(true);
        expect([following, preceding, modified].every((day) => isBusinessDay(calendar, day))).toBe(true);
        expect(closedBetween(calendar, addDays(preceding, 1), following)).toBe(true);
        expect(modified).toBe(following.slice(0, 7) === date.slice(0, 7) ? following : preceding);
        expect(isBusinessDay(calendar, date) ? [following, preceding, modified] : [date, date, date]).toEqual(
          [date, date, date],
        );
      }),
      manyRuns,
    );
  });
});

function closedBetween(calendar: Calendar, from: IsoDate, before: IsoDate): boolean {
  for (let day = from; day < before; day = addDays(day, 1)) if (isBusinessDay(calendar, day)) return false;
  return true;
}
