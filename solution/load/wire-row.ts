/** Rows as people write them (option names, codes of the rows they point at, texts as lists of lines) → rows as the Web API takes them. */
import type { Column, Table } from '@dunlin/shared/tables/table';
import { quoted } from './web-api.ts';

export type ReadableRow = Readonly<Record<string, unknown>>;

export type WireRow = {
  /** What stands in the parentheses of the address: the alternate key with its values. */
  readonly key: string;
  /** All other columns. Those of the key are taken from the address when the row is created. */
  readonly body: Readonly<Record<string, unknown>>;
};

/** A value that does not fit its column. */
export class UnreadableRow extends Error {
  constructor(place: string, problem: string) {
    super(`${place}: ${problem}`);
    this.name = 'UnreadableRow';
  }
}

/** Finds the row a code stands for: its set and its id. */
export type Resolve = (table: string, code: string) => Promise<{ readonly set: string; readonly id: string }>;

/** @throws UnreadableRow naming the row and the column. */
export async function wireRow(table: Table, row: ReadableRow, resolve: Resolve): Promise<WireRow> {
  const [keyColumns] = Object.values(table.keys);
  if (keyColumns === undefined)
    throw new RangeError(`Rows of ${table.name} cannot be loaded: it has no alternate key`);
  const place = `${table.name} ${keyColumns.map((name) => String(row[name])).join(' ')}`;
  const key: string[] = [];
  const body: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(row)) {
    const column = table.columns[name];
    if (column === undefined) throw new UnreadableRow(place, `${name} is no column of ${table.name}`);
    const wire = await wireValue(`${place}, ${name}`, column, value, resolve);
    if (keyColumns.includes(name)) key.push(inKey(name, wire));
    else if (isReference(wire)) body[`${name}@odata.bind`] = `/${wire.set}(${wire.id})`;
    else body[name] = wire;
  }
  for (const name of keyColumns) if (!(name in row)) throw new UnreadableRow(place, `${name} is missing`);
  return { key: key.join(','), body };
}

type Reference = { readonly set: string; readonly id: string };
type WireValue = string | number | boolean | Reference;

function isReference(value: WireValue): value is Reference {
  return typeof value === 'object';
}

function inKey(name: string, value: WireValue): string {
  if (isReference(value)) return `_${name}_value=${value.id}`;
  return `${name}=${typeof value === 'string' ? quoted(value) : String(value)}`;
}

async function wireValue(
  place: string,
  column: Column,
  value: unknown,
  resolve: Resolve,
): Promise<WireValue> {
  switch (column.type) {
    case 'text':
    case 'memo':
      return textValue(place, column.maxLength, value);
    case 'integer':
      if (Number.isInteger(value)) return value as number;
      break;
    case 'boolean':
      if (typeof value === 'boolean') return value;
      break;
    case 'date':
      if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) return value;
      break;
    case 'choice':
      return optionValue(place, column.options, value);
    case 'lookup':
      if (typeof value === 'string') return resolve(column.target, value);
      break;
    case 'money':
    case 'instant':
    case 'customer':
    case 'file':
      throw new UnreadableRow(place, `columns of type ${column.type} are not part of the policy`);
    default:
      return column satisfies never;
  }
  throw new UnreadableRow(place, `${JSON.stringify(value)} is no ${column.type}`);
}

function textValue(place: string, maxLength: number, value: unknown): string {
  const text =
    Array.isArray(value) && value.every((line) => typeof line === 'string') ? value.join('\n') : value;
  if (typeof text !== 'string') throw new UnreadableRow(place, `${JSON.stringify(value)} is no text`);
  if (text.length > maxLength) {
    throw new UnreadableRow(place, `${text.length} characters, ${maxLength} is the most there is room for`);
  }
  return text;
}

function optionValue(
  place: string,
  options: Readonly<Record<string, { readonly value: number }>>,
  value: unknown,
): number {
  const option = typeof value === 'string' ? options[value] : undefined;
  if (option === undefined) {
    throw new UnreadableRow(place, `${JSON.stringify(value)} is none of ${Object.keys(options).join(', ')}`);
  }
  return option.value;
}
