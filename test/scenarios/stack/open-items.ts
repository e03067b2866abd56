/** A ledger that tells what is open of each item, and which payments cleared what: as most ERPs export it. */
import type { ErpHistory } from '../../../local/erp/history.ts';
import { writeDrop } from '../../../local/erp/write-drop.ts';
import { customersFile, mapping, type Customer } from './ledger.ts';

export type OpenItem = {
  readonly customer: string;
  readonly document: string;
  readonly kind?: 'invoice' | 'creditNote' | 'payment';
  readonly issuedOn: string;
  readonly dueOn?: string;
  /** Major units, as the export writes them. */
  readonly amount: string;
  /** Without it all of it is open. */
  readonly open?: string;
  /** The invoice a payment is for. */
  readonly clears?: string;
};

const columns = ['customer', 'document', 'kind', 'issued', 'due', 'amount', 'open', 'clears'] as const;

const ofItems = {
  ...mapping,
  items: {
    ...mapping.items,
    columns: {
      customer: 'customer',
      document: 'document',
      kind: 'kind',
      issuedOn: 'issued',
      dueOn: 'due',
      amount: 'amount',
      open: 'open',
      clears: 'clears',
    },
    currency: 'EUR',
    kinds: { invoice: ['invoice'], creditNote: ['creditNote'], payment: ['payment'] },
  },
};

export function openItemsOf(
  customers: readonly Customer[],
  itemsOn: (day: string) => readonly OpenItem[],
): ErpHistory {
  return {
    source: 'books',
    drop: (folder, day) =>
      writeDrop(folder, {
        source: 'books',
        day,
        mode: 'full',
        items: itemsFile(itemsOn(day)),
        customers: customersFile(customers),
        mapping: Buffer.from(JSON.stringify(ofItems)),
      }),
  };
}

function itemsFile(items: readonly OpenItem[]): Buffer {
  const rows = items.map((item) => [
    item.customer,
    item.document,
    item.kind ?? 'invoice',
    item.issuedOn,
    item.dueOn ?? item.issuedOn,
    item.amount,
    item.open ?? item.amount,
    item.clears ?? '',
  ]);
  return Buffer.from([columns, ...rows].map((cells) => `${cells.join(',')}\r\n`).join(''));
}
