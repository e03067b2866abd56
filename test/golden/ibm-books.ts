/** Real receivables of a hundred customers as books. The table is not ours to publish: it lies beside the repository. */
import { readFileSync } from 'node:fs';
import { isoDate, type IsoDate } from '@dunlin/shared/dates/iso-date';
import { readDay } from '../../local/erp/days.ts';
import type { BookDocument, Books } from './books.ts';

/**
 * @param table the file of invoices, `customers` that of the customers made for them
 * @param firstDay what was settled by then is never seen, as an ERP that exports open items has it
 */
export function ibmBooks(table: string, customers: string, firstDay: IsoDate): readonly Books[] {
  const documents = Map.groupBy(
    linesOf(table)
      .map(documentOf)
      .filter(({ document }) => (document.course[1]?.on ?? '9999') > firstDay),
    ({ customer }) => customer,
  );
  return linesOf(customers).map(([number = '', name = '', kind = '', country = '', language = '']) => ({
    customer: {
      number,
      name,
      kind: kind === 'consumer' ? 'consumer' : 'business',
      country,
      language,
      channels: ['email', 'letter', 'sms', 'call'],
    },
    documents: (documents.get(number) ?? []).map(({ document }) => document),
  }));
}

/** Cells of the lines after the header; no cell of either file holds a comma. */
function linesOf(file: string): readonly (readonly string[])[] {
  const [, ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  return lines.map((line) => line.split(','));
}

function documentOf(cells: readonly string[]): {
  readonly customer: string;
  readonly document: BookDocument;
} {
  const [, customer = '', , number = '', issued = '', due = '', amount = '', , settled = ''] = cells;
  const day = (text: string): IsoDate => isoDate(readDay(text, 'M/d/yyyy') ?? text);
  const minor = Math.round(Number(amount) * 100);
  const [issuedOn, settledOn] = [day(issued), day(settled)];
  const course = [
    { on: issuedOn, minor, isReversed: false },
    { on: settledOn, minor: 0, isReversed: false },
  ];
  return {
    customer,
    document: { number, kind: 'invoice', currency: 'USD', issuedOn, dueOn: day(due), minor, course },
  };
}
