/** Currencies of the environment: Dataverse refers to them by row, the domain by code. */
import { fromMajor, type Currency, type Money } from '../money/money.ts';
import { bindTo } from '../tables/wire.ts';

export type Currencies = {
  readonly idByCode: ReadonlyMap<Currency, string>;
  readonly codeById: ReadonlyMap<string, Currency>;
};

export function currenciesOf(
  rows: readonly { readonly transactioncurrencyid: string; readonly isocurrencycode: string }[],
): Currencies {
  return {
    idByCode: new Map(rows.map((row) => [row.isocurrencycode, row.transactioncurrencyid])),
    codeById: new Map(rows.map((row) => [row.transactioncurrencyid, row.isocurrencycode])),
  };
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
