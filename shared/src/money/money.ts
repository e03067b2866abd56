/**
 * Money is a whole number of minor units with its currency, never a float. One currency per sum: mixing currencies is misuse and throws.
 */

export type Currency = string; // ISO 4217 alphabetic code, upper case

export type Money = { readonly minor: number; readonly currency: Currency };

/** ISO 4217 exponents that differ from two decimals. */
const exponents: Readonly<Record<Currency, number>> = {
  BHD: 3,
  BIF: 0,
  CLF: 4,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  IQD: 3,
  ISK: 0,
  JOD: 3,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  PYG: 0,
  RWF: 0,
  TND: 3,
  UGX: 0,
  UYI: 0,
  UYW: 4,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
};

/** @throws RangeError when `minor` is not a safe integer or the currency is not three capital letters. */
export function money(minor: number, currency: Currency): Money {
  if (!Number.isSafeInteger(minor))
    throw new RangeError(`Not a whole number of minor units: ${minor} ${currency}`);
  if (!isCurrency(currency)) throw new RangeError(`Not an ISO 4217 currency code: ${currency}`);
  return { minor: minor + 0, currency };
}

export function isCurrency(text: string): boolean {
  return /^[A-Z]{3}$/.test(text);
}

/** Decimal places of the currency's minor unit: 2 for EUR and HUF, 0 for JPY, 3 for KWD. */
export function decimalsOf(currency: Currency): number {
  return exponents[currency] ?? 2;
}

export function add(a: Money, b: Money): Money {
  return money(a.minor + sameCurrency(a, b).minor, a.currency);
}

export function subtract(a: Money, b: Money): Money {
  return money(a.minor - sameCurrency(a, b).minor, a.currency);
}

/** The sum of amounts of one currency; of none, zero of `currency`. */
export function sum(amounts: readonly Money[], currency: Currency): Money {
  return amounts.reduce(add, money(0, currency));
}

/** Totals per currency, in the order of the currency codes. */
export function sumByCurrency(amounts: readonly Money[]): readonly Money[] {
  const currencies = [...new Set(amounts.map(({ currency }) => currency))].sort();
  return currencies.map((currency) =>
    sum(
      amounts.filter((amount) => amount.currency === currency),
      currency,
    ),
  );
}

/** Negative, zero or positive, as a is less than, equal to or more than b. */
export function compareMoney(a: Money, b: Money): number {
  return a.minor - sameCurrency(a, b).minor;
}

/** The amount in major units as Dataverse money columns carry it: 12345 EUR minor → 123.45. */
export function toMajor(amount: Money): number {
  return Number(toDecimalText(amount));
}

/**
 * Money of a decimal number in major units, as Dataverse answers it.
 * @throws RangeError when the number has more decimals than the currency.
 */
export function fromMajor(major: number, currency: Currency): Money {
  const amount = { minor: Math.round(major * 10 ** decimalsOf(currency)), currency };
  if (toMajor(amount) !== major) throw new RangeError(`Not an amount of ${currency}: ${major}`);
  return money(amount.minor, currency);
}

/** The plain decimal text of an amount, a point before the decimals: `-1234.50`. */
export function toDecimalText(amount: Money): string {
  const decimals = decimalsOf(amount.currency);
  const digits = String(Math.abs(amount.minor)).padStart(decimals + 1, '0');
  const sign = amount.minor < 0 ? '-' : '';
  return decimals === 0 ? sign + digits : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** The amount as people of `locale` (BCP 47) read it, with its currency: `1 234,50 EUR` in Hungarian. */
export function formatMoney(amount: Money, locale: string): string {
  const decimals = decimalsOf(amount.currency);
  const number = new Intl.NumberFormat(locale, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    useGrouping: 'always',
  }).format(toDecimalText(amount) as unknown as number);
  return `${number.replace(/[\u202f\u00a0]/g, '\u00a0')}\u00a0${amount.currency}`;
}

function sameCurrency(a: Money, b: Money): Money {
  if (a.currency !== b.currency)
    throw new RangeError(`Cannot mix ${a.currency} and ${b.currency} in one sum`);
  return b;
}
