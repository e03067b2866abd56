/** “Put on hold”: nothing is sent to a debtor, or about one open item, until a day. */
import { agreeAboutItem, agreeWithDebtor, type Agreement } from './agreement.ts';
import type { Form, List } from './client-api.ts';

const hold: Agreement = { table: 'dun_hold', hasAmount: false };

/** Everything of the debtor. */
export function putOnHold(form: Form): Promise<void> {
  return agreeWithDebtor(form, hold);
}

export function putItemOnHold(place: List | Form, ids: readonly string[]): Promise<void> {
  return agreeAboutItem(place, ids, hold);
}
