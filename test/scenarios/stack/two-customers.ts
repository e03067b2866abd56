/** A firm and a person, each with one overdue invoice: the smallest ledger in which one customer can fare differently from another. */
import type { Customer, Item } from './ledger.ts';

export const firm: Customer = {
  number: 'K1',
  name: 'Anvil Ltd',
  kind: 'business',
  language: 'en',
  email: 'anvil@example.com',
  mobile: '+4915112345678',
};
export const person: Customer = {
  number: 'K2',
  name: 'Bea Moss',
  kind: 'consumer',
  language: 'en',
  email: 'bea@example.com',
};

/** Ten days overdue on 2 March 2026. */
export const ofFirm: Item = {
  customer: 'K1',
  document: 'INV-1',
  issuedOn: '2026-02-01',
  dueOn: '2026-02-20',
  amount: '100.00',
};
/** Five days overdue on 2 March 2026. */
export const ofPerson: Item = {
  customer: 'K2',
  document: 'INV-2',
  issuedOn: '2026-02-01',
  dueOn: '2026-02-25',
  amount: '40.00',
};
