/** What promises, disputes and holds have in common: a form for a new one is opened, and what led there is read again once it is saved. */
import type { Form, List } from './client-api.ts';
import { theOneItem } from './items.ts';
import { quickCreate } from './quick-create.ts';
import { asCommand } from './refusing.ts';
import { subjectOf } from './subject.ts';

export type Agreement = {
  readonly table: 'dun_promise' | 'dun_dispute' | 'dun_hold';
  /** Then it begins in the currency of the debtor or item, not in the user's. */
  readonly hasAmount: boolean;
};

/** On the form of a customer, debtor or case. */
export async function agreeWithDebtor(form: Form, { table, hasAmount }: Agreement): Promise<void> {
  await asCommand(async () => {
    const subject = await subjectOf(form);
    if (subject === undefined) return;
    const saved = await quickCreate(table, {
      dun_debtorid: subject.debtor,
      transactioncurrencyid: hasAmount ? subject.currency : undefined,
    });
    if (saved !== undefined) await refresh(form);
  });
}

/** About the one item selected in a list, or the one whose form is open. */
export async function agreeAboutItem(
  place: List | Form,
  ids: readonly string[],
  { table, hasAmount }: Agreement,
): Promise<void> {
  await asCommand(async () => {
    const { reference, debtor, currency } = await theOneItem(ids);
    const saved = await quickCreate(table, {
      dun_debtorid: debtor,
      dun_receivableid: reference,
      transactioncurrencyid: hasAmount ? currency : undefined,
    });
    if (saved !== undefined) await refresh(place);
  });
}

export async function refresh(place: List | Form): Promise<void> {
  if ('data' in place) await place.data.refresh(false);
  else place.refresh();
}
