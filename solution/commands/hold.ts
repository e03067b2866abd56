/** “Put on hold”: nothing is sent to a debtor, or about one open item, until a day. */
import { agreeAboutItem, agreeWithDebtor } from './agreement.ts';
import type { Form, List } from './client-api.ts';

/** Everything of the debtor. */
export function putOnHold(form: Form): Promise<void> {
  return agreeWithDebtor(form, 'dun_hold');
}

export function putItemOnHold(place: List | Form, ids: readonly string[]): Promise<void> {
  return agreeAboutItem(place, ids, 'dun_hold');
}
