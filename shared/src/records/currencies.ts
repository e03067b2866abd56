/** Currencies of the environment: Dataverse refers to them by row, the domain by code. */
import { decimalsOf, fromMajor, type Currency, type Money } from '../money/money.ts';
import { bindTo } from '../tables/wire.ts';

export type Currencies = {
  readonly idByCode: ReadonlyMap<Currency, string>;
  readonly codeById: ReadonlyMap<string, Currency>;
  /** How many decimals of an amount Dataverse keeps. */
  readonly decimalsByCode: ReadonlyMap<Currency, number>;
};

export function currenciesOf(
  rows: readonly {
    readonly transactioncurrencyid: string;
    readonly isocurrencycode: string;
    readonly currencyprecision: number;
  }[],
): Currencies {
  return {
    idByCode: new Map(rows.map((row) => [row.isocurrencycode, row.transactioncurrencyid])),
    codeById: new Map(rows.map((row) => [row.transactioncurrencyid, row.isocurrencycode])),
    decimalsByCode: new Map(rows.map((row) => [row.isocurrencycode, row.currencyprecision])),
  };
}

/** Why the environment cannot keep the amount to its last minor unit, with the remedy; undefined when it can. */
export function whyNotKept({ decimalsByCode }: Currencies, { minor, currency }: Money): string | undefined {
  const decimals = decimalsByCode.get(currency);
  if (decimals === undefined) {
    return `is in ${currency}, which is no currency of this environment; add it under Currencies`;
  }
  const step = 10 ** Math.max(0, decimalsOf(currency) - decimals);
  if (minor % step === 0) return undefined;
  return `has more than the ${decimals} decimals this environment keeps of ${currency}; raise the currency's precision`;
}

/** @throws RangeError when the environment has no such currency, with the remedy. */
export function bindCurrency(
  currencies: Currencies,
  code: Currency,
): { readonly 'transactioncurrencyid@odata.bind': string } {
  const id = currencies.idByCode.get(code);
  if (id === undefined)
    throw new RangeError(`The environment has no currency ${code}; add it under Currencies`);
  return { 'transactioncurrencyid@odata.bind': bindTo('transactioncurrencies', id) };
}

export function moneyOf(currencies: Currencies, major: number, currencyId: string | null): Money {
  const code = currencyId === null ? undefined : currencies.codeById.get(currencyId);
  if (code === undefined) throw new RangeError(`No currency has the id ${String(currencyId)}`);
  return fromMajor(major, code);
}
