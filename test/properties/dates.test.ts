import { addBusinessDays, isBusinessDay, rollForward } from '@dunlin/shared/calendar/calendar';
import { contactWindow } from '@dunlin/shared/contact/contact-policy';
import {
  dateIn,
  instantIn,
  instantOfMilliseconds,
  millisecondsOf,
  minutesAfter,
  timeIn,
  timeOfDay,
} from '@dunlin/shared/dates/instant';
import {
  addDays,
  dateOfDayNumber,
  dayNumber,
  daysBetween,
  isoDate,
  parseIsoDate,
  weekdayOf,
} from '@dunlin/shared/dates/iso-date';
import { aPolicy, hungary } from '@dunlin/shared/strategy/testing/a-policy';
import fc from 'fast-check';
import { runs } from './runs.ts';

const date = fc
  .integer({ min: dayNumber(isoDate('0001-01-01')), max: dayNumber(isoDate('9999-12-31')) })
  .map(dateOfDayNumber);
const recent = fc.integer({ min: 15_000, max: 25_000 }).map(dateOfDayNumber);
const covered = fc.integer({ min: 19_800, max: 20_700 }).map(dateOfDayNumber);
const time = fc.integer({ min: 0, max: 1_439 }).map((minutes) => {
  const pad = (value: number): string => String(value).padStart(2, '0');
  return timeOfDay(`${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`);
});
const zone = fc.constantFrom(
  ...['UTC', 'Europe/Budapest', 'Europe/Bucharest', 'Europe/London', 'America/New_York'],
  ...['Australia/Lord_Howe', 'Asia/Kolkata', 'Pacific/Apia', 'America/Sao_Paulo', 'Africa/Casablanca'],
);

describe('dates', () => {
  it('are real days that come back from their numbers', () => {
    fc.assert(
      fc.property(date, (date) => {
        expect(parseIsoDate(date)).toBe(date);
        expect(dateOfDayNumber(dayNumber(date))).toBe(date);
      }),
      runs,
    );
  });

  it('lie as far apart as the days added, and sort as texts', () => {
    fc.assert(
      fc.property(recent, fc.integer({ min: -5_000, max: 5_000 }), (date, days) => {
        const other = addDays(date, days);
        expect(daysBetween(date, other)).toBe(days);
        expect(Math.sign(date < other ? 1 : date > other ? -1 : 0)).toBe(Math.sign(days));
        expect((weekdayOf(date) + (((days % 7) + 7) % 7) - 1) % 7).toBe(weekdayOf(other) - 1);
      }),
      runs,
    );
  });

  it('never leave the calendar', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: -4_000_000, max: 4_000_000 }), (date, days) => {
        expect(parseIsoDate(addDays(date, days))).toBeDefined();
      }),
      runs,
    );
  });
});

describe('instants', () => {
  it('show the date and time they were made from, unless clocks skip it', () => {
    fc.assert(
      fc.property(zone, recent, time, (zone, date, time) => {
        const at = instantIn(zone, date, time);
        const shown = `${dateIn(zone, at)} ${timeIn(zone, at)}`;
        const justBefore = instantOfMilliseconds(millisecondsOf(at) - 1);
        const skipped = `${dateIn(zone, justBefore)} ${timeIn(zone, justBefore)}` < `${date} ${time}`;
        // What is skipped becomes the first instant after the gap.
        expect(shown === `${date} ${time}` || (shown > `${date} ${time}` && skipped)).toBe(true);
      }),
      runs,
    );
  });

  it('of a time that clocks show twice are the first of the two', () => {
    fc.assert(
      fc.property(zone, recent, time, (zone, date, time) => {
        const at = instantIn(zone, date, time);
        const anHourEarlier = minutesAfter(at, -60);
        const shownEarlier = `${dateIn(zone, anHourEarlier)} ${timeIn(zone, anHourEarlier)}`;
        expect(shownEarlier).not.toBe(`${date} ${time}`);
      }),
      runs,
    );
  });
});

describe('business days', () => {
  it('added one by one are those added at once, and skip no business day', () => {
    fc.assert(
      fc.property(covered, fc.integer({ min: 1, max: 30 }), (date, days) => {
        const end = addBusinessDays(hungary, date, days);
        fc.pre(end !== undefined);
        let [between, at] = [0, date];
        while (at < end) {
          at = addDays(at, 1);
          if (isBusinessDay(hungary, at)) between++;
        }
        expect(between).toBe(days);
        expect(isBusinessDay(hungary, end)).toBe(true);
      }),
      runs,
    );
  });

  it('rolled forward lie at the day or later, with no business day in between', () => {
    fc.assert(
      fc.property(covered, (date) => {
        const rolled = rollForward(hungary, date);
        fc.pre(rolled !== undefined);
        expect(isBusinessDay(hungary, rolled)).toBe(true);
        for (let at = date; at < rolled; at = addDays(at, 1)) expect(isBusinessDay(hungary, at)).toBe(false);
      }),
      runs,
    );
  });
});

describe('the contact window', () => {
  it('opens when it says so, and not a minute earlier', () => {
    const moment = fc.integer({ min: Date.UTC(2024, 1, 1), max: Date.UTC(2026, 10, 30) });
    const rules = fc
      .record({ start: time, end: time, businessDaysOnly: fc.boolean(), zone })
      .filter(({ start, end }) => start < end)
      .map(({ start, end, businessDaysOnly, zone }) => ({
        ...aPolicy({ contact: { windowStart: start, windowEnd: end, businessDaysOnly } }),
        zone,
      }));
    fc.assert(
      fc.property(rules, moment, (rules, moment) => {
        const state = contactWindow(rules, instantOfMilliseconds(moment));
        if (state.open) return;
        expect(state.opensAt).toBeDefined();
        if (state.opensAt === undefined) return;
        expect(millisecondsOf(state.opensAt)).toBeGreaterThan(moment);
        expect(contactWindow(rules, minutesAfter(state.opensAt, -1)).open).toBe(false);
        // A window that lies within the hour clocks skip does not open that day.
        const shown = timeIn(rules.zone, state.opensAt);
        expect(contactWindow(rules, state.opensAt).open || shown >= rules.contact.windowEnd).toBe(true);
      }),
      runs,
    );
  });
});
