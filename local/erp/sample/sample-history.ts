/** The sample portfolio as an ERP that exports it every evening, in full. */
import { dayNumber, isoOf } from '../days.ts';
import type { ErpHistory } from '../history.ts';
import { writeDrop } from '../write-drop.ts';
import { lastEventOn } from './book.ts';
import { customerLine, customersHeader, itemLine, itemsHeader } from './export.ts';
import { daysWithFlaws, flawedCustomers, flawedItems } from './flaws.ts';
import { customersOf, type Portfolio } from './portfolio.ts';
import { sampleMapping } from './sample-mapping.ts';

export function sampleHistory(
  portfolio: Portfolio,
  { source = 'sample' }: { source?: string } = {},
): ErpHistory {
  const start = dayNumber(portfolio.startsOn);
  const documents = portfolio.debtors.flatMap((debtor) => debtor.documents);
  const customers = customersOf(portfolio).map(customerLine);
  const mapping = Buffer.from(`${JSON.stringify(sampleMapping, null, 2)}\n`);
  const lastDay = documents.reduce((last, document) => Math.max(last, lastEventOn(document)), start);
  return {
    source,
    firstDay: portfolio.startsOn,
    lastDay: isoOf(lastDay),
    async drop(folder, iso) {
      const day = dayNumber(iso);
      if (day < start) return undefined;
      const lines = documents.map((document) => itemLine(document, day)).filter((line) => line !== undefined);
      const hasFlaws = day < start + daysWithFlaws;
      const flaws = hasFlaws ? flawedItems(start, lines[0] ?? '') : [];
      const customerFlaws = hasFlaws ? flawedCustomers(customers[0] ?? '') : [];
      return writeDrop(folder, {
        source,
        day: iso,
        mode: 'full',
        items: fileOf([itemsHeader, ...flaws, ...lines], 'latin1'),
        customers: fileOf([customersHeader, ...customerFlaws, ...customers], 'utf8'),
        mapping,
      });
    },
  };
}

function fileOf(lines: readonly string[], encoding: 'latin1' | 'utf8'): Buffer {
  return Buffer.from(`${lines.join('\r\n')}\r\n`, encoding);
}
