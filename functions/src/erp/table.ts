/**
 * A CSV file seen through the mapping: rows whose cells are asked for by what they mean (`dueOn`), not by the header they stand under.
 * Asking checks; what does not fit is noted against the row with line, column, value and reason.
 */
import type { RejectedRow } from '@dunlin/shared/messages/ledger';
import type { BrokenRow, CsvRow } from './csv-rows.ts';
import { csvRows } from './csv-rows.ts';
import { utf8Of, type Encoding } from './decode.ts';
import { DropError } from './drop-error.ts';
import type { DropLimits } from './drop-files.ts';

export type Table<Role extends string> = {
  readonly file: string;
  readonly columns: ReadonlyMap<Role, { readonly name: string; readonly index: number }>;
  readonly rows: readonly CsvRow[];
  readonly broken: readonly RejectedRow[];
};

/**
 * @param columns the header of each role the mapping names.
 * @throws DropError when the file cannot be decoded, has no header, or lacks a column or has it twice.
 */
export function tableOf<Role extends string>(options: {
  file: string;
  bytes: Buffer;
  layout: { readonly encoding: Encoding; readonly delimiter: string };
  columns: { readonly [Each in Role]?: string | undefined };
  limits: DropLimits;
}): Table<Role> {
  const { file, layout, limits } = options;
  const bytes = utf8Of(file, options.bytes, layout.encoding);
  const { header, rows, broken } = csvRows({ file, bytes, delimiter: layout.delimiter, limits });
  const names = header.map((name) => name.trim());
  const wanted = Object.entries<string | undefined>(options.columns) as [Role, string | undefined][];
  const columns = new Map<Role, { name: string; index: number }>();
  for (const [role, name] of wanted) {
    if (name !== undefined) columns.set(role, { name, index: indexOfColumn(file, names, name) });
  }
  return { file, columns, rows, broken: broken.map((row) => rejectedWhole(file, row)) };
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

/** One row being read. */
export class RowReader<Role extends string> {
  readonly line: number;
  readonly rejections: RejectedRow[] = [];
  readonly #table: Table<Role>;
  readonly #values: readonly string[];
  readonly #limits: DropLimits;

  constructor(table: Table<Role>, row: CsvRow, limits: DropLimits) {
    this.#table = table;
    this.#values = row.values;
    this.#limits = limits;
    this.line = row.line;
  }

  /** The cell without blanks around it; empty when it is empty or the mapping names no such column. */
  raw(role: Role): string {
    const column = this.#table.columns.get(role);
    return column === undefined ? '' : (this.#values[column.index] ?? '').trim();
  }

  /** The text of a cell, checked for what no system downstream can take; undefined when empty or set aside. */
  optional(role: Role, maximumCharacters = this.#limits.fieldCharacters): string | undefined {
    const value = this.raw(role);
    if (value === '') return undefined;
    const ceiling = Math.min(maximumCharacters, this.#limits.fieldCharacters);
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

  /** The cells the mapping names, as one text: equal for rows that say the same. */
  contents(): string {
    return JSON.stringify([...this.#table.columns.keys()].map((role) => this.raw(role)));
  }
}

/** Enough of a value to find it by, cut between whole characters. */
function shorten(value: string, characters = 200): string {
  return value.length <= characters ? value : `${[...value.slice(0, characters)].slice(0, -1).join('')}…`;
}
