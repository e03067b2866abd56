/** “Open dispute”: what a customer disputes of one open item. */
import { agreeAboutItem, agreeWithDebtor } from './agreement.ts';
import type { Form, List } from './client-api.ts';

/** Which item it is about is chosen on the new form. */
export function openDispute(form: Form): Promise<void> {
  return agreeWithDebtor(form, 'dun_dispute');
}

export function openDisputeAbout(place: List | Form, ids: readonly string[]): Promise<void> {
  return agreeAboutItem(place, ids, 'dun_dispute');
}
