/** CSV as the local ERP reads and writes it. */
import { parse } from 'csv-parse/sync';

/** All rows of a text as they are, broken ones too: an ERP exports what it has. */
export function csvCells(text: string, delimiter: string): readonly (readonly string[])[] {
  return parse(text, {
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: 0,
  });
}

export function csvLine(cells: readonly string[], delimiter: string): string {
  return cells.map((cell) => csvCell(cell, delimiter)).join(delimiter);
}

function csvCell(cell: string, delimiter: string): string {
  return cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
