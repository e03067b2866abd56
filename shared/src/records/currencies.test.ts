import { money } from '../money/money.ts';
import { currenciesOf, whyNotKept } from './currencies.ts';

const currencies = currenciesOf([
  { transactioncurrencyid: 'id-eur', isocurrencycode: 'EUR', currencyprecision: 2 },
  { transactioncurrencyid: 'id-huf', isocurrencycode: 'HUF', currencyprecision: 0 },
  { transactioncurrencyid: 'id-jpy', isocurrencycode: 'JPY', currencyprecision: 2 },
]);

describe('an amount of the ledger', () => {
  it.each([
    [money(54529292, 'EUR'), undefined],
    [money(54529200, 'HUF'), undefined],
    [
      money(54529292, 'HUF'),
      "has more than the 0 decimals this environment keeps of HUF; raise the currency's precision",
    ],
    [money(5, 'JPY'), undefined],
    [money(1, 'GBP'), 'is in GBP, which is no currency of this environment; add it under Currencies'],
  ])('%j is kept, or it is said why not', (amount, why) => {
    expect(whyNotKept(currencies, amount)).toBe(why);
  });
});
