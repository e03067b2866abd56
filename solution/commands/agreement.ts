/** What promises, disputes and holds have in common: a form for a new one is opened, and what led there is read again once it is saved. */
import type { Form, List } from './client-api.ts';
import { theOneItem } from './items.ts';
import { quickCreate, type NewRow } from './quick-create.ts';
import { asCommand } from './refusing.ts';
import { debtorOf } from './subject.ts';

/** On the form of a customer, debtor or case. */
export async function agreeWithDebtor(form: Form, table: NewRow['table']): Promise<void> {
  await asCommand(async () => {
    const debtor = await debtorOf(form);
    if (debtor === undefined) return;
    const saved = await quickCreate({ table, from: debtor, values: { dun_debtorid: debtor } });
    if (saved !== undefined) await refresh(form);
  });
}

/** About the one item selected in a list, or the one whose form is open. */
export async function agreeAboutItem(
  place: List | Form,
  ids: readonly string[],
  table: NewRow['table'],
): Promise<void> {
  await asCommand(async () => {
    const { reference, debtor } = await theOneItem(ids);
    const values = { dun_debtorid: debtor, dun_receivableid: reference };
    const saved = await quickCreate({ table, from: reference, values });
    if (saved !== undefined) await refresh(place);
  });
}

export async function refresh(place: List | Form): Promise<void> {
  if ('data' in place) await place.data.refresh(false);
  else place.refresh();
}
