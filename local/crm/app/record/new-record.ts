/** What a new row begins with: its columns' defaults, its owner, its currency, and what the link that led here asks for. */
import type { ColumnInfo } from '../data/columns.ts';
import { isLookupColumn, type FieldValue, type LookupValue, type Values } from './values.ts';

export type Beginning = {
  readonly user: LookupValue;
  /** Undefined when neither user nor organization has one. */
  readonly currency: LookupValue | undefined;
  /** The `extraqs` of the address. */
  readonly asked: Readonly<Record<string, string>>;
};

/** Only columns that differ from empty, and that a new row may be given. */
export function firstValues(columns: Iterable<ColumnInfo>, { user, currency, asked }: Beginning): Values {
  const values = new Map<string, FieldValue>();
  for (const column of columns) {
    const value = askedValue(column, asked) ?? ownValue(column, { user, currency });
    if (value !== undefined && column.validForCreate) values.set(column.logicalName, value);
  }
  return values;
}

function ownValue(
  column: ColumnInfo,
  { user, currency }: Pick<Beginning, 'user' | 'currency'>,
): FieldValue | undefined {
  if (column.type === 'owner') return user;
  if (column.logicalName === 'transactioncurrencyid') return currency;
  if (column.defaultValue === undefined) return undefined;
  return column.type === 'boolean' ? column.defaultValue === 1 : column.defaultValue;
}

/**
 * As Dynamics takes them: a column's name with its value; for a lookup also `<column>name`, and `<column>type` where it may point
 * at several tables.
 */
function askedValue(column: ColumnInfo, asked: Beginning['asked']): FieldValue | undefined {
  const { logicalName, type, targets = [] } = column;
  const text = asked[logicalName];
  if (text === undefined) return undefined;
  if (isLookupColumn(column)) {
    const table = asked[`${logicalName}type`] ?? targets[0];
    if (table === undefined || !targets.includes(table)) return undefined;
    return { table, id: text.replace(/[{}]/g, '').toLowerCase(), name: asked[`${logicalName}name`] ?? '' };
  }
  if (type === 'boolean') return text === '1' || text === 'true';
  if (type === 'text' || type === 'memo' || type === 'datetime') return text;
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined;
}

/** What to ask for so that a new row begins with this lookup set. */
export function askFor(column: string, { id, name, table }: LookupValue): Readonly<Record<string, string>> {
  return { [column]: id, [`${column}name`]: name, [`${column}type`]: table };
}
