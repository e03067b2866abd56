/** Invoices of a CSV file with their dates, for a back-test. What lacks one is left out and counted. */
import type { PaidInvoice } from '@dunlin/shared/backtest/willingness';
import { isoDate } from '@dunlin/shared/dates/iso-date';
import { fromMajor } from '@dunlin/shared/money/money';
import { parse } from 'csv-parse/sync';
import { dateReader } from '../erp/date-pattern.ts';

export type InvoiceColumns = {
  readonly customer: string;
  readonly due: string;
  readonly settled: string;
  readonly issued?: string;
  readonly amount?: string;
  /** How dates are written, such as `M/d/yyyy`. */
  readonly dates: string;
};

/** @throws Error when a column is not there, RangeError when the pattern of dates is none. */
export function invoicesIn(
  text: string,
  columns: InvoiceColumns,
): { readonly invoices: readonly PaidInvoice[]; readonly skipped: number } {
  const rows = parse(text, { columns: true, bom: true, skip_empty_lines: true }) as readonly Record<
    string,
    string
  >[];
  const { dates, ...named } = columns;
  const missing = Object.values(named).find((name) => rows[0] && !(name in rows[0]));
  if (missing !== undefined) throw new Error(`The file has no column ${missing}`);
  const dateIn = dateReader(dates);
  const invoices = rows.flatMap((row, at): readonly PaidInvoice[] => {
    const dueOn = dateIn(row[columns.due] ?? '');
    const paid = row[columns.settled]?.trim() ?? '';
    const settledOn = dateIn(paid);
    const issuedOn = columns.issued === undefined ? dueOn : dateIn(row[columns.issued] ?? '');
    const amount = columns.amount === undefined ? 1 : Number(row[columns.amount]);
    if (dueOn === undefined || issuedOn === undefined || !(amount > 0)) return [];
    if (paid !== '' && settledOn === undefined) return [];
    return [
      {
        id: String(at),
        document: String(at),
        customer: row[columns.customer] ?? '',
        issuedOn,
        dueOn,
        // Which currency it is says nothing here.
        amount: fromMajor(Math.round(amount * 100) / 100, 'EUR'),
        ...(settledOn !== undefined && { settledOn: isoDate(settledOn) }),
      },
    ];
  });
  return { invoices, skipped: rows.length - invoices.length };
}
