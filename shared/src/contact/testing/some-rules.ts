/** Test data: a seller in Budapest in spring 2025, open on business days from 08:00 to 18:00, at most one contact a day. */
import type { Calendar } from '../../calendar/calendar.ts';
import { instant, timeOfDay } from '../../dates/instant.ts';
import { isoDate } from '../../dates/iso-date.ts';
import type { ContactPolicy, ContactRules } from '../contact-policy.ts';
import { countryPacks } from '../country-packs.ts';
import type { Contact, ContactChannel } from '../limits.ts';
import { nextContactAt, type ContactQuestion } from '../next-contact.ts';
import { rulesForCustomer, type ContactCustomer } from '../rules-for-customer.ts';

export const hungary = aCalendar('HU', '2025-04-18', '2025-04-21', '2025-05-01', '2025-05-02');
/** Good Friday and Easter Monday of the Orthodox calendar, which in 2025 are those of the other one. */
export const romania = aCalendar('RO', '2025-04-18', '2025-04-21', '2025-05-01');
export const poland = aCalendar('PL', '2025-04-21', '2025-05-01', '2025-05-03');
const newYork = aCalendar('US', '2025-05-26');

export function aCalendar(code: string, ...holidays: readonly string[]): Calendar {
  return {
    code,
    weekend: [6, 7],
    holidays: new Set(holidays.map(isoDate)),
    workingDays: new Set(code === 'HU' ? [isoDate('2025-05-17')] : []),
    coveredFrom: isoDate('2025-01-01'),
    coveredTo: isoDate('2025-12-31'),
  };
}

export function someRules(
  contact: Partial<ContactPolicy> = {},
  rest: Partial<ContactRules> = {},
): ContactRules {
  return {
    zone: 'Europe/Budapest',
    calendar: hungary,
    contact: {
      windowStart: timeOfDay('08:00'),
      windowEnd: timeOfDay('18:00'),
      businessDaysOnly: true,
      minimumGapDays: 1,
      ...contact,
    },
    ...rest,
  };
}

/** The rules of a company that is open at any hour of any day, so that only the chosen pack limits it. */
export function packAlone(
  pack: string,
  customer: Partial<ContactCustomer> & { country: string },
): ContactRules {
  const always: Partial<ContactPolicy> = {
    windowStart: timeOfDay('00:00'),
    windowEnd: timeOfDay('23:59'),
    businessDaysOnly: false,
    packs: [pack],
  };
  const result = rulesForCustomer(
    someRules(always),
    { kind: 'consumer', ...customer },
    { calendars: [hungary, romania, poland, newYork], packs: countryPacks },
    isoDate('2025-05-05'),
  );
  if (!result.ok) throw new Error(`No rules: ${JSON.stringify(result.refusals)}`);
  return result.rules;
}

export function aContact(channel: Contact['channel'], on: string, more: Partial<Contact> = {}): Contact {
  return { channel, on: isoDate(on), ...more };
}

/** When contact is allowed from `at` on, and why not sooner: `now`, or `2025-05-05T06:00:00.000Z: windowClosed`. */
export function asked(
  rules: ContactRules,
  at: string,
  channel?: ContactChannel,
  question: Partial<ContactQuestion> = {},
): string {
  const next = nextContactAt(rules, { contacts: [], ...question, ...(channel && { channel }) }, instant(at));
  if (next.kind === 'now') return 'now';
  const why = next.because.map(({ code }) => code).join(', ');
  return `${next.kind === 'none' ? 'never' : next.at}: ${why}`;
}
