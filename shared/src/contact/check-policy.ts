/** A contact policy as people typed it, checked before it holds: each refusal names the field, the value and the way out. */
import { isoDate, type IsoDate } from '../dates/iso-date.ts';
import { nextOpenDay, type ContactPolicy, type ContactRules } from './contact-policy.ts';
import { packLimits, type CountryPack, type PackCustomer } from './country-pack.ts';
import type { Channels } from './limits.ts';
import type { Hours } from './open-hours.ts';

export type PolicyRefusal = {
  readonly code:
    | 'windowEndsBeforeStart'
    | 'notAWeekday'
    | 'notPositive'
    | 'noChannel'
    | 'packUnknown'
    | 'packNotInForce'
    | 'neverOpens';
  readonly field: string;
  readonly value: string;
  readonly remedy: string;
};

/** @param asOf the day from which the policy is to hold */
export function checkContactPolicy(
  rules: ContactRules,
  library: readonly CountryPack[],
  asOf: IsoDate,
): readonly PolicyRefusal[] {
  const found = [
    ...wrongHours(rules.contact),
    ...wrongNumbers(rules.contact),
    ...wrongPacks(rules, library, asOf),
  ];
  // Hours that end before they start leave nothing open either; that is said already.
  return found.length > 0 ? found : neverOpen(rules, library, asOf);
}

function wrongHours({ windowStart, windowEnd, weekdays = {} }: ContactPolicy): readonly PolicyRefusal[] {
  const days = Object.entries(weekdays);
  const weekdayRefusals = days.flatMap(([day, hours]): readonly PolicyRefusal[] => [
    ...(/^[1-7]$/.test(day)
      ? []
      : [refusal('notAWeekday', 'weekdays', day, 'weekdays are 1 (Monday) to 7 (Sunday)')]),
    ...(hours === 'closed' ? [] : inverted(`weekdays ${day}`, hours)),
  ]);
  return [...inverted('window', { from: windowStart, until: windowEnd }), ...weekdayRefusals];
}

function inverted(field: string, { from, until }: Hours): readonly PolicyRefusal[] {
  if (until === undefined || from < until) return [];
  return [refusal('windowEndsBeforeStart', field, `${from}–${until}`, 'the end must come after the start')];
}

function wrongNumbers({ minimumGapDays, caps = [], gaps = [] }: ContactPolicy): readonly PolicyRefusal[] {
  const positive = (field: string, value: number): readonly PolicyRefusal[] =>
    Number.isInteger(value) && value > 0
      ? []
      : [refusal('notPositive', field, String(value), 'a whole number from 1 on')];
  const some = (field: string, channels: Channels): readonly PolicyRefusal[] =>
    channels.length > 0 ? [] : [refusal('noChannel', field, 'none', 'name a channel, or all')];
  return [
    ...positive('minimumGapDays', minimumGapDays),
    ...caps.flatMap(({ channels, most, days }, at) => [
      ...some(`caps ${at + 1}, channels`, channels),
      ...positive(`caps ${at + 1}, most`, most),
      ...positive(`caps ${at + 1}, days`, days),
    ]),
    ...gaps.flatMap(({ after, before, days }, at) => [
      ...(after === 'conversation' ? [] : some(`gaps ${at + 1}, after`, after)),
      ...some(`gaps ${at + 1}, before`, before),
      ...positive(`gaps ${at + 1}, days`, days),
    ]),
  ];
}

function wrongPacks(
  { contact }: ContactRules,
  library: readonly CountryPack[],
  asOf: IsoDate,
): readonly PolicyRefusal[] {
  const known = [...new Set(library.map(({ code }) => code))].join(', ');
  return (contact.packs ?? []).flatMap((code): readonly PolicyRefusal[] => {
    if (!library.some((pack) => pack.code === code))
      return [refusal('packUnknown', 'packs', code, `there are ${known}`)];
    const customers = customersOf(library.filter((pack) => pack.code === code));
    return customers.every((customer) => packLimits([code], library, customer, asOf).ok)
      ? []
      : [
          refusal(
            'packNotInForce',
            'packs',
            code,
            `choose a pack that says what holds on ${asOf}, or leave it out`,
          ),
        ];
  });
}

/** With every pack that concerns some customer, some hour of some day must be left. */
function neverOpen(
  rules: ContactRules,
  library: readonly CountryPack[],
  asOf: IsoDate,
): readonly PolicyRefusal[] {
  const { packs: chosen = [] } = rules.contact;
  // That a calendar ends is no reason to believe that its weeks go on without an open day.
  const calendar = { ...rules.calendar, coveredFrom: asOf, coveredTo: isoDate('9999-12-31') };
  const refusalFor = (packs: ContactRules['packs'] = []): readonly PolicyRefusal[] => {
    if (nextOpenDay({ ...rules, calendar, packs }, asOf).kind !== 'neverOpens') return [];
    const value = packs.map(({ pack }) => pack).join(', ') || 'the policy alone';
    return [refusal('neverOpens', 'hours', value, 'the hours must share at least a minute on some day')];
  };
  const own = refusalFor();
  if (own.length > 0) return own;
  const found = customersOf(library.filter(({ code }) => chosen.includes(code))).flatMap((customer) => {
    const packs = packLimits(chosen, library, customer, asOf);
    return packs.ok ? refusalFor(packs.limits) : [];
  });
  return [...new Map(found.map((one) => [one.value, one])).values()];
}

function customersOf(packs: readonly CountryPack[]): readonly PackCustomer[] {
  return packs.flatMap(({ countries, appliesTo }) =>
    countries.flatMap((country): readonly PackCustomer[] =>
      appliesTo === 'all'
        ? [
            { country, kind: 'business' },
            { country, kind: 'consumer' },
          ]
        : [{ country, kind: appliesTo }],
    ),
  );
}

function refusal(code: PolicyRefusal['code'], field: string, value: string, remedy: string): PolicyRefusal {
  return { code, field, value, remedy };
}
