/** The invoices that somebody named by their documents, one a line. */
import { isOpenInvoice, type Receivable } from '../receivables/receivable.ts';
import type { Refusal } from '../receivables/refusal.ts';

export type ChosenInvoices =
  | { readonly ok: true; readonly invoices: readonly Receivable[] }
  | { readonly ok: false; readonly refusals: readonly Refusal<'unknownDocument'>[] };

/** Empty lines do not count, and a document that stands there twice counts once. @param receivables of the debtor */
export function chosenInvoices(text: string, receivables: readonly Receivable[]): ChosenInvoices {
  const open = receivables.filter(isOpenInvoice);
  const documents = new Set(text.split(/\r\n|\r|\n/).map((line) => line.trim()));
  documents.delete('');
  const unknown = [...documents].filter((document) => !open.some((invoice) => invoice.document === document));
  if (unknown.length > 0) return { ok: false, refusals: unknown.map(refusal) };
  return { ok: true, invoices: open.filter(({ document }) => documents.has(document)) };
}

function refusal(document: string): Refusal<'unknownDocument'> {
  const remedy = 'Name an open invoice of this debtor, or leave it out';
  return { code: 'unknownDocument', field: 'documents', value: document, remedy };
}
