/** People and firms that owe: made up from a country's lists. */
import type { Country } from './countries.ts';
import type { Random } from './random.ts';

export type Customer = {
  readonly number: string;
  readonly name: string;
  readonly kind: 'business' | 'consumer';
  readonly country: string;
  readonly language: string;
  /** Empty where there is none, as the following. */
  readonly email: string;
  readonly phone: string;
  readonly mobile: string;
  readonly street: string;
  readonly postalCode: string;
  readonly city: string;
  /** Undefined where there is none. */
  readonly creditLimit: { readonly minor: number; readonly currency: string } | undefined;
};

/** One in eight has no e-mail, one in six no phone. */
export function makeCustomer(
  random: Random,
  who: { number: string; country: Country; kind: Customer['kind'] },
): Customer {
  const { number, country, kind } = who;
  const stem = random.pick(country.stems);
  const firstName = random.pick(country.firstNames);
  const familyName = random.pick(country.familyNames);
  const firm = fill(random.pick(country.firmNames), { stem, trade: random.pick(country.trades) });
  const person = country.familyNameFirst ? `${familyName} ${firstName}` : `${firstName} ${familyName}`;
  const [postalCode, city] = random.pick(country.cities);
  const mailbox =
    kind === 'business'
      ? `${ascii(stem)}.${number}@example.com`
      : `${ascii(firstName)}.${ascii(familyName)}.${number}@example.com`;
  const hasPhone = !random.chance(16);
  return {
    number,
    name: kind === 'business' ? firm : person,
    kind,
    country: country.code,
    language: country.language,
    email: random.chance(12) ? '' : mailbox,
    phone: hasPhone && kind === 'business' ? digits(random, country.phone) : '',
    mobile: hasPhone && (kind === 'consumer' || random.chance(40)) ? digits(random, country.mobile) : '',
    street: fill(country.address, {
      street: random.pick(country.streets),
      house: String(random.between(1, 140)),
    }),
    postalCode,
    city,
    creditLimit: kind === 'business' ? creditLimitOf(number, country) : undefined,
  };
}

/** Two firms in three have a limit; it follows from the number, so that it takes nothing from chance. */
function creditLimitOf(number: string, { scale, currency }: Country): Customer['creditLimit'] {
  const bills = [undefined, 150, 400][Number(number) % 3];
  return bills === undefined ? undefined : { minor: bills * scale, currency };
}

function fill(pattern: string, values: Readonly<Record<string, string>>): string {
  return pattern.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}

function digits(random: Random, pattern: string): string {
  return pattern.replaceAll('#', () => String(random.below(10)));
}

/** The name as a mail address writes it: Żabikrąg → zabikrag. */
function ascii(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ł', 'l')
    .normalize('NFD')
    .replace(/[^a-z0-9]/g, '');
}
