/** A small ledger written down in a test: who owes what on which evening, dropped as an ERP would. */
import type { ErpHistory } from '../../../local/erp/history.ts';
import { writeDrop } from '../../../local/erp/write-drop.ts';

export type Customer = {
  readonly number: string;
  readonly name: string;
  readonly kind: 'business' | 'consumer';
  readonly language: 'en' | 'hu' | 'de' | 'pl' | 'ro';
  readonly email?: string;
  readonly mobile?: string;
  readonly street?: string;
  readonly city?: string;
};

export type Item = {
  readonly customer: string;
  readonly document: string;
  readonly issuedOn: string;
  readonly dueOn: string;
  /** Major units, as the export writes them. */
  readonly amount: string;
  readonly currency?: string;
};

export const mapping = {
  company: 'DEMO',
  settled: 'absent',
  items: {
    dates: 'yyyy-MM-dd',
    numbers: { decimal: '.' },
    columns: {
      customer: 'customer',
      document: 'document',
      issuedOn: 'issued',
      dueOn: 'due',
      amount: 'amount',
      currency: 'currency',
    },
  },
  customers: {
    columns: {
      number: 'number',
      name: 'name',
      kind: 'kind',
      country: 'country',
      language: 'language',
      email: 'email',
      mobile: 'mobile',
      street: 'street',
      city: 'city',
    },
  },
} as const;

/** @param openOn the items that are open on the evening of a day; no items at all means that the ERP drops nothing that day */
export function ledgerOf(
  customers: readonly Customer[],
  openOn: (day: string) => readonly Item[] | undefined,
): ErpHistory {
  return {
    source: 'books',
    async drop(folder, day) {
      const items = openOn(day);
      if (items === undefined) return undefined;
      return writeDrop(folder, {
        source: 'books',
        day,
        mode: 'full',
        items: itemsFile(items),
        customers: customersFile(customers),
        mapping: Buffer.from(JSON.stringify(mapping)),
      });
    },
  };
}

export function itemsFile(items: readonly Item[]): Buffer {
  return csv([
    ['customer', 'document', 'issued', 'due', 'amount', 'currency'],
    ...items.map(({ customer, document, issuedOn, dueOn, amount, currency }) => [
      customer,
      document,
      issuedOn,
      dueOn,
      amount,
      currency ?? 'EUR',
    ]),
  ]);
}

export function customersFile(customers: readonly Customer[]): Buffer {
  return csv([
    ['number', 'name', 'kind', 'country', 'language', 'email', 'mobile', 'street', 'city'],
    ...customers.map(({ number, name, kind, language, email, mobile, street, city }) => [
      number,
      name,
      kind,
      'DE',
      language,
      email ?? '',
      mobile ?? '',
      street ?? '',
      city ?? '',
    ]),
  ]);
}

function csv(rows: readonly (readonly string[])[]): Buffer {
  return Buffer.from(rows.map((cells) => `${cells.join(',')}\r\n`).join(''));
}
