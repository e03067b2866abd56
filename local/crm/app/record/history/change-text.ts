/** A changed field as a person reads it: what it was, and what it is. */
import type { Row } from '../../data/client.ts';
import type { ColumnInfo } from '../../data/columns.ts';
import type { TableInfo } from '../../data/metadata.ts';
import { valueText } from '../fields/value-text.ts';
import type { Currency, UserFormats } from '../formats/user-formats.ts';
import { valueOf } from '../values.ts';

export type ChangedField = {
  readonly label: string;
  /** '' for nothing. */
  readonly before: string;
  readonly after: string;
};

export type Formatting = UserFormats & { readonly currency: Currency | undefined };

/** In the order of their labels; fields the table no longer has are left out. */
export function changedFields(
  table: TableInfo,
  before: Row,
  after: Row,
  formatting: Formatting,
): readonly ChangedField[] {
  return [...table.columns.values()]
    .filter(({ property }) => property in before || property in after)
    .map((column) => ({
      label: column.label,
      before: textOf(column, before, formatting),
      after: textOf(column, after, formatting),
    }))
    .toSorted((one, other) => one.label.localeCompare(other.label));
}

/** Amounts in the currency they had, as the service says them; dates in the user's own zone. */
function textOf(column: ColumnInfo, row: Row, formatting: Formatting): string {
  const formatted = row[`${column.property}@OData.Community.Display.V1.FormattedValue`];
  if (column.type === 'money' && typeof formatted === 'string') return formatted;
  return valueText(column, valueOf(row, column), formatting);
}
