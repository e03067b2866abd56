/** “Register promise”: what a customer promised to pay, of everything or of some open items. */
import type { Form, List, Reference } from './client-api.ts';
import { agreeWithDebtor, refresh } from './agreement.ts';
import { openItems, type Item } from './items.ts';
import { quickCreate } from './quick-create.ts';
import { asCommand, CommandRefused, reasonOf } from './refusing.ts';
import { amountIn, bareId } from './rows.ts';
import { say } from './say.ts';

/** On the form of a customer, debtor or case. Without items a promise covers the oldest ones, which the app puts in. */
export function registerPromise(form: Form): Promise<void> {
  return agreeWithDebtor(form, 'dun_promise');
}

/** For the items selected in a list, or the one whose form is open. */
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
        dun_amount: inMajor(items.reduce((sum, { open }) => sum + inUnits(open), 0)),
      },
    });
    if (saved === undefined) return;
    await nameItems(saved, items);
    await refresh(place);
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

/**
 * Says which items the promise covers. The app completes a promise that it finds without items with the oldest ones, and may do so at this
 * moment. It writes on the version of the promise it read: once the promise is written here, its items are there and are taken back, or it
 * finds these.
 */
async function nameItems(promise: Reference, items: readonly Item[]): Promise<void> {
  const id = bareId(promise.id);
  try {
    const { dun_amount } = await Xrm.WebApi.retrieveRecord('dun_promise', id, '?$select=dun_amount');
    const named = await Promise.all(
      spread(amountIn({ dun_amount }, 'dun_amount'), items).map(({ item, amount }) =>
        Xrm.WebApi.createRecord('dun_promiseitem', {
          dun_name: item.reference.name,
          'dun_promiseid@odata.bind': `/dun_promises(${id})`,
          'dun_receivableid@odata.bind': `/dun_receivables(${item.reference.id})`,
          dun_amount: amount,
          'transactioncurrencyid@odata.bind': `/transactioncurrencies(${item.currency.id})`,
        }),
      ),
    );
    const lookAgain = (): Promise<unknown> => Xrm.WebApi.updateRecord('dun_promise', id, { dun_amount });
    await lookAgain();
    const others = await itemsBeside(
      id,
      named.map((item) => bareId(item.id)),
    );
    if (others.length === 0) return;
    await Promise.all(others.map((other) => Xrm.WebApi.deleteRecord('dun_promiseitem', other)));
    await lookAgain();
  } catch (error) {
    const documents = items.map(({ reference }) => reference.name).join(', ');
    throw new CommandRefused(say('itemsNotWritten', { documents, reason: reasonOf(error) }));
  }
}

async function itemsBeside(promise: string, named: readonly string[]): Promise<readonly string[]> {
  const { entities } = await Xrm.WebApi.retrieveMultipleRecords(
    'dun_promiseitem',
    `?$select=dun_promiseitemid&$filter=_dun_promiseid_value eq ${promise}`,
  );
  return entities
    .map((row) => String(row['dun_promiseitemid']))
    .filter((item) => !named.includes(bareId(item)));
}

type Share = { readonly item: Item; readonly amount: number };

/**
 * The promised amount over the items, the oldest first, each up to what is open of it. What is promised beyond goes to the last one, and
 * the app says what is wrong with that.
 */
function spread(promised: number, items: readonly Item[]): readonly Share[] {
  let left = inUnits(promised);
  return items.flatMap((item, at) => {
    const share = at === items.length - 1 ? left : Math.min(left, inUnits(item.open));
    left -= share;
    return share > 0 ? [{ item, amount: inMajor(share) }] : [];
  });
}

/** Amounts have at most four decimals; whole numbers of the last one add up without a rest. */
const unitsInOne = 10_000;

function inUnits(amount: number): number {
  return Math.round(amount * unitsInOne);
}

function inMajor(units: number): number {
  return units / unitsInOne;
}
