/** “Register promise”: what a customer promised to pay, of everything or of some open items. */
import type { Form, List, Reference } from './client-api.ts';
import { agreeWithDebtor, refresh } from './agreement.ts';
import { openItems, type Item } from './items.ts';
import { quickCreate } from './quick-create.ts';
import { asCommand, CommandRefused } from './refusing.ts';
import { say } from './say.ts';

/** On the form of a customer, debtor or case. Without items a promise covers the oldest ones, which the app puts in. */
export function registerPromise(form: Form): Promise<void> {
  return agreeWithDebtor(form, 'dun_promise');
}

/** For the items selected in a list, or the one whose form is open: the app makes items of their documents, the oldest first. */
export async function registerPromiseFor(place: List | Form, ids: readonly string[]): Promise<void> {
  await asCommand(async () => {
    const items = await openItems(ids);
    const debtor = theSame(items, 'debtor', 'severalDebtors');
    const saved = await quickCreate({
      table: 'dun_promise',
      from: debtor,
      values: {
        dun_debtorid: debtor,
        transactioncurrencyid: theSame(items, 'currency', 'severalCurrencies'),
        dun_amount: sumOf(items.map(({ open }) => open)),
        dun_documents: items.map(({ reference }) => reference.name).join('\n'),
      },
    });
    if (saved !== undefined) await refresh(place);
  });
}

function theSame(
  items: readonly Item[],
  what: 'debtor' | 'currency',
  otherwise: 'severalDebtors' | 'severalCurrencies',
): Reference {
  const [first, ...others] = items.map((item) => item[what]);
  if (first === undefined || others.some(({ id }) => id !== first.id))
    throw new CommandRefused(say(otherwise));
  return first;
}

/** Amounts have at most four decimals; whole numbers of the last one add up without a rest. */
const unitsInOne = 10_000;

function sumOf(amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => sum + Math.round(amount * unitsInOne), 0) / unitsInOne;
}
