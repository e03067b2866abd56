/** A row's columns as values of the form, and the form's changes as the body of a PATCH or POST. */
import type { Row } from '../data/client.ts';
import type { ColumnInfo } from '../data/columns.ts';

export type LookupValue = {
  readonly table: string;
  readonly id: string;
  /** What the service calls the row; '' when it has no name. */
  readonly name: string;
};

/** Dates are ISO days or instants; choices numbers; an empty text is null. */
export type FieldValue = string | number | boolean | LookupValue | null;

export type Values = ReadonlyMap<string, FieldValue>;

const formatted = '@OData.Community.Display.V1.FormattedValue';
const lookupTable = '@Microsoft.Dynamics.CRM.lookuplogicalname';

export function isLookupColumn({ type }: Pick<ColumnInfo, 'type'>): boolean {
  return type === 'lookup' || type === 'customer' || type === 'owner';
}

/** The values of these columns in a row as the Web API answered it. */
export function valuesOf(row: Row, columns: Iterable<ColumnInfo>): Values {
  return new Map([...columns].map((column) => [column.logicalName, valueOf(row, column)]));
}

export function valueOf(row: Row, column: ColumnInfo): FieldValue {
  const raw = row[column.property];
  if (raw === undefined || raw === null || raw === '') return null;
  if (isLookupColumn(column) && typeof raw === 'string') return lookupOf(row, column, raw);
  if (typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean') return raw;
  throw new TypeError(
    `The column ${column.logicalName} holds ${JSON.stringify(raw)}, which no form can show.`,
  );
}

function lookupOf(row: Row, { property, targets = [] }: ColumnInfo, id: string): LookupValue {
  const table = row[`${property}${lookupTable}`];
  const name = row[`${property}${formatted}`];
  return {
    table: typeof table === 'string' ? table : (targets[0] ?? ''),
    id,
    name: typeof name === 'string' ? name : '',
  };
}

export function isLookupValue(value: FieldValue): value is LookupValue {
  return typeof value === 'object' && value !== null;
}

export function sameValue(one: FieldValue, other: FieldValue): boolean {
  if (isLookupValue(one) && isLookupValue(other)) return one.table === other.table && one.id === other.id;
  return one === other;
}

export type BodySource = {
  /** What changes, by column. */
  readonly changes: Values;
  /** What the row holds now; empty for a new row. */
  readonly before: Values;
  readonly columns: ReadonlyMap<string, ColumnInfo>;
  readonly setOf: (table: string) => string;
};

/**
 * Lookups are written through their navigation property, one for each table they may point at; anything else by its name.
 * @throws {RangeError} for a lookup at a table the column cannot point at
 */
export function bodyOf({ changes, before, columns, setOf }: BodySource): Row {
  const body: Record<string, unknown> = {};
  for (const [name, value] of changes) {
    const column = columns.get(name);
    if (column === undefined) throw new RangeError(`There is no column ${name}.`);
    if (!isLookupColumn(column)) {
      body[name] = value;
      continue;
    }
    const pointed = isLookupValue(value) ? value : before.get(name);
    if (pointed === undefined || !isLookupValue(pointed)) continue;
    const navigation = column.navigation?.get(pointed.table);
    if (navigation === undefined) throw new RangeError(`${name} cannot point at ${pointed.table}.`);
    body[`${navigation}@odata.bind`] = isLookupValue(value) ? `/${setOf(value.table)}(${value.id})` : null;
  }
  return body;
}
