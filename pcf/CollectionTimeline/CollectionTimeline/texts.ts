/** How values are written on this screen: words, dates, amounts and counts of one user. */
import type { Amount, Visible } from './entry.ts';
import type { CurrencyFormat } from './loaded.ts';
import { sayWith, type Say } from './words.ts';
import { userDates, type UserDates } from '../../common/user-dates.ts';

export type Texts = {
  readonly say: Say;
  readonly dates: UserDates;
  readonly count: (value: number) => string;
  readonly money: (amount: Visible<Amount>, currencies: ReadonlyMap<string, CurrencyFormat>) => string;
};

type TextContext = Pick<ComponentFramework.Context<unknown>, 'formatting' | 'userSettings' | 'resources'>;

export function textsOf(context: TextContext, now: Date): Texts {
  const { formatting } = context;
  const say = sayWith(context.resources);
  return {
    say,
    dates: userDates(context, now),
    count: (value) => formatting.formatInteger(value),
    money: (amount, currencies) => {
      if (amount === undefined) return say('Hidden');
      const currency = amount.currencyId === undefined ? undefined : currencies.get(amount.currencyId);
      if (currency !== undefined)
        return formatting.formatCurrency(amount.value, currency.precision, currency.symbol);
      // An item in a currency that is no debtor's own: the service wrote it with its symbol.
      return amount.formatted ?? formatting.formatDecimal(amount.value, 2);
    },
  };
}
