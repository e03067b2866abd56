/**
 * A country pack is what a law or a code of good practice says of contact with debtors, as dated, cited data. A company chooses its
 * packs: a seller who collects its own invoices is mostly not bound by them. Outside the days it covers a pack refuses to answer.
 */
import { addDays, type IsoDate } from '../dates/iso-date.ts';
import type { ContactReason } from './contact-reason.ts';
import type { ContactLimits, OpenHours } from './limits.ts';

/** What makes hours open that are closed otherwise: the customer agreed to them, or cannot be reached in any other way. */
export type Allowance = 'agreed' | 'noOtherWay';

type PackHours = OpenHours & { readonly onlyIf?: Allowance };

/** What a pack says for a time. Packs with one code are about the same text at different times, which do not overlap. */
export type CountryPack = {
  readonly code: string;
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly countries: readonly string[];
  readonly appliesTo: 'consumer' | 'business' | 'all';
  /** The first day on which it is known to hold. */
  readonly validFrom: IsoDate;
  /** The last day; without it the text still holds. */
  readonly validTo?: IsoDate;
  /** The text and where it was read. */
  readonly source: readonly string[];
  readonly retrieved: IsoDate;
  /** Whether the figures stand in the text; ours are a careful reading of a text that has none. */
  readonly figures: 'ofTheText' | 'ours';
  /** What the text limits with figures we have not seen: the company must look itself. */
  readonly notSeen: readonly ('hours' | 'frequency')[];
  readonly rules: Omit<ContactLimits, 'pack' | 'hours'> & {
    readonly hours?: Pick<NonNullable<ContactLimits['hours']>, 'channels'> & {
      readonly open: readonly PackHours[];
    };
  };
  /** What the text asks of people, which no rule here can hold. */
  readonly conduct: readonly string[];
};

export type PackCustomer = {
  readonly country: string;
  readonly kind: 'business' | 'consumer';
  readonly allowances?: readonly Allowance[];
};

export type PackLimits =
  | { readonly ok: true; readonly limits: readonly ContactLimits[] }
  | { readonly ok: false; readonly refusals: readonly ContactReason[] };

/** The limits of the chosen packs that are about the customer on a day. One that cannot say what holds then refuses the whole. */
export function packLimits(
  chosen: readonly string[],
  library: readonly CountryPack[],
  customer: PackCustomer,
  asOf: IsoDate,
): PackLimits {
  const refusals: ContactReason[] = [];
  const limits: ContactLimits[] = [];
  for (const code of new Set(chosen)) {
    const versions = library.filter((pack) => pack.code === code);
    if (versions.length === 0) refusals.push({ code: 'packUnknown', pack: code });
    const concerned = versions.filter((pack) => isAbout(pack, customer));
    const inForce = concerned.find((pack) => holdsOn(pack, asOf));
    if (inForce) limits.push(limitsFor(inForce, customer));
    else if (concerned.length > 0) refusals.push({ code: 'packNotInForce', pack: code, on: asOf });
  }
  return refusals.length > 0 ? { ok: false, refusals } : { ok: true, limits };
}

/** The days after `asOf` on which one of the chosen packs begins or ceases to say something about the customer. */
export function packChanges(
  chosen: readonly string[],
  library: readonly CountryPack[],
  customer: PackCustomer,
  asOf: IsoDate,
): readonly IsoDate[] {
  return library
    .filter((pack) => chosen.includes(pack.code) && isAbout(pack, customer))
    .flatMap(({ validFrom, validTo }) => [validFrom, ...(validTo === undefined ? [] : [addDays(validTo, 1)])])
    .filter((day) => day > asOf);
}

function isAbout({ countries, appliesTo }: CountryPack, { country, kind }: PackCustomer): boolean {
  return countries.includes(country) && (appliesTo === 'all' || appliesTo === kind);
}

function holdsOn({ validFrom, validTo }: CountryPack, date: IsoDate): boolean {
  return validFrom <= date && (validTo === undefined || date <= validTo);
}

function limitsFor({ code, rules }: CountryPack, { allowances = [] }: PackCustomer): ContactLimits {
  const { hours, ...rest } = rules;
  if (!hours) return { pack: code, ...rest };
  const open = hours.open
    .filter(({ onlyIf }) => onlyIf === undefined || allowances.includes(onlyIf))
    .map(({ onlyIf: _, ...always }): OpenHours => always);
  return { pack: code, ...rest, hours: { channels: hours.channels, open } };
}
