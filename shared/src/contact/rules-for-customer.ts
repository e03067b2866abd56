/** The contact rules for one customer: the company's policy in the customer's zone and calendar, with the packs that are about them. */
import type { Calendar } from '../calendar/calendar.ts';
import type { IsoDate } from '../dates/iso-date.ts';
import type { ContactRules } from './contact-policy.ts';
import type { ContactReason } from './contact-reason.ts';
import { packLimits, type CountryPack, type PackCustomer } from './country-pack.ts';
import { europeanUnion, zoneOfCountry } from './zones.ts';

export type ContactCustomer = PackCustomer & {
  /** The customer's own IANA zone, where it is not that of the country. */
  readonly zone?: string;
};

export type RulesForCustomer =
  | {
      readonly ok: true;
      readonly rules: ContactRules;
      /** What was taken for want of something better. */
      readonly because: readonly ContactReason[];
    }
  | { readonly ok: false; readonly refusals: readonly ContactReason[] };

/**
 * @param company the company's policy, calendar and zone
 * @param library calendars have the country they are of as their code
 * @param asOf the day whose packs count
 */
export function rulesForCustomer(
  company: ContactRules,
  customer: ContactCustomer,
  library: { readonly calendars: readonly Calendar[]; readonly packs: readonly CountryPack[] },
  asOf: IsoDate,
): RulesForCustomer {
  const { country } = customer;
  const zone = customer.zone ?? zoneOfCountry(country);
  const packs = packLimits(company.contact.packs ?? [], library.packs, customer, asOf);
  if (zone === undefined || !packs.ok) {
    const unknown: readonly ContactReason[] = zone === undefined ? [{ code: 'zoneUnknown', country }] : [];
    return { ok: false, refusals: [...unknown, ...(packs.ok ? [] : packs.refusals)] };
  }
  const own = calendarOf(country, library.calendars);
  const calendar = own ?? company.calendar;
  return {
    ok: true,
    rules: { contact: company.contact, calendar, zone, packs: packs.limits },
    because: own?.code === country ? [] : [{ code: 'otherCalendar', country, calendar: calendar.code }],
  };
}

/** Days that are free nearly everywhere in the Union are closer to a member's own than those of another country. */
function calendarOf(country: string, calendars: readonly Calendar[]): Calendar | undefined {
  const named = (code: string): Calendar | undefined => calendars.find((one) => one.code === code);
  return named(country) ?? (europeanUnion.includes(country) ? named('EU') : undefined);
}
