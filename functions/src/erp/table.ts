/**
 * A CSV file seen through the mapping: rows whose cells are asked for by what they mean (`dueOn`), not by the header they stand under.
 * Asking checks; what does not fit is noted against the row with line, column, value and reason.
 */
import { hash } from 'node:crypto';
import { setImmediate as othersTurn } from 'node:timers/promises';
import type { RejectedRow } from '@dunlin/shared/messages/ledger';
import type { BrokenRow, CsvRow } from './csv-rows.ts';
import { csvRows } from './csv-rows.ts';
import { shorten } from '../shorten.ts';
import { utf8Of, type Encoding } from './decode.ts';
import { DropError } from './drop-error.ts';
import type { DropLimits } from './drop-files.ts';

type Columns<Role extends string> = ReadonlyMap<Role, { readonly name: string; readonly index: number }>;

export type ReadTable<T> = {
  readonly rows: readonly T[];
  /** Rows that could not be taken apart into cells. */
  readonly broken: readonly RejectedRow[];
};

/**
 * Reads a file row by row; of a row nothing stays but what `read` makes of it. Between portions others get their turn, so that a large
 * file does not keep this process from renewing its locks.
 * @param columns the header of each role the mapping names.
 * @throws DropError when the file cannot be decoded, has no header, or lacks a column or has it twice.
 */
export async function readTable<Role extends string, T>(options: {
  file: string;
  bytes: Buffer;
  layout: { readonly encoding: Encoding; readonly delimiter: string };
  columns: { readonly [Each in Role]?: string | undefined };
  limits: DropLimits;
  read: (row: RowReader<Role>) => T;
}): Promise<ReadTable<T>> {
  const { file, layout, limits, read } = options;
  const bytes = utf8Of(file, options.bytes, layout.encoding);
  const rows: T[] = [];
  const broken: RejectedRow[] = [];
  let columns: Columns<Role> | undefined;
  for (const portion of csvRows({ file, bytes, delimiter: layout.delimiter, limits })) {
    columns ??= columnsIn(file, portion.header, options.columns);
    for (const row of portion.rows) rows.push(read(new RowReader({ file, columns, limits }, row)));
    broken.push(...portion.broken.map((row) => rejectedWhole(file, row)));
    await othersTurn();
  }
  return { rows, broken };
}

function columnsIn<Role extends string>(
  file: string,
  header: readonly string[],
  wanted: { readonly [Each in Role]?: string | undefined },
): Columns<Role> {
  const names = header.map((name) => name.trim());
  const columns = new Map<Role, { name: string; index: number }>();
  for (const [role, name] of Object.entries<string | undefined>(wanted) as [Role, string | undefined][]) {
    if (name !== undefined) columns.set(role, { name, index: indexOfColumn(file, names, name) });
  }
  return columns;
}

function indexOfColumn(file: string, names: readonly string[], name: string): number {
  const index = names.indexOf(name);
  if (index >= 0 && names.lastIndexOf(name) === index) return index;
  const shown = names.slice(0, 40).map((each) => shorten(each, 60));
  throw new DropError({
    file,
    field: `column "${name}"`,
    problem: index < 0 ? `is missing; the header names ${shown.join(' | ')}` : 'is there twice',
    remedy: 'Correct the export, or the column names and the delimiter in the mapping',
  });
}

function rejectedWhole(file: string, row: BrokenRow): RejectedRow {
  return { file, line: row.line, column: '', value: shorten(row.text), reason: row.reason };
}

type TableInFile<Role extends string> = {
  readonly file: string;
  readonly columns: Columns<Role>;
  readonly limits: DropLimits;
};

/** One row being read. */
export class RowReader<Role extends string> {
  readonly line: number;
  readonly rejections: RejectedRow[] = [];
  readonly #table: TableInFile<Role>;
  readonly #values: readonly string[];

  constructor(table: TableInFile<Role>, row: CsvRow) {
    this.#table = table;
    this.#values = row.values;
    this.line = row.line;
  }

  /** The cell without blanks around it; empty when it is empty or the mapping names no such column. */
  raw(role: Role): string {
    const column = this.#table.columns.get(role);
    return column === undefined ? '' : (this.#values[column.index] ?? '').trim();
  }

  /** The text of a cell, checked for what no system downstream can take; undefined when empty or set aside. */
  optional(role: Role, maximumCharacters = this.#table.limits.fieldCharacters): string | undefined {
    const value = this.raw(role);
    if (value === '') return undefined;
    const ceiling = Math.min(maximumCharacters, this.#table.limits.fieldCharacters);
    if (value.length > ceiling) return this.reject(role, `is longer than ${ceiling} characters`);
    // Line breaks and other control characters would forge mail headers and break letters.
    if (/\p{Cc}/u.test(value)) return this.reject(role, 'holds a line break or another control character');
    return value;
  }

  required(role: Role, maximumCharacters?: number): string | undefined {
    return this.raw(role) === '' ? this.reject(role, 'is empty') : this.optional(role, maximumCharacters);
  }

  /** Notes that the cell does not fit. Answers undefined, the value that was not read. */
  reject(role: Role, reason: string): undefined {
    const column = this.#table.columns.get(role)?.name ?? '';
    this.rejections.push({
      file: this.#table.file,
      line: this.line,
      column,
      value: shorten(this.raw(role)),
      reason,
    });
    return undefined;
  }

  /** A digest of the cells the mapping names: equal for rows that say the same, and all that need be kept of them to tell. */
  contents(): string {
    const cells = [...this.#table.columns.keys()].map((role) => this.raw(role));
    return hash('sha256', JSON.stringify(cells), 'base64url');
  }
}
