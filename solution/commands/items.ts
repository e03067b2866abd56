/** The open items a command is about: those selected in a list, or the one whose form is open. */
import type { Reference } from './client-api.ts';
import { CommandRefused } from './refusing.ts';
import { say } from './say.ts';
import { amountIn, bareId, referenceIn } from './rows.ts';

export type Item = {
  readonly reference: Reference;
  /** In the currency of the item. */
  readonly open: number;
  readonly dueOn: string;
  readonly debtor: Reference;
  readonly currency: Reference;
};

/** The items, the oldest first. @throws CommandRefused when there are none, or nothing is open of one */
export async function openItems(ids: readonly string[]): Promise<readonly Item[]> {
  if (ids.length === 0) throw new CommandRefused(say('nothingSelected'));
  const items = (await Promise.all(ids.map(readItem))).sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
  const settled = items.find(({ open }) => open <= 0);
  if (settled !== undefined)
    throw new CommandRefused(say('notOpen', { document: settled.reference.name ?? '' }));
  return items;
}

/** @throws CommandRefused unless it is exactly one */
export async function theOneItem(ids: readonly string[]): Promise<Item> {
  if (ids.length > 1) throw new CommandRefused(say('severalForOne', { count: ids.length }));
  const [item] = await openItems(ids);
  if (item === undefined) throw new RangeError('Of one id there is one item.');
  return item;
}

async function readItem(id: string): Promise<Item> {
  const row = await Xrm.WebApi.retrieveRecord(
    'dun_receivable',
    bareId(id),
    '?$select=dun_name,dun_open,dun_dueon,_dun_debtorid_value,_transactioncurrencyid_value',
  );
  return {
    reference: { entityType: 'dun_receivable', id: bareId(id), name: String(row['dun_name']) },
    open: amountIn(row, 'dun_open'),
    dueOn: String(row['dun_dueon']),
    debtor: referenceIn(row, 'dun_debtorid', 'dun_debtor'),
    currency: referenceIn(row, 'transactioncurrencyid', 'transactioncurrency'),
  };
}
