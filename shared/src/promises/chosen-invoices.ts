/** The invoices that somebody named by their documents: one a line, or several with commas or semicolons between. */
import { isOpenInvoice, type Receivable } from '../receivables/receivable.ts';
import type { Refusal } from '../receivables/refusal.ts';

export type ChosenInvoices =
  | { readonly ok: true; readonly invoices: readonly Receivable[] }
  | { readonly ok: false; readonly refusals: readonly Refusal<'unknownDocument'>[] };

/**
 * Empty lines do not count, a document that stands there twice counts once, and one with a comma in it is found when it has its own line.
 * @param receivables of the debtor
 */
export function chosenInvoices(text: string, receivables: readonly Receivable[]): ChosenInvoices {
  const open = receivables.filter(isOpenInvoice);
  const isOpen = (document: string): boolean => open.some((invoice) => invoice.document === document);
  const documents = new Set(
    parts(text, /\r\n|\r|\n/).flatMap((line) => (isOpen(line) ? [line] : parts(line, /[,;]/))),
  );
  const unknown = [...documents].filter((document) => !isOpen(document));
  if (unknown.length > 0) return { ok: false, refusals: unknown.map(refusal) };
  return { ok: true, invoices: open.filter(({ document }) => documents.has(document)) };
}

function parts(text: string, separator: RegExp): readonly string[] {
  return text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function refusal(document: string): Refusal<'unknownDocument'> {
  const remedy = 'Name an open invoice of this debtor, or leave it out';
  return { code: 'unknownDocument', field: 'documents', value: document, remedy };
}
