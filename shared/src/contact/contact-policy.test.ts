import { instant, timeOfDay } from '../dates/instant.ts';
import { isoDate } from '../dates/iso-date.ts';
import { contactWindow, firstOpenDay, windowOpensAt, type ContactRules } from './contact-policy.ts';

const rules: ContactRules = {
  zone: 'Europe/Bucharest',
  contact: {
    windowStart: timeOfDay('09:00'),
    windowEnd: timeOfDay('20:00'),
    businessDaysOnly: true,
    minimumGapDays: 1,
  },
  calendar: {
    code: 'RO',
    weekend: [6, 7],
    holidays: new Set([isoDate('2025-04-18'), isoDate('2025-04-21')]),
    workingDays: new Set(),
    coveredFrom: isoDate('2025-01-01'),
    coveredTo: isoDate('2025-12-31'),
  },
};

describe('the contact window', () => {
  it.each([
    // Summer time in Bucharest: three hours ahead of UTC.
    ['2025-04-17T05:59:00Z', '2025-04-17T06:00:00.000Z'],
    ['2025-04-17T06:00:00Z', 'open'],
    ['2025-04-17T16:59:59Z', 'open'],
    // On a Tuesday from 20:00 on until Wednesday morning.
    ['2025-04-15T17:00:00Z', '2025-04-16T06:00:00.000Z'],
    // From 20:00 on until after Easter: Good Friday, the weekend and Monday are closed.
    ['2025-04-17T17:00:00Z', '2025-04-22T06:00:00.000Z'],
    ['2025-04-18T09:00:00Z', '2025-04-22T06:00:00.000Z'],
    // Past midnight in Bucharest, though still the 16th in UTC.
    ['2025-04-16T21:30:00Z', '2025-04-17T06:00:00.000Z'],
  ])('at %s: %s', (now, expected) => {
    const state = contactWindow(rules, instant(now));
    expect(state.open ? 'open' : state.opensAt).toBe(expected);
  });

  it('does not open again after the calendar ends', () => {
    expect(contactWindow(rules, instant('2025-12-31T18:00:00Z'))).toEqual({
      open: false,
      opensAt: undefined,
    });
    expect(contactWindow(rules, instant('2026-01-05T10:00:00Z'))).toEqual({
      open: false,
      opensAt: undefined,
    });
  });

  it('opens at weekends where the policy says so', () => {
    const always = { ...rules, contact: { ...rules.contact, businessDaysOnly: false } };
    expect(contactWindow(always, instant('2025-04-19T10:00:00Z'))).toEqual({ open: true });
    expect(firstOpenDay(always, isoDate('2025-04-19'))).toBe('2025-04-19');
  });

  it('opens at its first minute on the first open day', () => {
    expect(firstOpenDay(rules, isoDate('2025-04-18'))).toBe('2025-04-22');
    expect(windowOpensAt(rules, isoDate('2025-01-15'))).toBe('2025-01-15T07:00:00.000Z');
  });
});
