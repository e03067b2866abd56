/**
 * The rows of a CSV file with the line each begins on. A row that cannot be taken apart (a quote in the wrong place or never closed,
 * a wrong number of fields, too long) is set aside and reading goes on at the next line of the file: one stray quote
 * costs its own line, not all lines up to the next quote.
 */
import { CsvError, parse } from 'csv-parse/sync';
import { DropError } from './drop-error.ts';
import type { DropLimits } from './drop-files.ts';

export type CsvRow = { readonly line: number; readonly values: readonly string[] };
export type BrokenRow = { readonly line: number; readonly text: string; readonly reason: string };
export type CsvPortion = {
  readonly header: readonly string[];
  readonly rows: readonly CsvRow[];
  readonly broken: readonly BrokenRow[];
};

/** Enough to be quick, few enough that whoever reads can do something else between two portions. */
const recordsPerPortion = 2000;

/**
 * The file in portions, each with the file's header; at least one.
 * @param bytes UTF-8 without byte order mark.
 * @throws DropError when there is no header line or it cannot be taken apart.
 */
export function* csvRows(options: {
  file: string;
  bytes: Buffer;
  delimiter: string;
  limits: DropLimits;
}): Generator<CsvPortion> {
  const { file, bytes, limits } = options;
  let rows: CsvRow[] = [];
  let broken: BrokenRow[] = [];
  let header: readonly string[] | undefined;
  let offset = 0;
  let line = 1;

  const take = (values: readonly string[], end: number): void => {
    if (values.length > 1 || !isBlank(bytes.subarray(offset, end))) {
      header ??= values;
      const width = widthTrouble(values, header);
      // Fields that ran over several lines may have swallowed rows: those are read again, each by itself.
      if (width !== undefined && endOfLine(bytes, offset) < end) throw new Runaway(width);
      if (width !== undefined) broken.push({ line, text: textBetween(bytes, offset, end), reason: width });
      else if (header !== values) rows.push({ line, values });
    }
    line += lineEnds(bytes, offset, end);
    offset = end;
  };

  while (offset < bytes.length) {
    const start = offset;
    try {
      takeRows(bytes.subarray(offset), {
        delimiter: options.delimiter,
        rowBytes: limits.rowBytes,
        base: offset,
        take,
      });
      // What is left without a record in it is the end of the file.
      if (offset === start) offset = bytes.length;
    } catch (error) {
      const reason = reasonOf(error);
      if (header === undefined) throw noHeader(file, `cannot be taken apart: the line ${reason}`);
      const end = endOfLine(bytes, offset);
      broken.push({ line, text: textBetween(bytes, offset, end), reason });
      offset = end;
      line += 1;
    }
    if (header === undefined) continue;
    yield { header, rows, broken };
    [rows, broken] = [[], []];
  }
  if (header === undefined) throw noHeader(file, 'is missing: the file is empty');
}

/** A record that ended in the wrong place, lines after its own. */
class Runaway extends Error {}

function widthTrouble(values: readonly string[], header: readonly string[]): string | undefined {
  if (values.length === header.length) return undefined;
  return `has ${values.length} ${values.length === 1 ? 'field' : 'fields'} where the header has ${header.length}`;
}

const shownBytes = 1000;

function textBetween(bytes: Buffer, start: number, end: number): string {
  return bytes.toString('utf8', start, Math.min(end, start + shownBytes)).trimEnd();
}

/**
 * Hands over each record of a portion as it is read; `end` is where the next one begins. Stops with an error at the first broken
 * record.
 */
function takeRows(
  bytes: Buffer,
  options: {
    delimiter: string;
    rowBytes: number;
    base: number;
    take: (values: readonly string[], end: number) => void;
  },
): void {
  parse(bytes, {
    delimiter: options.delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: options.rowBytes,
    // `take` compares widths: only it can tell a short row from one that ran away over several lines.
    relax_column_count: true,
    to: recordsPerPortion,
    on_record: (values: string[], info) => {
      options.take(values, options.base + info.bytes);
      return null;
    },
  });
}

const reasons = {
  CSV_QUOTE_NOT_CLOSED: 'has a quote that is never closed',
  CSV_INVALID_CLOSING_QUOTE: 'has a quote inside a field (write it twice and put the field in quotes)',
  INVALID_OPENING_QUOTE: 'has a quote inside a field (write it twice and put the field in quotes)',
  CSV_MAX_RECORD_SIZE: 'is too long, or has a quote that is never closed',
} as const;

function reasonOf(error: unknown): string {
  if (error instanceof Runaway) return error.message;
  if (error instanceof CsvError && error.code in reasons) return reasons[error.code as keyof typeof reasons];
  throw error;
}

function noHeader(file: string, problem: string): DropError {
  return new DropError({ file, field: 'header', problem, remedy: 'The first line has to name the columns' });
}

/** A line with nothing on it but blanks is no row; one with an empty field in quotes is. */
function isBlank(bytes: Buffer): boolean {
  return bytes.toString().trim() === '';
}

const [lineFeed, carriageReturn] = [10, 13];

/** Where the line that `from` stands on ends: after `\r\n`, `\n` or `\r`. */
function endOfLine(bytes: Buffer, from: number): number {
  for (let at = from; at < bytes.length; at += 1) {
    if (bytes[at] === lineFeed) return at + 1;
    if (bytes[at] === carriageReturn) return bytes[at + 1] === lineFeed ? at + 2 : at + 1;
  }
  return bytes.length;
}

function lineEnds(bytes: Buffer, from: number, to: number): number {
  let ends = 0;
  for (let at = from; at < to; at += 1) {
    if (bytes[at] === lineFeed || (bytes[at] === carriageReturn && bytes[at + 1] !== lineFeed)) ends += 1;
  }
  return ends;
}
