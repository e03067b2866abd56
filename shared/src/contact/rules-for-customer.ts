/** The contact rules for one customer: the company's policy in the customer's zone and calendar, with the packs that are about them. */
import type { Calendar } from '../calendar/calendar.ts';
import type { IsoDate } from '../dates/iso-date.ts';
import type { ContactRules } from './contact-policy.ts';
import type { ContactReason } from './contact-reason.ts';
import { packChanges, packLimits, type CountryPack, type PackCustomer } from './country-pack.ts';
import { europeanUnion, zoneOfCountry } from './zones.ts';

export type ContactCustomer = PackCustomer & {
  /** The customer's own IANA zone, where it is not that of the country. */
  readonly zone?: string;
};

/** Calendars have the country they are of as their code. */
export type ContactLibrary = {
  readonly calendars: readonly Calendar[];
  readonly packs: readonly CountryPack[];
};

export type RulesForCustomer = {
  /** By which the customer's business days are counted, also where they may not be contacted. */
  readonly calendar: Calendar;
  /** What was taken for want of something better. */
  readonly because: readonly ContactReason[];
  /** Days after `asOf` from which a pack says something else, or nothing any more. */
  readonly changesOn: readonly IsoDate[];
} & (
  | { readonly ok: true; readonly rules: ContactRules }
  | { readonly ok: false; readonly refusals: readonly ContactReason[] }
);

/**
 * @param company the company's policy, calendar and zone
 * @param asOf the day whose packs count
 */
export function rulesForCustomer(
  company: ContactRules,
  customer: ContactCustomer,
  library: ContactLibrary,
  asOf: IsoDate,
): RulesForCustomer {
  const { country } = customer;
  const { contact } = company;
  const chosen = contact.packs ?? [];
  const zone = customer.zone ?? zoneOfCountry(country);
  const packs = packLimits(chosen, library.packs, customer, asOf);
  const own = calendarOf(country, library.calendars);
  const calendar = own ?? company.calendar;
  const common = {
    calendar,
    because:
      own?.code === country ? [] : [{ code: 'otherCalendar' as const, country, calendar: calendar.code }],
    changesOn: packChanges(chosen, library.packs, customer, asOf),
  };
  if (zone === undefined || !packs.ok) {
    const unknown: readonly ContactReason[] = zone === undefined ? [{ code: 'zoneUnknown', country }] : [];
    return { ...common, ok: false, refusals: [...unknown, ...(packs.ok ? [] : packs.refusals)] };
  }
  return { ...common, ok: true, rules: { contact, calendar, zone, packs: packs.limits } };
}

/** Days that are free nearly everywhere in the Union are closer to a member's own than those of another country. */
function calendarOf(country: string, calendars: readonly Calendar[]): Calendar | undefined {
  const named = (code: string): Calendar | undefined => calendars.find((one) => one.code === code);
  return named(country) ?? (europeanUnion.includes(country) ? named('EU') : undefined);
}
