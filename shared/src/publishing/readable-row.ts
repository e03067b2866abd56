/**
 * A row of the policy as people read and write it: columns without prefix, options by their names, other rows by their codes. It says
 * what the row says in any environment, for it holds no ids. All of it follows from the table's definition.
 */
import type { Column, Table } from '../tables/table.ts';
import { anError, type Problem } from './problem.ts';

export type ReadableValue = string | number | boolean;
/** Empty columns are left out. */
export type ReadableRow = Readonly<Record<string, ReadableValue>>;

/** A row as the Web API answers it. */
export type StoredRow = Readonly<Record<string, unknown>>;

/** The column's name for people: `dun_offsetdays` is `offsetdays`, the lookup `dun_strategyid` is `strategy`. */
export function readableName(name: string, column: Column): string {
  const short = name.replace(/^dun_/, '');
  return column.type === 'lookup' ? short.replace(/id$/, '') : short;
}

/** @param codeOf the code of the row an id stands for; undefined when there is no such row */
export function readableRow(
  table: Table,
  row: StoredRow,
  place: string,
  codeOf: (table: string, id: string) => string | undefined,
): { readonly row: ReadableRow; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const values = Object.entries(table.columns).flatMap(([name, column]): [string, ReadableValue][] => {
    const stored = row[column.type === 'lookup' ? `_${name}_value` : name];
    const readable = readableName(name, column);
    if (stored === null || stored === undefined || stored === '') {
      if (column.required)
        problems.push(anError(`${place}, ${readable}`, '', `${column.label} has to be filled in`));
      return [];
    }
    if (column.type === 'choice') {
      const [option] = Object.entries(column.options).find(([, { value }]) => value === stored) ?? [];
      if (option !== undefined) return [[readable, option]];
      problems.push(anError(`${place}, ${readable}`, show(stored), optionsOf(column)));
      return [];
    }
    if (column.type === 'lookup') {
      const code = typeof stored === 'string' ? codeOf(column.target, stored) : undefined;
      if (code !== undefined) return [[readable, code]];
      problems.push(anError(`${place}, ${readable}`, '', `its ${column.label.toLowerCase()} is not active`));
      return [];
    }
    // Forms write line ends of their own.
    return [
      [readable, typeof stored === 'string' ? stored.replaceAll('\r\n', '\n') : (stored as ReadableValue)],
    ];
  });
  return { row: Object.fromEntries(values), problems };
}

/**
 * The row as `selectOf` its table reads it. A boolean or option that did not exist yet when the row was made has its default.
 * @throws RangeError when a column is not known: the row is of another version of Dunlin
 */
export function storedRow(
  table: Table,
  row: ReadableRow,
  idOf: (table: string, code: string) => string,
): StoredRow {
  const known = new Set(Object.entries(table.columns).map(([name, column]) => readableName(name, column)));
  for (const name of Object.keys(row)) {
    if (!known.has(name)) throw new RangeError(`${table.label} has no column ${name}`);
  }
  const values = Object.entries(table.columns).map(([name, column]): [string, unknown] => {
    const value = row[readableName(name, column)];
    switch (column.type) {
      case 'lookup':
        return [`_${name}_value`, value === undefined ? null : idOf(column.target, String(value))];
      case 'choice':
        return [
          name,
          value === undefined ? (column.default ?? null) : (column.options[String(value)]?.value ?? null),
        ];
      case 'boolean':
        return [name, value ?? column.default];
      case 'text':
      case 'memo':
      case 'integer':
      case 'date':
        return [name, value ?? null];
      case 'money':
      case 'instant':
      case 'customer':
      case 'file':
        throw notOfPolicy(name, column);
    }
  });
  return Object.fromEntries(values);
}

/** What keeps a value that somebody wrote from standing in its column. */
export function valueProblem(place: string, column: Column, value: unknown): Problem | undefined {
  const refuse = (remedy: string): Problem => anError(place, show(value), remedy);
  switch (column.type) {
    case 'text':
    case 'memo':
    case 'lookup':
      if (typeof value !== 'string') return refuse('a text is expected; put it in quotes');
      return column.type !== 'lookup' && value.length > column.maxLength
        ? refuse(`${column.maxLength} characters are the most there is room for`)
        : undefined;
    case 'integer': {
      const { min = -Infinity, max = Infinity } = column;
      if (!Number.isInteger(value)) return refuse('a whole number is expected');
      return (value as number) < min || (value as number) > max
        ? refuse(`a number from ${min} to ${max} is expected`)
        : undefined;
    }
    case 'boolean':
      return typeof value === 'boolean' ? undefined : refuse('true or false is expected');
    case 'date':
      return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)
        ? undefined
        : refuse('a date (YYYY-MM-DD) is expected');
    case 'choice':
      return typeof value === 'string' && Object.hasOwn(column.options, value)
        ? undefined
        : refuse(optionsOf(column));
    case 'money':
    case 'instant':
    case 'customer':
    case 'file':
      throw notOfPolicy(place, column);
  }
}

function notOfPolicy(place: string, { type }: Column): RangeError {
  return new RangeError(`Columns of type ${type} are not part of the policy: ${place}`);
}

function optionsOf({ options }: Extract<Column, { readonly type: 'choice' }>): string {
  return `choose one of ${Object.keys(options).join(', ')}`;
}

function show(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 80) : JSON.stringify(value);
}
