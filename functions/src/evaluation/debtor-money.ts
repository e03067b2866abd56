/**
 * The debtor's amounts. A row has one currency: that of the credit limit where there is one, else that of the oldest open item; what is
 * overdue in others stands in words beside it, for sums of two currencies cannot be compared.
 */
import { money, toMajor, type Currency } from '@dunlin/shared/money/money';
import { bindCurrency } from '@dunlin/shared/records/currencies';
import { agingProfile } from '@dunlin/shared/receivables/aging';
import { collectibleBalance } from '@dunlin/shared/receivables/collectible';
import { byAge, isOpenInvoice } from '@dunlin/shared/receivables/receivable';
import { purchasesOf } from '@dunlin/shared/segments/history';
import { everyItem } from '@dunlin/shared/segments/measures';
import type { Facts } from '@dunlin/shared/strategy/facts';
import type { Row } from '../dataverse/client.ts';
import { nettingOf } from '../policy/policy-store.ts';
import type { Evaluated } from './changes.ts';
import { agingColumns, amountsInWords, noAging } from './debtor-aging.ts';

export function debtorMoney({ facts, decision: { asOf, segment }, company }: Evaluated): Row {
  const { currencies } = company;
  const balances = collectibleBalance(facts.receivables, asOf, nettingOf(company, asOf, segment?.strategy));
  const purchases = boughtBy(facts);
  const profiles = agingProfile(facts.receivables, asOf);
  const [balance, profile, purchase] = [balances[0], profiles[0], purchases?.[0]];
  const currency = currencyOf(facts) ?? (balance ?? profile ?? purchase)?.currency;
  if (currency === undefined) return { dun_overdue: null, dun_otheroverdue: null, ...noAging };
  const inCurrency = (amounts: typeof balances): number =>
    toMajor(amounts.find((one) => one.currency === currency) ?? money(0, currency));
  return {
    dun_overdue: inCurrency(balances),
    dun_otheroverdue: amountsInWords(balances.filter((one) => one.currency !== currency)),
    ...agingColumns(profiles, currency),
    // Kept up only where a rule asks for it.
    ...(purchases && { dun_purchases: inCurrency(purchases) }),
    ...bindCurrency(currencies, currency),
  };
}

function currencyOf({ debtor, receivables }: Facts): Currency | undefined {
  return debtor.creditLimit?.currency ?? receivables.filter(isOpenInvoice).sort(byAge)[0]?.open.currency;
}

function boughtBy({ receivables, past }: Facts): ReturnType<typeof purchasesOf> {
  return past?.reaches === 'always' ? purchasesOf(everyItem(receivables, past)) : undefined;
}
