/** What the sample ERP exports on an evening: everything open, and what was closed within the last month, marked. */
import { csvLine } from '../csv-text.ts';
import { isoOf, writeDay } from '../days.ts';
import { closedOn, isReversed, openOn, type Document } from './book.ts';
import type { Customer } from './customers.ts';
import { sampleMapping } from './sample-mapping.ts';

const { delimiter, dates, kinds, columns } = sampleMapping.items;

/** How long what is closed stays in the export. */
export const daysShownAfterClosing = 30;

export const itemsHeader = csvLine(Object.values(columns), delimiter);
export const customersHeader = csvLine(Object.values(sampleMapping.customers.columns), delimiter);

/** The row of a document on the evening of a day, or undefined when the export does not hold it. */
export function itemLine(document: Document, day: number): string | undefined {
  if (document.issuedOn > day) return undefined;
  const closed = closedOn(document, day);
  if (closed !== undefined && day - closed > daysShownAfterClosing) return undefined;
  const sign = document.kind === 'invoice' ? 1 : -1;
  const { clears } = document;
  const cells: Readonly<Record<keyof typeof columns, string>> = {
    customer: document.customer,
    document: document.number,
    kind: kinds[document.kind][0],
    issuedOn: dateText(document.issuedOn),
    dueOn: dateText(document.dueOn),
    amount: amountText(sign * document.minor),
    open: amountText(sign * openOn(document, day)),
    currency: document.currency,
    settledOn: closed === undefined ? '' : dateText(closed),
    reversed: isReversed(document, day) ? 'X' : '',
    clears: clears !== undefined && clears.since <= day ? clears.number : '',
  };
  return csvLine(Object.values(cells), delimiter);
}

export function customerLine(customer: Customer): string {
  const { number, name, country, language, email, phone, mobile, street, postalCode, city, creditLimit } =
    customer;
  const limit = creditLimit === undefined ? '' : amountText(creditLimit.minor);
  const kind = sampleMapping.customers.kinds[customer.kind][0];
  return csvLine(
    [
      ...[number, name, kind, country, language, email, phone, mobile, street, postalCode, city],
      ...[limit, creditLimit?.currency ?? ''],
    ],
    delimiter,
  );
}

/** A day number as dd.MM.yyyy. */
export function dateText(day: number): string {
  return writeDay(isoOf(day), dates);
}

/** Minor units of a currency with two decimals as 1.234,56, a minus in front. */
export function amountText(minor: number): string {
  const digits = String(Math.abs(minor)).padStart(3, '0');
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, '.');
  return `${minor < 0 ? '-' : ''}${whole},${digits.slice(-2)}`;
}
